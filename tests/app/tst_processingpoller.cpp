// SPDX-License-Identifier: Apache-2.0
#include "app/processingpoller.h"

#include "models/api/http/serverclock.h"
#include "tests/support/queuefixture.h"

#include <QNetworkAccessManager>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;

namespace {

constexpr ProcessingPoller::Pace quickPace = {5ms, 20ms};

using Change = std::function<void(ScriptedDemoServer &, const QString &name)>;

FaultRule ruleForReads(const FaultAction &action)
{
    return {"GET"_ba, QRegularExpression(u"/files/"_s), {}, 0, -1, action};
}

/// A Date header at which a file that was uploaded now has expired.
QByteArray laterDate()
{
    const QDateTime later = QDateTime::currentDateTimeUtc().addSecs(qint64{49} * 60 * 60);
    return QLocale::c().toString(later, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

} // namespace

Q_DECLARE_METATYPE(Change)

/// Uploads whose file the server processes, while no list of files is shown.
class tst_ProcessingPoller final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void taskOfAnEarlierRunEnds_data();
    void taskOfAnEarlierRunEnds();
    void taskOfThisRunEnds();
    void refusalSaysNothingOfTheFile();
    void nothingIsAskedForARemovedAccount();

private:
    void makePoller();
    RequestFactory requests() const
    {
        RequestFactory requests({m_fixture->demo().baseUrl(), u"v1beta"_s}, m_fixture->key);
        requests.setClock(m_clock);
        return requests;
    }
    QString uploadVideo()
    {
        m_fixture->addAndFinish({m_fixture->writeFile(u"clip.mp4"_s, testVideo(1000))});
        const UploadTask task = m_fixture->task(u"clip.mp4"_s);
        return task.file && task.state == UploadTask::State::Processing ? task.file->name : QString();
    }
    qsizetype readCount() const
    {
        return std::ranges::count_if(m_fixture->server().requests(), [](const RequestRecord &request) {
            return request.method == "GET" && request.path.contains("/files/");
        });
    }

    QNetworkAccessManager m_network;
    std::shared_ptr<ServerClock> m_clock;
    std::unique_ptr<QueueFixture> m_fixture;
    std::unique_ptr<ProcessingPoller> m_poller;
};

void tst_ProcessingPoller::init()
{
    DemoServerOptions options = testServerOptions();
    options.processing = 1h;
    m_clock = std::make_shared<ServerClock>();
    m_fixture = std::make_unique<QueueFixture>(options);
    QVERIFY(m_fixture->openQueue());
}

void tst_ProcessingPoller::cleanup()
{
    m_poller.reset();
    m_fixture.reset();
}

void tst_ProcessingPoller::makePoller()
{
    m_poller = std::make_unique<ProcessingPoller>(m_fixture->queue(), m_network, quickPace);
    m_poller->setAccount(QueueFixture::profileId, requests());
}

void tst_ProcessingPoller::taskOfAnEarlierRunEnds_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<UploadTask::State>("state");
    QTest::addColumn<bool>("isGone");
    using enum UploadTask::State;
    const auto row = [](const char *name, UploadTask::State state, bool isGone, const Change &change) {
        QTest::newRow(name) << change << state << isGone;
    };
    row("active", Done, false, [](auto &server, const QString &name) { server.setState(name, u"ACTIVE"_s); });
    row("failed", Failed, false, [](auto &server, const QString &name) { server.setState(name, u"FAILED"_s); });
    row("refused as it may not exist", Done, true, [](auto &server, const QString &name) { server.removeFile(name); });
    row("not found", Done, true,
        [](auto &server, const QString &) { server.faults().add(ruleForReads(faults::answer(404))); });
    row("still processed after its expiry", Done, true, [](auto &server, const QString &) {
        server.faults().add(ruleForReads(faults::setHeader("Date"_ba, laterDate())));
    });
    row("refused after its expiry", Done, true, [](auto &server, const QString &) {
        server.faults().add(ruleForReads(faults::answer(403, R"({"error":{"status":"PERMISSION_DENIED"}})"_ba,
                                                        "application/json"_ba, {{"Date"_ba, laterDate()}})));
    });
}

void tst_ProcessingPoller::taskOfAnEarlierRunEnds()
{
    QFETCH(const Change, change);
    QFETCH(const UploadTask::State, state);
    QFETCH(const bool, isGone);
    const QString name = uploadVideo();
    QVERIFY(!name.isEmpty());
    m_fixture->closeQueue();
    change(m_fixture->server(), name);
    QVERIFY(m_fixture->openQueue());
    QCOMPARE(m_fixture->task(u"clip.mp4"_s).state, UploadTask::State::Processing);

    makePoller();
    QVERIFY(m_fixture->waitForState(u"clip.mp4"_s, state));
    QCOMPARE(m_fixture->task(u"clip.mp4"_s).notes.testFlag(UploadNote::GoneFromServer), isGone);
    // The end survives the program.
    m_poller.reset();
    QVERIFY(m_fixture->reopenQueue());
    QCOMPARE(m_fixture->task(u"clip.mp4"_s).state, state);
}

void tst_ProcessingPoller::taskOfThisRunEnds()
{
    makePoller();
    const QString name = uploadVideo();
    QVERIFY(!name.isEmpty());
    QTRY_VERIFY(readCount() >= 2);
    QVERIFY(m_fixture->server().setState(name, u"ACTIVE"_s));
    QVERIFY(m_fixture->waitForState(u"clip.mp4"_s, UploadTask::State::Done));
}

void tst_ProcessingPoller::refusalSaysNothingOfTheFile()
{
    const QString name = uploadVideo();
    QVERIFY(!name.isEmpty());
    const int refusal = m_fixture->server().faults().add(
        ruleForReads(faults::answer(403, R"({"error":{"status":"PERMISSION_DENIED"}})"_ba)));
    makePoller();
    QTRY_VERIFY(m_fixture->server().faults().fired(refusal) >= 3);
    QCOMPARE(m_fixture->task(u"clip.mp4"_s).state, UploadTask::State::Processing);
    m_fixture->server().faults().clear();
    QVERIFY(m_fixture->server().setState(name, u"ACTIVE"_s));
    QVERIFY(m_fixture->waitForState(u"clip.mp4"_s, UploadTask::State::Done));
}

void tst_ProcessingPoller::nothingIsAskedForARemovedAccount()
{
    const QString name = uploadVideo();
    QVERIFY(!name.isEmpty());
    makePoller();
    m_poller->removeAccount(QueueFixture::profileId);
    QVERIFY(m_fixture->server().setState(name, u"ACTIVE"_s));
    QVERIFY(m_fixture->addAndFinish({m_fixture->writeFile(u"words.txt"_s, "words"_ba)}));
    QCOMPARE(readCount(), 0);
    m_poller->setAccount(QueueFixture::profileId, requests());
    QVERIFY(m_fixture->waitForState(u"clip.mp4"_s, UploadTask::State::Done));
}

QTEST_GUILESS_MAIN(tst_ProcessingPoller)
#include "tst_processingpoller.moc"
