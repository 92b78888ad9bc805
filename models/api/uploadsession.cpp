// SPDX-License-Identifier: Apache-2.0
#include "models/api/uploadsession.h"

#include "models/api/logging.h"
#include "models/api/oneshotbuffer.h"
#include "models/api/uploadprotocol.h"

#include <QFileInfo>
#include <QRandomGenerator>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// A server could announce any granularity; beyond this it stops being useful as a unit to halve down to.
constexpr qint64 largestGranularity = qint64{1} << 30;

} // namespace

UploadSession::UploadSession(QNetworkAccessManager &network, RequestFactory requests, UploadSource source,
                             RetrySchedule retries, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_requests(std::move(requests))
    , m_source(std::move(source))
    , m_retries(retries)
    , m_file(m_source.path)
{
    m_idleTimer.setSingleShot(true);
    m_retryTimer.setSingleShot(true);
    connect(&m_retryTimer, &QTimer::timeout, this, &UploadSession::takeNextStep);
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
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_state != State::Starting)
                return;
            if (const auto problem = m_requests.problem())
                end(*problem);
            else if (const auto fault = openFile())
                end(*fault);
            else
                sendStart();
        },
        Qt::QueuedConnection);
}

void UploadSession::cancel()
{
    if (m_state == State::Finished)
        return;
    tellServerCancelled();
    end(ApiError::local(ErrorKind::Cancelled));
}

std::optional<ApiError> UploadSession::openFile()
{
    // Opening a FIFO or a device would block or never end; only what is a plain file is opened.
    if (!QFileInfo(m_source.path).isFile())
        return ApiError::local(ErrorKind::LocalFile, m_source.path);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return ApiError::local(ErrorKind::LocalFile, m_source.path, m_file.errorString());
    m_snapshot = FileSnapshot::of(m_file);
    return std::nullopt;
}

void UploadSession::sendStart()
{
    setState(State::Starting);
    ++m_sessionCount;
    m_sessionUrl.clear();
    m_isLastByteOut = false;
    m_windowLimit = 0;
    setConfirmed(0);
    post(m_requests.uploadStart(u"files"_s, m_snapshot.size, m_source.mimeType),
         new OneShotBuffer(uploadStartBody(m_source)), &UploadSession::takeStartAnswer);
}

void UploadSession::takeStartAnswer(const ServerAnswer &answer)
{
    if (!answer.succeeded()) {
        const ApiError error = answer.error();
        --m_sessionCount;
        if (isTransient(error.kind))
            retryLater(error, &UploadSession::sendStart);
        else
            end(error);
        return;
    }
    const QByteArray url = answer.header("x-goog-upload-url"_ba);
    if (url.isEmpty() || uploadStatus(answer) != "active"_ba) {
        // A gateway that drops these headers would store the JSON body as a file (contract 1.4): nothing is sent on.
        replaceSession(ApiError::unreadable(answer.httpStatus, answer.body));
        return;
    }
    const Result<QUrl> checked = m_requests.checkSessionUrl(url);
    if (!checked.ok()) {
        end(checked.error());
        return;
    }
    m_sessionUrl = checked.value();
    const qint64 announced = plainNumber(answer.header("x-goog-upload-chunk-granularity"_ba)).value_or(0);
    m_granularity = announced > 0 && announced <= largestGranularity ? announced : defaultGranularity;
    sendWindow();
}

void UploadSession::sendWindow()
{
    setState(State::Sending);
    const qint64 rest = m_snapshot.size - m_confirmed;
    const qint64 length = m_windowLimit > 0 ? std::min(rest, m_windowLimit) : rest;
    const bool isLast = length == rest;
    m_windowEnd = m_confirmed + length;
    m_hasWaited = false;
    const auto observe = [this](qint64 offset, QByteArrayView bytes) { m_hash.add(offset, bytes); };
    auto *window = new FileWindow(m_file, m_snapshot, m_confirmed, length, observe);
    m_window = window;
    post(m_requests.sessionUpload(m_sessionUrl, isLast ? "upload, finalize"_ba : "upload"_ba, m_confirmed), window,
         &UploadSession::takeWindowAnswer);
    if (!m_reply)
        return;
    connect(m_reply, &QNetworkReply::uploadProgress, this, &UploadSession::takeUploadProgress);
    m_idleTimer.start(length > 0 ? m_requests.timeouts().chunk : m_requests.timeouts().finalise);
}

void UploadSession::takeUploadProgress(qint64 sent)
{
    // Qt ends some transfers with a progress of (0, 0).
    const qint64 position = std::min(m_confirmed + std::max<qint64>(sent, 0), m_windowEnd);
    if (position <= m_handedOver)
        return;
    m_handedOver = position;
    const bool isAllOut = m_handedOver == m_windowEnd;
    m_idleTimer.start(isAllOut ? m_requests.timeouts().finalise : m_requests.timeouts().chunk);
    emit progressChanged();
}

void UploadSession::takeWindowAnswer(const ServerAnswer &answer)
{
    m_idleTimer.stop();
    if (m_window->fault() != FileWindow::Fault::None) {
        endOfLocalFault();
        return;
    }
    m_isLastByteOut = m_windowEnd == m_snapshot.size && m_window->handedOut() == m_window->size();
    if (answer.succeeded()) {
        if (uploadStatus(answer) == "final"_ba) {
            takeFinal(answer);
        } else if (uploadStatus(answer) == "active"_ba && m_windowEnd < m_snapshot.size) {
            m_windowLimit = 2 * m_windowLimit;
            continueAt(plainNumber(answer.header("x-goog-upload-size-received"_ba)).value_or(m_windowEnd));
        } else {
            sendQuery();
        }
        return;
    }
    const ApiError error = answer.error();
    // A session that is final may hold the finished file (contract 1.11, "Consequence").
    if (uploadStatus(answer) == "final"_ba || callsForQuery(error)) {
        sendQuery();
    } else if (isDeadSession(error)) {
        // This answer says that the bytes were not taken, so another session cannot make a second file of them.
        m_isLastByteOut = false;
        replaceSession(error);
    } else if (isTransient(error.kind)) {
        retryLater(error, &UploadSession::sendQuery);
    } else {
        end(error);
    }
}

void UploadSession::sendQuery()
{
    setState(State::Querying);
    post(m_requests.session(m_sessionUrl, "query"_ba), new OneShotBuffer(QByteArray()),
         &UploadSession::takeQueryAnswer);
}

void UploadSession::takeQueryAnswer(const ServerAnswer &answer)
{
    if (!answer.succeeded()) {
        const ApiError error = answer.error();
        if (isTransient(error.kind))
            retryLater(error, &UploadSession::sendQuery);
        else if (isDeadSession(error) || !uploadStatus(answer).isEmpty())
            replaceSession(error);
        else
            end(error);
        return;
    }
    const QByteArray status = uploadStatus(answer);
    // The session is open, so nothing has been finalised.
    if (status == "active"_ba)
        m_isLastByteOut = false;
    const auto received = plainNumber(answer.header("x-goog-upload-size-received"_ba));
    if (status == "final"_ba)
        takeFinal(answer);
    else if (status == "active"_ba && received && *received <= m_windowEnd)
        continueAt(*received);
    else
        replaceSession(ApiError::unreadable(answer.httpStatus, answer.body));
}

void UploadSession::continueAt(qint64 serverOffset)
{
    const bool isProgress = serverOffset > m_confirmed;
    const qint64 sentAtOnce = m_windowEnd - m_confirmed;
    setConfirmed(serverOffset);
    if (isProgress) {
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

void UploadSession::takeFinal(const ServerAnswer &answer)
{
    const Result<QJsonObject> json = answer.json();
    const auto file = json.ok() ? RemoteFile::fromJson(json.value().value("file"_L1).toObject()) : std::nullopt;
    if (!file) {
        ApiError error = ApiError::unreadable(answer.httpStatus, answer.body);
        error.kind = ErrorKind::OutcomeUnknown;
        end(error);
        return;
    }
    setConfirmed(m_snapshot.size);
    end(UploadOutcome{*file, verify(*file)});
}

void UploadSession::replaceSession(const ApiError &reason)
{
    if (m_isLastByteOut) {
        ApiError error = reason;
        error.kind = ErrorKind::OutcomeUnknown;
        end(error);
    } else if (m_sessionCount >= mostSessions) {
        end(reason);
    } else {
        retryLater(reason, &UploadSession::sendStart);
    }
}

void UploadSession::retryLater(const ApiError &error, Step step)
{
    if (m_state == State::Finished)
        return;
    if (++m_attempt > m_retries.maximumAttempts) {
        end(error);
        return;
    }
    const auto delay = m_retries.delay(m_attempt, QRandomGenerator::global()->generateDouble(), error.retryAfter);
    m_hasWaited = true;
    m_nextStep = step;
    m_retryTimer.start(delay);
    setState(State::WaitingToRetry);
    qCInfo(logUpload) << "try" << m_attempt << "ended with HTTP" << error.httpStatus << "next in" << delay.count()
                      << "ms";
    if (m_state == State::WaitingToRetry)
        emit retryScheduled(error, delay);
}

void UploadSession::takeNextStep()
{
    (this->*m_nextStep)();
}

void UploadSession::abortSilentReply()
{
    if (m_reply)
        m_reply->abort();
}

void UploadSession::endOfLocalFault()
{
    const bool isChanged = m_window->fault() == FileWindow::Fault::Changed;
    const QString text = m_window->errorString();
    tellServerCancelled();
    end(isChanged ? ApiError::local(ErrorKind::FileChanged, m_source.path)
                  : ApiError::local(ErrorKind::LocalFile, m_source.path, text));
}

void UploadSession::tellServerCancelled()
{
    abortReply();
    if (m_sessionUrl.isEmpty())
        return;
    QNetworkReply *reply = m_network.post(m_requests.session(m_sessionUrl, "cancel"_ba), QByteArray());
    connect(reply, &QNetworkReply::finished, reply, &QNetworkReply::deleteLater);
}

void UploadSession::post(const QNetworkRequest &request, QIODevice *body, AnswerStep step)
{
    // Whoever was told of the step that led here may have cancelled in the same breath.
    if (m_state == State::Finished) {
        delete body;
        return;
    }
    m_reply = m_network.post(request, body);
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

Verification UploadSession::verify(const RemoteFile &file) const
{
    const QByteArray localHash = m_hash.result(m_snapshot.size);
    if (file.sizeBytes != m_snapshot.size)
        return Verification::Damaged;
    if (file.sha256Hash.isEmpty() || localHash.isEmpty())
        return Verification::NoHash;
    if (file.sha256Hash != localHash)
        return Verification::Damaged;
    return file.mimeType.compare(m_source.mimeType, Qt::CaseInsensitive) == 0 ? Verification::Verified
                                                                              : Verification::TypeDiffers;
}

} // namespace pollux
