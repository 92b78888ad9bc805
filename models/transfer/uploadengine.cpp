// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadengine.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

using State = UploadTask::State;

constexpr std::chrono::milliseconds sleepCheckInterval(5000);
constexpr qint64 sleepGap = 30'000; // ms; if the wall clock runs ahead by more, the machine has slept

} // namespace

UploadEngine::UploadEngine(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_commands(this)
    , m_tasks(this)
    , m_running(m_tasks, m_options.retries, this)
    , m_holds(m_options.retries, this)
    , m_sleepTimer(this)
{
    m_admission.parallelUploads = m_admission.maxPrepared = defaultParallelUploads;
    m_clock.start();
    connect(&m_sleepTimer, &QTimer::timeout, this, &UploadEngine::lookForSleep);
    connect(&m_running, &RunningUploads::tryFailed, this, &UploadEngine::handleFailedTry);
    connect(&m_running, &RunningUploads::answered, this, [this](Id id) { m_holds.handleAnswered(uploadOf(id)); });
    connect(&m_running, &RunningUploads::failed, this, &UploadEngine::handleUploadError);
    connect(&m_tasks, &TaskList::uploaded, this, &UploadEngine::handleUploaded);
    connect(&m_holds, &QueueHolds::changed, this, &UploadEngine::holdsChanged);
    connect(&m_holds, &QueueHolds::held, this, &UploadEngine::handleHold);
    connect(&m_holds, &QueueHolds::slowedDown, &m_running, &RunningUploads::holdBack);
    connect(&m_holds, &QueueHolds::due, this, &UploadEngine::schedule);
}

UploadEngine::~UploadEngine() = default;

void UploadEngine::open()
{
    m_journal = std::make_unique<Journal>(m_options.journalPath);
    m_tasks.open(*m_journal);
    m_operations = std::make_unique<OperationTracker>(OperationTracker::Context{
        *m_journal, m_running.connections().controlManager(),
        [this](const QString &profileId) { return requestsOf(profileId); }, m_options.retries.speed});
    connect(m_operations.get(), &OperationTracker::changed, this, &UploadEngine::operationsChanged);
    connect(m_operations.get(), &OperationTracker::removed, this, &UploadEngine::operationsRemoved);
    connect(m_operations.get(), &OperationTracker::ended, this, &UploadEngine::handleOperationEnd);
    connect(m_operations.get(), &OperationTracker::journalAnswered, &m_tasks, &TaskList::handleJournalAnswer);
    if (!m_options.ignoresFormerTasks)
        m_tasks.load(m_options.resumesInterrupted, m_options.ephemeralProfileId);
    m_isIdle = m_tasks.index().activeCount() == 0;
    if (!m_options.ignoresFormerOperations)
        m_operations->load();
    emit opened(m_tasks.report());
    schedule();
}

void UploadEngine::shutDown()
{
    m_commands.finish();
    m_running.shutDown();
    m_holds.shutDown();
    m_sleepTimer.stop();
    m_tasks.close();
    m_operations.reset();
    m_journal.reset();
}

void UploadEngine::setParallelUploads(int count)
{
    // Those that send, and as many whose sessions are opened ahead.
    const int limit = ConnectionPool::uploadsWithinFileLimit(2 * Admission::maxParallelUploads);
    m_admission.parallelUploads = std::min(std::clamp(count, 1, Admission::maxParallelUploads), limit);
    m_admission.maxPrepared = std::min(m_admission.parallelUploads, limit - m_admission.parallelUploads);
    schedule();
}

void UploadEngine::enqueue(const QString &profileId, const QList<AcceptedFile> &files)
{
    if (!m_tasks.add(profileId, m_admission.fingerprints.value(profileId), files, m_options.isVerified)) {
        emit enqueued(0, m_journal->errorText());
        return;
    }
    emit enqueued(static_cast<int>(files.size()), {});
    m_isIdle = m_isIdle && files.isEmpty();
    schedule();
}

void UploadEngine::stopInPortions(const QList<Id> &ids, void (UploadEngine::*stop)(const QList<Id> &))
{
    // What would start meanwhile may be what is still to be stopped.
    ++m_stopCommands;
    inPortions(ids, stop);
    m_commands.add([this] {
        --m_stopCommands;
        schedule();
        return false;
    });
}

void UploadEngine::cancelSome(const QList<Id> &ids)
{
    // An outcome that waits to be written comes before the wish to cancel; one that cancel() meets is written at once.
    m_tasks.flush();
    for (const Id id : ids) {
        const TaskRecord *record = m_tasks.find(id);
        if (!record || record->task.isFinished() || record->task.state == State::Processing)
            continue;
        if (UploadRunner *runner = m_running.find(id)) {
            runner->cancel();
        } else {
            if (const auto requests = requestsOf(record->task.profileId); requests && record->session)
                m_running.cancelSession(*record->session, *requests);
            end(id, {State::Cancelled});
        }
    }
    m_tasks.flush();
    schedule();
}

void UploadEngine::cancelAll()
{
    cancel(m_tasks.idsWhere([](const UploadTask &) { return true; }));
}

void UploadEngine::pauseSome(const QList<Id> &ids)
{
    for (const Id id : ids) {
        const TaskRecord *record = m_tasks.find(id);
        if (record && record->task.isActive())
            suspend(id, {State::Paused, WaitReason::Person});
    }
    schedule();
}

void UploadEngine::resumeSome(const QList<Id> &ids)
{
    for (const Id id : ids) {
        const TaskRecord *record = m_tasks.find(id);
        m_holds.endDeferral(id);
        if (UploadRunner *runner = m_running.find(id))
            runner->hurry();
        else if (record && (record->task.state == State::Paused || record->task.state == State::Waiting))
            requeue(id, false);
    }
    schedule();
}

void UploadEngine::setPaused(bool paused)
{
    m_isPaused = paused;
    if (paused)
        suspendAll({State::Queued});
    schedule();
}

void UploadEngine::retrySome(const QList<Id> &ids)
{
    for (const Id id : ids) {
        const TaskRecord *record = m_tasks.find(id);
        if (record && (record->task.state == State::Failed || record->task.state == State::Cancelled))
            requeue(id, true);
    }
    schedule();
}

void UploadEngine::retryFailed()
{
    retry(m_tasks.idsWhere([](const UploadTask &task) { return task.state == State::Failed; }));
}

void UploadEngine::clearFinished(bool failed)
{
    const auto isCleared = [failed](const UploadTask &task) {
        return task.isFinished() && (failed || task.state != State::Failed);
    };
    // Looks at the tasks after the commands before: these may still cancel some and queue others again.
    m_commands.addList(
        portionSize, [this, isCleared] { return m_tasks.idsWhere(isCleared); },
        [this](const QList<Id> &ids) { remove(ids); });
}

void UploadEngine::discardSome(const QList<Id> &ids)
{
    cancelSome(ids);
    // An upload that still runs has an outcome that cannot be written yet: its file would be on the server unnoticed.
    QList<Id> ended = ids;
    ended.removeIf([this](Id id) { return m_running.find(id) != nullptr; });
    remove(ended);
}

void UploadEngine::handleRemoteFile(const RemoteFile &file)
{
    const bool isFailed = file.state == RemoteFile::State::Failed;
    endProcessing(file.name, {.state = isFailed ? State::Failed : State::Done, .file = file});
}

void UploadEngine::handleRemoteGone(const QString &name)
{
    endProcessing(name, {.state = State::Done, .notes = UploadNote::GoneFromServer});
}

void UploadEngine::endProcessing(const QString &name, const taskevents::Ended &event)
{
    for (const Id id : m_tasks.index().processing(name))
        end(id, event);
}

void UploadEngine::renewConnections()
{
    for (const Id id : m_running.ids()) {
        const UploadTask &task = m_tasks.find(id)->task;
        if (task.state != State::Waiting)
            suspend(id, {State::Queued});
        else if (UploadRunner *runner = m_running.find(id); runner && !m_holds.isDelayed(task.profileId))
            runner->hurry();
    }
    m_running.connections().dropIdleConnections();
    m_holds.tryLinksNow();
    schedule();
}

void UploadEngine::lookUpOrigin(const QString &name)
{
    if (m_journal)
        emit originLookedUp(name, m_journal->originOf(name));
}

void UploadEngine::remove(const QList<Id> &ids)
{
    // The sessions of failed uploads are kept for a retry, which is no longer possible afterwards.
    std::vector<std::pair<OpenSession, RequestFactory>> sessions;
    for (const Id id : ids) {
        const TaskRecord *record = m_tasks.find(id);
        const auto requests = record ? requestsOf(record->task.profileId) : std::nullopt;
        if (requests && record->session)
            sessions.emplace_back(*record->session, *requests);
    }
    if (!m_tasks.remove(ids))
        return;
    for (const auto &[session, requests] : sessions)
        m_running.cancelSession(session, requests);
    notifyWhenIdle();
}

std::optional<RequestFactory> UploadEngine::requestsOf(const QString &profileId) const
{
    const auto known = m_requests.constFind(profileId);
    return known == m_requests.constEnd() ? std::nullopt : std::optional(*known);
}

void UploadEngine::schedule()
{
    if (!std::exchange(m_isScheduled, true))
        QMetaObject::invokeMethod(this, &UploadEngine::startWhatMay, Qt::QueuedConnection);
}

void UploadEngine::startWhatMay()
{
    m_isScheduled = false;
    if (!m_journal || m_stopCommands > 0)
        return;
    sweepHolds();
    if (m_isPaused) {
        notifyWhenIdle();
        return;
    }
    m_holds.fill(m_admission);
    for (Admission::Hold &hold : m_admission.holds) {
        if (const TaskRecord *last = m_tasks.find(hold.lastProbe))
            hold.lastPosition = last->position;
    }
    const Admission::Plan plan = m_admission.plan(m_running.all(), m_tasks.index().waiting());
    for (const Admission::Probe &probe : plan.probes)
        m_holds.takeProbe(probe);
    m_holds.startTimer();
    for (const Admission::Step &step : plan.steps)
        carryOut(step);
    if (!m_running.isEmpty() && !m_sleepTimer.isActive()) {
        m_clockDifference = clockDifference();
        m_sleepTimer.start(sleepCheckInterval);
    }
    notifyWhenIdle();
}

void UploadEngine::carryOut(const Admission::Step &step)
{
    if (step.becomes == Admission::Activity::None) {
        m_tasks.apply(step.id, taskevents::Suspended{State::Waiting, step.reason});
        // A hold may cover no other upload, see sweepHolds().
        if (step.reason == WaitReason::AnotherKey)
            schedule();
    } else if (UploadRunner *prepared = m_running.find(step.id)) {
        prepared->send();
    } else {
        m_running.start(step.id, *requestsOf(m_tasks.find(step.id)->task.profileId),
                        step.becomes == Admission::Activity::Sending);
    }
}

void UploadEngine::suspendAll(const taskevents::Suspended &event)
{
    for (const Id id : m_running.ids())
        suspend(id, event);
}

void UploadEngine::requeue(Id id, bool isRetry)
{
    m_isIdle = false;
    m_tasks.apply(id, taskevents::Resumed{m_admission.fingerprints.value(m_tasks.find(id)->task.profileId), isRetry});
}

void UploadEngine::end(Id id, const taskevents::Ended &event)
{
    // One that the server processes counts when its bytes are there, and not again at its end.
    const TaskRecord *record = m_tasks.find(id);
    const bool isCounted = record && record->task.state == State::Processing;
    m_doneSinceIdle += event.state == State::Processing || (event.state == State::Done && !isCounted) ? 1 : 0;
    m_failedSinceIdle += event.state == State::Failed ? 1 : 0;
    m_holds.endDeferral(id);
    m_tasks.apply(id, event);
}

void UploadEngine::handleUploaded(Id id)
{
    m_holds.handleAnswered(uploadOf(id), true);
    const UploadTask &task = m_tasks.find(id)->task;
    end(id, {.state = task.state, .isPersisted = true});
    m_tasks.publish();
    if (task.operation)
        m_operations->watch(OperationRecord::of(task));
    else
        emit uploaded(task.profileId, *task.file);
    schedule();
}

void UploadEngine::handleOperationEnd(const OperationRecord &operation, const std::optional<Operation> &answer)
{
    const TaskRecord *record = m_tasks.find(operation.task);
    const bool isAwaited = record && record->task.state == State::Processing && record->task.operation &&
                           record->task.operation->name == operation.name;
    if (!isAwaited)
        return;
    const auto error = OperationTracker::failureOf(record->task, operation, answer);
    end(operation.task, {.state = error ? State::Failed : State::Done, .error = error, .operation = answer});
}

void UploadEngine::lookForSleep()
{
    if (m_running.isEmpty())
        m_sleepTimer.stop();
    const qint64 difference = clockDifference();
    if (difference - std::exchange(m_clockDifference, difference) > sleepGap)
        renewConnections();
}

void UploadEngine::notifyWhenIdle()
{
    if (m_isIdle || m_tasks.index().activeCount() > 0)
        return;
    m_isIdle = true;
    m_tasks.publish();
    emit idle(std::exchange(m_doneSinceIdle, 0), std::exchange(m_failedSinceIdle, 0));
}

qint64 UploadEngine::clockDifference() const
{
    return QDateTime::currentMSecsSinceEpoch() - m_clock.elapsed();
}

} // namespace pollux
