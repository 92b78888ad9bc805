// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/eventloopwatchdog.h"
#include "tests/faults/logcatcher.h"
#include "tests/support/queuefixture.h"

#include <QMap>

#include <functional>

namespace pollux {

/// The environment of one fault case: a queue with its journal on disk, a demo server behind a fault proxy, the file of
/// the victim and four healthy files; and what the case allows although it is an error in other cases. The first
/// requirement that fails is kept as the complaint, and all later waits return at once.
class FaultBench {
public:
    static constexpr qint64 granule = 262'144; ///< bytes, the server's granularity
    static constexpr qint64 victimSize = 5 * granule + 1;
    static constexpr int maxWait = 20'000; ///< ms
    static const QByteArray canaryKey;
    static const QString shelf; ///< resource name of the store that store rows upload into

    /// What the oracles accept in this case although it is an error in other cases.
    struct Allowances {
        int orphanStarts = 0;                     ///< sessions on the server whose start was never answered
        int abortedRequests = 0;                  ///< requests that the queue itself aborted (pause, end, hold)
        bool isClientMute = false;                ///< requests of other processes are not in the log of this one
        bool isUnfinished = false;                ///< tasks may wait, with a reason
        bool isForgotten = false;                 ///< tasks are lost with the queue: there is no journal
        bool isServerSilent = true;               ///< no request may come after a restart; false: stalls end late
        QStringList ghosts;                       ///< names of files on the server that may belong to no task
        int attempts = 10;                        ///< maximum number of tries of one task without progress
        qint64 memory = qint64{64} * 1024 * 1024; ///< maximum growth since the start, in bytes
    };

    FaultBench();
    ~FaultBench();
    FaultBench(const FaultBench &) = delete;
    FaultBench &operator=(const FaultBench &) = delete;

    /// To be set before the first call of world().
    DemoServerOptions serverOptions = testServerOptions();
    Allowances allowed;

    /// Uploads the files into `shelf`, each with one of three kinds of metadata and chunking. To be called before the
    /// first call of world().
    void useStore() { m_isIntoStore = true; }
    bool isIntoStore() const { return m_isIntoStore; }
    /// Store, metadata and chunking of a file. They depend only on its name, so they are the same in each process.
    static StoreUpload storeUploadOf(const QString &path);

    /// Created at the first call.
    QueueFixture &world();
    UploadQueue &queue() { return world().queue(); }
    FaultScript &faults() { return world().server().faults(); }
    FaultProxy &proxy() { return world().proxy(); }
    const LogCatcher &log() const { return m_log; }
    EventLoopWatchdog &eventloopwatchdog() { return m_heartbeat; }
    qint64 memoryAtStart() const { return m_memoryAtStart; }

    /// What holds uploads now; empty: nothing.
    QList<QueueHold> holds();
    bool isHeldFor(WaitReason reason);
    /// How often the open queue went from no hold to a hold: the number of banners that a window would have shown.
    int holdEpisodes() const { return m_holdEpisodes; }
    /// The largest number of holds at the same time.
    qsizetype mostHolds() const { return m_mostHolds; }
    /// The error that a person is told for this task: its own, or that of a hold.
    std::optional<ErrorKind> toldError(const QString &name);

    /// Sends the requests through the proxy. To be called before open().
    void useProxy() { world().isBehindProxy = true; }
    void open();
    /// Applies to the open queue; open() resets it.
    void setParallelUploads(int count);
    int parallelUploads() const { return m_parallelUploads; }
    /// Destroys the queue and opens a new one with the same journal, as at a restart of the program.
    void reopen();
    void close();

    /// Writes a file and remembers its bytes: the server must have them in the end.
    QString write(const QString &name, const QByteArray &content);
    /// For a file that the case itself has changed.
    void remember(const QString &path, const QByteArray &content) { m_contents.insert(path, content); }
    void forgetFile(const QString &path) { m_contents.remove(path); }
    QByteArray contentOf(const QString &path) const { return m_contents.value(path); }
    const QMap<QString, QByteArray> &contents() const { return m_contents; }

    /// Adds files; each must have one task in the end.
    void add(const QStringList &paths);
    /// The reasons with which the preflight refuses a path that is dropped on the target.
    QList<SkippedPath> refusalsOf(const QString &path);
    /// Number of files and documents on the server.
    qsizetype itemsOnServer();
    /// For a file that another process has added: it must have one more task in the end.
    void expectTask(const QString &path) { ++m_expected[path]; }
    void forgetTask(const QString &path) { m_expected.remove(path); }
    const QMap<QString, int> &expectedTasks() const { return m_expected; }
    /// Writes and adds a file, and returns its path.
    QString addVictim(qint64 size = victimSize, const QString &name = QStringLiteral("victim.bin"));
    /// Adds files of 1 byte, a granule less one byte, a granule, and five granules plus one byte.
    void addHealthy();
    UploadTask victim(const QString &name = QStringLiteral("victim.bin")) { return world().task(name); }

    void waitUntil(const std::function<bool()> &condition, const QString &complaint, int milliseconds = maxWait);
    void waitForState(UploadTask::State state, const QString &name = QStringLiteral("victim.bin"));
    void waitUntilFired();
    void waitUntilIdle();
    /// The usual course: adds the victim, waits for the fault, adds the healthy files, and requires that all are Done.
    void survive(qint64 size = victimSize);
    /// Adds the healthy files, waits until the queue is idle, and requires that they are Done.
    void finishHealthy();
    /// Waits until every planned fault has taken effect, then removes them all.
    void endFaults();

    void require(bool condition, const QString &complaint);
    void requireState(UploadTask::State state, const QString &name = QStringLiteral("victim.bin"));
    void requireFailure(ErrorKind kind, const QString &name = QStringLiteral("victim.bin"));
    void skip(const QString &reason) { m_skipReason = reason; }
    bool isOver() const { return !m_complaint.isEmpty() || !m_skipReason.isEmpty(); }
    QString complaint() const { return m_complaint; }
    QString skipReason() const { return m_skipReason; }

    /// Requests with this upload command, including those that are still running.
    QList<RequestRecord> requestsWith(const QByteArray &command) { return world().demo().requestsWith(command); }
    QList<RequestRecord> bodyRequests();

private:
    void watchHolds();
    void countHolds();
    void waitForOperations();

    LogCatcher m_log;
    EventLoopWatchdog m_heartbeat;
    std::unique_ptr<QueueFixture> m_world;
    bool m_isIntoStore = false;
    QMap<QString, QByteArray> m_contents; // by path
    QMap<QString, int> m_expected;        // number of tasks by path
    int m_parallelUploads = UploadQueue::defaultParallelUploads;
    qint64 m_memoryAtStart = 0; // bytes
    bool m_isHeld = false;
    int m_holdEpisodes = 0;
    qsizetype m_mostHolds = 0;
    QString m_complaint;
    QString m_skipReason;
};

/// Memory of this process now, and its maximum, in bytes; 0 if the system does not tell.
qint64 memoryInUse();
qint64 maxMemoryInUse();

/// Name such as "Sending", for complaints.
QString stateName(UploadTask::State state);

} // namespace pollux
