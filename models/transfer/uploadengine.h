// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/requestfactory.h"
#include "models/journal/journal.h"
#include "models/transfer/circuitbreaker.h"
#include "models/transfer/connectionpool.h"
#include "models/transfer/operationtracker.h"
#include "models/transfer/preflight.h"
#include "models/transfer/uploadrunner.h"

#include <QHash>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <vector>

namespace pollux {

/// What the journal is good for now.
struct JournalReport {
    Journal::Health health = Journal::Health::Good;
    QString path;
    QString setAsidePath;
    QString errorText;   ///< the system's words where something failed
    int unreadable = 0;  ///< rows that could not be read
    int interrupted = 0; ///< tasks that a former program left unfinished
    bool isWritable = true;
};

/// What keeps the queue as a whole from going on.
struct QueueHold {
    /// BadKey, StorageFull, ServerDown, or None.
    WaitReason reason = WaitReason::None;
    QString profileId;             ///< whose key or storage it is; empty for ServerDown
    QDateTime nextTry;             ///< UTC; valid for ServerDown
    std::optional<ApiError> error; ///< what the server said
};

/// The uploads themselves: takes tasks in their order, runs up to N sessions, keeps the journal before the network, and
/// decides what a failure means for the queue. Lives in a thread of its own, with its network managers, its journal and
/// the files it reads; UploadQueue is its face in the GUI thread. Every function is called in that thread.
class UploadEngine final : public QObject {
    Q_OBJECT

public:
    struct Options {
        QString journalPath; ///< empty: nothing survives the program
        RetrySchedule retries;
        bool isVerified = true; ///< contents are hashed and compared
        /// Tasks that a former program left are taken up without asking.
        bool resumesInterrupted = false;
        /// Unfinished tasks of this account end with the program that had them.
        QString ephemeralProfileId;
        /// Tasks of former programs are left alone.
        bool ignoresFormerTasks = false;
        /// Operations of former programs are left alone.
        bool ignoresFormerOperations = false;
    };

    static constexpr int defaultParallelUploads = 3;
    static constexpr int maxParallelUploads = 32;
    /// From so many at once on, the sessions of as many small files more are opened ahead, so that on a long link the
    /// places for sending never wait for an answer to `start`.
    static constexpr int preparesFrom = 8;
    /// Beside uploads that are all at least `largeFile`, one file of at most `smallFile` rides along. Bytes.
    static constexpr qint64 largeFile = qint64{32} * 1024 * 1024;
    static constexpr qint64 smallFile = qint64{1} * 1024 * 1024;

    explicit UploadEngine(Options options, QObject *parent = nullptr);
    ~UploadEngine() override;

    /// Reads the journal; opened() follows, after the tasks were told as inserted.
    void open();
    /// Suspends everything; the journal is released. Nothing may be asked for afterwards.
    void shutDown();

    void setAccount(const QString &profileId, const RequestFactory &requests, const QByteArray &apiKey);
    void removeAccount(const QString &profileId);
    void setParallelUploads(int count);
    void enqueue(const QString &profileId, const QList<AcceptedFile> &files);

    // As the functions of the same names of UploadQueue.
    void cancel(const QList<UploadTask::Id> &ids);
    void cancelAll();
    void pause(const QList<UploadTask::Id> &ids);
    void resume(const QList<UploadTask::Id> &ids);
    void setPaused(bool paused);
    void releaseHold();
    void retry(const QList<UploadTask::Id> &ids);
    void retryFailed();
    void move(UploadTask::Id id, int rows);
    void clearFinished(bool failed);
    void discard(const QList<UploadTask::Id> &ids);
    void handleRemoteFile(const RemoteFile &file);
    void handleRemoteGone(const QString &name);
    void renewConnections();
    void trackOperation(const OperationRecord &operation);
    void pollOperations(const QStringList &names);
    void forgetOperations(const QStringList &names);
    void lookUpOrigin(const QString &name);

signals:
    void opened(const pollux::JournalReport &report);
    void tasksInserted(const QList<pollux::UploadTask> &tasks); ///< at the end
    void tasksChanged(const QList<pollux::UploadTask> &tasks);
    void tasksRemoved(const QList<pollux::UploadTask::Id> &ids);
    void taskMoved(pollux::UploadTask::Id id, int row);
    void uploaded(const QString &profileId, const pollux::RemoteFile &file);
    void operationsChanged(const QList<pollux::OperationRecord> &operations);
    void operationsRemoved(const QStringList &names);
    /// What came of enqueue(); `errorText` says why nothing could be saved.
    void enqueued(int count, const QString &errorText);
    void holdChanged(const pollux::QueueHold &hold);
    void journalChanged(const pollux::JournalReport &report);
    void originLookedUp(const QString &name, const std::optional<pollux::FileOrigin> &origin);
    void idle(int done, int failed);

private:
    struct Account {
        RequestFactory requests;
        QByteArray fingerprint;
    };
    struct Entry {
        TaskRecord record;
        std::unique_ptr<UploadRunner> runner; // null unless it runs
        bool isUnsaved = false;
        bool isDirty = false;
    };

    // the list
    Entry *find(UploadTask::Id id) const;
    int rowOf(UploadTask::Id id) const;
    void load();
    void makeOperationTracker();
    Entry &append(TaskRecord record);
    void remove(const QList<UploadTask::Id> &ids);
    void markDirty(Entry &entry);
    void publish();
    void save(Entry &entry);
    void saveUnsaved();
    void handleJournalAnswer(bool isWritten);
    JournalReport report() const;

    // who may go on
    const Account *accountOf(const Entry &entry) const;
    WaitReason obstacleOf(const Entry &entry) const;
    void schedule();
    void startWhatMay();
    /// How many uploads send, and what else matters for who may start.
    struct RunningUploads {
        int sending = 0;
        int preparing = 0;
        bool onlyLargeSend = true;

        void add(const Entry &entry); ///< which has a runner
    };
    bool hasRoomFor(const Entry &entry, const RunningUploads &runningUploads) const;
    bool mayPrepare(const Entry &entry, const RunningUploads &runningUploads) const;
    RunningUploads letPreparedSend();
    void startEntry(Entry &entry, bool sends);
    void suspendEntry(Entry &entry, UploadTask::State state, WaitReason reason);
    void retire(Entry &entry);
    void dropProbe();
    void requeue(Entry &entry);

    // what happened
    void handleEnd(UploadTask::Id id);
    void handleOperationEnd(const OperationRecord &operation, const std::optional<Operation> &answer);
    void endEntry(Entry &entry, UploadTask::State state);
    void finish(Entry &entry, UploadTask::State state);
    void handleFailedTry(const ApiError &error);
    void handleAnswered();
    void hold(WaitReason reason, const QString &profileId, const ApiError &error);
    void holdForServer(const ApiError &error);
    void reportServerCancelled(const Entry &entry);
    void setHold(const QueueHold &hold);
    void endHold(const QString &profileId);
    void lookForSleep();
    void notifyWhenIdle();
    std::chrono::milliseconds now() const;

    Options m_options;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<JournalGroup> m_journalGroup; // writes to m_journal
    bool m_isJournalWritten = true;
    ConnectionPool m_connections;
    std::unique_ptr<OperationTracker> m_operations; // uses m_journal and m_connections
    QThreadPool m_hashing;
    QHash<QString, Account> m_accounts;            // by profile id
    std::vector<std::unique_ptr<Entry>> m_entries; // in the order in which they are taken
    QHash<UploadTask::Id, Entry *> m_byId;
    std::vector<std::unique_ptr<UploadRunner>> m_retired; // to be deleted from the event loop
    int m_parallelUploads = defaultParallelUploads;
    int m_maxPrepared = defaultParallelUploads;
    bool m_isPaused = false;
    bool m_isIdle = true;
    bool m_isScheduled = false;
    QHash<QString, QueueHold> m_holds;       // by profile id
    QHash<QString, UploadTask::Id> m_claims; // see UploadRunner::Dependencies
    CircuitBreaker m_breaker;
    UploadTask::Id m_probe = 0; // the one that runs although the server is down
    int m_doneSinceIdle = 0;
    int m_failedSinceIdle = 0;
    std::chrono::milliseconds m_startNotBefore{}; // the service asked for fewer requests until then
    std::chrono::milliseconds m_lastPublished{};
    qint64 m_lastWallClock = 0; // ms; what lookForSleep() saw last
    std::chrono::milliseconds m_lastSteadyClock{};
    QElapsedTimer m_clock;
    QTimer m_publishTimer;
    QTimer m_probeTimer;
    QTimer m_saveTimer;
    QTimer m_sleepTimer;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::JournalReport)
Q_DECLARE_METATYPE(pollux::QueueHold)
