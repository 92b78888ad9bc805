// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/retryschedule.h"
#include "models/api/upload/filechangecheck.h"
#include "models/api/upload/filewindow.h"
#include "models/api/upload/retrypolicy.h"
#include "models/api/upload/sessionrequest.h"
#include "models/api/upload/uploadprotocol.h"

#include <QDeadlineTimer>

namespace pollux {

/// One file's upload, to the Files service or into a store, over the resumable protocol (contract 1.2, 1.3): `start`,
/// then the whole file in one request with `upload, finalize`; after a broken connection `query`, then the rest of the
/// file from the server's offset. If a failed request stored no bytes on the server, the next request sends half as
/// much, in multiples of the granularity that the server announced; each accepted part doubles the size again. A
/// session that the server has ended is replaced by a new one at most twice. If the final answer was lost and the
/// server cannot be asked for it, the upload ends as OutcomeUnknown and is never repeated automatically.
///
/// If the file gets another modification time or is replaced by one of the same size, it is hashed as far as it was
/// hashed before: with the same bytes the session goes on; with others the upload ends as FileChanged. Where nothing is
/// known about the bytes that the server has, a new session sends the file from its beginning. A file of another size
/// has changed in any case.
///
/// Lives in the thread of the network manager. Memory use does not depend on the size of the file. finished() is
/// emitted at most once, and not from within start() unless a slot connected to stateChanged() calls cancel() there.
/// cancel() and suspend() may be called from any slot, also from those of the session's own signals; the session may be
/// deleted at any time except from such a slot.
class UploadSession final : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Starting, Sending, Querying, WaitingToRetry, Finalising, Verifying, Finished };
    Q_ENUM(State)

    struct Options {
        RetrySchedule retries;
        /// Pool in which the file is hashed, to compare it with the server's hash; null: no hashing. Must outlive the
        /// session.
        QThreadPool *hashing = nullptr;
        /// A session opened earlier, and the snapshot of the local file at that time. The upload begins with `query`,
        /// or ends as FileChanged if the file has another size. If the file does not match the snapshot otherwise, and
        /// the session is still open, a new one is begun.
        std::optional<OpenSession> resume;
        FileSnapshot resumeSnapshot;
        /// Number of earlier sessions of this upload that failed; they count towards maxSessions.
        int sessionsBefore = 0;
        /// Called before the first byte of a session is sent, to save what is needed to resume it. The upload waits
        /// until kept() is called. Null: nothing is saved.
        std::function<void(const OpenSession &, const FileSnapshot &)> keepSession;
        /// The same for the server's final answer: called before finished(), which also waits for kept().
        std::function<void(const UploadOutcome &)> keepOutcome;
    };

    static constexpr int maxSessions = 3;

    /// The manager must outlive the session.
    UploadSession(QNetworkAccessManager &network, RequestFactory requests, UploadSource source, Options options,
                  QObject *parent = nullptr);

    void start();
    /// Ends the upload as Cancelled at once. Also sends `cancel` to the server, without waiting for the answer. If the
    /// server has answered with the file already, the upload ends with that outcome, without waiting for the hash.
    void cancel();
    /// Stops at once, without finished() and without a message to the server: the session stays open there and can be
    /// resumed later. Afterwards this object can only be deleted.
    void suspend();
    /// Ends the current wait before the next try; does nothing while none is running.
    void hurry();

    /// Sends no further request for `time`, divided by the speed of the retries, or until hurry(); what is under way
    /// goes on.
    void holdBack(std::chrono::milliseconds time);

    /// Must be called after Options::keepSession or keepOutcome. False, if saving failed: the upload waits and calls
    /// the function again, as after a failed try with the error JournalNotWritable.
    void kept(bool isKept);

    State state() const { return m_state; }
    qint64 size() const { return m_snapshot.size; }               ///< bytes, 0 before start()
    FileSnapshot snapshot() const { return m_snapshot; }          ///< of the open file
    qint64 bytesConfirmed() const { return m_session.confirmed; } ///< what the server said it has
    qint64 bytesHandedOver() const { return m_handedOver; }       ///< confirmed bytes plus those sent since
    int sessionCount() const { return m_session.number; }         ///< sessions started so far
    QDateTime firstStarted() const { return m_firstStarted; }     ///< UTC, when the first was opened (server's clock)
    qint64 granularity() const { return m_session.granularity; }
    /// SHA-256 of the local file, 32 raw bytes; empty until it is known.
    QByteArray sha256() const { return m_hasher ? m_hasher->result() : QByteArray(); }
    /// Valid after finished().
    const Result<UploadOutcome> &outcome() const { return m_outcome; }

signals:
    void stateChanged(pollux::UploadSession::State state);
    void progressChanged();
    /// The server has answered a query: it has `bytes` bytes.
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

    // The file, and what to do if it is not as it was (uploadsessionchanges.cpp).
    std::optional<ApiError> openFile();
    void allowHashing();
    void checkChange();
    void handleChange();
    void continueChanged(qint64 serverOffset);
    void endAsChanged();

    // What to do after an answer that does not lead to the next step (uploadsessionretries.cpp).
    void follow(Remedy remedy, const ApiError &error, Step again);
    void handleUnclearAnswer(const ServerAnswer &answer, Step again);
    void replaceSession(const ApiError &reason);
    void retryLater(const ApiError &error, Step step);
    void retryUncounted(const ApiError &error, Step step);
    void wait(const ApiError &error, std::chrono::milliseconds delay, Step step);
    /// Returns false if nothing may be sent yet; the step is repeated as soon as it may.
    bool mayContinue(Step step);

    void post(const QNetworkRequest &request, QIODevice *body, AnswerStep step);
    void handleUploadProgress(qint64 sent);
    void reportServerCancelled();
    void setState(State state);
    void setConfirmed(qint64 offset);
    bool isFinished() const { return m_state == State::Finished; }

    QNetworkAccessManager &m_network;
    RequestFactory m_requests;
    UploadSource m_source;
    Options m_options;

    QFile m_file;
    FileSnapshot m_snapshot;
    std::unique_ptr<FileHasher> m_hasher; // null if the file is not hashed
    std::unique_ptr<FileChangeCheck> m_change;
    std::optional<qint64> m_unchangedBytes; ///< if set, the file may differ behind this offset from what was sent
    int m_changeChecks = 0;                 ///< without progress

    State m_state = State::Idle;
    OpenSession m_session;
    QDateTime m_firstStarted;
    qint64 m_handedOver = 0;
    qint64 m_windowEnd = 0;       ///< file offset after the last byte of the current window
    qint64 m_windowLimit = 0;     ///< maximum bytes in one request; 0 = no limit
    bool m_isLastByteOut = false; ///< in this session, the end of the file may have been sent with `finalize`
    bool m_hasSent = false;       ///< this object has sent a body in this session
    int m_attempt = 0;            ///< tries without progress
    int m_linkAttempt = 0;        ///< tries in a row that did not reach the server or could not be saved
    bool m_hasWaited = false;     ///< since the last window was sent
    ApiError m_lastError;
    Step m_nextStep = nullptr;
    QDeadlineTimer m_heldBack; ///< expired unless requests must wait

    SessionRequest m_request;
    QPointer<FileWindow> m_window; // owned by the reply
    QTimer m_retryTimer;
    Result<UploadOutcome> m_outcome = ApiError::local(ErrorKind::Cancelled);
};

} // namespace pollux
