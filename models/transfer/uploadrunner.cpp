// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadrunner.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

/// The server's list may not show a new file yet, so the search is repeated before the file is sent again.
constexpr int searchesBeforeNewSession = 3;

UploadTask::State taskState(UploadSession::State state)
{
    switch (state) {
    case UploadSession::State::Idle:
    case UploadSession::State::Starting:
        return UploadTask::State::Starting;
    case UploadSession::State::Finalising:
        return UploadTask::State::Finalising;
    case UploadSession::State::Verifying:
        return UploadTask::State::Verifying;
    default:
        return UploadTask::State::Sending;
    }
}

WaitReason waitReasonOf(ErrorKind kind)
{
    if (kind == ErrorKind::JournalNotWritable)
        return WaitReason::JournalNotWritable;
    return traitsOf(kind).remedy == ErrorRemedy::AwaitLink ? WaitReason::Network : WaitReason::Retry;
}

} // namespace

UploadRunner::UploadRunner(const Context &context, UploadTask::Id id, const RequestFactory &requests, QObject *parent)
    : QObject(parent)
    , m_context(context)
    , m_id(id)
    , m_requests(requests)
    , m_lease(context.connections.lease())
{
    m_clock.start();
    m_resolveTimer.setSingleShot(true);
    m_resolveTimer.setTimerType(Qt::PreciseTimer);
    connect(&m_resolveTimer, &QTimer::timeout, this, &UploadRunner::resolveOutcome);
}

UploadRunner::~UploadRunner()
{
    m_context.search.drop(m_id);
}

void UploadRunner::start(bool sends)
{
    m_maySend = sends;
    apply(taskevents::Stepped{UploadTask::State::Starting});
    startSession();
}

void UploadRunner::send()
{
    m_maySend = true;
    if (std::exchange(m_isSessionOpen, false))
        m_session->kept(true);
}

void UploadRunner::startSession()
{
    const TaskRecord &record = this->record();
    const UploadTask &task = record.task;
    // A document has no hash to compare with.
    const bool isHashed = task.isVerified && !task.storeUpload;
    UploadSession::Options options;
    options.retries = m_context.retries;
    options.hashing = isHashed ? &m_context.hashing : nullptr;
    options.resume = record.session;
    options.resumeSnapshot = record.snapshot;
    options.sessionsBefore = m_sessionsBefore;
    options.keepSession = [this](const OpenSession &session, const FileSnapshot &snapshot) {
        persistSession(session, snapshot);
    };
    options.keepOutcome = [this](const UploadOutcome &outcome) {
        persistOutcome(outcome, false, [this] { m_session->kept(false); });
    };
    m_session = std::make_unique<UploadSession>(
        *m_lease, m_requests,
        UploadSource{task.path, task.displayName, task.mimeType, task.isMimeTypeChosen, task.storeUpload}, options);
    connect(m_session.get(), &UploadSession::stateChanged, this, &UploadRunner::handleState);
    connect(m_session.get(), &UploadSession::retryScheduled, this, &UploadRunner::handleRetry);
    connect(m_session.get(), &UploadSession::progressChanged, this, [this] { m_hasProgress = true; });
    connect(m_session.get(), &UploadSession::confirmed, this, [this](qint64 bytes) {
        apply(taskevents::Logged{TaskEvent::Kind::Confirmed, bytes});
        emit answered();
    });
    connect(m_session.get(), &UploadSession::finished, this, &UploadRunner::handleSessionEnd);
    m_session->start();
}

void UploadRunner::cancel()
{
    m_resolveTimer.stop();
    m_context.search.drop(m_id);
    m_hasher.reset();
    if (m_found)
        persistFound();
    else if (m_session && m_session->state() != UploadSession::State::Finished)
        m_session->cancel();
    else
        end(ApiError::local(ErrorKind::Cancelled));
}

void UploadRunner::suspend()
{
    m_isFinished = true;
    m_resolveTimer.stop();
    m_context.search.drop(m_id);
    m_hasher.reset();
    if (m_session) {
        disconnect(m_session.get(), nullptr, this, nullptr);
        m_session->suspend();
    }
}

void UploadRunner::hurry()
{
    if (m_resolveTimer.isActive())
        m_resolveTimer.start(0);
    else if (m_session)
        m_session->hurry();
}

void UploadRunner::holdBack(std::chrono::milliseconds time)
{
    const auto least = m_context.retries.timerFor(time);
    if (m_resolveTimer.isActive() && m_resolveTimer.remainingTimeAsDuration() < least)
        m_resolveTimer.start(least);
    if (m_session)
        m_session->holdBack(time);
}

void UploadRunner::updateProgress()
{
    if (!m_session)
        return;
    const UploadTask &task = record().task;
    if (m_hasProgress)
        m_rate.add(now(), m_session->bytesHandedOver());
    // After an interruption the session restarts at the confirmed offset; the shown progress must not go back.
    const qint64 handedOver = std::max(task.bytesHandedOver, m_session->bytesHandedOver());
    const double speed = m_rate.bytesPerSecond(now());
    const bool isSame = !std::exchange(m_hasProgress, false) && qFuzzyCompare(speed + 1, task.bytesPerSecond + 1) &&
                        task.bytesConfirmed == m_session->bytesConfirmed() && task.bytesHandedOver == handedOver;
    if (!isSame)
        apply(taskevents::Progressed{m_session->bytesConfirmed(), handedOver, speed,
                                     m_rate.timeLeft(now(), task.size - handedOver)});
}

void UploadRunner::handleState(UploadSession::State state)
{
    std::optional<qint64> size;
    switch (state) {
    case UploadSession::State::Finished:
        return;
    case UploadSession::State::Sending:
        size = m_session->size();
        apply(taskevents::Logged{TaskEvent::Kind::Sending, m_session->bytesConfirmed()});
        break;
    case UploadSession::State::Querying:
        apply(taskevents::Logged{TaskEvent::Kind::Asked});
        break;
    case UploadSession::State::Finalising:
        apply(taskevents::Logged{TaskEvent::Kind::AllSent, m_session->size()});
        break;
    default:
        break;
    }
    // handleRetry() sets the wait reason next.
    const bool waits = state == UploadSession::State::WaitingToRetry;
    apply(taskevents::Stepped{.state = waits ? record().task.state : taskState(state),
                              .sessionCount = m_session->sessionCount(),
                              .size = size});
    if (state == UploadSession::State::Sending)
        emit answered();
}

void UploadRunner::handleRetry(const ApiError &error, std::chrono::milliseconds delay)
{
    m_rate.reset();
    const auto nextTry = QDateTime::currentDateTimeUtc().addMSecs(m_context.retries.timerFor(delay).count());
    apply(taskevents::TryFailed{error, waitReasonOf(error.kind), delay, nextTry});
    emit tryFailed(error);
}

void UploadRunner::persistSession(const OpenSession &session, const FileSnapshot &snapshot)
{
    m_context.tasks.persistSession(m_id, {session, snapshot}, this, [this](bool isKept) {
        if (m_isFinished)
            return;
        if (isKept)
            emit answered();
        m_isSessionOpen = isKept && !m_maySend;
        if (!m_isSessionOpen)
            m_session->kept(isKept);
    });
}

void UploadRunner::persistOutcome(const UploadOutcome &outcome, bool isFoundInList,
                                  const std::function<void()> &onRefused)
{
    const qint64 size = m_session ? m_session->size() : record().task.size;
    m_context.tasks.persistOutcome(m_id, {outcome, size, isFoundInList}, this, [this, onRefused](bool) {
        if (!m_isFinished)
            onRefused();
    });
}

void UploadRunner::handleSessionEnd()
{
    updateProgress();
    if (!m_firstStarted.isValid())
        m_firstStarted = m_session->firstStarted();
    // An outcome is kept and then told by the TaskList; the session ends here without one.
    const ApiError error = m_session->outcome().error();
    if (error.kind == ErrorKind::OutcomeUnknown) {
        m_unknownOutcome = error;
        apply(taskevents::Stepped{.state = record().task.state, .error = error});
        resolveOutcome();
        return;
    }
    end(error);
}

void UploadRunner::resolveOutcome()
{
    if (m_found) {
        persistFound();
        return;
    }
    const TaskRecord &record = this->record();
    if (!m_session->sha256().isEmpty() || record.task.storeUpload) {
        search(m_session->sha256());
        return;
    }
    apply(taskevents::Stepped{UploadTask::State::Hashing});
    m_hasher = std::make_unique<FileHasher>(record.task.path, m_session->snapshot(), m_context.hashing);
    connect(m_hasher.get(), &FileHasher::finished, this, [this] {
        const QByteArray sha256 = m_hasher->result();
        if (sha256.isEmpty())
            end(ApiError::local(ErrorKind::FileChanged, this->record().task.path));
        else
            search(sha256);
    });
    m_hasher->allowAll();
}

void UploadRunner::search(const QByteArray &sha256)
{
    apply(taskevents::Stepped{UploadTask::State::Verifying});
    apply(taskevents::Logged{TaskEvent::Kind::Searched});
    const UploadTask &task = record().task;
    const OutcomeSearch::Wanted wanted{.task = m_id,
                                       .profileId = task.profileId,
                                       .store = task.storeUpload ? task.target : QString(),
                                       .displayName = sentDisplayName(task.displayName),
                                       .size = task.size,
                                       .sha256 = sha256,
                                       .notBefore = m_firstStarted};
    m_context.search.search(m_requests, wanted, this, [this](const auto &found) { handleSearch(found); });
}

void UploadRunner::handleSearch(const Result<std::optional<UploadOutcome>> &found)
{
    // What another upload made of the same answer may have stopped this one.
    if (m_isFinished)
        return;
    if (!found.ok()) {
        if (traitsOf(found.error().kind).scope == ErrorScope::Account)
            end(found.error());
        else
            resolveLater(found.error());
        return;
    }
    emit answered();
    m_found = found.value();
    if (m_found)
        persistFound();
    else
        handleNotFound();
}

void UploadRunner::persistFound()
{
    persistOutcome(*m_found, true, [this] { resolveLater(ApiError::local(ErrorKind::JournalNotWritable)); });
}

void UploadRunner::handleNotFound()
{
    // Failures before this answer are no reason to give up: only the waits between the searches count.
    m_waits = m_searches;
    if (++m_searches < searchesBeforeNewSession) {
        resolveLater(m_unknownOutcome);
    } else if (m_session->sessionCount() >= UploadSession::maxSessions) {
        end(m_unknownOutcome);
    } else {
        // The upload made no file on the server, so sending it again makes no duplicate.
        m_sessionsBefore = m_session->sessionCount();
        m_searches = m_waits = 0;
        apply(taskevents::SessionChanged{});
        startSession();
    }
}

void UploadRunner::resolveLater(const ApiError &error)
{
    if (++m_waits > m_context.retries.maximumAttempts && waitReasonOf(error.kind) == WaitReason::Retry) {
        end(error);
        return;
    }
    const double chance = 0.5 + QRandomGenerator::global()->generateDouble() / 2;
    const auto delay = m_context.retries.delay(m_waits, chance, error.retryAfter);
    m_resolveTimer.start(m_context.retries.timerFor(delay));
    handleRetry(error, delay);
}

void UploadRunner::end(const ApiError &error)
{
    if (std::exchange(m_isFinished, true))
        return;
    m_error = error;
    emit failed();
}

} // namespace pollux
