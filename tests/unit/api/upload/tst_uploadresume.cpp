// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/uploadrun.h"

#include <QTest>
#include <QTimer>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using std::chrono::milliseconds;

namespace {

constexpr qint64 granule = 65536;
constexpr qint64 mebibyte = qint64{1024} * 1024;
constexpr qint64 maxReadSize = 16384; // bytes that the server reads at once

std::unique_ptr<ScriptedDemoServer> smallServer()
{
    ScriptedDemoServer::Options options;
    options.granularity = granule;
    auto server = std::make_unique<ScriptedDemoServer>(options);
    return server->start() ? std::move(server) : nullptr;
}

QByteArray retryInfo(const QByteArray &delay)
{
    return R"({"error":{"code":429,"message":"slow down","details":[)"
           R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":")" +
           delay + R"("}]}})";
}

} // namespace

/// Uploads whose connection breaks, to a server that keeps only whole granules.
class tst_UploadResume : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void cutInTheBody_data();
    void cutInTheBody();
    void cutAgainAndAgain();
    void resumesTwentyMebibytes();
    void halvesTheWindow();
    void lostFinalAnswer_data();
    void lostFinalAnswer();
    void lostAnswerOfADeadSession_data();
    void lostAnswerOfADeadSession();
    void sessionDiesOnTheWay_data();
    void sessionDiesOnTheWay();
    void sessionRefusesTheWholeBody_data();
    void sessionRefusesTheWholeBody();
    void givesUpAfterThreeSessions();
    void busyStart_data();
    void busyStart();
    void givesUpAfterTheLastAttempt();
    void waitsAsLongAsAsked();
    void storageQuotaIsNotRetried();
    void busyInTheMiddle();
    void serverForgetsConfirmedBytes();
    void queryIsRepeated();
    void serverRestarts();

private:
    void checkStoredOnce(const ScriptedDemoServer &server, const UploadRun &run, const QString &path);

    UploadBench m_bench;
};

void tst_UploadResume::checkStoredOnce(const ScriptedDemoServer &server, const UploadRun &run, const QString &path)
{
    QVERIFY2(run.succeededAs(Verification::Verified), run.summary().constData());
    QCOMPARE(server.files().size(), 1);
    QCOMPARE(server.contentOf(run.session.outcome().value().file.name).value_or("?"), UploadBench::bytesOf(path));
    QCOMPARE(run.session.bytesConfirmed(), run.session.size());
}

void tst_UploadResume::cutInTheBody_data()
{
    QTest::addColumn<qint64>("cutAt");
    for (const qint64 position : {qint64{0}, qint64{1}, qint64{16384}, granule - 1, granule, granule + 1, 5 * granule,
                                  10 * granule + 777, 16 * granule - 1})
        QTest::newRow(qPrintable(QString::number(position))) << position;
}

void tst_UploadResume::cutInTheBody()
{
    QFETCH(const qint64, cutAt);
    const auto server = smallServer();
    QVERIFY(server);
    const int fault = server->faults().add(onCommand("upload, finalize", faults::cutBody(cutAt)));
    const qint64 size = 16 * granule;
    const QString path = m_bench.makeFile(size);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    QCOMPARE(server->faults().fired(fault), 1);

    const QList<RequestRecord> requests = server->requests();
    QCOMPARE(commandsOf(*server).mid(0, 3), (QStringList{u"start"_s, u"upload, finalize"_s, u"query"_s}));
    QCOMPARE(requests.at(3).offset, QByteArray::number(cutAt / granule * granule));
    // The server also counts what it read beyond the cut.
    const qint64 sentTwice = contentBytesOf(*server) - size;
    QVERIFY2(sentTwice <= granule + maxReadSize, qPrintable(QString::number(sentTwice)));
    QCOMPARE(run.session.sessionCount(), 1);
    QCOMPARE(run.retries.size(), 1);
    QCOMPARE(run.retries.first().kind, ErrorKind::Network);
    QVERIFY2(run.brokenProgressRule.isEmpty(), qPrintable(run.brokenProgressRule));
}

void tst_UploadResume::cutAgainAndAgain()
{
    const auto server = smallServer();
    QVERIFY(server);
    // More breaks than attempts. The upload makes progress before each break, so none counts as a failed attempt.
    server->faults().add(onCommand("upload, finalize", faults::cutBody(granule + 10), 8));
    const QString path = m_bench.makeFile(10 * granule + 5);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path), {}, 2);
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    QVERIFY(server->faults().allFired());
    QCOMPARE(run.session.sessionCount(), 1);
    QVERIFY2(run.brokenProgressRule.isEmpty(), qPrintable(run.brokenProgressRule));
}

/// At most one granule is sent twice.
void tst_UploadResume::resumesTwentyMebibytes()
{
    ScriptedDemoServer server({});
    QVERIFY(server.start());
    server.faults().add(onCommand("upload, finalize", faults::cutBody(13 * mebibyte)));
    const qint64 size = 20 * mebibyte + 1;
    const QString path = m_bench.makeFile(size);
    UploadRun run(m_bench, server.baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(server, run, path);
    QVERIFY(server.faults().allFired());
    QCOMPARE(commandsOf(server), (QStringList{u"start"_s, u"upload, finalize"_s, u"query"_s, u"upload, finalize"_s}));
    QCOMPARE(server.requests().last().offset, QByteArray::number(8 * mebibyte));
    QVERIFY(contentBytesOf(server) - size <= 8 * mebibyte);
}

void tst_UploadResume::halvesTheWindow()
{
    const auto server = smallServer();
    QVERIFY(server);
    // Three breaks that commit nothing, at requests of 16, 8 and 4 granules.
    server->faults().add(onCommand("upload, finalize", faults::cutBody(granule / 2)));
    server->faults().add(onCommand("upload", faults::cutBody(granule / 2), 2));
    const QString path = m_bench.makeFile(16 * granule);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    QVERIFY(server->faults().allFired());

    QList<qint64> lengths;
    for (const RequestRecord &request : server->requests()) {
        if (request.command.contains("upload"))
            lengths.append(request.header("Content-Length").toLongLong());
    }
    QCOMPARE(lengths.mid(0, 4), (QList<qint64>{16 * granule, 8 * granule, 4 * granule, 2 * granule}));
    for (qsizetype i = 0; i + 1 < lengths.size(); ++i)
        QCOMPARE(lengths.at(i) % granule, 0);
    QCOMPARE(commandsOf(*server).last(), u"upload, finalize"_s);
    QVERIFY(commandsOf(*server).contains(u"upload"_s));
    QVERIFY2(run.brokenProgressRule.isEmpty(), qPrintable(run.brokenProgressRule));
}

void tst_UploadResume::lostFinalAnswer_data()
{
    QTest::addColumn<qint64>("size");
    QTest::newRow("0 B") << qint64{0};
    QTest::newRow("1 B") << qint64{1};
    QTest::newRow("10 granules") << 10 * granule;
}

void tst_UploadResume::lostFinalAnswer()
{
    QFETCH(const qint64, size);
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::dropAfter()));
    const QString path = m_bench.makeFile(size);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    // One upload request only: Qt did not repeat it by itself.
    QCOMPARE(commandsOf(*server), (QStringList{u"start"_s, u"upload, finalize"_s, u"query"_s}));
}

void tst_UploadResume::lostAnswerOfADeadSession_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 404, 410})
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void tst_UploadResume::lostAnswerOfADeadSession()
{
    QFETCH(const int, status);
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::dropAfter()));
    server->faults().add(onCommand("query", faults::endSession(status)));
    UploadRun run(m_bench, server->baseUrl(), plainSource(m_bench.makeFile(1000)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::OutcomeUnknown), run.summary().constData());
    QCOMPARE(server->files().size(), 1);
    QCOMPARE(commandsOf(*server), (QStringList{u"start"_s, u"upload, finalize"_s, u"query"_s}));
}

void tst_UploadResume::sessionDiesOnTheWay_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {400, 404, 410, 499})
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void tst_UploadResume::sessionDiesOnTheWay()
{
    QFETCH(const int, status);
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::cutBody(3 * granule)));
    server->faults().add(onCommand("query", faults::endSession(status)));
    const QString path = m_bench.makeFile(100 * granule);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    QCOMPARE(run.session.sessionCount(), 2);
    QCOMPARE(commandsOf(*server),
             (QStringList{u"start"_s, u"upload, finalize"_s, u"query"_s, u"start"_s, u"upload, finalize"_s}));
    QCOMPARE(server->requests().last().offset, "0"_ba);
    QVERIFY2(run.brokenProgressRule.isEmpty(), qPrintable(run.brokenProgressRule));
}

void tst_UploadResume::sessionRefusesTheWholeBody_data()
{
    sessionDiesOnTheWay_data();
}

/// The refused request may be the second copy that a proxy sent of one that made the file.
void tst_UploadResume::sessionRefusesTheWholeBody()
{
    QFETCH(const int, status);
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::endSession(status)));
    UploadRun run(m_bench, server->baseUrl(), plainSource(m_bench.makeFile(1000)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::OutcomeUnknown), run.summary().constData());
    QCOMPARE(run.session.sessionCount(), 1);
    QCOMPARE(commandsOf(*server), (QStringList{u"start"_s, u"upload, finalize"_s}));
}

void tst_UploadResume::givesUpAfterThreeSessions()
{
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::cutBody(granule), -1));
    server->faults().add(onCommand("query", faults::endSession(404), -1));
    UploadRun run(m_bench, server->baseUrl(), plainSource(m_bench.makeFile(100 * granule)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::Gone), run.summary().constData());
    QCOMPARE(run.session.sessionCount(), UploadSession::maxSessions);
    QCOMPARE(commandsOf(*server).count(u"start"_s), 3);
    QVERIFY(server->files().isEmpty());
}

void tst_UploadResume::busyStart_data()
{
    QTest::addColumn<FaultAction>("fault");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("503") << faults::answer(503, {}, "text/plain") << ErrorKind::ServerBusy;
    QTest::newRow("500 JSON") << faults::answer(500, R"({"error":{"code":500}})") << ErrorKind::ServerBusy;
    QTest::newRow("408") << faults::answer(408) << ErrorKind::ServerBusy;
    QTest::newRow("dropped") << faults::dropBefore() << ErrorKind::Network;
    QTest::newRow("executed, then dropped") << faults::dropAfter() << ErrorKind::Network;
}

void tst_UploadResume::busyStart()
{
    QFETCH(const FaultAction, fault);
    QFETCH(const ErrorKind, kind);
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("start", fault, 3));
    const QString path = m_bench.makeFile(1000);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    QCOMPARE(run.retries.size(), 3);
    QCOMPARE(run.retries.first().kind, kind);
    // One request for each attempt: Qt did not repeat any by itself.
    QCOMPARE(commandsOf(*server).count(u"start"_s), 4);
    QCOMPARE(run.session.sessionCount(), 1);
}

void tst_UploadResume::givesUpAfterTheLastAttempt()
{
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("start", faults::answer(503), -1));
    UploadRun run(m_bench, server->baseUrl(), plainSource(m_bench.makeFile(10)), {}, 4);
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::ServerBusy), run.summary().constData());
    QCOMPARE(commandsOf(*server).size(), 5);
    QCOMPARE(run.retries.size(), 4);
}

void tst_UploadResume::waitsAsLongAsAsked()
{
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("start", faults::answer(429, retryInfo("0.2s"))));
    server->faults().add(onCommand("upload, finalize", faults::answer(429, retryInfo("0.2s"))));
    const QString path = m_bench.makeFile(1000);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    QCOMPARE(run.delays, (QList{milliseconds(200), milliseconds(200)}));
    QCOMPARE(run.retries.first().kind, ErrorKind::RateQuota);
    const QList<RequestRecord> requests = server->requests();
    QVERIFY(requests.at(0).receivedAt.msecsTo(requests.at(1).receivedAt) >= 190);
}

void tst_UploadResume::storageQuotaIsNotRetried()
{
    const auto server = smallServer();
    QVERIFY(server);
    const auto body = R"({"error":{"code":429,"message":"The project has reached the storage limit."}})"_ba;
    server->faults().add(onCommand("start", faults::answer(429, body), -1));
    UploadRun run(m_bench, server->baseUrl(), plainSource(m_bench.makeFile(10)));
    QVERIFY(run.toTheEnd());
    QVERIFY2(run.failedWith(ErrorKind::StorageQuota), run.summary().constData());
    QCOMPARE(server->requests().size(), 1);
}

/// The server keeps a part of the body, answers 503 and keeps running.
void tst_UploadResume::busyInTheMiddle()
{
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::keepUntil(5 * granule + 1234)));
    const QString path = m_bench.makeFile(16 * granule);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    // The offset of the server need not be a multiple of the granularity.
    QCOMPARE(server->requests().last().offset, QByteArray::number(5 * granule + 1234));
    QCOMPARE(run.retries.first().kind, ErrorKind::ServerBusy);
}

void tst_UploadResume::serverForgetsConfirmedBytes()
{
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::cutBody(8 * granule)));
    server->faults().add(onCommand("upload, finalize", faults::cutBody(granule)));
    server->faults().add(onCommand("query", faults::rollBack(2 * granule), 1, 1));
    const QString path = m_bench.makeFile(16 * granule);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    QVERIFY(server->faults().allFired());
    checkStoredOnce(*server, run, path);
    QVERIFY(!run.brokenProgressRule.isEmpty()); // the only case in which the confirmed bytes may fall
}

void tst_UploadResume::queryIsRepeated()
{
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::cutBody(8 * granule)));
    server->faults().add(onCommand("query", faults::answer(503), 3));
    server->faults().add(onCommand("query", faults::dropBefore(), 2));
    const QString path = m_bench.makeFile(16 * granule);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    QStringList expected{u"start"_s, u"upload, finalize"_s};
    expected += QStringList(6, u"query"_s);
    QCOMPARE(commandsOf(*server), expected + QStringList{u"upload, finalize"_s});
    QCOMPARE(server->requests().last().offset, QByteArray::number(8 * granule));
}

void tst_UploadResume::serverRestarts()
{
    const auto server = smallServer();
    QVERIFY(server);
    server->faults().add(onCommand("upload, finalize", faults::slowBody(4 * mebibyte)));
    const QString path = m_bench.makeFile(64 * granule);
    UploadRun run(m_bench, server->baseUrl(), plainSource(path));
    // The progress of the session does not help: the system buffers bytes that the server has not read.
    QTimer watch;
    watch.setInterval(5);
    connect(&watch, &QTimer::timeout, this, [&] {
        if (contentBytesOf(*server) > 2 * granule) {
            watch.stop();
            server->stop();
        }
    });
    watch.start();
    connect(&run.session, &UploadSession::retryScheduled, this, [&] {
        if (server->requests().last().command == "upload, finalize")
            QVERIFY(server->start());
    });
    QVERIFY(run.toTheEnd());
    checkStoredOnce(*server, run, path);
    QVERIFY(!run.retries.isEmpty());
    QCOMPARE(run.session.sessionCount(), 1);
}

QTEST_GUILESS_MAIN(tst_UploadResume)
#include "tst_uploadresume.moc"
