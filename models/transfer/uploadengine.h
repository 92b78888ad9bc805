// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/requestfactory.h"
#include "models/transfer/operationtracker.h"
#include "models/transfer/portions.h"
#include "models/transfer/queueholds.h"
#include "models/transfer/runninguploads.h"

namespace pollux {

/// Runs the uploads: opens the journal, starts what Admission allows, records events in the TaskList, and decides what
/// a failure means for the queue. Lives in a thread of its own, with its network managers, its journal and the files it
/// reads; UploadQueue is its interface for the GUI thread. Call every function in the engine's thread.
class UploadEngine final : public QObject {
    Q_OBJECT

public:
    using Id = UploadTask::Id;

    struct Options {
        QString journalPath; ///< empty: nothing survives the program
        RetrySchedule retries;
        bool isVerified = true; ///< contents are hashed and compared
        /// Unfinished tasks of an earlier run are resumed without asking.
        bool resumesInterrupted = false;
        /// Tasks of this account do not survive the program.
        QString ephemeralProfileId;
        /// Tasks of earlier runs are not loaded.
        bool ignoresFormerTasks = false;
        /// Operations of earlier runs are not loaded.
        bool ignoresFormerOperations = false;
    };

    static constexpr int defaultParallelUploads = 3;

    explicit UploadEngine(Options options, QObject *parent = nullptr);
    ~UploadEngine() override;

    /// For its signals.
    const TaskList &tasks() const { return m_tasks; }

    /// Reads the journal. Emits opened() after the signals of tasks().
    void open();
    /// Suspends everything and releases the journal. Nothing may be called afterwards.
    void shutDown();

    // See the functions of the same names in UploadQueue.
    void setAccount(const QString &profileId, const RequestFactory &requests, const QByteArray &apiKey);
    void removeAccount(const QString &profileId);
    void setParallelUploads(int count);
    void enqueue(const QString &profileId, const QList<AcceptedFile> &files);
    void cancel(const QList<Id> &ids) { stopInPortions(ids, &UploadEngine::cancelSome); }
    void cancelAll();
    void pause(const QList<Id> &ids) { stopInPortions(ids, &UploadEngine::pauseSome); }
    void resume(const QList<Id> &ids) { inPortions(ids, &UploadEngine::resumeSome); }
    void setPaused(bool paused);
    void releaseHold();
    void retry(const QList<Id> &ids) { inPortions(ids, &UploadEngine::retrySome); }
    void retryFailed();
    void move(const QList<Id> &ids, int row) { m_tasks.move(ids, row); }
    void clearFinished(bool failed);
    void discard(const QList<Id> &ids) { stopInPortions(ids, &UploadEngine::discardSome); }
    void handleRemoteFile(const RemoteFile &file);
    void handleRemoteGone(const QString &name);
    void renewConnections();
    void trackOperation(const OperationRecord &operation) { m_operations->add(operation); }
    void pollOperations(const QStringList &names) { m_operations->poll(names); }
    void forgetOperations(const QStringList &names) { inPortions(names, &UploadEngine::forgetSomeOperations); }
    void lookUpOrigin(const QString &name);

signals:
    void opened(const pollux::JournalReport &report);
    void uploaded(const QString &profileId, const pollux::RemoteFile &file);
    void operationsChanged(const QList<pollux::OperationRecord> &operations);
    void operationsRemoved(const QStringList &names);
    /// The end of enqueue(). `errorText` says why nothing could be saved.
    void enqueued(int count, const QString &errorText);
    void holdsChanged(const QList<pollux::QueueHold> &holds);
    void originLookedUp(const QString &name, const std::optional<pollux::FileOrigin> &origin);
    void idle(int done, int failed);

private:
    /// Calls `handle` with a few of the items at a time, after the commands before, in as many turns of the event loop
    /// as it needs: each change is written to the journal, and meanwhile nothing is sent.
    template <typename Item>
    void inPortions(const QList<Item> &items, void (UploadEngine::*handle)(const QList<Item> &))
    {
        m_commands.addList(
            portionSize, [items] { return items; }, [this, handle](const QList<Item> &some) { (this->*handle)(some); });
    }
    /// The same for a command that stops uploads: nothing starts until its end.
    void stopInPortions(const QList<Id> &ids, void (UploadEngine::*stop)(const QList<Id> &));
    void cancelSome(const QList<Id> &ids);
    void pauseSome(const QList<Id> &ids);
    void resumeSome(const QList<Id> &ids);
    void retrySome(const QList<Id> &ids);
    void discardSome(const QList<Id> &ids);
    void forgetSomeOperations(const QStringList &names) { m_operations->forget(names); }
    std::optional<RequestFactory> requestsOf(const QString &profileId) const;
    HeldUpload uploadOf(Id id) const { return m_admission.uploadOf(m_tasks.find(id)->task); }
    void restartUploads(const QString &profileId, bool isNewEndpoint);
    /// True if the upload began with another key than its account has now.
    bool isOfFormerKey(const TaskRecord &record) const;
    QueueHolds::Neighbours neighboursOf(const HeldUpload &upload) const;
    void remove(const QList<Id> &ids);
    void schedule();
    void startWhatMay();
    void carryOut(const Admission::Step &step);
    void suspend(Id id, const taskevents::Suspended &event);
    void suspendAll(const taskevents::Suspended &event);
    void requeue(Id id, bool isRetry);
    void end(Id id, const taskevents::Ended &event);
    void endProcessing(const QString &name, const taskevents::Ended &event);
    void handleUploaded(Id id);
    void handleFailedTry(Id id, const ApiError &error);
    void handleHold(const QueueHold &hold);
    void sweepHolds();
    void handleUploadError(Id id, const ApiError &error);
    void handleOperationEnd(const OperationRecord &operation, const std::optional<Operation> &answer);
    void lookForSleep();
    qint64 clockDifference() const;
    void notifyWhenIdle();

    static constexpr qsizetype portionSize = 1000; // takes about 20 ms

    Options m_options;
    Portions m_commands;
    std::unique_ptr<Journal> m_journal;
    TaskList m_tasks;         // uses m_journal
    RunningUploads m_running; // uses m_tasks
    QueueHolds m_holds;
    Admission m_admission;
    std::unique_ptr<OperationTracker> m_operations; // uses m_journal and the connections of m_running
    QHash<QString, RequestFactory> m_requests;      // by profile id
    int m_stopCommands = 0;                         // that have not ended
    bool m_isPaused = false;
    bool m_isIdle = true;
    bool m_isScheduled = false;
    int m_doneSinceIdle = 0;
    int m_failedSinceIdle = 0;
    qint64 m_clockDifference = 0; // ms, see clockDifference(), when lookForSleep() looked last
    QElapsedTimer m_clock;
    QTimer m_sleepTimer;
};

} // namespace pollux
