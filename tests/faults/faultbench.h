// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/eventloopwatchdog.h"
#include "tests/faults/logcatcher.h"
#include "tests/support/queuefixture.h"

#include <QMap>

#include <functional>

namespace pollux {

/// The world of one fault case: a queue with its journal on disk, a demo server behind a proxy that breaks things, the
/// victim's file and four healthy ones; and what the case allows that would be wrong in others. What is required is
/// noted at the first failure, and all waiting is over then.
class FaultBench {
public:
    static constexpr qint64 granule = 262'144; ///< bytes, the server's granularity
    static constexpr qint64 victimSize = 5 * granule + 1;
    static constexpr int maxWait = 20'000; ///< ms
    static const QByteArray canaryKey;
    static const QString shelf; ///< resource name of the store that store rows upload into

    /// What an oracle would complain about elsewhere.
    struct Allowances {
        int orphanStarts = 0;                     ///< sessions that the server opened and whose answer never came
        int abortedRequests = 0;                  ///< requests that the queue itself broke off (pause, end, hold)
        bool isClientMute = false;                ///< other processes sent too, and their requests were not counted
        bool isUnfinished = false;                ///< tasks may wait, with a reason
        bool isForgotten = false;                 ///< nothing survives the queue: there is no journal
        bool isServerSilent = true;               ///< no request may come after the end; false: stalls end late
        QStringList ghosts;                       ///< files on the server that no task became
        int attempts = 10;                        ///< tries of one task without progress
        qint64 memory = qint64{64} * 1024 * 1024; ///< bytes above what was used at the start
    };

    FaultBench();
    ~FaultBench();
    FaultBench(const FaultBench &) = delete;
    FaultBench &operator=(const FaultBench &) = delete;

    /// Before world() is asked for.
    DemoServerOptions serverOptions = testServerOptions();
    Allowances allowed;

    /// Files become documents of `shelf` from now on, each with one of three kinds of metadata and chunking. Before
    /// world() is asked for.
    void useStore() { m_isIntoStore = true; }
    bool isIntoStore() const { return m_isIntoStore; }
    /// What is said of a file beside its bytes: by its name, the same in each process.
    static StoreUpload storeUploadOf(const QString &path);

    /// Made at the first call.
    QueueFixture &world();
    UploadQueue &queue() { return world().queue(); }
    FaultScript &faults() { return world().server().faults(); }
    FaultProxy &proxy() { return world().proxy(); }
    const LogCatcher &log() const { return m_log; }
    EventLoopWatchdog &eventloopwatchdog() { return m_heartbeat; }
    qint64 memoryAtStart() const { return m_memoryAtStart; }

    /// The account talks to the proxy. Before open().
    void useProxy() { world().isBehindProxy = true; }
    void open();
    /// Of the open queue.
    void setParallelUploads(int count);
    int parallelUploads() const { return m_parallelUploads; }
    /// Ends the queue as the end of the program would, and begins anew with the same journal.
    void reopen();
    void close();

    /// Writes a file whose bytes are remembered: they are what the server must have in the end.
    QString write(const QString &name, const QByteArray &content);
    /// The case itself has changed the file.
    void remember(const QString &path, const QByteArray &content) { m_contents.insert(path, content); }
    void forgetFile(const QString &path) { m_contents.remove(path); }
    QByteArray contentOf(const QString &path) const { return m_contents.value(path); }
    const QMap<QString, QByteArray> &contents() const { return m_contents; }

    /// Adds files; each must be found as one task in the end.
    void add(const QStringList &paths);
    /// What a person is told about a path that is dropped on the target.
    QList<SkippedPath> refusalsOf(const QString &path);
    /// Files or documents that the server has.
    qsizetype itemsOnServer();
    /// A task will be found for it although another program added it.
    void expectTask(const QString &path) { ++m_expected[path]; }
    void forgetTask(const QString &path) { m_expected.remove(path); }
    const QMap<QString, int> &expectedTasks() const { return m_expected; }
    /// Writes and adds "victim.bin" or another one.
    QString addVictim(qint64 size = victimSize, const QString &name = QStringLiteral("victim.bin"));
    /// 1 byte, a granule less one, a granule, and a little more than five.
    void addHealthy();
    UploadTask victim(const QString &name = QStringLiteral("victim.bin")) { return world().task(name); }

    void waitUntil(const std::function<bool()> &condition, const QString &complaint, int milliseconds = maxWait);
    void waitForState(UploadTask::State state, const QString &name = QStringLiteral("victim.bin"));
    void waitUntilFired();
    void waitUntilIdle();
    /// The usual course: the victim, its fault, the healthy files, the end of all, and everything done.
    void survive(qint64 size = victimSize);
    /// The healthy files, and the end of all.
    void finishHealthy();
    /// What was planned has happened; from now on nothing is.
    void endFaults();

    void require(bool condition, const QString &complaint);
    void requireState(UploadTask::State state, const QString &name = QStringLiteral("victim.bin"));
    void requireFailure(ErrorKind kind, const QString &name = QStringLiteral("victim.bin"));
    void skip(const QString &reason) { m_skipReason = reason; }
    bool isOver() const { return !m_complaint.isEmpty() || !m_skipReason.isEmpty(); }
    QString complaint() const { return m_complaint; }
    QString skipReason() const { return m_skipReason; }

    /// Requests with this upload command, those under way included.
    QList<RequestRecord> requestsWith(const QByteArray &command) { return world().demo().requestsWith(command); }
    QList<RequestRecord> bodyRequests();

private:
    void watchHolds();
    void waitForOperations();

    LogCatcher m_log;
    EventLoopWatchdog m_heartbeat;
    std::unique_ptr<QueueFixture> m_world;
    bool m_isIntoStore = false;
    QMap<QString, QByteArray> m_contents; // by path
    QMap<QString, int> m_expected;        // number of tasks by path
    int m_parallelUploads = UploadQueue::defaultParallelUploads;
    qint64 m_memoryAtStart = 0; // bytes
    QString m_complaint;
    QString m_skipReason;
};

/// Bytes of memory that this process has now, or had at most; 0 where the system does not say.
qint64 memoryInUse();
qint64 maxMemoryInUse();

/// "Sending" and the like, for complaints.
QString stateName(UploadTask::State state);

} // namespace pollux
