// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/connectionpool.h"
#include "models/transfer/outcomesearch.h"
#include "models/transfer/tasklist.h"
#include "models/transfer/transferrate.h"

#include <QThreadPool>

namespace pollux {

/// Runs one task to its end: runs its upload session, waits until the journal is written before it uses the network,
/// and if the last answer is lost, searches the server's list, so that no file is sent twice. Records events in the
/// TaskList, also the outcome: with TaskList::uploaded() the runner has nothing left to do.
///
/// Lives in the engine's thread. failed() is emitted at most once, never from within start(). Deleting it leaves the
/// server's session open.
class UploadRunner final : public QObject {
    Q_OBJECT

public:
    /// All of it must outlive the runner.
    struct Context {
        TaskList &tasks;
        ConnectionPool &connections;
        QThreadPool &hashing;
        OutcomeSearch &search;
        RetrySchedule retries;
    };

    UploadRunner(const Context &context, UploadTask::Id id, const RequestFactory &requests, QObject *parent = nullptr);
    ~UploadRunner() override;

    /// With `sends` false, which is only for a task without a session, it opens a session and sends no bytes until
    /// send().
    void start(bool sends);
    void send();
    bool isPreparing() const { return !m_maySend; }
    /// Ends as Cancelled, and the server's session with it. If the server has the whole file already, its outcome is
    /// written instead, without waiting for the hash.
    void cancel();
    /// Stops without a signal. The task's record has what is needed to resume.
    void suspend();
    /// Performs a waiting next step now.
    void hurry();
    /// Sends no further request for this time; what is under way goes on.
    void holdBack(std::chrono::milliseconds time);

    /// Records bytes, speed and time left if they have changed.
    void updateProgress();
    /// Valid after failed().
    const ApiError &error() const { return m_error; }

signals:
    void tryFailed(const pollux::ApiError &error);
    /// The service answered as it should.
    void answered();
    void failed();

private:
    const TaskRecord &record() const { return *m_context.tasks.find(m_id); }
    void apply(const taskevents::Event &event) { m_context.tasks.apply(m_id, event); }
    void startSession();
    void persistSession(const OpenSession &session, const FileSnapshot &snapshot);
    void persistOutcome(const UploadOutcome &outcome, bool isFoundInList, const std::function<void()> &onRefused);
    void handleState(UploadSession::State state);
    void handleRetry(const ApiError &error, std::chrono::milliseconds delay);
    void handleSessionEnd();
    void resolveOutcome();
    void search(const QByteArray &sha256);
    void handleSearch(const Result<std::optional<UploadOutcome>> &found);
    void persistFound();
    void handleNotFound();
    void resolveLater(const ApiError &error);
    void end(const ApiError &error);
    std::chrono::milliseconds now() const { return std::chrono::milliseconds(m_clock.elapsed()); }

    Context m_context;
    UploadTask::Id m_id;
    RequestFactory m_requests;
    ConnectionPool::Lease m_lease;
    std::unique_ptr<UploadSession> m_session;
    std::unique_ptr<FileHasher> m_hasher;
    QDateTime m_firstStarted;
    int m_sessionsBefore = 0; // sessions that made no file
    int m_searches = 0;
    int m_waits = 0;
    QTimer m_resolveTimer;
    TransferRate m_rate;
    QElapsedTimer m_clock;
    bool m_maySend = true;
    bool m_isSessionOpen = false; // and the runner waits for send()
    bool m_hasProgress = false;
    bool m_isFinished = false;
    ApiError m_unknownOutcome;            // why the list is searched
    std::optional<UploadOutcome> m_found; // in the list, and not in the journal yet
    ApiError m_error;
};

} // namespace pollux
