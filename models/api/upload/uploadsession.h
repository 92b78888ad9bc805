// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/retryschedule.h"
#include "models/api/upload/filehasher.h"
#include "models/api/upload/filewindow.h"
#include "models/api/upload/retrypolicy.h"
#include "models/api/upload/sessionrequest.h"
#include "models/api/upload/uploadprotocol.h"

namespace pollux {

/// One file's upload, to the Files service or into a store, over the resumable protocol (contract 1.2, 1.3): `start`,
/// then the rest of the file in one request with `upload, finalize`; after any break `query`, and on from the server's
/// offset. A break that committed nothing halves what is sent at once, in multiples of the granularity that the server
/// announced. A session that the server has ended is replaced by a new one at most twice; an upload whose last answer
/// is lost and cannot be asked for ends as OutcomeUnknown and is never sent a second time by itself.
///
/// Lives in the thread of the network manager. Memory does not grow with the file. finished() comes at most once, and
/// never from within start() unless a slot cancels there. cancel() and suspend() may be called from any slot, also from
/// those of the session's own signals; the session may be deleted at any time except from those.
class UploadSession final : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Starting, Sending, Querying, WaitingToRetry, Finalising, Verifying, Finished };
    Q_ENUM(State)

    struct Options {
        RetrySchedule retries;
        /// The content is hashed in this pool and compared with the server's hash; null: it is not. Must outlive the
        /// session.
        QThreadPool *hashing = nullptr;
        /// A session opened earlier, and what the local file looked like then: begins with `query`, or ends as
        /// FileChanged.
        std::optional<OpenSession> resume;
        FileSnapshot resumeSnapshot;
        /// Sessions that this upload had before and that became nothing: they count for maxSessions.
        int sessionsBefore = 0;
        /// Makes what is needed to go on durable, before the first byte goes into a session, which waits until
        /// kept() is called. Null: nothing is kept.
        std::function<void(const OpenSession &, const FileSnapshot &)> keepSession;
        /// The same for the server's final answer, before finished(), which waits for kept() too.
        std::function<void(const UploadOutcome &)> keepOutcome;
    };

    static constexpr int maxSessions = 3;

    /// The manager must outlive the session.
    UploadSession(QNetworkAccessManager &network, RequestFactory requests, UploadSource source, Options options,
                  QObject *parent = nullptr);

    void start();
    /// Ends the upload as Cancelled at once and tells the server, whose answer is not awaited.
    void cancel();
    /// Stops at once, without finished() and without a message to the server, where the session stays open to be
    /// resumed later. This object can only be deleted afterwards.
    void suspend();
    /// Ends the current wait before the next try; does nothing while none is running.
    void hurry();

    /// The answer to Options::keepSession or keepOutcome. False puts the upload off as if a try had failed, with the
    /// error JournalNotWritable.
    void kept(bool isKept);

    State state() const { return m_state; }
    qint64 size() const { return m_snapshot.size; }               ///< bytes, 0 before start()
    FileSnapshot snapshot() const { return m_snapshot; }          ///< of the open file
    qint64 bytesConfirmed() const { return m_session.confirmed; } ///< what the server said it has
    qint64 bytesHandedOver() const { return m_handedOver; }       ///< confirmed, and what the socket has taken since
    int sessionCount() const { return m_session.number; }         ///< sessions started so far
    QDateTime firstStarted() const { return m_firstStarted; }     ///< UTC, when the first of them was asked for
    qint64 granularity() const { return m_session.granularity; }
    /// Of the local file, once it is known: 32 raw bytes.
    QByteArray sha256() const { return m_hasher ? m_hasher->result() : QByteArray(); }
    /// Valid after finished().
    const Result<UploadOutcome> &outcome() const { return m_outcome; }

signals:
    void stateChanged(pollux::UploadSession::State state);
    void progressChanged();
    /// The server answered that it has so many bytes.
    void confirmed(qint64 bytes);
    /// A try failed with `error`; the next follows in `delay`.
    void retryScheduled(const pollux::ApiError &error, std::chrono::milliseconds delay);
    void finished();

private:
    using Step = void (UploadSession::*)();
    using AnswerStep = void (UploadSession::*)(const ServerAnswer &);

    // The steps, in the order of an upload without a break. Each ends in the next one, in wait() or in end().
    void begin();
    void resumeSession();
    void sendStart();
    void handleStartAnswer(const ServerAnswer &answer);
    void keepSession();
    void sendWindow();
    void handleWindowAnswer(const ServerAnswer &answer);
    void sendQuery();
    void handleQueryAnswer(const ServerAnswer &answer);
    void continueAt(qint64 serverOffset);
    void handleFinal(const ServerAnswer &answer);
    void keepOutcome();
    void end(Result<UploadOutcome> outcome);
    void endAsChanged();

    // What follows an answer that takes no step further (uploadsessionretries.cpp).
    void follow(Remedy remedy, const ApiError &error, Step again);
    void handleUnclearAnswer(const ServerAnswer &answer, Step again);
    void replaceSession(const ApiError &reason);
    void retryLater(const ApiError &error, Step step);
    void retryUncounted(const ApiError &error, Step step);
    void wait(const ApiError &error, std::chrono::milliseconds delay, Step step);

    std::optional<ApiError> openFile();
    void post(const QNetworkRequest &request, QIODevice *body, AnswerStep step);
    void handleUploadProgress(qint64 sent);
    void reportServerCancelled();
    void setState(State state);
    void setConfirmed(qint64 offset);
    void allowHashing();
    bool isFinished() const { return m_state == State::Finished; }

    QNetworkAccessManager &m_network;
    RequestFactory m_requests;
    UploadSource m_source;
    Options m_options;

    QFile m_file;
    FileSnapshot m_snapshot;
    std::unique_ptr<FileHasher> m_hasher; // null while nothing is hashed

    State m_state = State::Idle;
    OpenSession m_session;
    QDateTime m_firstStarted;
    qint64 m_handedOver = 0;
    qint64 m_windowEnd = 0;       ///< file offset behind the window in flight
    qint64 m_windowLimit = 0;     ///< bytes sent at once; 0 = no limit
    bool m_isLastByteOut = false; ///< the whole file may have been handed over with `finalize` in this session
    bool m_hasSent = false;       ///< anything in this session, by this object
    int m_attempt = 0;            ///< tries without progress
    int m_linkAttempt = 0;        ///< tries in a row that reached no server, or could not be saved
    bool m_hasWaited = false;     ///< since the last window was sent
    ApiError m_lastError;
    Step m_nextStep = nullptr;

    SessionRequest m_request;
    QPointer<FileWindow> m_window; // owned by the reply
    QTimer m_retryTimer;
    Result<UploadOutcome> m_outcome = ApiError::local(ErrorKind::Cancelled);
};

} // namespace pollux
