// SPDX-License-Identifier: Apache-2.0
// The inner half of UploadEngine: its list, who may go on, and what an end or a failure means for the others. What can
// be asked of it stands in uploadengine.cpp.
#include "models/transfer/uploadengine.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

constexpr std::chrono::milliseconds publishInterval(100);
constexpr std::chrono::milliseconds saveInterval(1000);
constexpr std::chrono::milliseconds sleepCheckInterval(5000);
constexpr qint64 sleepGap = 30'000; // ms that the wall clock may run ahead before it means that the machine slept

// Whose holds are everybody's: what the server does to one account it does to all.
const QString everyAccount;

} // namespace

UploadEngine::Entry *UploadEngine::find(UploadTask::Id id) const
{
    return m_byId.value(id);
}

int UploadEngine::rowOf(UploadTask::Id id) const
{
    const auto it = std::ranges::find_if(m_entries, [id](const auto &entry) { return entry->record.task.id == id; });
    return it == m_entries.end() ? -1 : static_cast<int>(it - m_entries.begin());
}

void UploadEngine::load()
{
    QList<TaskRecord> records = m_journal->tasks();
    QList<UploadTask::Id> ids;
    for (const TaskRecord &record : std::as_const(records))
        ids.append(record.task.id);
    const QList<UploadTask::Id> claimed = m_journal->claim(ids);
    const QSet<UploadTask::Id> ours(claimed.begin(), claimed.end());
    records.removeIf([&ours](const TaskRecord &record) { return !ours.contains(record.task.id); });
    QList<UploadTask> tasks;
    QList<UploadTask::Id> passing;
    for (TaskRecord &record : records) {
        UploadTask &task = record.task;
        if (!m_options.ephemeralProfileId.isEmpty() && task.profileId == m_options.ephemeralProfileId) {
            passing.append(task.id);
            continue;
        }
        if (m_options.resumesInterrupted && task.state == UploadTask::State::Paused)
            task.state = UploadTask::State::Queued;
        if (m_options.resumesInterrupted && task.state != UploadTask::State::Queued)
            continue;
        if (task.state == UploadTask::State::Queued && !m_options.resumesInterrupted) {
            task.state = UploadTask::State::Paused;
            task.waitReason = WaitReason::Interrupted;
            UploadRunner::addEvent(record, TaskEvent::Kind::Interrupted);
        }
        task.bytesHandedOver = task.bytesConfirmed;
        tasks.append(append(std::move(record)).record.task);
    }
    if (!passing.isEmpty())
        m_journal->removeTasks(passing);
    m_isIdle = std::ranges::none_of(tasks, &UploadTask::isActive);
    if (!tasks.isEmpty())
        emit tasksInserted(tasks);
}

void UploadEngine::makeOperationTracker()
{
    const auto requestsOf = [this](const QString &profileId) {
        const auto account = m_accounts.constFind(profileId);
        return account == m_accounts.constEnd() ? std::nullopt : std::optional(account->requests);
    };
    m_operations = std::make_unique<OperationTracker>(OperationTracker::Dependencies{
        *m_journal, m_connections.controlManager(), requestsOf, m_options.retries.speed});
    connect(m_operations.get(), &OperationTracker::changed, this, &UploadEngine::operationsChanged);
    connect(m_operations.get(), &OperationTracker::removed, this, &UploadEngine::operationsRemoved);
    connect(m_operations.get(), &OperationTracker::ended, this, &UploadEngine::handleOperationEnd);
    connect(m_operations.get(), &OperationTracker::journalAnswered, this, &UploadEngine::handleJournalAnswer);
}

UploadEngine::Entry &UploadEngine::append(TaskRecord record)
{
    auto entry = std::make_unique<Entry>();
    entry->record = std::move(record);
    m_byId.insert(entry->record.task.id, entry.get());
    m_entries.push_back(std::move(entry));
    return *m_entries.back();
}

void UploadEngine::remove(const QList<UploadTask::Id> &ids)
{
    const bool isKept = m_journal->removeTasks(ids);
    handleJournalAnswer(isKept);
    if (!isKept)
        return;
    publish();
    const QSet<UploadTask::Id> gone(ids.begin(), ids.end());
    for (const UploadTask::Id id : ids)
        m_byId.remove(id);
    std::erase_if(m_entries, [&gone](const auto &entry) { return gone.contains(entry->record.task.id); });
    emit tasksRemoved(ids);
    notifyWhenIdle();
}

void UploadEngine::markDirty(Entry &entry)
{
    entry.isDirty = true;
    if (!m_publishTimer.isActive())
        m_publishTimer.start(std::max(std::chrono::milliseconds(0), m_lastPublished + publishInterval - now()));
}

void UploadEngine::publish()
{
    m_publishTimer.stop();
    m_lastPublished = now();
    QList<UploadTask> tasks;
    bool isRunning = false;
    for (const auto &entry : m_entries) {
        if (entry->runner) {
            isRunning = true;
            entry->isDirty |= entry->runner->updateProgress();
        }
        if (std::exchange(entry->isDirty, false))
            tasks.append(entry->record.task);
    }
    if (isRunning)
        m_publishTimer.start(publishInterval);
    if (!tasks.isEmpty())
        emit tasksChanged(tasks);
}

void UploadEngine::save(Entry &entry)
{
    entry.isUnsaved = true;
    // Whatever else changes now goes into the same transaction: each one waits for the disk.
    m_saveTimer.start(0);
}

void UploadEngine::saveUnsaved()
{
    QList<TaskRecord> records;
    for (const auto &entry : m_entries) {
        if (entry->isUnsaved)
            records.append(entry->record);
    }
    if (records.isEmpty())
        return;
    const bool isKept = m_journal->updateTasks(records);
    handleJournalAnswer(isKept);
    if (!isKept) {
        m_saveTimer.start(saveInterval);
        return;
    }
    for (const auto &entry : m_entries)
        entry->isUnsaved = false;
}

void UploadEngine::handleJournalAnswer(bool isWritten)
{
    if (std::exchange(m_isJournalWritten, isWritten) != isWritten)
        emit journalChanged(report());
}

JournalReport UploadEngine::report() const
{
    JournalReport report;
    report.health = m_journal->health();
    report.path = m_journal->path();
    report.setAsidePath = m_journal->setAsidePath();
    report.errorText = m_journal->errorText();
    report.unreadable = m_journal->unreadableCount();
    report.isWritable = m_isJournalWritten;
    report.interrupted = static_cast<int>(std::ranges::count_if(
        m_entries, [](const auto &entry) { return entry->record.task.waitReason == WaitReason::Interrupted; }));
    return report;
}

const UploadEngine::Account *UploadEngine::accountOf(const Entry &entry) const
{
    const auto it = m_accounts.constFind(entry.record.task.profileId);
    return it == m_accounts.constEnd() ? nullptr : &*it;
}

WaitReason UploadEngine::obstacleOf(const Entry &entry) const
{
    const Account *account = accountOf(entry);
    const QByteArray &fingerprint = entry.record.keyFingerprint;
    if (!account || (!fingerprint.isEmpty() && fingerprint != account->fingerprint))
        return WaitReason::AnotherKey;
    return m_holds.value(entry.record.task.profileId).reason;
}

void UploadEngine::schedule()
{
    if (std::exchange(m_isScheduled, true))
        return;
    QMetaObject::invokeMethod(this, &UploadEngine::startWhatMay, Qt::QueuedConnection);
}

void UploadEngine::startWhatMay()
{
    m_isScheduled = false;
    if (!m_journal || m_isPaused)
        return;
    if (now() < m_startNotBefore) {
        m_probeTimer.start(m_startNotBefore - now() + std::chrono::milliseconds(1));
        return;
    }
    RunningUploads runningUploads = letPreparedSend();
    for (const auto &entry : m_entries) {
        UploadTask &task = entry->record.task;
        const bool isReady = task.state == UploadTask::State::Queued || task.state == UploadTask::State::Waiting;
        if (entry->runner || !isReady)
            continue;
        WaitReason obstacle = obstacleOf(*entry);
        if (obstacle == WaitReason::None && m_holds.contains(everyAccount)) {
            if (m_breaker.takeProbe(now()))
                m_probe = task.id;
            if (m_probe != task.id)
                obstacle = WaitReason::ServerDown;
        }
        if (obstacle != WaitReason::None) {
            // A task that never began only says "queued": the hold is said once, of the queue.
            const bool isToldSo = obstacle == WaitReason::AnotherKey || task.state == UploadTask::State::Waiting;
            if (isToldSo && task.waitReason != obstacle) {
                task.state = UploadTask::State::Waiting;
                task.waitReason = obstacle;
                markDirty(*entry);
            }
            continue;
        }
        if (hasRoomFor(*entry, runningUploads))
            startEntry(*entry, true);
        else if (mayPrepare(*entry, runningUploads))
            startEntry(*entry, false);
        else
            continue;
        runningUploads.add(*entry);
    }
    // Timers may be early.
    if (m_breaker.isOpen() && m_probe == 0 && now() < m_breaker.probeTime())
        m_probeTimer.start(m_breaker.probeTime() - now() + std::chrono::milliseconds(1));
    if (runningUploads.sending + runningUploads.preparing > 0 && !m_sleepTimer.isActive()) {
        m_lastWallClock = QDateTime::currentMSecsSinceEpoch();
        m_lastSteadyClock = now();
        m_sleepTimer.start(sleepCheckInterval);
    }
    notifyWhenIdle();
}

void UploadEngine::RunningUploads::add(const Entry &entry)
{
    if (entry.runner->isPreparing()) {
        ++preparing;
        return;
    }
    ++sending;
    onlyLargeSend = onlyLargeSend && entry.record.task.size >= largeFile;
}

UploadEngine::RunningUploads UploadEngine::letPreparedSend()
{
    RunningUploads runningUploads;
    for (const auto &entry : m_entries) {
        if (entry->runner)
            runningUploads.add(*entry);
    }
    for (const auto &entry : m_entries) {
        if (runningUploads.preparing == 0)
            break;
        if (!entry->runner || !entry->runner->isPreparing() || !hasRoomFor(*entry, runningUploads))
            continue;
        --runningUploads.preparing;
        entry->runner->send();
        runningUploads.add(*entry);
    }
    return runningUploads;
}

bool UploadEngine::hasRoomFor(const Entry &entry, const RunningUploads &runningUploads) const
{
    if (runningUploads.sending < m_parallelUploads)
        return true;
    return runningUploads.sending == m_parallelUploads && runningUploads.onlyLargeSend &&
           entry.record.task.size <= smallFile;
}

bool UploadEngine::mayPrepare(const Entry &entry, const RunningUploads &runningUploads) const
{
    return m_parallelUploads >= preparesFrom && runningUploads.preparing < m_maxPrepared && !m_breaker.isOpen() &&
           !entry.record.session && entry.record.task.size <= smallFile;
}

void UploadEngine::startEntry(Entry &entry, bool sends)
{
    const UploadTask::Id id = entry.record.task.id;
    const UploadRunner::Dependencies dependencies{*m_journal, *m_journalGroup,   m_connections,
                                                  m_hashing,  m_options.retries, m_claims};
    entry.runner = std::make_unique<UploadRunner>(dependencies, entry.record, accountOf(entry)->requests);
    UploadRunner *runner = entry.runner.get();
    connect(runner, &UploadRunner::changed, this, [this, id] {
        if (Entry *changed = find(id))
            markDirty(*changed);
    });
    connect(runner, &UploadRunner::tryFailed, this, &UploadEngine::handleFailedTry);
    connect(runner, &UploadRunner::answered, this, &UploadEngine::handleAnswered);
    connect(runner, &UploadRunner::journalAnswered, this, &UploadEngine::handleJournalAnswer);
    connect(runner, &UploadRunner::finished, this, [this, id] { handleEnd(id); });
    if (sends)
        runner->start();
    else
        runner->prepare();
}

void UploadEngine::suspendEntry(Entry &entry, UploadTask::State state, WaitReason reason)
{
    if (entry.runner) {
        entry.runner->updateProgress();
        entry.runner->suspend();
        retire(entry);
        if (m_probe == entry.record.task.id)
            dropProbe();
    }
    UploadTask &task = entry.record.task;
    task.state = state;
    task.waitReason = reason;
    task.bytesPerSecond = 0;
    task.timeLeft.reset();
    markDirty(entry);
}

void UploadEngine::retire(Entry &entry)
{
    // One of its signals may have led here.
    m_retired.push_back(std::move(entry.runner));
    QMetaObject::invokeMethod(
        this, [this] { m_retired.clear(); }, Qt::QueuedConnection);
}

void UploadEngine::dropProbe()
{
    m_probe = 0;
    m_breaker.dropProbe();
}

void UploadEngine::requeue(Entry &entry)
{
    UploadTask &task = entry.record.task;
    task.state = UploadTask::State::Queued;
    task.waitReason = WaitReason::None;
    task.error.reset();
    m_isIdle = false;
    save(entry);
    markDirty(entry);
}

void UploadEngine::handleEnd(UploadTask::Id id)
{
    Entry *entry = find(id);
    if (!entry || !entry->runner)
        return;
    const Result<UploadOutcome> outcome = entry->runner->outcome();
    retire(*entry);
    if (m_probe == id && outcome.ok())
        handleAnswered();
    else if (m_probe == id)
        dropProbe();
    UploadTask &task = entry->record.task;
    if (outcome.ok()) {
        const RemoteFile file = outcome.value().file;
        const QString profileId = task.profileId;
        // The journal has it already, as it stands in the record.
        finish(*entry, task.state);
        publish();
        if (task.operation)
            m_operations->watch(UploadRunner::operationOf(task));
        else
            emit uploaded(profileId, file);
        schedule();
        return;
    }
    const ApiError error = outcome.error();
    task.error = error;
    const ErrorRemedy remedy = traitsOf(error.kind).remedy;
    const bool isCancelled = error.kind == ErrorKind::Cancelled;
    if (isCancelled || error.kind == ErrorKind::FileChanged)
        entry->record.session.reset();
    // A store that is full does not keep files or other stores from being filled.
    if (remedy == ErrorRemedy::ChangeKey || (remedy == ErrorRemedy::FreeStorage && !task.storeUpload)) {
        const WaitReason reason = remedy == ErrorRemedy::ChangeKey ? WaitReason::BadKey : WaitReason::StorageFull;
        suspendEntry(*entry, UploadTask::State::Waiting, reason);
        hold(reason, task.profileId, error);
    } else {
        endEntry(*entry, isCancelled ? UploadTask::State::Cancelled : UploadTask::State::Failed);
    }
    schedule();
}

void UploadEngine::handleOperationEnd(const OperationRecord &operation, const std::optional<Operation> &answer)
{
    Entry *entry = find(operation.task);
    const bool isAwaited = entry && entry->record.task.state == UploadTask::State::Processing &&
                           entry->record.task.operation && entry->record.task.operation->name == operation.name;
    if (!isAwaited)
        return;
    UploadTask &task = entry->record.task;
    if (answer)
        task.operation = answer;
    const qint64 size = task.operation->responseSizeBytes().value_or(task.size);
    if (operation.state == OperationRecord::State::Failed) {
        const Status status = operation.error.value_or(Status());
        task.error = ApiError::local(ErrorKind::OperationFailed, task.path, status.message);
        task.error->rpcStatus = status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText;
        task.error->rawDetails = status.details;
        task.error->details = status.readDetails();
    } else if (operation.state == OperationRecord::State::Lost) {
        task.error = ApiError::local(ErrorKind::OutcomeUnknown, task.path);
    } else if (size != task.size) {
        // Where a gateway drops the upload headers, the JSON of `start` becomes the document (contract 1.4).
        task.error = ApiError::local(ErrorKind::Damaged, task.path);
    }
    endEntry(*entry, task.error ? UploadTask::State::Failed : UploadTask::State::Done);
}

void UploadEngine::endEntry(Entry &entry, UploadTask::State state)
{
    finish(entry, state);
    save(entry);
}

void UploadEngine::finish(Entry &entry, UploadTask::State state)
{
    UploadTask &task = entry.record.task;
    task.state = state;
    task.waitReason = WaitReason::None;
    task.bytesPerSecond = 0;
    task.timeLeft.reset();
    m_doneSinceIdle += state == UploadTask::State::Done || state == UploadTask::State::Processing ? 1 : 0;
    m_failedSinceIdle += state == UploadTask::State::Failed ? 1 : 0;
    const bool isCancelled = state == UploadTask::State::Cancelled;
    UploadRunner::addEvent(entry.record, isCancelled ? TaskEvent::Kind::Cancelled : TaskEvent::Kind::Finished, 0,
                           task.error);
    markDirty(entry);
}

void UploadEngine::handleFailedTry(const ApiError &error)
{
    if (error.kind == ErrorKind::RateQuota && error.retryAfter)
        m_startNotBefore = std::max(m_startNotBefore, now() + m_options.retries.timerFor(*error.retryAfter));
    // While the server is left alone, whatever befalls the probe is a reason to go on doing so.
    if (error.kind != ErrorKind::ServerBusy && !m_breaker.isOpen())
        return;
    m_breaker.recordFailure(now());
    if (m_breaker.isOpen())
        holdForServer(error);
}

void UploadEngine::handleAnswered()
{
    m_breaker.recordSuccess();
    if (!m_holds.contains(everyAccount))
        return;
    m_probe = 0;
    endHold(everyAccount);
    schedule();
}

void UploadEngine::hold(WaitReason reason, const QString &profileId, const ApiError &error)
{
    if (m_holds.value(profileId).reason != reason)
        setHold({reason, profileId, {}, error});
}

void UploadEngine::holdForServer(const ApiError &error)
{
    m_probe = 0;
    const auto pause = m_breaker.probeTime() - now();
    const QDateTime nextTry = QDateTime::currentDateTimeUtc().addMSecs(pause.count());
    for (const auto &entry : m_entries) {
        if (!entry->runner)
            continue;
        entry->record.task.nextTry = nextTry;
        suspendEntry(*entry, UploadTask::State::Waiting, WaitReason::ServerDown);
    }
    m_probeTimer.start(std::max(pause, std::chrono::milliseconds(0)) + std::chrono::milliseconds(1));
    setHold({WaitReason::ServerDown, everyAccount, nextTry, error});
}

void UploadEngine::setHold(const QueueHold &hold)
{
    m_holds.insert(hold.profileId, hold);
    emit holdChanged(hold);
}

void UploadEngine::endHold(const QString &profileId)
{
    if (m_holds.remove(profileId))
        emit holdChanged(m_holds.isEmpty() ? QueueHold() : *m_holds.cbegin());
}

void UploadEngine::lookForSleep()
{
    if (std::ranges::none_of(m_entries, [](const auto &entry) { return entry->runner != nullptr; }))
        m_sleepTimer.stop();
    const qint64 wallClock = QDateTime::currentMSecsSinceEpoch();
    const std::chrono::milliseconds steadyClock = now();
    const qint64 gap = (wallClock - m_lastWallClock) - (steadyClock - m_lastSteadyClock).count();
    m_lastWallClock = wallClock;
    m_lastSteadyClock = steadyClock;
    if (gap > sleepGap)
        renewConnections();
}

void UploadEngine::notifyWhenIdle()
{
    if (m_isIdle)
        return;
    for (const auto &entry : m_entries) {
        if (entry->record.task.isActive())
            return;
    }
    m_isIdle = true;
    publish();
    emit idle(std::exchange(m_doneSinceIdle, 0), std::exchange(m_failedSinceIdle, 0));
}

std::chrono::milliseconds UploadEngine::now() const
{
    return std::chrono::milliseconds(m_clock.elapsed());
}

} // namespace pollux
