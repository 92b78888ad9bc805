// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/journalgroup.h"
#include "models/transfer/connectionpool.h"
#include "models/transfer/outcomesearch.h"
#include "models/transfer/transferrate.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QThreadPool>

namespace pollux {

/// Brings one task to its end: runs its upload session, keeps the journal before the network, and settles a lost last
/// answer by the list, so that no file is ever sent a second time blindly.
///
/// Lives in the engine's thread. finished() comes at most once, never from within start(). Deleting it leaves the
/// server's session open.
class UploadRunner final : public QObject {
    Q_OBJECT

public:
    struct Dependencies {
        Journal &journal;
        JournalGroup &group;
        ConnectionPool &connections;
        QThreadPool &hashing;
        RetrySchedule retries;
        /// What uploads of this program have become, by resource name: a search must not give one to two of them. The
        /// journal tells it too late where several search at once.
        QHash<QString, UploadTask::Id> &claims;
    };

    /// All of the surroundings must outlive the runner. The record is the runner's while it runs.
    UploadRunner(const Dependencies &dependencies, TaskRecord &record, const RequestFactory &requests,
                 QObject *parent = nullptr);
    ~UploadRunner() override;

    void start();
    /// As start(), but once a session is open it waits with the bytes for send(). For a task without a session.
    void prepare();
    void send();
    bool isPreparing() const { return !m_maySend; }
    /// Ends as Cancelled and tells the server.
    void cancel();
    /// Stops without a word; the record says how to go on.
    void suspend();
    /// Takes a next step that waits now.
    void hurry();
    bool isWaiting() const;

    /// Brings speed, time left and progress of the task up to date; true where something changed.
    bool updateProgress();
    /// Valid after finished().
    const Result<UploadOutcome> &outcome() const { return m_outcome; }

    /// What is kept of the operation that a task's upload into a store has begun; the task has one.
    static OperationRecord operationOf(const UploadTask &task);

    /// Adds an event to the record's timeline.
    static void addEvent(TaskRecord &record, TaskEvent::Kind kind, qint64 number = 0,
                         const std::optional<ApiError> &error = {});

signals:
    /// State of the task or its timeline.
    void changed();
    void tryFailed(const pollux::ApiError &error);
    /// The service answered as it should.
    void answered();
    /// The journal refused to take what must survive, or takes it again.
    void journalAnswered(bool isWritten);
    void finished();

private:
    void handleState(UploadSession::State state);
    void handleRetry(const ApiError &error, std::chrono::milliseconds delay);
    void handleSessionEnd();
    void keepSession(const OpenSession &session, const FileSnapshot &snapshot);
    void keepOutcome(const UploadOutcome &outcome, const std::function<void(bool)> &then);
    /// The change of the journal that keeps this end.
    static JournalGroup::Change keeping(const TaskRecord &ended, const UploadOutcome &outcome);
    /// Makes the record that of an upload that ended so.
    void applyOutcome(TaskRecord &record, const UploadOutcome &outcome) const;
    void settle();
    void hashThenSearch();
    void search(const QByteArray &sha256);
    void handleSearch(const Result<std::optional<UploadOutcome>> &found);
    bool isClaimed(const UploadOutcome &outcome) const;
    void waitThen(const ApiError &error, void (UploadRunner::*step)());
    void startSession();
    void setState(UploadTask::State state, WaitReason reason = WaitReason::None);
    void end(const Result<UploadOutcome> &outcome);
    std::chrono::milliseconds now() const;

    Dependencies m_dependencies;
    TaskRecord &m_record;
    RequestFactory m_requests;
    ConnectionPool::Lease m_lease;
    std::unique_ptr<UploadSession> m_session;
    std::unique_ptr<OutcomeSearch> m_search;
    std::unique_ptr<FileHasher> m_hasher;
    QDateTime m_firstStarted;
    int m_sessionsBefore = 0; // that became nothing
    int m_searches = 0;
    int m_waits = 0;
    void (UploadRunner::*m_nextStep)() = nullptr;
    QTimer m_timer;
    TransferRate m_rate;
    QElapsedTimer m_clock;
    bool m_maySend = true;
    bool m_isSessionOpen = false; // and waits for send()
    bool m_hasProgress = false;
    bool m_isFinished = false;
    Result<UploadOutcome> m_outcome = ApiError::local(ErrorKind::Cancelled);
};

} // namespace pollux
