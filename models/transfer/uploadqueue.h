// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/requestfactory.h"
#include "models/journal/operationrecord.h"
#include "models/journal/unfinishedpaths.h"
#include "models/preflight/preflight.h"
#include "models/transfer/portions.h"
#include "models/transfer/uploadengine.h"

#include <QObject>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace pollux {

/// The queue of uploads for the GUI thread: the tasks in the order in which they start, what holds them, and the
/// commands for them. An UploadEngine does the work in a thread of its own, so a busy GUI does not slow an upload down;
/// every command returns at once and takes effect later. Tasks survive the program, see Journal.
///
/// For the GUI thread, or the one thread of a program without windows.
class UploadQueue final : public QObject {
    Q_OBJECT

public:
    static constexpr int defaultParallelUploads = UploadEngine::defaultParallelUploads;
    static constexpr int maxParallelUploads = Admission::maxParallelUploads;

    /// The engine starts its work with open().
    explicit UploadQueue(UploadEngine::Options options = {}, QObject *parent = nullptr);
    /// Suspends running uploads; the journal has what is needed to resume them. Waits for the engine's thread, which
    /// ends within a second.
    ~UploadQueue() override;

    /// Reads the journal and adds its tasks; then emits opened(). Tasks that were queued or running when the last
    /// program ended are Paused as Interrupted, unless Options say otherwise.
    void open() { post(&UploadEngine::open); }
    bool isOpen() const { return m_isOpen; }

    /// Sets or replaces the key of an account. Its tasks that wait for this key go on.
    void setAccount(const QString &profileId, const RequestFactory &requests, const QByteArray &apiKey)
    {
        m_clocks.insert(profileId, requests.clock());
        post(&UploadEngine::setAccount, profileId, requests, apiKey);
    }
    /// The account's tasks wait from now on; running ones are suspended.
    void removeAccount(const QString &profileId) { post(&UploadEngine::removeAccount, profileId); }

    /// MIME types by extension in lower case, as the user chose them before.
    void setRememberedTypes(const QHash<QString, QString> &types) { m_rememberedTypes = types; }

    /// Clamped to 1 to 32. A smaller number does not stop running uploads.
    void setParallelUploads(int count) { post(&UploadEngine::setParallelUploads, count); }

    /// Checks files and folders (recursively) for an account in another thread; emits preflightFinished() at the end.
    /// `remote` are the files known to be on the server: a local file with the size of one of them is hashed to see
    /// whether it is the same; what it refers to must live until then. With `store`, the files are to become documents
    /// of it.
    void preflight(const QString &profileId, const QStringList &paths, const RemoteFiles &remote,
                   const QString &store = {});
    /// Queues files as preflight() found them, or as the user changed them, for this account. Those with a storeUpload
    /// go into that store. They wait while the account's key is not known.
    void enqueue(const QString &profileId, const QList<AcceptedFile> &files)
    {
        post(&UploadEngine::enqueue, profileId, files);
    }
    /// preflight() and enqueue() in one, without questions: files that are already queued or already on the server are
    /// left out and reported as skipped. Emits addFinished() at the end.
    void add(const QString &profileId, const QStringList &paths, const RemoteFiles &remote = {});

    /// The number of tasks. Rows are in the order in which tasks start.
    int count() const { return static_cast<int>(m_places.size()); }
    const UploadTask &taskAt(int row) const { return m_places.at(static_cast<std::size_t>(row)).row->task; }
    /// -1 if there is no such task.
    int rowOf(UploadTask::Id id) const;
    /// Tasks that an earlier run left unfinished and the user has not yet resumed or discarded.
    QList<UploadTask::Id> interrupted() const;

    /// What holds uploads now.
    const QList<QueueHold> &holds() const { return m_holds; }
    bool isPaused() const { return m_isPaused; }

    /// Ends tasks that are neither finished nor Processing as Cancelled, and cancels their sessions on the server.
    void cancel(const QList<UploadTask::Id> &ids) { post(&UploadEngine::cancel, ids); }
    void cancelAll() { post(&UploadEngine::cancelAll); }
    void pause(const QList<UploadTask::Id> &ids) { post(&UploadEngine::pause, ids); }
    /// Resumes paused tasks, and retries waiting ones now. A task that waits for the key it was begun with is bound to
    /// the present key of its account.
    void resume(const QList<UploadTask::Id> &ids) { post(&UploadEngine::resume, ids); }
    /// Pauses or resumes the queue as a whole; tasks paused one by one stay so.
    void setPaused(bool paused);
    /// Lets one upload for each hold try at once, also with a refused key, and ends the waits of uploads that failed
    /// again and again.
    void releaseHold() { post(&UploadEngine::releaseHold); }
    /// Queues Failed or Cancelled tasks again; one whose session is still open resumes at its offset.
    void retry(const QList<UploadTask::Id> &ids) { post(&UploadEngine::retry, ids); }
    void retryFailed() { post(&UploadEngine::retryFailed); }
    /// Moves the tasks together, in the order of `ids`, to row `row`; to the end if that is too far.
    void move(const QList<UploadTask::Id> &ids, int row) { post(&UploadEngine::move, ids, row); }
    /// Removes Done and Cancelled tasks, and with `failed` also Failed ones, from the list and the journal.
    void clearFinished(bool failed = false) { post(&UploadEngine::clearFinished, failed); }
    /// Removes these tasks from the list and the journal; unfinished ones are cancelled first.
    void discard(const QList<UploadTask::Id> &ids) { post(&UploadEngine::discard, ids); }

    /// The long-running operations that are known, oldest first. Kept in the journal and polled until they end, over
    /// restarts.
    const QList<OperationRecord> &operations() const { return m_operations; }
    /// Nullptr if it is not known; valid until the next change.
    const OperationRecord *operation(const QString &name) const;
    /// Saves and polls an operation that was not begun by this queue: an import. Does nothing if it is known.
    void trackOperation(const OperationRecord &operation) { post(&UploadEngine::trackOperation, operation); }
    /// Polls these operations now; does nothing for ended ones.
    void pollOperations(const QStringList &names) { post(&UploadEngine::pollOperations, names); }
    /// Removes these operations from the list and the journal. The server continues them.
    void forgetOperations(const QStringList &names) { post(&UploadEngine::forgetOperations, names); }

    /// Looks up which local file a file of the service was uploaded from; originLookedUp() has the answer. Waits until
    /// the queue is open.
    void lookUpOrigin(const QString &name) { post(&UploadEngine::lookUpOrigin, name); }

    /// The present state on the server of a file that a task uploaded. Ends the task's Processing.
    void handleRemoteFile(const RemoteFile &file);
    void handleRemoteGone(const QString &name);
    /// Closes connections that may be dead and asks the server for the offset of each upload: to be called after sleep,
    /// or when the network is back.
    void renewConnections() { post(&UploadEngine::renewConnections); }

signals:
    /// The journal was read. Emitted once.
    void opened(const pollux::JournalReport &report);

    /// Emitted before and after every change of the rows, for item models.
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted();
    void rowsAboutToBeRemoved(int first, int last);
    void rowsRemoved();
    /// Some rows are about to change places.
    void rowsAboutToBeMoved();
    void rowsMoved();

    /// State or progress of a task changed; for progress at most ten times a second for each task.
    void taskChanged(pollux::UploadTask::Id id);
    /// The server has the whole file; `file` is its answer. The task's row shows it already.
    void uploaded(const QString &profileId, const pollux::RemoteFile &file);
    void preflightFinished(const pollux::PreflightResult &result);
    /// These operations are new or have changed; see operations().
    void operationsChanged(const QStringList &names);
    void operationsRemoved(const QStringList &names);
    /// The end of enqueue(): how many files were queued; `errorText` says why none could be saved.
    void enqueued(int count, const QString &errorText);
    /// The end of add(): the number of files queued and what was left out, with reasons.
    void addFinished(int queued, const QList<pollux::SkippedPath> &skipped);
    /// holds() or isPaused() has changed.
    void holdChanged();
    /// The journal has become writable, or cannot be written any more.
    void journalChanged(const pollux::JournalReport &report);
    /// `origin` is empty if the file was not uploaded from this computer, or the journal has deleted its origin.
    void originLookedUp(const QString &name, const std::optional<pollux::FileOrigin> &origin);
    /// No task is left to do. `failed` counts the tasks that failed since the queue was last idle.
    void idle(int done, int failed);

private:
    static constexpr qsizetype portionSize = 250; // items that are handled without a look at the clock

    struct Row {
        UploadTask task;
        qint64 order = 0; ///< as in its place
    };
    struct Place {
        Row *row = nullptr; ///< one of m_rowsById
        qint64 order = 0;   ///< ascends with the places: finds the number of a row without a look at many rows
    };

    /// Calls a function of the engine in its thread.
    template <typename... Parameters, typename... Arguments>
    void post(void (UploadEngine::*function)(Parameters...), const Arguments &...arguments)
    {
        QMetaObject::invokeMethod(
            m_engine, [=, engine = m_engine] { (engine->*function)(arguments...); }, Qt::QueuedConnection);
    }
    void handleInserted(const QList<UploadTask> &tasks);
    void handleChanged(const QList<UploadTask> &tasks);
    /// Calls `handle` with each of the items, in order with other news of the engine, in portions.
    template <typename Item>
    void deliver(const QList<Item> &items, void (UploadQueue::*handle)(const QList<Item> &))
    {
        m_news.addList(
            portionSize, [items] { return items; }, [this, handle](const QList<Item> &some) { (this->*handle)(some); });
    }
    /// Calls `tell` in order with other news of the engine.
    template <typename Tell>
    void inOrder(const Tell &tell)
    {
        m_news.add([tell] {
            tell();
            return false;
        });
    }
    void handleRemoved(const QList<UploadTask::Id> &ids);
    void takeOut(std::vector<int> rows);
    /// Moves these rows, in ascending order, to the end.
    void gather(const std::vector<int> &rows);
    void removeRows(int first, int last);
    void handleMoved(const QList<UploadTask::Id> &ids, int row);
    void handleOperations(const QList<OperationRecord> &operations);
    void dropOperations(const QStringList &names);
    /// -1 if it is not known.
    qsizetype placeOf(const QString &operation) const;
    void runPreflight(const QString &profileId, const QStringList &paths, const RemoteFiles &remote,
                      const QString &store, void (UploadQueue::*then)(const PreflightResult &));
    void compareWithServer(const PreflightResult &result, const RemoteFiles &remote,
                           void (UploadQueue::*then)(const PreflightResult &));
    void addPreflighted(const PreflightResult &result);
    /// Gives these rows, which are new at their places, their order.
    void putInOrder(int first, int rows);

    QHash<QString, std::shared_ptr<ServerClock>> m_clocks; // by profile id; never null
    QHash<QString, QString> m_rememberedTypes;
    int m_processingCount = 0;
    bool m_isOpen = false;
    bool m_isPaused = false;
    QList<QueueHold> m_holds;
    QList<OperationRecord> m_operations;
    QHash<QString, qint64> m_operationNumbers; // by name; they ascend in m_operations
    std::vector<qint64> m_operationOrder;      // the numbers of m_operations
    std::unordered_map<UploadTask::Id, Row> m_rowsById;
    std::deque<Place> m_places; // all rows, in the engine's order; moves to the top and new rows are cheap in it
    UnfinishedPaths m_unfinished;
    Portions m_news; // of the engine
    QThread m_thread;
    UploadEngine *m_engine; // lives and dies in m_thread
    std::atomic<bool> m_isCancelled = false;
    QThreadPool m_preflightPool; // last: its end waits for work that posts to this object
};

} // namespace pollux
