// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/contenthash.h"
#include "models/api/filewindow.h"
#include "models/api/remotefile.h"
#include "models/api/replyreader.h"
#include "models/api/requestfactory.h"
#include "models/api/retryschedule.h"
#include "models/api/uploadprotocol.h"

#include <QFile>
#include <QNetworkAccessManager>
#include <QPointer>
#include <QTimer>

namespace pollux {

/// How the answer's size, type and hash compare with the bytes that were read.
enum class Verification {
    Verified,    ///< size and SHA-256 agree
    NoHash,      ///< the size agrees, and the answer has no hash that can be read
    TypeDiffers, ///< the bytes agree, and the server holds another type than was announced
    Damaged      ///< size or SHA-256 differ
};

struct UploadOutcome {
    RemoteFile file;
    Verification verification = Verification::Verified;
};

/// One file's upload over the resumable protocol (contract 1.2, 1.3): `start`, then the rest of the file in one request
/// with `upload, finalize`; after any break `query`, and on from the server's offset. A break that committed nothing
/// halves what is sent at once, in multiples of the granularity that the server announced. A session that the server
/// has ended is replaced by a new one at most twice; an upload whose last answer is lost and cannot be asked for ends
/// as OutcomeUnknown and is never sent a second time by itself.
///
/// Lives in the thread of the network manager. Memory does not grow with the file. finished() comes exactly once, and
/// never from within start() unless a slot cancels there. cancel() may be called from any slot, also from those of the
/// session's own signals; the session may be deleted at any time except from those.
class UploadSession final : public QObject {
    Q_OBJECT

public:
    enum class State { Idle, Starting, Sending, Querying, WaitingToRetry, Finished };
    Q_ENUM(State)

    static constexpr int mostSessions = 3;
    static constexpr qint64 defaultGranularity =
        qint64{8} * 1024 * 1024; ///< bytes, where the server names none (contract 1.2)

    /// The manager must outlive the session.
    UploadSession(QNetworkAccessManager &network, RequestFactory requests, UploadSource source,
                  RetrySchedule retries = {}, QObject *parent = nullptr);
    ~UploadSession() override;

    void start();
    /// Ends the upload as Cancelled at once and tells the server, whose answer is not awaited.
    void cancel();

    State state() const { return m_state; }
    qint64 size() const { return m_snapshot.size; }         ///< bytes, 0 before start()
    qint64 bytesConfirmed() const { return m_confirmed; }   ///< what the server said it has
    qint64 bytesHandedOver() const { return m_handedOver; } ///< confirmed, and what the socket has taken since
    int sessionCount() const { return m_sessionCount; }     ///< sessions started so far
    qint64 granularity() const { return m_granularity; }
    /// Valid after finished().
    const Result<UploadOutcome> &outcome() const { return m_outcome; }

signals:
    void stateChanged(pollux::UploadSession::State state);
    void progressChanged();
    /// A try failed with `error`; the next follows in `delay`.
    void retryScheduled(const pollux::ApiError &error, std::chrono::milliseconds delay);
    void finished();

private:
    using Step = void (UploadSession::*)();
    using AnswerStep = void (UploadSession::*)(const ServerAnswer &);

    std::optional<ApiError> openFile();
    void sendStart();
    void takeStartAnswer(const ServerAnswer &answer);
    void sendWindow();
    void takeWindowAnswer(const ServerAnswer &answer);
    void sendQuery();
    void takeQueryAnswer(const ServerAnswer &answer);

    void takeUploadProgress(qint64 sent);
    void continueAt(qint64 serverOffset);
    void takeFinal(const ServerAnswer &answer);
    void replaceSession(const ApiError &reason);
    void retryLater(const ApiError &error, Step step);
    void takeNextStep();
    void abortSilentReply();
    void endOfLocalFault();
    void post(const QNetworkRequest &request, QIODevice *body, AnswerStep step);
    void abortReply();
    void tellServerCancelled();
    void setState(State state);
    void setConfirmed(qint64 offset);
    void end(Result<UploadOutcome> outcome);
    Verification verify(const RemoteFile &file) const;

    QNetworkAccessManager &m_network;
    RequestFactory m_requests;
    UploadSource m_source;
    RetrySchedule m_retries;

    QFile m_file;
    FileSnapshot m_snapshot;
    ContentHash m_hash;

    State m_state = State::Idle;
    QUrl m_sessionUrl;
    qint64 m_granularity = defaultGranularity;
    qint64 m_confirmed = 0;
    qint64 m_handedOver = 0;
    qint64 m_windowEnd = 0;       ///< file offset behind the window in flight
    qint64 m_windowLimit = 0;     ///< bytes sent at once; 0 = no limit
    bool m_isLastByteOut = false; ///< the whole file was handed over with `finalize` in this session
    int m_attempt = 0;            ///< tries without progress
    bool m_hasWaited = false;     ///< since the last window was sent
    int m_sessionCount = 0;
    ApiError m_lastError;
    Step m_nextStep = nullptr;

    QPointer<QNetworkReply> m_reply; // deleted by its ReplyReader
    QPointer<FileWindow> m_window;   // owned by m_reply
    QTimer m_idleTimer;
    QTimer m_retryTimer;
    Result<UploadOutcome> m_outcome = ApiError::local(ErrorKind::Cancelled);
};

} // namespace pollux
