// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/requestfactory.h"
#include "models/journal/operationrecord.h"
#include "models/transfer/preflight.h"
#include "models/transfer/uploadengine.h"

#include <QObject>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <vector>

namespace pollux {

/// The queue of uploads as the GUI thread sees it: the tasks in the order in which they are taken, what holds them, and
/// what can be asked for. The work is done by an UploadEngine in a thread of its own, so a busy GUI does not slow an
/// upload down; every function returns at once and takes effect a moment later. Tasks survive the program, see Journal.
///
/// For the GUI thread, or the one thread of a program without windows.
class UploadQueue final : public QObject {
    Q_OBJECT

public:
    static constexpr int defaultParallelUploads = UploadEngine::defaultParallelUploads;
    static constexpr int maxParallelUploads = Admission::maxParallelUploads;

    /// The engine begins its work with open().
    explicit UploadQueue(UploadEngine::Options options = {}, QObject *parent = nullptr);
    /// Suspends what runs: the journal knows how to go on. Waits for the engine, which answers within a second.
    ~UploadQueue() override;

    /// Reads the journal and shows its tasks; opened() follows. What ran when the last program ended is Paused as
    /// Interrupted.
    void open() { post(&UploadEngine::open); }
    bool isOpen() const { return m_isOpen; }

    /// Makes an account's key known, or another key of it. Files added from now on go to this account. Tasks of this
    /// account that wait for their key go on.
    void setAccount(const QString &profileId, const RequestFactory &requests, const QByteArray &apiKey);
    /// Tasks of the account wait from now on; those that run end their sessions' requests.
    void removeAccount(const QString &profileId) { post(&UploadEngine::removeAccount, profileId); }

    /// MIME types by extension in lower case, as a person chose them before.
    void setRememberedTypes(const QHash<QString, QString> &types) { m_rememberedTypes = types; }

    /// Brought into 1 to 32. Running uploads are not stopped by a smaller number.
    void setParallelUploads(int count) { post(&UploadEngine::setParallelUploads, count); }

    /// Looks at files and folders (recursively) in another thread; emits preflightFinished() at the end. `remote`
    /// are the files known to be on the server: a local file with the size of one of them is hashed to see whether it
    /// is the same. With `store`, the files are to become documents of it.
    void preflight(const QStringList &paths, const QList<RemoteFile> &remote, const QString &store = {});
    /// Queues files as preflight() found them, or as the user changed them, for the account set last. Those with a
    /// storeUpload go into that store.
    void enqueue(const QList<AcceptedFile> &files) { post(&UploadEngine::enqueue, m_profileId, files); }
    /// preflight() and enqueue() in one, without questions: files that are queued already or on the
    /// server already are left out and reported as skipped.
    void add(const QStringList &paths, const QList<RemoteFile> &remote = {});

    /// Row order: the order in which tasks are taken.
    int count() const { return static_cast<int>(m_tasks.size()); }
    const UploadTask &taskAt(int row) const { return m_tasks.at(static_cast<std::size_t>(row)); }
    /// -1 where there is no such task.
    int rowOf(UploadTask::Id id) const;
    /// Tasks that a former program left unfinished and the user has not yet resumed or discarded.
    QList<UploadTask::Id> interrupted() const;

    const QueueHold &hold() const { return m_hold; }
    bool isPaused() const { return m_isPaused; }

    /// Ends tasks that are not finished as Cancelled; the server is told.
    void cancel(const QList<UploadTask::Id> &ids) { post(&UploadEngine::cancel, ids); }
    void cancelAll() { post(&UploadEngine::cancelAll); }
    void pause(const QList<UploadTask::Id> &ids) { post(&UploadEngine::pause, ids); }
    /// Goes on with paused tasks, and takes the next try of waiting ones now. A task that waits for a key it was begun
    /// with is bound to its account's key of today.
    void resume(const QList<UploadTask::Id> &ids) { post(&UploadEngine::resume, ids); }
    /// Pauses or resumes the queue as a whole; tasks paused one by one stay so.
    void setPaused(bool paused);
    /// Ends what holds the queue (bad key, full storage, failing server) and goes on.
    void releaseHold() { post(&UploadEngine::releaseHold); }
    /// Queues Failed or Cancelled tasks again; one whose session is still open goes on where it was.
    void retry(const QList<UploadTask::Id> &ids) { post(&UploadEngine::retry, ids); }
    void retryFailed() { post(&UploadEngine::retryFailed); }
    /// Towards the front (`rows` < 0) or the end of the queue.
    void move(UploadTask::Id id, int rows) { post(&UploadEngine::move, id, rows); }
    /// Takes Done and Cancelled tasks, and with `failed` also Failed ones, out of the list and the journal.
    void clearFinished(bool failed = false) { post(&UploadEngine::clearFinished, failed); }
    /// Takes these tasks out of the list and the journal; unfinished ones are cancelled first.
    void discard(const QList<UploadTask::Id> &ids) { post(&UploadEngine::discard, ids); }

    /// The long-running operations that are known, oldest first. Kept in the journal and polled until they end, over
    /// restarts.
    const QList<OperationRecord> &operations() const { return m_operations; }
    /// Keeps and polls an operation that was begun elsewhere: an import. One that is known already is left as it is.
    void trackOperation(const OperationRecord &operation) { post(&UploadEngine::trackOperation, operation); }
    /// Asks for these now; ended ones are left alone.
    void pollOperations(const QStringList &names) { post(&UploadEngine::pollOperations, names); }
    /// Takes these out of the list and the journal. The server goes on with them.
    void forgetOperations(const QStringList &names) { post(&UploadEngine::forgetOperations, names); }

    /// Where a file of the service came from on this computer; originLookedUp() answers, once the queue is open.
    void lookUpOrigin(const QString &name) { post(&UploadEngine::lookUpOrigin, name); }

    /// What the server says now of a file that a task uploaded. Ends its Processing.
    void handleRemoteFile(const RemoteFile &file);
    void handleRemoteGone(const QString &name);
    /// Closes connections that may be dead and asks the server where each upload stands: after sleep, or when the
    /// network came back.
    void renewConnections() { post(&UploadEngine::renewConnections); }

signals:
    /// The journal was read. Comes once.
    void opened(const pollux::JournalReport &report);

    /// Brackets every change of the rows, for item models.
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted();
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved();
    /// The row `from` is about to stand at `to` (as it will be counted then).
    void rowAboutToBeMoved(int from, int to);
    void rowMoved();

    /// State or progress of a task changed; progress comes at most ten times a second for each task.
    void taskChanged(pollux::UploadTask::Id id);
    /// The server has the whole file, as it answered.
    void uploaded(const QString &profileId, const pollux::RemoteFile &file);
    void preflightFinished(const pollux::PreflightResult &result);
    /// These operations are new or have changed; operations() has them.
    void operationsChanged(const QStringList &names);
    void operationsRemoved(const QStringList &names);
    /// The end of enqueue(): how many files were queued; `errorText` says why none could be saved.
    void enqueued(int count, const QString &errorText);
    /// The end of add(): the number of files queued and what was left out, with reasons.
    void addFinished(int queued, const QList<pollux::SkippedPath> &skipped);
    void holdChanged();
    /// The journal can or can no longer be written.
    void journalChanged(const pollux::JournalReport &report);
    /// Without an origin where this computer did not upload the file, or has forgotten it.
    void originLookedUp(const QString &name, const std::optional<pollux::FileOrigin> &origin);
    /// No task is left to do. `failed` counts the tasks that failed since the queue was last idle.
    void idle(int done, int failed);

private:
    /// Calls a function of the engine in its thread.
    template <typename... Parameters, typename... Arguments>
    void post(void (UploadEngine::*function)(Parameters...), const Arguments &...arguments)
    {
        QMetaObject::invokeMethod(
            m_engine, [=, engine = m_engine] { (engine->*function)(arguments...); }, Qt::QueuedConnection);
    }
    void handleInserted(const QList<UploadTask> &tasks);
    void handleChanged(const QList<UploadTask> &tasks);
    void handleRemoved(const QList<UploadTask::Id> &ids);
    void handleMoved(UploadTask::Id id, int row);
    void handleOperations(const QList<OperationRecord> &operations);
    void dropOperations(const QStringList &names);
    void runPreflight(const QStringList &paths, const QList<RemoteFile> &remote, const QString &store,
                      void (UploadQueue::*then)(const PreflightResult &));
    void addPreflighted(const PreflightResult &result);
    /// Of tasks with the same target.
    QSet<QString> unfinishedPaths(const QString &store) const;
    void countRows();
    void countTasks();

    QString m_profileId;
    QHash<QString, QString> m_rememberedTypes;
    std::ptrdiff_t m_processingCount = 0;
    bool m_isOpen = false;
    bool m_isPaused = false;
    QueueHold m_hold;
    QList<OperationRecord> m_operations;
    std::vector<UploadTask> m_tasks; // in the engine's order
    QHash<UploadTask::Id, int> m_rows;
    QThread m_thread;
    UploadEngine *m_engine; // lives and dies in m_thread
    std::atomic<bool> m_isCancelled = false;
    QThreadPool m_preflightPool; // last: its end waits for work that posts to this object
};

} // namespace pollux
