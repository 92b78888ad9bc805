// SPDX-License-Identifier: Apache-2.0
#include "tests/support/queuefixture.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granularity = 262'144; // as in testServerOptions()

} // namespace

class tst_UploadQueue final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_fixture.reset(); }

    void uploadsEachFileOnce();
    void runsNoMoreThanAllowedAtOnce();
    void smallFileRidesBesideLargeOnes();
    void reallyRunsThirtyTwoAtOnce();
    void tellsNotesAndWhatWasSkipped();
    void failsWithReasonAndRetries();
    void cancelsQueuedAndRunning();
    void pausesAndResumesWhereItWas();
    void pausesTheQueueAsAWhole();
    void waitsAndGoesOnAfterABreak();
    void marksDamagedFiles();
    void keepsTheAccountOfATask();
    void movesRows();
    void clearsFinishedRows();
    void progressNeverRunsBackwards();
    void processingEndsWithTheServersWord();
    void aProcessedFileIsCountedOnce();
    void uploadedComesAfterTheRow();
    void aPausedQueueIsIdleWithoutUploads();
    void doesNotVerifyIfNotAsked();
    void aBusyGuiDoesNotSlowUploads();

private:
    UploadQueue &queue() { return m_fixture->queue(); }
    ScriptedDemoServer &server() { return m_fixture->server(); }
    UploadTask task(int row) const { return m_fixture->queue().taskAt(row); }
    QString write(const QString &name, const QByteArray &content) { return m_fixture->writeFile(name, content); }

    std::unique_ptr<QueueFixture> m_fixture;
};

void tst_UploadQueue::init()
{
    m_fixture = std::make_unique<QueueFixture>();
    QVERIFY(m_fixture->openQueue());
}

void tst_UploadQueue::uploadsEachFileOnce()
{
    QSignalSpy uploaded(&queue(), &UploadQueue::uploaded);
    QSignalSpy idle(&queue(), &UploadQueue::idle);
    QVERIFY(m_fixture->addAndFinish({write(u"one.txt"_s, "one"_ba),
                                     write(u"large.bin.txt"_s, testBytes(3 * granularity + 17)),
                                     write(u"zero.txt"_s, {})}));
    QTRY_COMPARE(idle.count(), 1);
    QCOMPARE(idle.first().at(0).toInt(), 3);
    QCOMPARE(uploaded.count(), 3);
    QCOMPARE(server().files().size(), 3);
    QCOMPARE(m_fixture->discrepancy(), QString());
    for (int row = 0; row < 3; ++row) {
        QCOMPARE(task(row).state, UploadTask::State::Done);
        QCOMPARE(task(row).progress(), 1.0);
        QCOMPARE(task(row).bytesConfirmed, task(row).size);
        QCOMPARE(task(row).sessionCount, 1);
        QVERIFY(!task(row).notes.testFlag(UploadNote::NotVerified));
    }
    QSignalSpy origins(&queue(), &UploadQueue::originLookedUp);
    queue().lookUpOrigin(task(0).resourceName());
    queue().lookUpOrigin(u"files/of-somebody-else"_s);
    QTRY_COMPARE(origins.count(), 2);
    const auto origin = origins.first().at(1).value<std::optional<FileOrigin>>();
    QVERIFY(origin && origin->path == task(0).path && origin->snapshot.size == 3);
    QVERIFY(!origins.at(1).at(1).value<std::optional<FileOrigin>>());
}

void tst_UploadQueue::runsNoMoreThanAllowedAtOnce()
{
    QStringList paths;
    for (int i = 0; i < 9; ++i)
        paths.append(write(u"%1.txt"_s.arg(i), QByteArray(2000, 'a')));
    queue().setParallelUploads(2);
    const int stall = server().faults().add(faultOn("start"_ba, faults::stallBefore(), -1));
    QVERIFY(m_fixture->add(paths));
    QTRY_COMPARE(m_fixture->demo().requestsWith("start"_ba).size(), 2);
    // A file that is added later starts no further upload.
    QVERIFY(m_fixture->add({write(u"one more.txt"_s, "more"_ba)}));
    QCOMPARE(m_fixture->demo().requestsWith("start"_ba).size(), 2);
    server().faults().release(stall);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(server().files().size(), 10);
}

void tst_UploadQueue::smallFileRidesBesideLargeOnes()
{
    queue().setParallelUploads(1);
    const int stall = server().faults().add(faultOn("start"_ba, faults::stallBefore()));
    QFile large(write(u"large.txt"_s, "x"_ba));
    QVERIFY(large.resize(Admission::largeFile));
    QVERIFY(m_fixture->add({large.fileName()}));
    QVERIFY(m_fixture->waitForState(u"large.txt"_s, UploadTask::State::Starting));
    QVERIFY(m_fixture->add({write(u"small.txt"_s, "small"_ba)}));
    QVERIFY(m_fixture->waitForState(u"small.txt"_s, UploadTask::State::Done));
    QCOMPARE(task(0).state, UploadTask::State::Starting);
    server().faults().release(stall);
    QVERIFY(m_fixture->waitUntilIdle());
}

void tst_UploadQueue::reallyRunsThirtyTwoAtOnce()
{
    const int stall = server().faults().add(faultOn("upload, finalize"_ba, faults::stallBefore(), -1));
    // A value above the maximum counts as the maximum.
    queue().setParallelUploads(1000);
    QStringList paths;
    for (int i = 0; i < 70; ++i)
        paths.append(write(u"%1.txt"_s.arg(i), QByteArray(100 + i, 'a')));
    QVERIFY(m_fixture->add(paths));
    QTRY_COMPARE(m_fixture->demo().requestsWith("upload, finalize"_ba).size(), 32);
    // The same number of further sessions is open and waits to send.
    QTRY_COMPARE(m_fixture->demo().requestsWith("start"_ba).size(), 64);
    QCOMPARE(m_fixture->demo().requestsWith("upload, finalize"_ba).size(), 32);
    server().faults().release(stall);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(server().files().size(), 70);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadQueue::tellsNotesAndWhatWasSkipped()
{
    QSignalSpy added(&queue(), &UploadQueue::addFinished);
    QVERIFY(m_fixture->addAndFinish({write(u"empty.txt"_s, {}), write(u"noise.qqq"_s, QByteArray("\0\1\2\3\xff", 5)),
                                     m_fixture->folder() + u"/missing.txt"_s}));
    QCOMPARE(added.first().at(0).toInt(), 2);
    const auto skipped = added.first().at(1).value<QList<SkippedPath>>();
    QCOMPARE(skipped.size(), 1);
    QCOMPARE(skipped.first().reason, SkipReason::Missing);
    QCOMPARE(task(0).notes, UploadNotes(UploadNote::EmptyFile));
    QCOMPARE(task(1).notes, UploadNotes(UploadNote::UnknownType));
    QCOMPARE(task(1).mimeType, u"application/octet-stream"_s);
}

void tst_UploadQueue::failsWithReasonAndRetries()
{
    server().faults().add(faultOn(
        "start"_ba, faults::answer(400, R"({"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}})"_ba)));
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, "a"_ba)}));
    QCOMPARE(task(0).state, UploadTask::State::Failed);
    QCOMPARE(task(0).error->kind, ErrorKind::BadRequest);
    QCOMPARE(task(0).error->message, u"no"_s);

    queue().retryFailed();
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QVERIFY(!task(0).error);
    QCOMPARE(server().files().size(), 1);
}

void tst_UploadQueue::cancelsQueuedAndRunning()
{
    server().faults().add(faultOn("upload, finalize"_ba, faults::stallBefore()));
    queue().setParallelUploads(0); // counts as 1
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba), write(u"b.txt"_s, "b"_ba), write(u"c.txt"_s, "c"_ba)}));
    QTRY_COMPARE(m_fixture->demo().requestsWith("upload, finalize"_ba).size(), 1);

    queue().cancel({task(2).id});
    QVERIFY(m_fixture->waitForState(u"c.txt"_s, UploadTask::State::Cancelled));
    queue().cancel({task(0).id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Cancelled));
    QTRY_COMPARE(m_fixture->demo().requestsWith("cancel"_ba).size(), 1);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(task(1).state, UploadTask::State::Done);
    QCOMPARE(unfinishedCount(queue()), 0);
    // Cancelling or retrying a finished task changes nothing.
    queue().cancel({task(1).id});
    queue().retry({task(0).id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(task(1).state, UploadTask::State::Done);
}

void tst_UploadQueue::pausesAndResumesWhereItWas()
{
    server().faults().add(faultOn("upload, finalize"_ba, faults::slowBody(2 * granularity)));
    const QByteArray content = testBytes(6 * granularity);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, content)}));
    QVERIFY(m_fixture->waitFor([this] { return m_fixture->bytesReceived() > granularity; }));
    queue().pause({task(0).id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Paused));
    QCOMPARE(task(0).waitReason, WaitReason::Person);
    QVERIFY(m_fixture->waitUntilIdle());
    QCOMPARE(unfinishedCount(queue()), 1);

    queue().resume({task(0).id});
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
    QCOMPARE(task(0).sessionCount, 1);
    QCOMPARE(m_fixture->demo().requestsWith("start"_ba).size(), 1);
    QCOMPARE(m_fixture->demo().requestsWith("query"_ba).size(), 1);
    QVERIFY(m_fixture->demo().requestsWith("upload, finalize"_ba).last().offset != "0"_ba);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadQueue::pausesTheQueueAsAWhole()
{
    queue().setPaused(true);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba)}));
    QVERIFY(queue().isPaused());
    // The engine handles these calls after all its work for the new task.
    queue().pause({});
    queue().move({task(0).id}, 1);
    QCOMPARE(server().requests().size(), 0);
    queue().setPaused(false);
    QVERIFY(m_fixture->waitForState(u"a.txt"_s, UploadTask::State::Done));
}

void tst_UploadQueue::waitsAndGoesOnAfterABreak()
{
    const int cut = server().faults().add(faultOn("upload, finalize"_ba, faults::cutBody(2 * granularity + 5)));
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, testBytes(5 * granularity + 3))}));
    QCOMPARE(server().faults().fired(cut), 1);
    QCOMPARE(task(0).state, UploadTask::State::Done);
    QCOMPARE(task(0).sessionCount, 1);
    QCOMPARE(task(0).attempts, 1);
    const auto isWaiting = [](const TaskEvent &event) { return event.kind == TaskEvent::Kind::Waiting; };
    QCOMPARE(std::ranges::count_if(task(0).events, isWaiting), 1);
    QCOMPARE(m_fixture->discrepancy(), QString());
}

void tst_UploadQueue::marksDamagedFiles()
{
    server().faults().add(faultOn(
        "upload, finalize"_ba, faults::answer(200, R"({"file":{"name":"files/x","sizeBytes":"7","state":"ACTIVE"}})"_ba,
                                              "application/json"_ba, {{"X-Goog-Upload-Status"_ba, "final"_ba}})));
    QSignalSpy uploaded(&queue(), &UploadQueue::uploaded);
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, "abc"_ba)}));
    QCOMPARE(task(0).state, UploadTask::State::Failed);
    QCOMPARE(task(0).error->kind, ErrorKind::Damaged);
    QCOMPARE(task(0).file->name, u"files/x"_s);
    QCOMPARE(uploaded.count(), 1);
}

void tst_UploadQueue::keepsTheAccountOfATask()
{
    ScriptedDemoServer other({});
    QVERIFY(other.start());
    QSignalSpy uploaded(&queue(), &UploadQueue::uploaded);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba)}));
    queue().setAccount(u"other"_s, RequestFactory({other.baseUrl(), u"v1beta"_s}, "other"_ba), "other"_ba);
    QTRY_COMPARE(uploaded.count(), 1);
    QCOMPARE(uploaded.first().at(0).toString(), u"profile"_s);
    QCOMPARE(server().files().size(), 1);
    QCOMPARE(other.files().size(), 0);
}

void tst_UploadQueue::movesRows()
{
    queue().setPaused(true);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba), write(u"b.txt"_s, "b"_ba), write(u"c.txt"_s, "c"_ba)}));
    const auto order = [this] {
        QString names;
        for (const UploadTask &each : m_fixture->tasks())
            names += each.displayName.front();
        return names;
    };
    queue().move({task(2).id}, 0);
    QTRY_COMPARE(order(), u"cab"_s);
    queue().move({task(0).id}, 1);
    QTRY_COMPARE(order(), u"acb"_s);
    queue().move({task(2).id, task(0).id}, 100);
    QTRY_COMPARE(order(), u"cba"_s);
    for (int row = 0; row < 3; ++row)
        QCOMPARE(queue().rowOf(task(row).id), row);
    QVERIFY(m_fixture->reopenQueue());
    QCOMPARE(order(), u"cba"_s);
}

void tst_UploadQueue::clearsFinishedRows()
{
    server().faults().add(faultOn("start"_ba, faults::answer(400, R"({"error":{"code":400,"message":"no"}})"_ba)));
    queue().setParallelUploads(1);
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, "a"_ba), write(u"b.txt"_s, "b"_ba)}));
    QCOMPARE(task(0).state, UploadTask::State::Failed);
    queue().clearFinished();
    QTRY_COMPARE(queue().count(), 1);
    QCOMPARE(task(0).state, UploadTask::State::Failed);
    QCOMPARE(queue().rowOf(task(0).id), 0);
    queue().clearFinished(true);
    QTRY_COMPARE(queue().count(), 0);
    QVERIFY(m_fixture->reopenQueue());
    QCOMPARE(queue().count(), 0);
}

void tst_UploadQueue::progressNeverRunsBackwards()
{
    server().faults().add(faultOn("upload, finalize"_ba, faults::cutBody(qint64{7} * 1024 * 1024)));
    server().faults().add(faultOn("upload, finalize"_ba, faults::slowBody(qint64{16} * 1024 * 1024), -1));
    QList<double> seen;
    connect(&queue(), &UploadQueue::taskChanged, this, [this, &seen] {
        if (!task(0).isFinished())
            seen.append(task(0).progress());
    });
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, QByteArray(qint64{24} * 1024 * 1024, 'z'))}));
    QVERIFY(seen.size() > 3);
    QVERIFY(std::ranges::is_sorted(seen));
    QVERIFY(seen.last() < 1.0);
    QCOMPARE(task(0).progress(), 1.0);
}

void tst_UploadQueue::processingEndsWithTheServersWord()
{
    QVERIFY(m_fixture->addAndFinish({write(u"one.mp4"_s, testVideo(1000)), write(u"two.mp4"_s, testVideo(2000)),
                                     write(u"three.mp4"_s, testVideo(3000))}));
    for (int row = 0; row < 3; ++row)
        QCOMPARE(task(row).state, UploadTask::State::Processing);
    QCOMPARE(unfinishedCount(queue()), 0);

    RemoteFile active = *task(0).file;
    active.state = RemoteFile::State::Active;
    RemoteFile failed = *task(1).file;
    failed.state = RemoteFile::State::Failed;
    queue().handleRemoteFile(active);
    queue().handleRemoteFile(failed);
    queue().handleRemoteGone(task(2).file->name);
    QVERIFY(m_fixture->waitForState(u"one.mp4"_s, UploadTask::State::Done));
    QVERIFY(m_fixture->waitForState(u"two.mp4"_s, UploadTask::State::Failed));
    QVERIFY(m_fixture->waitForState(u"three.mp4"_s, UploadTask::State::Done));
    QVERIFY(task(2).notes.testFlag(UploadNote::GoneFromServer));
}

void tst_UploadQueue::aProcessedFileIsCountedOnce()
{
    QSignalSpy idle(&queue(), &UploadQueue::idle);
    QVERIFY(m_fixture->addAndFinish({write(u"one.mp4"_s, testVideo(1000))}));
    QTRY_COMPARE(idle.count(), 1);
    QCOMPARE(idle.first(), (QVariantList{1, 0}));
    RemoteFile active = *task(0).file;
    active.state = RemoteFile::State::Active;
    queue().handleRemoteFile(active);
    QVERIFY(m_fixture->waitForState(u"one.mp4"_s, UploadTask::State::Done));
    QVERIFY(m_fixture->addAndFinish({write(u"two.txt"_s, "two"_ba)}));
    QTRY_COMPARE(idle.count(), 2);
    QCOMPARE(idle.last(), (QVariantList{1, 0}));
}

void tst_UploadQueue::uploadedComesAfterTheRow()
{
    QList<UploadTask::State> states;
    connect(&queue(), &UploadQueue::uploaded, this, [this, &states](const QString &, const RemoteFile &file) {
        for (const UploadTask &each : m_fixture->tasks()) {
            if (each.file && each.file->name == file.name)
                states.append(each.state);
        }
    });
    // Each news takes so long that the next one waits for another turn of the event loop.
    connect(&queue(), &UploadQueue::taskChanged, this, [] {
        QElapsedTimer clock;
        clock.start();
        while (clock.elapsed() < 20)
            std::this_thread::yield();
    });
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, "a"_ba), write(u"b.txt"_s, "b"_ba)}));
    QTRY_COMPARE(states, (QList{UploadTask::State::Done, UploadTask::State::Done}));
}

void tst_UploadQueue::aPausedQueueIsIdleWithoutUploads()
{
    queue().setPaused(true);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, "a"_ba)}));
    QSignalSpy idle(&queue(), &UploadQueue::idle);
    queue().cancelAll();
    QTRY_COMPARE(idle.count(), 1);
    QCOMPARE(idle.first(), (QVariantList{0, 0}));
}

void tst_UploadQueue::doesNotVerifyIfNotAsked()
{
    m_fixture->options.isVerified = false;
    QVERIFY(m_fixture->reopenQueue());
    QVERIFY(m_fixture->addAndFinish({write(u"one.txt"_s, "one"_ba)}));
    QCOMPARE(task(0).state, UploadTask::State::Done);
    QVERIFY(task(0).notes.testFlag(UploadNote::NotVerified));
}

void tst_UploadQueue::aBusyGuiDoesNotSlowUploads()
{
    QVERIFY(m_fixture->add({write(u"large.txt"_s, testBytes(40 * granularity))}));
    // This thread runs no event loop until the server has the file.
    QElapsedTimer clock;
    clock.start();
    while (server().files().isEmpty() && clock.elapsed() < QueueFixture::maxWait)
        std::this_thread::yield();
    QCOMPARE(server().files().size(), 1);
    QVERIFY(m_fixture->waitUntilIdle());
}

QTEST_GUILESS_MAIN(tst_UploadQueue)
#include "tst_uploadqueue.moc"
