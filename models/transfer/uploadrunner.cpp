// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadrunner.h"

#include <QRandomGenerator>

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

/// A list may lag behind an upload that just ended, so one that does not show the file is asked for again.
constexpr int searchesBeforeNewSession = 3;

UploadTask::State taskState(UploadSession::State state)
{
    switch (state) {
    case UploadSession::State::Idle:
    case UploadSession::State::Starting:
        return UploadTask::State::Starting;
    case UploadSession::State::WaitingToRetry:
        return UploadTask::State::Waiting;
    case UploadSession::State::Finalising:
        return UploadTask::State::Finalising;
    case UploadSession::State::Verifying:
        return UploadTask::State::Verifying;
    case UploadSession::State::Sending:
    case UploadSession::State::Querying:
    case UploadSession::State::Finished:
        break;
    }
    return UploadTask::State::Sending;
}

WaitReason waitReasonOf(ErrorKind kind)
{
    if (kind == ErrorKind::JournalNotWritable)
        return WaitReason::JournalNotWritable;
    return traitsOf(kind).remedy == ErrorRemedy::AwaitLink ? WaitReason::Network : WaitReason::Retry;
}

QString resourceNameOf(const UploadOutcome &outcome)
{
    return outcome.operation ? outcome.operation->documentName() : outcome.file.name;
}

} // namespace

UploadRunner::UploadRunner(const Dependencies &dependencies, TaskRecord &record, const RequestFactory &requests,
                           QObject *parent)
    : QObject(parent)
    , m_dependencies(dependencies)
    , m_record(record)
    , m_requests(requests)
    , m_lease(dependencies.connections.lease())
{
    m_clock.start();
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, [this] { (this->*m_nextStep)(); });
}

UploadRunner::~UploadRunner() = default;

void UploadRunner::start()
{
    setState(UploadTask::State::Starting);
    startSession();
}

void UploadRunner::prepare()
{
    m_maySend = false;
    start();
}

void UploadRunner::send()
{
    m_maySend = true;
    if (std::exchange(m_isSessionOpen, false))
        m_session->sessionKept(true);
}

void UploadRunner::startSession()
{
    UploadSession::Options options;
    options.retries = m_dependencies.retries;
    // A document has no hash to compare with.
    const bool isHashed = m_record.task.isVerified && !m_record.task.storeUpload;
    options.hashing = isHashed ? &m_dependencies.hashing : nullptr;
    options.resume = m_record.session;
    options.resumeSnapshot = m_record.snapshot;
    options.sessionsBefore = m_sessionsBefore;
    options.keepSession = [this](const OpenSession &session, const FileSnapshot &snapshot) {
        keepSession(session, snapshot);
    };
    options.keepOutcome = [this](const UploadOutcome &outcome) {
        keepOutcome(outcome, [this](bool isKept) { m_session->outcomeKept(isKept); });
    };
    const UploadTask &task = m_record.task;
    m_session = std::make_unique<UploadSession>(
        m_lease.manager(), m_requests,
        UploadSource{task.path, task.displayName, task.mimeType, task.isMimeTypeChosen, task.storeUpload}, options);
    connect(m_session.get(), &UploadSession::stateChanged, this, &UploadRunner::handleState);
    connect(m_session.get(), &UploadSession::retryScheduled, this, &UploadRunner::handleRetry);
    connect(m_session.get(), &UploadSession::progressChanged, this, [this] { m_hasProgress = true; });
    connect(m_session.get(), &UploadSession::confirmed, this, [this](qint64 bytes) {
        addEvent(m_record, TaskEvent::Kind::Confirmed, bytes);
        emit answered();
    });
    connect(m_session.get(), &UploadSession::finished, this, &UploadRunner::handleSessionEnd);
    m_session->start();
}

void UploadRunner::cancel()
{
    m_timer.stop();
    m_search.reset();
    m_hasher.reset();
    if (m_session && m_session->state() != UploadSession::State::Finished)
        m_session->cancel();
    else
        end(ApiError::local(ErrorKind::Cancelled));
}

void UploadRunner::suspend()
{
    m_isFinished = true;
    m_timer.stop();
    m_search.reset();
    m_hasher.reset();
    if (m_session) {
        disconnect(m_session.get(), nullptr, this, nullptr);
        m_session->suspend();
    }
}

void UploadRunner::hurry()
{
    if (m_timer.isActive())
        m_timer.start(0);
    else if (m_session)
        m_session->hurry();
}

bool UploadRunner::isWaiting() const
{
    return m_record.task.state == UploadTask::State::Waiting;
}

bool UploadRunner::updateProgress()
{
    if (!m_session)
        return false;
    UploadTask &task = m_record.task;
    task.bytesConfirmed = m_session->bytesConfirmed();
    // After a break the session goes back to what the server confirmed; what a person saw does not.
    task.bytesHandedOver = std::max(task.bytesHandedOver, m_session->bytesHandedOver());
    if (m_hasProgress)
        m_rate.add(now(), m_session->bytesHandedOver());
    const double speed = m_rate.bytesPerSecond(now());
    if (!std::exchange(m_hasProgress, false) && qFuzzyCompare(speed + 1, task.bytesPerSecond + 1))
        return false;
    task.bytesPerSecond = speed;
    task.timeLeft = m_rate.timeLeft(now(), task.size - task.bytesHandedOver);
    return true;
}

void UploadRunner::handleState(UploadSession::State state)
{
    UploadTask &task = m_record.task;
    if (state == UploadSession::State::Finished)
        return;
    if (task.sessionCount != m_session->sessionCount()) {
        // Another session begins at the first byte.
        task.bytesHandedOver = 0;
        task.sessionCount = m_session->sessionCount();
    }
    task.notes.setFlag(UploadNote::NewSession, task.sessionCount > 1);
    switch (state) {
    case UploadSession::State::Sending:
        task.size = m_session->size();
        addEvent(m_record, TaskEvent::Kind::Sending, m_session->bytesConfirmed());
        emit answered();
        break;
    case UploadSession::State::Querying:
        addEvent(m_record, TaskEvent::Kind::Asked);
        break;
    case UploadSession::State::Finalising:
        addEvent(m_record, TaskEvent::Kind::AllSent, m_session->size());
        break;
    default:
        break;
    }
    // What it waits for is told by handleRetry(), which follows at once.
    if (state != UploadSession::State::WaitingToRetry)
        setState(taskState(state));
}

void UploadRunner::handleRetry(const ApiError &error, std::chrono::milliseconds delay)
{
    m_rate.reset();
    UploadTask &task = m_record.task;
    task.error = error;
    task.nextTry = QDateTime::currentDateTimeUtc().addMSecs(m_dependencies.retries.timerFor(delay).count());
    const WaitReason reason = waitReasonOf(error.kind);
    task.attempts += reason == WaitReason::Retry ? 1 : 0;
    addEvent(m_record, TaskEvent::Kind::Failed, 0, error);
    addEvent(m_record, TaskEvent::Kind::Waiting, delay.count());
    setState(UploadTask::State::Waiting, reason);
    emit tryFailed(error);
}

void UploadRunner::keepSession(const OpenSession &session, const FileSnapshot &snapshot)
{
    const auto keep = [id = m_record.task.id, session, snapshot](Journal &journal) {
        return journal.keepSession(id, snapshot, session);
    };
    m_dependencies.group.add(this, keep, [this, session, snapshot](bool isKept) {
        emit journalAnswered(isKept);
        if (isKept) {
            m_record.session = session;
            m_record.snapshot = snapshot;
            addEvent(m_record, TaskEvent::Kind::SessionStarted, session.number);
            emit answered();
        }
        m_isSessionOpen = isKept && !m_maySend;
        if (!m_isSessionOpen)
            m_session->sessionKept(isKept);
    });
}

JournalGroup::Change UploadRunner::keeping(const TaskRecord &ended, const UploadOutcome &outcome)
{
    if (outcome.operation)
        return [ended](Journal &journal) { return journal.keepResult(ended, operationOf(ended.task)); };
    const FileOrigin origin{outcome.file.name, ended.task.profileId, ended.task.path,
                            ended.snapshot,    outcome.sha256,       QDateTime::currentDateTimeUtc()};
    return [ended, origin](Journal &journal) { return journal.keepResult(ended, origin); };
}

OperationRecord UploadRunner::operationOf(const UploadTask &task)
{
    OperationRecord record;
    record.name = task.operation->name;
    record.profileId = task.profileId;
    record.store = task.target;
    record.document = task.operation->documentName();
    record.displayName = task.displayName;
    record.created = QDateTime::currentDateTimeUtc();
    record.task = task.id;
    return record;
}

void UploadRunner::keepOutcome(const UploadOutcome &outcome, const std::function<void(bool)> &then)
{
    m_dependencies.claims.insert(resourceNameOf(outcome), m_record.task.id);
    TaskRecord ended = m_record;
    applyOutcome(ended, outcome);
    m_dependencies.group.add(this, keeping(ended, outcome), [this, outcome, then](bool isKept) {
        emit journalAnswered(isKept);
        if (isKept) {
            applyOutcome(m_record, outcome);
            if (outcome.verification == Verification::Verified || outcome.verification == Verification::TypeDiffers)
                addEvent(m_record, TaskEvent::Kind::Verified, m_record.task.size);
        }
        then(isKept);
    });
}

void UploadRunner::applyOutcome(TaskRecord &record, const UploadOutcome &outcome) const
{
    UploadTask &task = record.task;
    const bool isDamaged = outcome.verification == Verification::Damaged;
    task.operation = outcome.operation;
    if (!outcome.operation)
        task.file = outcome.file;
    task.bytesConfirmed = task.bytesHandedOver = m_session ? m_session->size() : task.size;
    task.notes.setFlag(UploadNote::NotVerified, outcome.verification == Verification::NoHash && !outcome.operation);
    task.notes.setFlag(UploadNote::TypeDiffers, outcome.verification == Verification::TypeDiffers);
    task.error.reset();
    if (isDamaged)
        task.error = ApiError::local(ErrorKind::Damaged, task.path);
    task.waitReason = WaitReason::None;
    task.state = UploadTask::State::Done;
    if (isDamaged || outcome.file.state == RemoteFile::State::Failed)
        task.state = UploadTask::State::Failed;
    else if (outcome.operation || outcome.file.state == RemoteFile::State::Processing)
        task.state = UploadTask::State::Processing;
    record.session.reset();
}

void UploadRunner::handleSessionEnd()
{
    updateProgress();
    if (!m_firstStarted.isValid())
        m_firstStarted = m_session->firstStarted();
    const Result<UploadOutcome> &outcome = m_session->outcome();
    if (!outcome.ok() && outcome.error().kind == ErrorKind::OutcomeUnknown) {
        m_record.task.error = outcome.error();
        settle();
        return;
    }
    end(outcome);
}

void UploadRunner::settle()
{
    const QByteArray sha256 = m_session ? m_session->sha256() : QByteArray();
    if (sha256.isEmpty() && !m_record.task.storeUpload)
        hashThenSearch();
    else
        search(sha256);
}

void UploadRunner::hashThenSearch()
{
    setState(UploadTask::State::Hashing);
    m_hasher = std::make_unique<FileHasher>(m_record.task.path, m_record.snapshot, m_dependencies.hashing);
    connect(m_hasher.get(), &FileHasher::finished, this, [this] {
        const QByteArray sha256 = m_hasher->result();
        if (sha256.isEmpty())
            end(ApiError::local(ErrorKind::FileChanged, m_record.task.path));
        else
            search(sha256);
    });
    m_hasher->allowAll();
}

void UploadRunner::search(const QByteArray &sha256)
{
    setState(UploadTask::State::Verifying);
    addEvent(m_record, TaskEvent::Kind::Searched);
    const UploadTask &task = m_record.task;
    OutcomeSearch::Wanted wanted{task.storeUpload ? task.target : QString(),
                                 sentDisplayName(task.displayName),
                                 task.size,
                                 sha256,
                                 m_firstStarted,
                                 {}};
    if (task.storeUpload) {
        for (const OperationRecord &operation : m_dependencies.journal.operations())
            wanted.taken.insert(operation.document);
    } else {
        for (const FileOrigin &origin : m_dependencies.journal.originsOf(task.profileId))
            wanted.taken.insert(origin.name);
    }
    for (auto claim = m_dependencies.claims.cbegin(); claim != m_dependencies.claims.cend(); ++claim) {
        if (claim.value() != task.id)
            wanted.taken.insert(claim.key());
    }
    m_search = std::make_unique<OutcomeSearch>(
        m_lease.manager(), m_requests, wanted,
        [this](const Result<std::optional<UploadOutcome>> &found) { handleSearch(found); });
}

void UploadRunner::handleSearch(const Result<std::optional<UploadOutcome>> &found)
{
    if (!found.ok()) {
        waitThen(found.error(), &UploadRunner::settle);
        return;
    }
    emit answered();
    if (found.value() && isClaimed(*found.value())) {
        // Not at once: the search that tells this would die of the next one.
        m_nextStep = &UploadRunner::settle;
        m_timer.start(0);
        return;
    }
    if (found.value()) {
        m_record.task.notes.setFlag(UploadNote::FoundInList);
        const UploadOutcome outcome = *found.value();
        keepOutcome(outcome, [this, outcome](bool isKept) {
            if (isKept)
                end(outcome);
            else
                waitThen(ApiError::local(ErrorKind::JournalNotWritable), &UploadRunner::settle);
        });
        return;
    }
    if (++m_searches < searchesBeforeNewSession) {
        waitThen(*m_record.task.error, &UploadRunner::settle);
        return;
    }
    if (m_session->sessionCount() >= UploadSession::maxSessions) {
        end(*m_record.task.error);
        return;
    }
    // It became no file, so sending it again makes the first one.
    m_sessionsBefore = m_session->sessionCount();
    m_searches = 0;
    m_record.session.reset();
    startSession();
}

bool UploadRunner::isClaimed(const UploadOutcome &outcome) const
{
    const UploadTask::Id own = m_record.task.id;
    return m_dependencies.claims.value(resourceNameOf(outcome), own) != own;
}

void UploadRunner::waitThen(const ApiError &error, void (UploadRunner::*step)())
{
    if (++m_waits > m_dependencies.retries.maximumAttempts && waitReasonOf(error.kind) == WaitReason::Retry) {
        end(error);
        return;
    }
    const auto delay =
        m_dependencies.retries.delay(m_waits, 0.5 + QRandomGenerator::global()->generateDouble() / 2, error.retryAfter);
    m_nextStep = step;
    m_timer.start(m_dependencies.retries.timerFor(delay));
    handleRetry(error, delay);
}

void UploadRunner::setState(UploadTask::State state, WaitReason reason)
{
    m_record.task.state = state;
    m_record.task.waitReason = reason;
    emit changed();
}

void UploadRunner::end(const Result<UploadOutcome> &outcome)
{
    if (std::exchange(m_isFinished, true))
        return;
    m_outcome = outcome;
    m_record.task.bytesPerSecond = 0;
    m_record.task.timeLeft.reset();
    emit finished();
}

void UploadRunner::addEvent(TaskRecord &record, TaskEvent::Kind kind, qint64 number,
                            const std::optional<ApiError> &error)
{
    QList<TaskEvent> &events = record.task.events;
    if (events.size() >= UploadTask::maxEvents)
        events.removeFirst();
    events.append({kind, QDateTime::currentDateTimeUtc(), number, error});
}

std::chrono::milliseconds UploadRunner::now() const
{
    return std::chrono::milliseconds(m_clock.elapsed());
}

} // namespace pollux
