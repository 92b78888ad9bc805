// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/requestfactory.h"
#include "models/transfer/preflight.h"
#include "models/transfer/transferrate.h"
#include "models/transfer/uploadtask.h"

#include <QElapsedTimer>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <vector>

namespace pollux {

/// The files that are to be uploaded, are being uploaded and were uploaded in this run of the program, in the order
/// they came. Up to parallelUploads() sessions run at once; the next queued file starts when one ends. A task keeps the
/// account it was added with: changing the account later does not move it.
///
/// Lives in the thread of the network manager.
class UploadQueue final : public QObject {
    Q_OBJECT

public:
    static constexpr int defaultParallelUploads = 3;
    static constexpr int mostParallelUploads = 32;

    /// The manager must outlive the queue.
    explicit UploadQueue(QNetworkAccessManager &network, RetrySchedule retries = {}, QObject *parent = nullptr);
    ~UploadQueue() override;

    /// The account of the files added from now on.
    void setAccount(const QString &profileId, const RequestFactory &requests);

    int parallelUploads() const { return m_parallelUploads; }
    /// Brought into 1 to 32. Running uploads are not stopped by a smaller number.
    void setParallelUploads(int count);

    /// Looks at files and folders (recursively) in another thread and queues what can be uploaded; pathsAdded() tells
    /// what came of it. Needs an account.
    void add(const QStringList &paths);

    /// Row order: the order of adding.
    int count() const { return static_cast<int>(m_entries.size()); }
    UploadTask taskAt(int row) const;
    /// -1 where there is no such task.
    int rowOf(UploadTask::Id id) const;
    /// Tasks that are not finished.
    int unfinishedCount() const { return m_unfinishedCount; }

    /// Ends a task that is not finished as Cancelled; the server is told.
    void cancel(UploadTask::Id id);
    void cancelAll();
    /// Queues a Failed or Cancelled task again, from its first byte.
    void retry(UploadTask::Id id);
    void retryFailed();
    /// Takes Done and Cancelled tasks, and with `failed` also Failed ones, out of the list.
    void clearFinished(bool failed = false);

signals:
    /// Brackets every change of the rows, for item models.
    void rowsAboutToBeInserted(int first, int last);
    void rowsInserted();
    void rowAboutToBeRemoved(int row);
    void rowRemoved();

    /// State or progress of a task changed; progress comes at most ten times a second for each task.
    void taskChanged(pollux::UploadTask::Id id);
    /// The server has the whole file, as it answered.
    void uploaded(const QString &profileId, const pollux::RemoteFile &file);
    /// What came of add(): the number of files queued and what was left out, with reasons.
    void pathsAdded(int queued, const QList<pollux::SkippedPath> &skipped);
    /// No task is left to do. `failed` counts the tasks that failed since the queue was last idle.
    void idle(int done, int failed);

private:
    struct Entry;

    void enqueue(const QString &profileId, const RequestFactory &requests, const PreflightResult &found);
    void startNext();
    void startEntry(Entry &entry);
    void takeSessionState(UploadTask::Id id, UploadSession::State state);
    void takeRetry(UploadTask::Id id, const ApiError &error, std::chrono::milliseconds delay);
    void takeOutcome(UploadTask::Id id);
    void publishProgress();
    void endEntry(Entry &entry, UploadTask::State state);
    void goOn();
    void removeRow(int row);
    Entry *find(UploadTask::Id id) const;
    std::chrono::milliseconds now() const;

    QNetworkAccessManager &m_network;
    RetrySchedule m_retries;
    QString m_profileId;
    RequestFactory m_requests;
    int m_parallelUploads = defaultParallelUploads;
    int m_runningCount = 0;
    int m_unfinishedCount = 0;
    int m_doneSinceIdle = 0;
    int m_failedSinceIdle = 0;
    UploadTask::Id m_lastId = 0;
    std::vector<std::unique_ptr<Entry>> m_entries; // ascending ids
    QElapsedTimer m_clock;
    QTimer m_progressTimer;
    QThreadPool m_preflightPool; // last: its end waits for work that posts to this object
};

} // namespace pollux
