// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/admission.h"
#include "models/transfer/uploadrunner.h"

#include <map>

namespace pollux {

/// The running uploads, by the id of their task, and what they share: connections, and threads for hashing.
///
/// Lives in the engine's thread.
class RunningUploads final : public QObject {
    Q_OBJECT

public:
    using Id = UploadTask::Id;

    /// The list must outlive this object.
    RunningUploads(TaskList &tasks, const RetrySchedule &retries, QObject *parent = nullptr);
    ~RunningUploads() override;

    ConnectionPool &connections() { return m_connections; }
    bool isEmpty() const { return m_runners.empty(); }
    QList<Id> ids() const;
    /// In the order of the queue.
    std::vector<Admission::Upload> all() const;
    /// Null if the upload does not run.
    UploadRunner *find(Id id) const;

    /// If `sends` is false, it opens its session and then waits for UploadRunner::send().
    void start(Id id, const RequestFactory &requests, bool sends);
    /// Stops the upload if it runs, after its outcome is written if there is one; the server's session stays open.
    /// Returns whether it ran.
    bool stop(Id id);
    /// The running uploads of this account send no further request for this time.
    void holdBack(const QString &profileId, std::chrono::milliseconds time);
    /// Cancels on the server the session of an upload that does not run.
    void cancelSession(const OpenSession &session, const RequestFactory &requests);
    /// Stops all uploads, and waits for the threads.
    void shutDown();

signals:
    void tryFailed(pollux::UploadTask::Id id, const pollux::ApiError &error);
    void answered(pollux::UploadTask::Id id);
    /// The upload ended without an outcome. For one with an outcome, see TaskList::uploaded().
    void failed(pollux::UploadTask::Id id, const pollux::ApiError &error);

private:
    void retire(Id id);
    void handleEnd(Id id);

    TaskList &m_tasks;
    RetrySchedule m_retries;
    ConnectionPool m_connections;
    QThreadPool m_hashing;
    OutcomeSearch m_search;                                // uses the connections
    std::map<Id, std::unique_ptr<UploadRunner>> m_runners; // use the members above
    std::vector<std::unique_ptr<UploadRunner>> m_retired;  // to be deleted from the event loop
};

} // namespace pollux
