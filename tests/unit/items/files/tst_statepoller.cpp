// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/statepoller.h"
#include "tests/support/scripteddemoserver.h"

#include <QSignalSpy>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;

namespace {

QJsonObject fileJson(const QString &name, const QString &state)
{
    return {{u"name"_s, name}, {u"state"_s, state}};
}

RemoteFile processingFile(const QString &name)
{
    return *RemoteFile::fromJson(fileJson(name, u"PROCESSING"_s));
}

} // namespace

class tst_StatePoller final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void leavesOtherStatesAlone_data();
    void leavesOtherStatesAlone();
    void pollsUntilTheStateChanges_data();
    void pollsUntilTheStateChanges();
    void missingFileIsGone();
    void serverDecidesWhatHasExpired();
    void waitsGrow();
    void considerKeepsThePlace();
    void errorsKeepTheFile_data();
    void errorsKeepTheFile();
    void noMoreThanFourAtOnce();
    void clearAbortsAndIsSilent();
    void forgottenFileIsNotAnnounced();

private:
    void watch(const QString &name);
    void makePoller(StatePoller::Pace pace);
    QList<RequestRecord> requestsFor(const QString &name) const;
    /// The pauses between the requests for a file, in milliseconds.
    QList<qint64> pauses(const QString &name) const;
    /// Sends a request of its own and waits for the answer.
    void roundTrip();
    FaultRule rule(const FaultAction &action, int times = -1) const;

    std::unique_ptr<ScriptedDemoServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<ApiClient> m_client;
    std::unique_ptr<StatePoller> m_poller;
};

void tst_StatePoller::init()
{
    m_server = std::make_unique<ScriptedDemoServer>(DemoServerOptions());
    QVERIFY(m_server->start());
    m_network = std::make_unique<QNetworkAccessManager>();
    m_client = std::make_unique<ApiClient>(*m_network, RequestFactory({m_server->baseUrl(), u"v1beta"_s}, "key"));
    makePoller({5ms, 20ms});
}

void tst_StatePoller::cleanup()
{
    m_poller.reset();
    m_client.reset();
    m_network.reset();
    m_server.reset();
}

void tst_StatePoller::makePoller(StatePoller::Pace pace)
{
    m_poller = std::make_unique<StatePoller>(*m_client, pace);
}

void tst_StatePoller::watch(const QString &name)
{
    m_server->addFile(fileJson(name, u"PROCESSING"_s));
    m_poller->consider(processingFile(name));
}

QList<RequestRecord> tst_StatePoller::requestsFor(const QString &name) const
{
    QList<RequestRecord> records = m_server->requests();
    records.removeIf([&name](const RequestRecord &record) { return !record.path.endsWith(name.toLatin1()); });
    return records;
}

QList<qint64> tst_StatePoller::pauses(const QString &name) const
{
    QList<qint64> pauses;
    const QList<RequestRecord> records = requestsFor(name);
    for (qsizetype i = 1; i < records.size(); ++i)
        pauses.append(records.at(i - 1).receivedAt.msecsTo(records.at(i).receivedAt));
    return pauses;
}

void tst_StatePoller::roundTrip()
{
    bool isAnswered = false;
    m_client->listFiles(1, {}, this, [&isAnswered](const Result<FilePage> &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
}

FaultRule tst_StatePoller::rule(const FaultAction &action, int times) const
{
    return {"GET", QRegularExpression(u"/files/"_s), {}, 0, times, action};
}

void tst_StatePoller::leavesOtherStatesAlone_data()
{
    QTest::addColumn<QString>("state");
    for (const char *state : {"ACTIVE", "FAILED", "STATE_UNSPECIFIED", "", "PONDERING"})
        QTest::newRow(*state ? state : "none") << QString::fromLatin1(state);
}

void tst_StatePoller::leavesOtherStatesAlone()
{
    QFETCH(QString, state);
    const RemoteFile file = *RemoteFile::fromJson(fileJson(u"files/a"_s, state));
    m_poller->consider(file);
    QCOMPARE(m_poller->watchedCount(), 0);

    m_poller->consider(processingFile(u"files/a"_s));
    QCOMPARE(m_poller->watchedCount(), 1);
    m_poller->consider(file);
    QCOMPARE(m_poller->watchedCount(), 0);
}

void tst_StatePoller::pollsUntilTheStateChanges_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<RemoteFile::State>("state");
    QTest::newRow("active") << u"ACTIVE"_s << RemoteFile::State::Active;
    QTest::newRow("failed") << u"FAILED"_s << RemoteFile::State::Failed;
}

void tst_StatePoller::pollsUntilTheStateChanges()
{
    QFETCH(QString, word);
    QFETCH(RemoteFile::State, state);
    std::optional<RemoteFile> last;
    connect(m_poller.get(), &StatePoller::updated, this, [&last](const RemoteFile &file) { last = file; });
    watch(u"files/a"_s);
    QTRY_VERIFY(requestsFor(u"files/a"_s).size() >= 3);
    QTRY_VERIFY(last);
    QCOMPARE(last->state, RemoteFile::State::Processing);

    QVERIFY(m_server->setState(u"files/a"_s, word));
    QTRY_COMPARE(last->state, state);
    QCOMPARE(m_poller->watchedCount(), 0);

    // No more requests for it while another file is polled many times.
    const qsizetype count = requestsFor(u"files/a"_s).size();
    watch(u"files/b"_s);
    QTRY_VERIFY(requestsFor(u"files/b"_s).size() >= 4);
    QCOMPARE(requestsFor(u"files/a"_s).size(), count);
}

void tst_StatePoller::missingFileIsGone()
{
    QSignalSpy gone(m_poller.get(), &StatePoller::gone);
    m_poller->consider(processingFile(u"files/absent"_s));
    QVERIFY(gone.wait());
    QCOMPARE(gone.constFirst().constFirst().toString(), u"files/absent"_s);
    QCOMPARE(m_poller->watchedCount(), 0);
}

void tst_StatePoller::serverDecidesWhatHasExpired()
{
    // By the local clock, which may be days ahead, both have expired.
    QSignalSpy gone(m_poller.get(), &StatePoller::gone);
    QSignalSpy updated(m_poller.get(), &StatePoller::updated);
    RemoteFile file = processingFile(u"files/old"_s);
    file.expirationTime = Timestamp::fromText(u"2020-01-01T00:00:00Z");
    m_poller->consider(file);
    QVERIFY(gone.wait());
    QCOMPARE(gone.constFirst().constFirst().toString(), u"files/old"_s);
    QCOMPARE(requestsFor(u"files/old"_s).size(), 1);

    file.name = u"files/there"_s;
    m_server->addFile(fileJson(file.name, u"PROCESSING"_s));
    m_poller->consider(file);
    QTRY_VERIFY(requestsFor(file.name).size() >= 3);
    QVERIFY(m_server->setState(file.name, u"ACTIVE"_s));
    QTRY_COMPARE(m_poller->watchedCount(), 0);
    QCOMPARE(updated.constLast().constFirst().value<RemoteFile>().state, RemoteFile::State::Active);
    QCOMPARE(gone.size(), 1);
}

void tst_StatePoller::waitsGrow()
{
    makePoller({40ms, 160ms});
    watch(u"files/a"_s);
    QTRY_VERIFY(requestsFor(u"files/a"_s).size() >= 5);
    // The least that jitter leaves of 80, 160, 160 and 160 ms, less the error of two timestamps.
    const QList<qint64> found = pauses(u"files/a"_s);
    QVERIFY2(found.at(0) >= 62, qPrintable(QString::number(found.at(0))));
    for (int i = 1; i < 4; ++i)
        QVERIFY2(found.at(i) >= 126, qPrintable(QString::number(found.at(i))));
}

void tst_StatePoller::considerKeepsThePlace()
{
    makePoller({30ms, 30ms});
    watch(u"files/a"_s);
    // Repeated calls of consider() for the file must not delay its next request.
    QTimer reminder;
    connect(&reminder, &QTimer::timeout, this, [this] { m_poller->consider(processingFile(u"files/a"_s)); });
    reminder.start(5);
    QTRY_VERIFY(requestsFor(u"files/a"_s).size() >= 2);
    QCOMPARE(m_poller->watchedCount(), 1);
}

void tst_StatePoller::errorsKeepTheFile_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<qint64>("leastPause"); // ms
    const QByteArray busyWithDelay = R"({"error":{"code":503,"status":"UNAVAILABLE","details":[
        {"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"0.2s"}]}})";
    const QByteArray badKey = R"({"error":{"code":400,"status":"INVALID_ARGUMENT","details":[
        {"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})";
    QTest::newRow("busy") << 503 << QByteArray() << qint64{6};
    QTest::newRow("busy, asks for a pause") << 503 << busyWithDelay << qint64{198};
    QTest::newRow("key refused") << 400 << badKey << qint64{238};
    QTest::newRow("no permission") << 403 << QByteArray(R"({"error":{"code":403,"message":"No."}})") << qint64{238};
    QTest::newRow("page of a proxy") << 200 << QByteArray("<html>") << qint64{238};
}

void tst_StatePoller::errorsKeepTheFile()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(qint64, leastPause);
    makePoller({5ms, 300ms});
    QSignalSpy updated(m_poller.get(), &StatePoller::updated);
    QSignalSpy gone(m_poller.get(), &StatePoller::gone);
    const int fault = m_server->faults().add(rule(faults::answer(status, body), 1));
    watch(u"files/a"_s);
    QVERIFY(updated.wait());
    QCOMPARE(m_server->faults().fired(fault), 1);
    QCOMPARE(gone.size(), 0);
    const qint64 pause = pauses(u"files/a"_s).constFirst();
    QVERIFY2(pause >= leastPause, qPrintable(QString::number(pause)));
}

void tst_StatePoller::noMoreThanFourAtOnce()
{
    const int stall = m_server->faults().add(rule(faults::stallBefore()));
    QSignalSpy updated(m_poller.get(), &StatePoller::updated);
    for (int i = 0; i < 10; ++i)
        watch(u"files/f%1"_s.arg(i));
    const auto gets = [this] { return requestsFor({}).size(); };
    QTRY_COMPARE(gets(), 4);
    // All ten were due long before these answers came.
    roundTrip();
    roundTrip();
    QCOMPARE(gets(), 4 + 2);
    m_server->faults().release(stall);
    QTRY_VERIFY(updated.size() >= 10);
    for (int i = 0; i < 10; ++i)
        QVERIFY(!requestsFor(u"files/f%1"_s.arg(i)).isEmpty());
}

void tst_StatePoller::clearAbortsAndIsSilent()
{
    const int stall = m_server->faults().add(rule(faults::stallBefore(), 1));
    QSignalSpy updated(m_poller.get(), &StatePoller::updated);
    QSignalSpy gone(m_poller.get(), &StatePoller::gone);
    watch(u"files/a"_s);
    watch(u"files/b"_s);
    QTRY_COMPARE(requestsFor(u"files/a"_s).size() + requestsFor(u"files/b"_s).size() >= 1, true);
    m_poller->clear();
    QCOMPARE(m_poller->watchedCount(), 0);
    const qsizetype before = updated.size();
    m_server->faults().release(stall);
    roundTrip();
    QCOMPARE(updated.size(), before);
    QCOMPARE(gone.size(), 0);

    watch(u"files/c"_s);
    QVERIFY(updated.wait());
}

void tst_StatePoller::forgottenFileIsNotAnnounced()
{
    const int stall = m_server->faults().add(rule(faults::stallBefore(), 1));
    QSignalSpy updated(m_poller.get(), &StatePoller::updated);
    watch(u"files/a"_s);
    QTRY_COMPARE(requestsFor(u"files/a"_s).size(), 1);
    m_poller->forget(u"files/a"_s);
    m_poller->forget(u"files/never"_s);
    QCOMPARE(m_poller->watchedCount(), 0);
    m_server->faults().release(stall);
    watch(u"files/b"_s);
    QVERIFY(updated.wait());
    QTRY_VERIFY(updated.size() >= 2);
    for (const auto &arguments : std::as_const(updated))
        QCOMPARE(arguments.constFirst().value<RemoteFile>().name, u"files/b"_s);
}

QTEST_GUILESS_MAIN(tst_StatePoller)
#include "tst_statepoller.moc"
