// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/uploadsession.h"

#include "models/api/http/sequentialbuffer.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

UploadSession::UploadSession(QNetworkAccessManager &network, RequestFactory requests, UploadSource source,
                             Options options, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_requests(std::move(requests))
    , m_source(std::move(source))
    , m_options(std::move(options))
    , m_file(m_source.path)
    , m_request(network)
{
    m_session.granularity = OpenSession::defaultGranularity;
    m_session.number = m_options.sessionsBefore;
    m_retryTimer.setSingleShot(true);
    // A coarse timer may fire early, but a server's delay is a minimum.
    m_retryTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_retryTimer, &QTimer::timeout, this, [this] { (this->*m_nextStep)(); });
    connect(&m_request, &SessionRequest::progressed, this, &UploadSession::handleUploadProgress);
}

void UploadSession::start()
{
    Q_ASSERT(m_state == State::Idle);
    setState(State::Starting);
    QMetaObject::invokeMethod(this, &UploadSession::begin, Qt::QueuedConnection);
}

void UploadSession::cancel()
{
    if (isFinished())
        return;
    if (m_outcome.ok()) {
        m_retryTimer.stop();
        if (m_hasher && !m_hasher->isFinished())
            m_hasher.reset();
        keepOutcome();
        return;
    }
    reportServerCancelled();
    end(ApiError::local(ErrorKind::Cancelled));
}

void UploadSession::suspend()
{
    m_request.abort();
    m_retryTimer.stop();
    m_file.close();
    m_state = State::Finished;
}

void UploadSession::begin()
{
    if (m_state != State::Starting)
        return;
    if (const auto problem = m_requests.problem())
        end(*problem);
    else if (const auto fault = openFile())
        end(*fault);
    else if (m_options.resume)
        resumeSession();
    else
        sendStart();
}

void UploadSession::resumeSession()
{
    const Result<QUrl> checked = m_requests.checkSessionUrl(m_options.resume->url.toEncoded());
    if (!checked.ok()) {
        // A session of another server, or an edited journal: nothing of it is used.
        sendStart();
        return;
    }
    m_session = *m_options.resume;
    const qint64 offset = std::exchange(m_session.confirmed, 0);
    m_firstStarted = m_session.started;
    m_windowEnd = m_snapshot.size;
    if (m_options.resumeSnapshot.size != m_snapshot.size) {
        endAsChanged();
        return;
    }
    if (m_options.resumeSnapshot != m_snapshot)
        m_unchangedBytes = 0;
    // An earlier run of the program may have sent the whole file.
    m_isLastByteOut = true;
    setConfirmed(offset);
    sendQuery();
}

void UploadSession::sendStart()
{
    if (!mayContinue(&UploadSession::sendStart))
        return;
    setState(State::Starting);
    m_session = {.url = {}, .granularity = m_session.granularity, .number = m_session.number + 1, .started = {}};
    m_isLastByteOut = false;
    m_hasSent = false;
    m_windowLimit = 0;
    m_unchangedBytes.reset();
    setConfirmed(0);
    const QByteArray body = uploadStartBody(m_source);
    QNetworkRequest request = m_requests.uploadStart(uploadPath(m_source), m_snapshot.size, m_source.mimeType);
    ExchangeLog::describeBody(request, body);
    post(request, new SequentialBuffer(body), &UploadSession::handleStartAnswer);
}

void UploadSession::handleStartAnswer(const ServerAnswer &answer)
{
    if (!answer.succeeded()) {
        --m_session.number;
        if (isTypeRefused(m_source, answer)) {
            m_source.isMimeTypeChosen = false;
            sendStart();
            return;
        }
        follow(remedyFor(UploadStep::Start, answer), startError(m_source, answer), &UploadSession::sendStart);
        return;
    }
    const auto opened = openedSession(answer, m_requests, m_session.number);
    if (!opened) {
        handleUnclearAnswer(answer, &UploadSession::sendStart);
    } else if (!opened->ok()) {
        end(opened->error());
    } else {
        m_session = opened->value();
        if (!m_firstStarted.isValid())
            m_firstStarted = m_session.started;
        keepSession();
    }
}

void UploadSession::keepSession()
{
    if (m_options.keepSession)
        m_options.keepSession(m_session, m_snapshot);
    else
        sendWindow();
}

void UploadSession::kept(bool isKept)
{
    const bool hasOutcome = m_outcome.ok();
    if (isFinished())
        return;
    if (!isKept)
        retryUncounted(ApiError::local(ErrorKind::JournalNotWritable),
                       hasOutcome ? &UploadSession::keepOutcome : &UploadSession::keepSession);
    else if (hasOutcome)
        end(m_outcome);
    else
        sendWindow();
}

void UploadSession::sendWindow()
{
    if (!mayContinue(&UploadSession::sendWindow))
        return;
    const qint64 offset = m_session.confirmed;
    const qint64 rest = m_snapshot.size - offset;
    const qint64 length = m_windowLimit > 0 ? std::min(rest, m_windowLimit) : rest;
    m_windowEnd = offset + length;
    m_hasWaited = false;
    m_hasSent = true;
    setState(length > 0 ? State::Sending : State::Finalising);
    allowHashing();
    m_window = new FileWindow(m_file, m_snapshot, offset, length);
    // Qt never reads an empty body, so FileWindow would not detect a change.
    if (length == 0 && !isFinished() && !m_window->isUnchanged()) {
        delete m_window;
        checkChange();
        return;
    }
    const QByteArray command = length == rest ? "upload, finalize"_ba : "upload"_ba;
    post(m_requests.sessionUpload(m_session.url, command, offset), m_window, &UploadSession::handleWindowAnswer);
    if (!isFinished())
        m_request.expectWithin(length > 0 ? m_requests.timeouts().chunk : m_requests.timeouts().finalise);
}

void UploadSession::handleUploadProgress(qint64 sent)
{
    // Qt ends some transfers with uploadProgress(0, 0).
    const qint64 position = std::min(m_session.confirmed + std::max<qint64>(sent, 0), m_windowEnd);
    const bool isContent = m_state == State::Sending || m_state == State::Finalising;
    if (!isContent || position <= m_handedOver)
        return;
    m_handedOver = position;
    allowHashing();
    const bool isAllOut = m_handedOver == m_windowEnd;
    m_request.expectWithin(isAllOut ? m_requests.timeouts().finalise : m_requests.timeouts().chunk);
    emit progressChanged();
    if (isAllOut && m_windowEnd == m_snapshot.size && m_state == State::Sending)
        setState(State::Finalising);
}

void UploadSession::handleWindowAnswer(const ServerAnswer &answer)
{
    if (m_window->fault() == FileWindow::Fault::Changed) {
        checkChange();
        return;
    }
    if (m_window->fault() == FileWindow::Fault::ReadFailed) {
        end(ApiError::local(ErrorKind::LocalFile, m_source.path, m_window->errorString()));
        return;
    }
    m_isLastByteOut = m_windowEnd == m_snapshot.size && m_window->handedOut() == m_window->size();
    if (!answer.succeeded()) {
        const Remedy remedy = remedyFor(UploadStep::Body, answer);
        // A refusal: nothing was stored, so a new session cannot create a second copy. That the session is gone does
        // not tell so: a proxy may have sent the request twice, and this answers the second one.
        constexpr int forbidden = 403;
        if (remedy == Remedy::NewSession && answer.httpStatus == forbidden)
            m_isLastByteOut = false;
        // A failed body is never resent without a query (C12).
        follow(remedy, answer.error(), &UploadSession::sendQuery);
        return;
    }
    const SessionStatus status = sessionStatus(answer);
    if (status.state == SessionStatus::State::Final) {
        handleFinal(answer);
    } else if (status.isReceivedOdd || status.received.value_or(0) > m_windowEnd) {
        m_lastError = ApiError::local(ErrorKind::Protocol);
        sendQuery();
    } else if (status.state == SessionStatus::State::Active && m_windowEnd < m_snapshot.size) {
        m_windowLimit = 2 * m_windowLimit;
        continueAt(status.received.value_or(m_windowEnd));
    } else {
        sendQuery();
    }
}

void UploadSession::sendQuery()
{
    if (!mayContinue(&UploadSession::sendQuery))
        return;
    setState(State::Querying);
    post(m_requests.session(m_session.url, "query"_ba), new SequentialBuffer(QByteArray()),
         &UploadSession::handleQueryAnswer);
}

void UploadSession::handleQueryAnswer(const ServerAnswer &answer)
{
    if (!answer.succeeded()) {
        follow(remedyFor(UploadStep::Query, answer), answer.error(), &UploadSession::sendQuery);
        return;
    }
    const SessionStatus status = sessionStatus(answer);
    const bool isActive = status.state == SessionStatus::State::Active;
    // The session is open, so nothing has been finalised.
    if (isActive)
        m_isLastByteOut = false;
    if (status.state == SessionStatus::State::Final) {
        handleFinal(answer);
    } else if (isActive && status.received && *status.received <= m_windowEnd) {
        emit confirmed(*status.received);
        continueAt(*status.received);
    } else {
        handleUnclearAnswer(answer, &UploadSession::sendQuery);
    }
}

void UploadSession::continueAt(qint64 serverOffset)
{
    if (isFinished())
        return;
    const bool isProgress = serverOffset > m_session.confirmed;
    if (isProgress)
        m_changeChecks = 0;
    if (m_unchangedBytes) {
        continueChanged(serverOffset);
        return;
    }
    const qint64 sentAtOnce = m_windowEnd - m_session.confirmed;
    setConfirmed(serverOffset);
    if (isProgress || !m_hasSent) {
        m_attempt = 0;
        sendWindow();
        return;
    }
    const qint64 granularity = m_session.granularity;
    m_windowLimit = std::max(granularity, sentAtOnce / 2 / granularity * granularity);
    if (m_hasWaited)
        sendWindow();
    else
        retryLater(m_lastError, &UploadSession::sendWindow);
}

void UploadSession::handleFinal(const ServerAnswer &answer)
{
    m_outcome = finalOutcome(m_source, answer);
    if (!m_outcome.ok()) {
        end(m_outcome);
        return;
    }
    setConfirmed(m_snapshot.size);
    keepOutcome();
}

void UploadSession::keepOutcome()
{
    if (isFinished())
        return;
    if (m_hasher && !m_hasher->isFinished()) {
        setState(State::Verifying);
        m_hasher->allowAll();
        return;
    }
    m_outcome = verified(m_outcome.value(), m_source, m_snapshot.size, sha256());
    if (m_options.keepOutcome)
        m_options.keepOutcome(m_outcome.value());
    else
        end(m_outcome);
}

void UploadSession::reportServerCancelled()
{
    m_request.abort();
    if (!m_session.url.isEmpty())
        ReplyReader::leave(m_network.post(m_requests.session(m_session.url, "cancel"_ba), QByteArray()));
}

void UploadSession::post(const QNetworkRequest &request, QIODevice *body, AnswerStep step)
{
    // A slot connected to one of this object's signals may have cancelled the upload.
    if (isFinished()) {
        delete body;
        return;
    }
    QNetworkRequest counted = request;
    ExchangeLog::setAttempt(counted, m_attempt + 1);
    m_request.post(counted, body, [this, step](const ServerAnswer &answer) {
        if (!answer.succeeded())
            m_lastError = answer.error();
        (this->*step)(answer);
    });
}

void UploadSession::setState(State state)
{
    if (m_state == state || isFinished())
        return;
    m_state = state;
    emit stateChanged(state);
}

void UploadSession::setConfirmed(qint64 offset)
{
    m_session.confirmed = offset;
    m_handedOver = offset;
    emit progressChanged();
}

void UploadSession::end(Result<UploadOutcome> outcome)
{
    if (isFinished())
        return;
    m_request.abort();
    m_retryTimer.stop();
    m_file.close();
    m_outcome = std::move(outcome);
    setState(State::Finished);
    emit finished();
}

} // namespace pollux
