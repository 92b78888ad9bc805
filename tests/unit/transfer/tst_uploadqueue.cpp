// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demoserver.h"
#include "models/transfer/uploadqueue.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granularity = qint64{64} * 1024;
const RetrySchedule quickRetries{std::chrono::milliseconds(5), std::chrono::milliseconds(20), 4};

} // namespace

class tst_UploadQueue final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void uploadsEachFileOnce();
    void runsNoMoreThanAllowedAtOnce();
    void tellsNotesAndWhatWasSkipped();
    void failsWithReasonAndRetries();
    void cancelsQueuedAndRunning();
    void waitsAndGoesOnAfterABreak();
    void marksDamagedFiles();
    void keepsTheAccountOfATask();
    void clearsFinishedRows();
    void progressNeverRunsBackwards();

private:
    QString writeFile(const QString &name, const QByteArray &content);
    UploadTask task(int row) const { return m_queue->taskAt(row); }
    void addAndWait(const QStringList &paths);

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<UploadQueue> m_queue;
};

void tst_UploadQueue::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    DemoServer::Options options;
    options.granularity = granularity;
    m_server = std::make_unique<DemoServer>(options);
    QVERIFY(m_server->start());
    m_network = std::make_unique<QNetworkAccessManager>();
    m_queue = std::make_unique<UploadQueue>(*m_network, quickRetries);
    m_queue->setAccount(u"profile"_s, RequestFactory({m_server->baseUrl(), u"v1beta"_s}, "key"_ba));
}

void tst_UploadQueue::cleanup()
{
    m_queue.reset();
    m_network.reset();
    m_server.reset();
    m_directory.reset();
}

QString tst_UploadQueue::writeFile(const QString &name, const QByteArray &content)
{
    QFile file(m_directory->filePath(name));
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
    return isWritten ? file.fileName() : QString();
}

void tst_UploadQueue::addAndWait(const QStringList &paths)
{
    QSignalSpy idle(m_queue.get(), &UploadQueue::idle);
    m_queue->add(paths);
    QTRY_COMPARE(idle.count(), 1);
}

void tst_UploadQueue::uploadsEachFileOnce()
{
    const QByteArray large(3 * granularity + 17, 'x');
    QSignalSpy uploaded(m_queue.get(), &UploadQueue::uploaded);
    addAndWait({writeFile(u"one.txt"_s, "one"_ba), writeFile(u"large.bin.txt"_s, large), writeFile(u"zero.txt"_s, {})});

    QCOMPARE(uploaded.count(), 3);
    QCOMPARE(m_server->files().size(), 3);
    for (int row = 0; row < 3; ++row) {
        const UploadTask done = task(row);
        QCOMPARE(done.state, UploadTask::State::Done);
        QCOMPARE(done.progress(), 1.0);
        QCOMPARE(done.bytesConfirmed, done.size);
        QCOMPARE(done.sessionCount, 1);
        QFile local(done.path);
        QVERIFY(local.open(QIODevice::ReadOnly));
        QCOMPARE(m_server->contentOf(done.file->name), local.readAll());
    }
}

void tst_UploadQueue::runsNoMoreThanAllowedAtOnce()
{
    QStringList paths;
    for (int i = 0; i < 9; ++i)
        paths.append(writeFile(u"%1.txt"_s.arg(i), QByteArray(2000, 'a')));
    m_queue->setParallelUploads(2);
    int mostRunning = 0;
    connect(m_queue.get(), &UploadQueue::taskChanged, this, [this, &mostRunning] {
        int running = 0;
        for (int row = 0; row < m_queue->count(); ++row)
            running += task(row).isRunning() ? 1 : 0;
        mostRunning = std::max(mostRunning, running);
    });
    addAndWait(paths);
    QCOMPARE(mostRunning, 2);
    QCOMPARE(m_server->files().size(), 9);

    m_queue->setParallelUploads(0);
    QCOMPARE(m_queue->parallelUploads(), 1);
    m_queue->setParallelUploads(1000);
    QCOMPARE(m_queue->parallelUploads(), UploadQueue::mostParallelUploads);
}

void tst_UploadQueue::tellsNotesAndWhatWasSkipped()
{
    QSignalSpy added(m_queue.get(), &UploadQueue::pathsAdded);
    addAndWait({writeFile(u"empty.txt"_s, {}), writeFile(u"noise.qqq"_s, QByteArray("\0\1\2\3\xff", 5)),
                m_directory->filePath(u"missing.txt"_s)});
    QCOMPARE(added.count(), 1);
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
    FaultRule refuse;
    refuse.command = "start"_ba;
    refuse.action = faults::answer(400, R"({"error":{"code":400,"message":"no","status":"INVALID_ARGUMENT"}})"_ba);
    m_server->faults().add(refuse);
    addAndWait({writeFile(u"a.txt"_s, "a"_ba)});
    QCOMPARE(task(0).state, UploadTask::State::Failed);
    QCOMPARE(task(0).error->kind, ErrorKind::BadRequest);
    QCOMPARE(task(0).error->message, u"no"_s);

    QSignalSpy idle(m_queue.get(), &UploadQueue::idle);
    m_queue->retryFailed();
    QTRY_COMPARE(idle.count(), 1);
    QCOMPARE(task(0).state, UploadTask::State::Done);
    QVERIFY(!task(0).error);
    QCOMPARE(m_server->files().size(), 1);
}

void tst_UploadQueue::cancelsQueuedAndRunning()
{
    FaultRule stall;
    stall.command = "upload, finalize"_ba;
    stall.action = faults::stallBefore();
    m_server->faults().add(stall);
    m_queue->setParallelUploads(1);
    m_queue->add({writeFile(u"a.txt"_s, "a"_ba), writeFile(u"b.txt"_s, "b"_ba), writeFile(u"c.txt"_s, "c"_ba)});
    QTRY_COMPARE(m_queue->count(), 3);
    QTRY_COMPARE(task(0).state, UploadTask::State::Sending);

    m_queue->cancel(task(2).id);
    QCOMPARE(task(2).state, UploadTask::State::Cancelled);
    QSignalSpy idle(m_queue.get(), &UploadQueue::idle);
    m_queue->cancel(task(0).id);
    QCOMPARE(task(0).state, UploadTask::State::Cancelled);
    QTRY_COMPARE(idle.count(), 1);
    QCOMPARE(task(1).state, UploadTask::State::Done);
    QCOMPARE(m_queue->unfinishedCount(), 0);
    // Cancelling what is finished changes nothing.
    m_queue->cancel(task(1).id);
    QCOMPARE(task(1).state, UploadTask::State::Done);
}

void tst_UploadQueue::waitsAndGoesOnAfterABreak()
{
    FaultRule cut;
    cut.command = "upload, finalize"_ba;
    cut.action = faults::cutBody(2 * granularity + 5);
    const int cutId = m_server->faults().add(cut);
    bool hasWaited = false;
    connect(m_queue.get(), &UploadQueue::taskChanged, this,
            [this, &hasWaited] { hasWaited = hasWaited || task(0).state == UploadTask::State::Waiting; });
    const QByteArray content(5 * granularity + 3, 'y');
    addAndWait({writeFile(u"a.txt"_s, content)});
    QCOMPARE(m_server->faults().fired(cutId), 1);
    QVERIFY(hasWaited);
    QCOMPARE(task(0).state, UploadTask::State::Done);
    QCOMPARE(task(0).sessionCount, 1);
    QCOMPARE(m_server->contentOf(task(0).file->name), content);
}

void tst_UploadQueue::marksDamagedFiles()
{
    FaultRule wrongSize;
    wrongSize.command = "upload, finalize"_ba;
    wrongSize.action = faults::answer(200, R"({"file":{"name":"files/x","sizeBytes":"7","state":"ACTIVE"}})"_ba,
                                      "application/json"_ba, {{"X-Goog-Upload-Status"_ba, "final"_ba}});
    m_server->faults().add(wrongSize);
    QSignalSpy uploaded(m_queue.get(), &UploadQueue::uploaded);
    addAndWait({writeFile(u"a.txt"_s, "abc"_ba)});
    QCOMPARE(task(0).state, UploadTask::State::Failed);
    QCOMPARE(task(0).error->kind, ErrorKind::Damaged);
    QCOMPARE(task(0).file->name, u"files/x"_s);
    QCOMPARE(uploaded.count(), 1);
}

void tst_UploadQueue::keepsTheAccountOfATask()
{
    DemoServer other({});
    QVERIFY(other.start());
    QSignalSpy uploaded(m_queue.get(), &UploadQueue::uploaded);
    m_queue->add({writeFile(u"a.txt"_s, "a"_ba)});
    m_queue->setAccount(u"other"_s, RequestFactory({other.baseUrl(), u"v1beta"_s}, "other"_ba));
    QTRY_COMPARE(uploaded.count(), 1);
    QCOMPARE(uploaded.first().at(0).toString(), u"profile"_s);
    QCOMPARE(m_server->files().size(), 1);
    QCOMPARE(other.files().size(), 0);
}

void tst_UploadQueue::clearsFinishedRows()
{
    FaultRule refuse;
    refuse.command = "start"_ba;
    refuse.action = faults::answer(403, R"({"error":{"code":403,"message":"no"}})"_ba);
    m_server->faults().add(refuse);
    m_queue->setParallelUploads(1);
    addAndWait({writeFile(u"a.txt"_s, "a"_ba), writeFile(u"b.txt"_s, "b"_ba)});
    QCOMPARE(task(0).state, UploadTask::State::Failed);
    m_queue->clearFinished();
    QCOMPARE(m_queue->count(), 1);
    QCOMPARE(task(0).state, UploadTask::State::Failed);
    QCOMPARE(m_queue->rowOf(task(0).id), 0);
    m_queue->clearFinished(true);
    QCOMPARE(m_queue->count(), 0);
    QCOMPARE(m_queue->rowOf(1), -1);
}

void tst_UploadQueue::progressNeverRunsBackwards()
{
    FaultRule slow;
    slow.command = "upload, finalize"_ba;
    slow.times = -1;
    slow.action = faults::slowBody(qint64{8} * 1024 * 1024);
    m_server->faults().add(slow);
    QList<double> seen;
    connect(m_queue.get(), &UploadQueue::taskChanged, this, [this, &seen] {
        if (!task(0).isFinished())
            seen.append(task(0).progress());
    });
    addAndWait({writeFile(u"a.txt"_s, QByteArray(qint64{6} * 1024 * 1024, 'z'))});
    QVERIFY(seen.size() > 3);
    QVERIFY(std::ranges::is_sorted(seen));
    QVERIFY(seen.last() < 1.0);
    QCOMPARE(task(0).progress(), 1.0);
}

QTEST_GUILESS_MAIN(tst_UploadQueue)
#include "tst_uploadqueue.moc"
