// SPDX-License-Identifier: Apache-2.0
#include "tests/support/queuefixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granularity = 262'144; // as in testServerOptions()

} // namespace

/// Uploads after the program has ended, and the queue while the server refuses all uploads.
class tst_UploadRestart final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }

    void goesOnWhereItWas();
    void resumesWithoutAskingIfSoMade();
    void leavesFormerTasksAloneIfSoMade();
    void twoProgramsNeverSendOneTask();
    void anotherKeyWaits();
    void changedFileBeginsAnew();
    void fileOfAnotherSizeFails();
    void deadSessionAfterARestartIsLookedUpInTheList();
    void lostAnswerIsFoundInTheList();
    void unverifiedLostAnswerIsHashedFirst();
    void lostAnswerThatBecameNoFileIsSentAgain();
    void failedSearchesDoNotCountAfterAnAnsweredOne();
    void refusedListHoldsTheAccount();
    void badKeyHoldsTheQueueOnce();
    void fullStorageHoldsTheQueue();
    void failingServerIsLeftAloneForAWhile();
    void otherEndpointsGoOn();
    void outageFailsNothing_data();
    void outageFailsNothing();
    void holdEndsWithItsLastUpload();
    void refusedConnectionWaitsForTheNetwork();
    void renewedConnectionsGoOn();
    void editedSessionUrlIsNotUsed();

private:
    UploadQueue &queue() { return m_fixture->queue(); }
    ScriptedDemoServer &server() { return m_fixture->server(); }
    UploadTask task(int row = 0) const { return m_fixture->queue().taskAt(row); }
    QString write(const QString &name, const QByteArray &content) { return m_fixture->writeFile(name, content); }
    qsizetype count(const QByteArray &command) { return m_fixture->demo().requestsWith(command).size(); }
    QList<WaitReason> reasons() const
    {
        QList<WaitReason> reasons;
        for (const QueueHold &hold : m_fixture->queue().holds())
            reasons.append(hold.reason);
        return reasons;
    }
    /// Queues one file of six granules and destroys the queue when the server has some of them.
    void interruptUpload();

    std::unique_ptr<QueueFixture> m_fixture;
};

void tst_UploadRestart::init()
{
    m_fixture = std::make_unique<QueueFixture>();
    QVERIFY(m_fixture->openQueue());
}

void tst_UploadRestart::interruptUpload()
{
    server().faults().add(faultOn("upload, finalize"_ba, faults::slowBody(2 * granularity)));
    QVERIFY(m_fixture->add({write(u"a.txt"_s, testBytes(6 * granularity))}));
    QVERIFY(m_fixture->waitFor([this] { return m_fixture->bytesReceived() > granularity; }));
    m_fixture->closeQueue();
}

void tst_UploadRestart::goesOnWhereItWas()
{
    interruptUpload();
    QVERIFY(m_fixture->openQueue());
    QCOMPARE(queue().count(), 1);
    QCOMPARE(task().state, UploadTask::State::Paused);
    QCOMPARE(task().waitReason, WaitReason::Interrupted);
    QCOMPARE(queue().interrupted(), QList{task().id});

    queue().resume(queue().interrupted());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(count("start"_ba), 1);
    QVERIFY(m_fixture->demo().requestsWith("upload, finalize"_ba).last().offset != "0"_ba);
    QVERIFY(!task().notes.testFlag(UploadNote::NotVerified));
    QCOMPARE(m_fixture->discrepancy(), QString());
    QVERIFY(m_fixture->reopenQueue());
    QCOMPARE(task().state, UploadTask::State::Done);
    QCOMPARE(queue().interrupted().size(), 0);
}

void tst_UploadRestart::resumesWithoutAskingIfSoMade()
{
    interruptUpload();
    m_fixture->options.resumesInterrupted = true;
    QVERIFY(m_fixture->openQueue());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::leavesFormerTasksAloneIfSoMade()
{
    interruptUpload();
    m_fixture->options.ignoresFormerTasks = true;
    QVERIFY(m_fixture->openQueue());
    QCOMPARE(queue().count(), 0);
    m_fixture->options.ignoresFormerTasks = false;
    QVERIFY(m_fixture->reopenQueue());
    QCOMPARE(queue().count(), 1);
}

void tst_UploadRestart::twoProgramsNeverSendOneTask()
{
    queue().setPaused(true);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba)}));
    UploadEngine::Options options = QueueFixture::quickOptions();
    options.journalPath = m_fixture->journalPath();
    options.resumesInterrupted = true;
    UploadQueue second(options);
    QSignalSpy opened(&second, &UploadQueue::opened);
    second.open();
    QVERIFY(opened.wait());
    QCOMPARE(second.count(), 0);
    queue().setPaused(false);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(server().files().size(), 1);
}

void tst_UploadRestart::anotherKeyWaits()
{
    interruptUpload();
    m_fixture->key = "another-key"_ba;
    m_fixture->options.resumesInterrupted = true;
    QVERIFY(m_fixture->openQueue());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Waiting));
    QCOMPARE(task().waitReason, WaitReason::AnotherKey);
    QCOMPARE(count("query"_ba), 0);
    // The user allows sending it with this key.
    queue().resume({task().id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
}

/// Nothing tells whether the bytes that the server has are still those of the file.
void tst_UploadRestart::changedFileBeginsAnew()
{
    interruptUpload();
    write(u"a.txt"_s, testBytes(6 * granularity, 2));
    QVERIFY(m_fixture->openQueue());
    queue().resume({task().id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(task().sessionCount, 2);
    QCOMPARE(m_fixture->discrepancy(), QString());
    QTRY_COMPARE(count("cancel"_ba), 1);
}

void tst_UploadRestart::fileOfAnotherSizeFails()
{
    interruptUpload();
    write(u"a.txt"_s, testBytes(6 * granularity + 1, 2));
    QVERIFY(m_fixture->openQueue());
    queue().resume({task().id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Failed));
    QCOMPARE(task().error->kind, ErrorKind::FileChanged);
    QCOMPARE(server().files().size(), 0);
    QTRY_COMPARE(count("cancel"_ba), 1);

    queue().retry({task().id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::deadSessionAfterARestartIsLookedUpInTheList()
{
    interruptUpload();
    server().faults().add(faultOn("query"_ba, faults::endSession(404)));
    QVERIFY(m_fixture->openQueue());
    queue().resume({task().id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(count("start"_ba), 2);
    QVERIFY(task().notes.testFlag(UploadNote::NewSession));
    const auto isSearch = [](const TaskEvent &event) { return event.kind == TaskEvent::Kind::Searched; };
    QVERIFY(std::ranges::any_of(task().events, isSearch));
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::lostAnswerIsFoundInTheList()
{
    server().faults().add(faultOn("upload, finalize"_ba, faults::dropAfter()));
    server().faults().add(faultOn("query"_ba, faults::endSession(400)));
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, testBytes(granularity + 1))}));
    QCOMPARE(task().state, UploadTask::State::Done);
    QVERIFY(task().notes.testFlag(UploadNote::FoundInList));
    QCOMPARE(count("start"_ba), 1);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::unverifiedLostAnswerIsHashedFirst()
{
    m_fixture->options.isVerified = false;
    QVERIFY(m_fixture->reopenQueue());
    lostAnswerIsFoundInTheList();
}

void tst_UploadRestart::lostAnswerThatBecameNoFileIsSentAgain()
{
    // The whole file is sent, and the session ends without storing it.
    server().faults().add(faultOn("upload, finalize"_ba, faults::dropBefore()));
    FaultRule rule = faultOn("query"_ba, faults::endSession(404));
    server().faults().add(rule);
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, "small"_ba)}));
    QCOMPARE(task().state, UploadTask::State::Done);
    QCOMPARE(count("start"_ba), 2);
    QCOMPARE(task().sessionCount, 2);
    QVERIFY(task().notes.testFlag(UploadNote::NewSession));
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::failedSearchesDoNotCountAfterAnAnsweredOne()
{
    m_fixture->options.retries.maximumAttempts = 2;
    QVERIFY(m_fixture->reopenQueue());
    server().faults().add(faultOn("upload, finalize"_ba, faults::dropBefore()));
    server().faults().add(faultOn("query"_ba, faults::endSession(404)));
    server().faults().add({.method = "GET"_ba,
                           .path = QRegularExpression(u"/files$"_s),
                           .command = {},
                           .times = 2,
                           .action = faults::answer(429)});
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, "small"_ba)}));
    QVERIFY(server().faults().allFired());
    QCOMPARE(task().state, UploadTask::State::Done);
    QCOMPARE(task().sessionCount, 2);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::refusedListHoldsTheAccount()
{
    server().faults().add(faultOn("upload, finalize"_ba, faults::dropAfter()));
    server().faults().add(faultOn("query"_ba, faults::endSession(400)));
    const QByteArray body = R"({"error":{"code":403,"message":"no","status":"PERMISSION_DENIED"}})"_ba;
    server().faults().add({.method = "GET"_ba,
                           .path = QRegularExpression(u"/files$"_s),
                           .command = {},
                           .action = faults::answer(403, body)});
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba)}));
    QTRY_COMPARE(reasons(), QList{WaitReason::NoPermission});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(count("start"_ba), 1);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::badKeyHoldsTheQueueOnce()
{
    const QByteArray body =
        R"({"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID"}]}})"_ba;
    server().faults().add(faultOn("start"_ba, faults::answer(400, body), 3));
    QSignalSpy held(&queue(), &UploadQueue::holdChanged);
    QVERIFY(m_fixture->add(
        {write(u"a.txt"_s, "a"_ba), write(u"b.txt"_s, "b"_ba), write(u"c.txt"_s, "c"_ba), write(u"d.txt"_s, "d"_ba)}));
    QTRY_COMPARE(reasons(), QList{WaitReason::BadKey});
    QVERIFY(m_fixture->waitForState(u"c.txt"_s, UploadTask::State::Waiting));
    QCOMPARE(held.count(), 1);
    QCOMPARE(task(0).waitReason, WaitReason::BadKey);
    QCOMPARE(m_fixture->task(u"d.txt"_s).state, UploadTask::State::Queued);

    // With the right key of the same account all uploads go on.
    m_fixture->key = "right-key"_ba;
    m_fixture->setAccount();
    QVERIFY(m_fixture->waitUntilIdle());
    QVERIFY(queue().holds().isEmpty());
    QCOMPARE(server().files().size(), 4);
}

void tst_UploadRestart::fullStorageHoldsTheQueue()
{
    const QByteArray body =
        R"({"error":{"code":429,"message":"You have exceeded your file storage limit.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.QuotaFailure","violations":[{"quotaMetric":"generativelanguage.googleapis.com/file_storage_bytes","quotaId":"FileStorageBytesPerProject"}]}]}})"_ba;
    server().faults().add(faultOn("start"_ba, faults::answer(429, body)));
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba)}));
    QTRY_COMPARE(reasons(), QList{WaitReason::StorageFull});
    QCOMPARE(count("start"_ba), 1);
    queue().releaseHold();
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QVERIFY(queue().holds().isEmpty());
}

void tst_UploadRestart::failingServerIsLeftAloneForAWhile()
{
    server().faults().add(faultOn("start"_ba, faults::answer(503), 4));
    QSignalSpy held(&queue(), &UploadQueue::holdChanged);
    QStringList paths;
    for (int i = 0; i < 6; ++i)
        paths.append(write(u"%1.txt"_s.arg(i), QByteArray(i + 1, 'a')));
    QVERIFY(m_fixture->addAndFinish(paths));
    QVERIFY(held.count() >= 2);
    QVERIFY(queue().holds().isEmpty());
    QCOMPARE(server().files().size(), 6);
    QCOMPARE(count("start"_ba), 10);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::otherEndpointsGoOn()
{
    server().faults().add(faultOn({}, faults::answer(503), -1));
    QStringList paths;
    for (int i = 0; i < 6; ++i)
        paths.append(write(u"%1.txt"_s.arg(i), QByteArray(i + 1, 'a')));
    QVERIFY(m_fixture->add(paths));
    QTRY_COMPARE(reasons(), QList{WaitReason::ServerDown});

    DemoFixture other;
    const QByteArray key = "other-key"_ba;
    queue().setAccount(u"other"_s, RequestFactory({other.baseUrl(), u"v1beta"_s}, key), key);
    queue().add(u"other"_s, {write(u"b.txt"_s, "b"_ba)});
    QVERIFY(m_fixture->waitForState(u"b.txt"_s, UploadTask::State::Done));
    QCOMPARE(other.server().files().size(), 1);
    QCOMPARE(reasons(), QList{WaitReason::ServerDown});
    server().faults().clear();
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(server().files().size(), 6);
    QVERIFY(queue().holds().isEmpty());
}

void tst_UploadRestart::outageFailsNothing_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<WaitReason>("reason");
    const auto refusal = [](const QByteArray &status, const QByteArray &message) -> QByteArray {
        return "{\"error\":{\"code\":403,\"status\":\"" + status + "\",\"message\":\"" + message + "\"}}";
    };
    QTest::newRow("redirect") << 302 << QByteArray() << WaitReason::Network;
    QTest::newRow("permission") << 403 << refusal("PERMISSION_DENIED", "no") << WaitReason::NoPermission;
    QTest::newRow("location") << 400
                              << refusal("FAILED_PRECONDITION", "User location is not supported for the API use.")
                              << WaitReason::LocationBlocked;
    QTest::newRow("busy") << 503 << QByteArray() << WaitReason::ServerDown;
}

void tst_UploadRestart::outageFailsNothing()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const WaitReason, reason);
    server().faults().add(faultOn({}, faults::answer(status, body), -1));
    QStringList paths;
    for (int i = 0; i < 20; ++i)
        paths.append(write(u"%1.txt"_s.arg(i), QByteArray(i + 1, 'a')));
    QVERIFY(m_fixture->add(paths));
    QTRY_COMPARE(reasons(), QList{reason});
    server().faults().clear();
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(server().files().size(), 20);
    QVERIFY(queue().holds().isEmpty());
}

void tst_UploadRestart::holdEndsWithItsLastUpload()
{
    server().faults().add(faultOn("start"_ba, faults::answer(403, R"({"error":{"status":"PERMISSION_DENIED"}})"), -1));
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba)}));
    QTRY_COMPARE(reasons(), QList{WaitReason::NoPermission});
    queue().cancelAll();
    QTRY_VERIFY(queue().holds().isEmpty());
}

void tst_UploadRestart::refusedConnectionWaitsForTheNetwork()
{
    m_fixture->isBehindProxy = true;
    QVERIFY(m_fixture->reopenQueue());
    m_fixture->proxy().setOnline(false);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba)}));
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Waiting));
    QCOMPARE(task().waitReason, WaitReason::Network);
    QCOMPARE(task().attempts, 0);
    m_fixture->proxy().setOnline(true);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
}

void tst_UploadRestart::renewedConnectionsGoOn()
{
    const int stall = server().faults().add(faultOn("upload, finalize"_ba, faults::stallBefore()));
    QVERIFY(m_fixture->add({write(u"a.txt"_s, testBytes(2 * granularity))}));
    QTRY_COMPARE(count("upload, finalize"_ba), 1);
    queue().renewConnections();
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(count("start"_ba), 1);
    QVERIFY(count("query"_ba) >= 1);
    server().faults().release(stall);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadRestart::editedSessionUrlIsNotUsed()
{
    interruptUpload();
    ScriptedDemoServer foreign({});
    QVERIFY(foreign.start());
    {
        Journal journal(m_fixture->journalPath());
        QList<TaskRecord> records = journal.tasks();
        QCOMPARE(records.size(), 1);
        QVERIFY(records.first().session.has_value());
        OpenSession session = *records.first().session;
        session.url = foreign.baseUrl();
        QVERIFY(journal.keepSession(records.first().task.id, records.first().snapshot, session));
    }
    m_fixture->options.resumesInterrupted = true;
    QVERIFY(m_fixture->openQueue());
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(foreign.requests().size(), 0);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

QTEST_GUILESS_MAIN(tst_UploadRestart)
#include "tst_uploadrestart.moc"
