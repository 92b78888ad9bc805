// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/uploadsession.h"

#include "models/api/http/logging.h"
#include "models/api/http/sequentialbuffer.h"

#include <QDateTime>
#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// A server could announce any granularity; beyond this it stops being useful as a unit to halve down to.
constexpr qint64 maxGranularity = qint64{1} << 30;
/// The hash may run so far ahead of what was sent; the file is then still in memory when it is sent.
constexpr qint64 hashAhead = qint64{64} * 1024 * 1024;

} // namespace

UploadSession::UploadSession(QNetworkAccessManager &network, RequestFactory requests, UploadSource source,
                             Options options, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_requests(std::move(requests))
    , m_source(std::move(source))
    , m_options(std::move(options))
    , m_file(m_source.path)
{
    m_session.number = m_options.sessionsBefore;
    m_idleTimer.setSingleShot(true);
    m_retryTimer.setSingleShot(true);
    // A coarse timer may come early, and what a server asks for is the least that is waited.
    m_retryTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_retryTimer, &QTimer::timeout, this, &UploadSession::runNextStep);
    connect(&m_idleTimer, &QTimer::timeout, this, &UploadSession::abortSilentReply);
}

UploadSession::~UploadSession()
{
    // The reply reads from m_file, which dies now.
    abortReply();
}

void UploadSession::start()
{
    Q_ASSERT(m_state == State::Idle);
    setState(State::Starting);
    QMetaObject::invokeMethod(this, &UploadSession::begin, Qt::QueuedConnection);
}

void UploadSession::cancel()
{
    if (m_state == State::Finished)
        return;
    reportServerCancelled();
    end(ApiError::local(ErrorKind::Cancelled));
}

void UploadSession::suspend()
{
    abortReply();
    m_file.close();
    m_state = State::Finished;
}

void UploadSession::hurry()
{
    if (m_retryTimer.isActive())
        m_retryTimer.start(0);
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

std::optional<ApiError> UploadSession::openFile()
{
    // Opening a FIFO or a device would block or never end; only what is a plain file is opened.
    if (!QFileInfo(m_source.path).isFile())
        return ApiError::local(ErrorKind::LocalFile, m_source.path);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return ApiError::local(ErrorKind::LocalFile, m_source.path, m_file.errorString());
    m_snapshot = FileSnapshot::of(m_file);
    if (m_options.hashing) {
        m_hasher = std::make_unique<FileHasher>(m_source.path, m_snapshot, *m_options.hashing);
        connect(m_hasher.get(), &FileHasher::finished, this, [this] {
            if (m_state == State::Verifying)
                keepOutcome();
        });
    }
    return std::nullopt;
}

void UploadSession::resumeSession()
{
    const Result<QUrl> checked = m_requests.checkSessionUrl(m_options.resume->url.toEncoded());
    if (!checked.ok()) {
        // Another server's session, or a journal that somebody edited: nothing of it is used.
        sendStart();
        return;
    }
    m_session = *m_options.resume;
    m_firstStarted = m_session.started;
    m_granularity = m_session.granularity;
    m_windowEnd = m_snapshot.size;
    if (m_options.resumeSnapshot != m_snapshot) {
        endAsChanged();
        return;
    }
    // Whoever sent into it before may have sent everything.
    m_isLastByteOut = true;
    setConfirmed(m_session.confirmed);
    sendQuery();
}

void UploadSession::sendStart()
{
    setState(State::Starting);
    m_session = OpenSession{{}, defaultGranularity, m_session.number + 1, {}, 0};
    m_isLastByteOut = false;
    m_hasSent = false;
    m_windowLimit = 0;
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
        if (isTypeRefused(answer)) {
            // Stores refuse valid types in the body that they take from the header (contract 5, item 11).
            m_source.isMimeTypeChosen = false;
            sendStart();
            return;
        }
        follow(remedyFor(UploadStep::Start, answer), answer.error(), &UploadSession::sendStart);
        return;
    }
    const QByteArray url = answer.header("x-goog-upload-url"_ba);
    if (url.isEmpty() || uploadStatus(answer) != "active"_ba) {
        // A gateway that drops these headers would store the JSON body as a file (contract 1.4): nothing is sent on.
        handleStrangeAnswer(answer, &UploadSession::sendStart);
        return;
    }
    const Result<QUrl> checked = m_requests.checkSessionUrl(url);
    if (!checked.ok()) {
        end(checked.error());
        return;
    }
    const qint64 announced = plainNumber(answer.header("x-goog-upload-chunk-granularity"_ba)).value_or(0);
    m_granularity = announced > 0 && announced <= maxGranularity ? announced : defaultGranularity;
    m_session.url = checked.value();
    // Not by the local clock, which may be days off: files are told from older ones by this time.
    m_session.started = serverTime(answer).value_or(QDateTime::fromMSecsSinceEpoch(0, Qt::UTC));
    if (!m_firstStarted.isValid())
        m_firstStarted = m_session.started;
    m_session.granularity = m_granularity;
    keepSession();
}

bool UploadSession::isTypeRefused(const ServerAnswer &answer) const
{
    return m_source.store && m_source.isMimeTypeChosen && answer.httpStatus == 400 &&
           answer.error().message.contains("mime_type"_L1);
}

void UploadSession::keepSession()
{
    if (m_options.keepSession)
        m_options.keepSession(m_session, m_snapshot);
    else
        sendWindow();
}

void UploadSession::sessionKept(bool isKept)
{
    if (m_state == State::Finished)
        return;
    if (isKept)
        sendWindow();
    else
        waitUncounted(ApiError::local(ErrorKind::JournalNotWritable), &UploadSession::keepSession);
}

void UploadSession::sendWindow()
{
    const qint64 rest = m_snapshot.size - m_confirmed;
    const qint64 length = m_windowLimit > 0 ? std::min(rest, m_windowLimit) : rest;
    const bool isLast = length == rest;
    m_windowEnd = m_confirmed + length;
    m_hasWaited = false;
    m_hasSent = true;
    setState(length > 0 ? State::Sending : State::Finalising);
    if (m_hasher)
        m_hasher->allowTo(std::min(m_snapshot.size, m_confirmed + hashAhead));
    auto *window = new FileWindow(m_file, m_snapshot, m_confirmed, length);
    m_window = window;
    // A body of no bytes is never read, so it cannot notice a change.
    if (length == 0 && m_state != State::Finished && !window->isUnchanged()) {
        delete window;
        endAsChanged();
        return;
    }
    post(m_requests.sessionUpload(m_session.url, isLast ? "upload, finalize"_ba : "upload"_ba, m_confirmed), window,
         &UploadSession::handleWindowAnswer);
    if (!m_reply)
        return;
    connect(m_reply, &QNetworkReply::uploadProgress, this, &UploadSession::handleUploadProgress);
    m_idleTimer.start(length > 0 ? m_requests.timeouts().chunk : m_requests.timeouts().finalise);
}

void UploadSession::handleUploadProgress(qint64 sent)
{
    // Qt ends some transfers with a progress of (0, 0).
    const qint64 position = std::min(m_confirmed + std::max<qint64>(sent, 0), m_windowEnd);
    if (position <= m_handedOver)
        return;
    m_handedOver = position;
    if (m_hasher)
        m_hasher->allowTo(std::min(m_snapshot.size, m_handedOver + hashAhead));
    const bool isAllOut = m_handedOver == m_windowEnd;
    m_idleTimer.start(isAllOut ? m_requests.timeouts().finalise : m_requests.timeouts().chunk);
    emit progressChanged();
    if (isAllOut && m_windowEnd == m_snapshot.size && m_state == State::Sending)
        setState(State::Finalising);
}

void UploadSession::handleWindowAnswer(const ServerAnswer &answer)
{
    m_idleTimer.stop();
    if (m_window->fault() != FileWindow::Fault::None) {
        endOfLocalFault();
        return;
    }
    m_isLastByteOut = m_windowEnd == m_snapshot.size && m_window->handedOut() == m_window->size();
    if (answer.succeeded()) {
        if (uploadStatus(answer) == "final"_ba) {
            handleFinal(answer);
        } else if (uploadStatus(answer) == "active"_ba && m_windowEnd < m_snapshot.size) {
            m_windowLimit = 2 * m_windowLimit;
            continueAt(plainNumber(answer.header("x-goog-upload-size-received"_ba)).value_or(m_windowEnd));
        } else {
            sendQuery();
        }
        return;
    }
    const Remedy remedy = remedyFor(UploadStep::Body, answer);
    // Such an answer says that the bytes were not taken, so another session cannot make a second file of them.
    if (remedy == Remedy::NewSession)
        m_isLastByteOut = false;
    follow(remedy, answer.error(), &UploadSession::sendQuery);
}

void UploadSession::sendQuery()
{
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
    const QByteArray status = uploadStatus(answer);
    // The session is open, so nothing has been finalised.
    if (status == "active"_ba)
        m_isLastByteOut = false;
    const auto received = plainNumber(answer.header("x-goog-upload-size-received"_ba));
    if (status == "final"_ba) {
        handleFinal(answer);
    } else if (status == "active"_ba && received && *received <= m_windowEnd) {
        emit confirmed(*received);
        continueAt(*received);
    } else {
        handleStrangeAnswer(answer, &UploadSession::sendQuery);
    }
}

void UploadSession::handleStrangeAnswer(const ServerAnswer &answer, Step again)
{
    const ApiError error = answer.cleaned(ApiError::unreadable(answer.httpStatus, answer.body));
    if (error.kind != ErrorKind::ProxyPage) {
        replaceSession(error);
        return;
    }
    // A portal answered in the server's place; the session, if there is one, is as it was.
    if (m_session.url.isEmpty())
        --m_session.number;
    waitUncounted(error, again);
}

void UploadSession::continueAt(qint64 serverOffset)
{
    if (m_state == State::Finished)
        return;
    const bool isProgress = serverOffset > m_confirmed;
    const qint64 sentAtOnce = m_windowEnd - m_confirmed;
    setConfirmed(serverOffset);
    if (isProgress || !m_hasSent) {
        m_attempt = 0;
        sendWindow();
        return;
    }
    m_windowLimit = std::max(m_granularity, sentAtOnce / 2 / m_granularity * m_granularity);
    if (m_hasWaited)
        sendWindow();
    else
        retryLater(m_lastError, &UploadSession::sendWindow);
}

void UploadSession::handleFinal(const ServerAnswer &answer)
{
    const Result<QJsonObject> json = answer.json();
    m_final = json.ok() ? finalAnswer(m_source, json.value()) : std::nullopt;
    if (!m_final) {
        ApiError error = answer.cleaned(ApiError::unreadable(answer.httpStatus, answer.body));
        error.kind = ErrorKind::OutcomeUnknown;
        end(error);
        return;
    }
    setConfirmed(m_snapshot.size);
    keepOutcome();
}

void UploadSession::keepOutcome()
{
    if (m_state == State::Finished)
        return;
    if (m_hasher && !m_hasher->isFinished()) {
        setState(State::Verifying);
        m_hasher->allowAll();
        return;
    }
    m_checked = verified(*m_final);
    if (m_options.keepOutcome)
        m_options.keepOutcome(*m_checked);
    else
        end(*m_checked);
}

void UploadSession::outcomeKept(bool isKept)
{
    if (m_state == State::Finished)
        return;
    if (isKept)
        end(*m_checked);
    else
        waitUncounted(ApiError::local(ErrorKind::JournalNotWritable), &UploadSession::keepOutcome);
}

void UploadSession::follow(Remedy remedy, const ApiError &error, Step again)
{
    switch (remedy) {
    case Remedy::TryAgain:
    case Remedy::AskLater:
        retryLater(error, again);
        break;
    case Remedy::Ask:
        sendQuery();
        break;
    case Remedy::NewSession:
        replaceSession(error);
        break;
    case Remedy::WaitForLink:
        waitUncounted(error, again);
        break;
    case Remedy::WaitForRoom:
    case Remedy::WaitForKey:
    case Remedy::GiveUp:
        end(error);
        break;
    }
}

void UploadSession::replaceSession(const ApiError &reason)
{
    if (m_isLastByteOut) {
        ApiError error = reason;
        error.kind = ErrorKind::OutcomeUnknown;
        end(error);
    } else if (m_session.number >= maxSessions) {
        end(reason);
    } else {
        retryLater(reason, &UploadSession::sendStart);
    }
}

void UploadSession::retryLater(const ApiError &error, Step step)
{
    m_linkAttempt = 0;
    if (++m_attempt > m_options.retries.maximumAttempts)
        end(error);
    else
        wait(error, m_options.retries.delay(m_attempt, QRandomGenerator::global()->generateDouble(), error.retryAfter),
             step);
}

void UploadSession::waitUncounted(const ApiError &error, Step step)
{
    ++m_linkAttempt;
    // At least half of the full wait: whoever waits for a network must not ask for it in a burst.
    const double chance = 0.5 + QRandomGenerator::global()->generateDouble() / 2;
    wait(error, m_options.retries.delay(m_linkAttempt, chance, error.retryAfter), step);
}

void UploadSession::wait(const ApiError &error, std::chrono::milliseconds delay, Step step)
{
    if (m_state == State::Finished)
        return;
    m_hasWaited = true;
    m_nextStep = step;
    m_retryTimer.start(m_options.retries.timerFor(delay));
    setState(State::WaitingToRetry);
    qCInfo(logUpload) << "try" << m_attempt << "ended with HTTP" << error.httpStatus << "next in" << delay.count()
                      << "ms";
    if (m_state == State::WaitingToRetry)
        emit retryScheduled(error, delay);
}

void UploadSession::runNextStep()
{
    (this->*m_nextStep)();
}

void UploadSession::abortSilentReply()
{
    if (m_reply)
        m_reply->abort();
}

void UploadSession::endAsChanged()
{
    reportServerCancelled();
    end(ApiError::local(ErrorKind::FileChanged, m_source.path));
}

void UploadSession::endOfLocalFault()
{
    if (m_window->fault() == FileWindow::Fault::Changed)
        endAsChanged();
    else
        end(ApiError::local(ErrorKind::LocalFile, m_source.path, m_window->errorString()));
}

void UploadSession::reportServerCancelled()
{
    abortReply();
    if (m_session.url.isEmpty())
        return;
    QNetworkReply *reply = m_network.post(m_requests.session(m_session.url, "cancel"_ba), QByteArray());
    ReplyReader::leave(reply);
}

void UploadSession::post(const QNetworkRequest &request, QIODevice *body, AnswerStep step)
{
    // Whoever was told of the step that led here may have cancelled in the same breath.
    if (m_state == State::Finished) {
        delete body;
        return;
    }
    QNetworkRequest counted = request;
    ExchangeLog::setAttempt(counted, m_attempt + 1);
    m_reply = m_network.post(counted, body);
    // Qt reads the body for as long as the reply lives.
    body->setParent(m_reply);
    ReplyReader::read(m_reply, this, [this, step](const ServerAnswer &answer) {
        m_reply = nullptr;
        if (!answer.succeeded())
            m_lastError = answer.error();
        (this->*step)(answer);
    });
}

void UploadSession::abortReply()
{
    m_idleTimer.stop();
    m_retryTimer.stop();
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    // Its reader must not report an abort that this session asked for.
    const auto readers = reply->findChildren<ReplyReader *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(readers);
    disconnect(reply, nullptr, this, nullptr);
    reply->abort();
    reply->deleteLater();
}

void UploadSession::setState(State state)
{
    if (m_state == state || m_state == State::Finished)
        return;
    m_state = state;
    emit stateChanged(state);
}

void UploadSession::setConfirmed(qint64 offset)
{
    m_confirmed = offset;
    m_handedOver = offset;
    emit progressChanged();
}

void UploadSession::end(Result<UploadOutcome> outcome)
{
    if (m_state == State::Finished)
        return;
    abortReply();
    m_file.close();
    m_outcome = std::move(outcome);
    setState(State::Finished);
    emit finished();
}

UploadOutcome UploadSession::verifiedOfStore(const Operation &operation) const
{
    UploadOutcome outcome{{}, operation, Verification::NoHash, sha256()};
    // Where a gateway drops the upload headers, the JSON of `start` becomes the document (contract 1.4).
    const QString type = operation.responseMimeType();
    if (operation.responseSizeBytes().value_or(m_snapshot.size) != m_snapshot.size)
        outcome.verification = Verification::Damaged;
    else if (!type.isEmpty() && type.compare(m_source.mimeType, Qt::CaseInsensitive) != 0)
        outcome.verification = Verification::TypeDiffers;
    return outcome;
}

UploadOutcome UploadSession::verified(const FinalAnswer &answer) const
{
    if (answer.operation)
        return verifiedOfStore(*answer.operation);
    const RemoteFile &file = answer.file;
    UploadOutcome outcome{file, {}, Verification::Verified, sha256()};
    if (file.sizeBytes != m_snapshot.size)
        outcome.verification = Verification::Damaged;
    else if (file.sha256Hash.isEmpty() || outcome.sha256.isEmpty())
        outcome.verification = Verification::NoHash;
    else if (file.sha256Hash != outcome.sha256)
        outcome.verification = Verification::Damaged;
    else if (file.mimeType.compare(m_source.mimeType, Qt::CaseInsensitive) != 0)
        outcome.verification = Verification::TypeDiffers;
    return outcome;
}

} // namespace pollux
