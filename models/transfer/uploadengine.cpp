// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadengine.h"

#include <algorithm>
#include <utility>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace pollux {

namespace {

// Those that send, and as many whose sessions are opened ahead.
constexpr int maxOpenUploads = 2 * UploadEngine::maxParallelUploads;

/// How many uploads the process has descriptors for: files, sockets, and the pipes of each manager's thread. Beyond
/// that libraries below Qt end the program.
int uploadsWithinFileLimit()
{
#ifdef Q_OS_UNIX
    constexpr rlim_t reserved = 24;
    constexpr rlim_t perUpload = 6;
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        return static_cast<int>(std::clamp<rlim_t>(
            limit.rlim_cur > reserved ? (limit.rlim_cur - reserved) / perUpload : 1, 1, maxOpenUploads));
#endif
    return maxOpenUploads;
}

TaskRecord newRecord(const QString &profileId, const QByteArray &fingerprint, const AcceptedFile &file, bool isVerified)
{
    TaskRecord record;
    record.keyFingerprint = fingerprint;
    UploadTask &task = record.task;
    task.profileId = profileId;
    task.target = file.storeUpload ? file.storeUpload->store : QStringLiteral("files");
    task.storeUpload = file.storeUpload;
    task.path = file.path;
    task.displayName = file.displayName;
    task.mimeType = file.mimeType;
    task.isMimeTypeChosen = file.isMimeTypeChosen;
    task.isVerified = isVerified;
    task.size = file.size;
    task.notes.setFlag(UploadNote::EmptyFile, file.size == 0);
    task.notes.setFlag(UploadNote::UnknownType, !file.isMimeTypeKnown);
    UploadRunner::addEvent(record, TaskEvent::Kind::Queued);
    return record;
}

} // namespace

UploadEngine::UploadEngine(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_breaker(m_options.retries.speed)
    , m_publishTimer(this)
    , m_probeTimer(this)
    , m_saveTimer(this)
    , m_sleepTimer(this)
{
    m_clock.start();
    m_publishTimer.setSingleShot(true);
    m_probeTimer.setSingleShot(true);
    m_saveTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &UploadEngine::publish);
    connect(&m_probeTimer, &QTimer::timeout, this, &UploadEngine::schedule);
    connect(&m_saveTimer, &QTimer::timeout, this, &UploadEngine::saveUnsaved);
    connect(&m_sleepTimer, &QTimer::timeout, this, &UploadEngine::lookForSleep);
}

UploadEngine::~UploadEngine() = default;

void UploadEngine::open()
{
    m_journal = std::make_unique<Journal>(m_options.journalPath);
    m_journalGroup = std::make_unique<JournalGroup>(*m_journal);
    makeOperationTracker();
    if (!m_options.ignoresFormerTasks)
        load();
    if (!m_options.ignoresFormerOperations)
        m_operations->load();
    emit opened(report());
    schedule();
}

void UploadEngine::shutDown()
{
    for (const auto &entry : m_entries) {
        if (entry->runner) {
            entry->runner->suspend();
            entry->runner.reset();
        }
    }
    m_retired.clear();
    for (QTimer *timer : {&m_publishTimer, &m_probeTimer, &m_saveTimer, &m_sleepTimer})
        timer->stop();
    saveUnsaved();
    m_operations.reset();
    m_journalGroup.reset();
    m_journal.reset();
    m_hashing.waitForDone();
}

void UploadEngine::setAccount(const QString &profileId, const RequestFactory &requests, const QByteArray &apiKey)
{
    const Account account{requests, m_journal->fingerprint(apiKey)};
    const bool isHeldHere = m_holds.value(profileId).reason == WaitReason::BadKey;
    const bool isNewKey = m_accounts.value(profileId).fingerprint != account.fingerprint;
    m_accounts.insert(profileId, account);
    if (isHeldHere && isNewKey) {
        // The old key was refused, so nothing can be sent under it any more: its tasks go over to the new one.
        for (const auto &entry : m_entries) {
            if (entry->record.task.profileId == profileId && entry->record.task.isActive()) {
                entry->record.keyFingerprint = account.fingerprint;
                save(*entry);
            }
        }
        endHold(profileId);
    }
    m_operations->handleAccounts();
    schedule();
}

void UploadEngine::removeAccount(const QString &profileId)
{
    m_accounts.remove(profileId);
    endHold(profileId);
    for (const auto &entry : m_entries) {
        if (entry->runner && entry->record.task.profileId == profileId)
            suspendEntry(*entry, UploadTask::State::Waiting, WaitReason::AnotherKey);
    }
    schedule();
}

void UploadEngine::setParallelUploads(int count)
{
    const int limit = uploadsWithinFileLimit();
    m_parallelUploads = std::min(std::clamp(count, 1, maxParallelUploads), limit);
    m_maxPrepared = std::min(m_parallelUploads, limit - m_parallelUploads);
    schedule();
}

void UploadEngine::enqueue(const QString &profileId, const QList<AcceptedFile> &files)
{
    const QByteArray fingerprint = m_accounts.value(profileId).fingerprint;
    QList<TaskRecord> records;
    for (const AcceptedFile &file : files)
        records.append(newRecord(profileId, fingerprint, file, m_options.isVerified));
    const bool isKept = records.isEmpty() || m_journal->addTasks(records);
    handleJournalAnswer(isKept);
    if (!isKept) {
        emit enqueued(0, m_journal->errorText());
        return;
    }
    QList<UploadTask> tasks;
    for (TaskRecord &record : records)
        tasks.append(append(std::move(record)).record.task);
    if (!tasks.isEmpty())
        emit tasksInserted(tasks);
    emit enqueued(static_cast<int>(tasks.size()), {});
    m_isIdle = m_isIdle && tasks.isEmpty();
    schedule();
}

void UploadEngine::cancel(const QList<UploadTask::Id> &ids)
{
    for (const UploadTask::Id id : ids) {
        Entry *entry = find(id);
        if (!entry || entry->record.task.isFinished() || entry->record.task.state == UploadTask::State::Processing)
            continue;
        if (entry->runner) {
            entry->runner->cancel();
        } else {
            reportServerCancelled(*entry);
            endEntry(*entry, UploadTask::State::Cancelled);
        }
    }
    schedule();
}

void UploadEngine::cancelAll()
{
    QList<UploadTask::Id> ids;
    for (const auto &entry : m_entries)
        ids.append(entry->record.task.id);
    cancel(ids);
}

void UploadEngine::pause(const QList<UploadTask::Id> &ids)
{
    for (const UploadTask::Id id : ids) {
        Entry *entry = find(id);
        if (!entry || !entry->record.task.isActive())
            continue;
        suspendEntry(*entry, UploadTask::State::Paused, WaitReason::Person);
        UploadRunner::addEvent(entry->record, TaskEvent::Kind::Paused);
        save(*entry);
    }
    schedule();
}

void UploadEngine::resume(const QList<UploadTask::Id> &ids)
{
    for (const UploadTask::Id id : ids) {
        Entry *entry = find(id);
        if (!entry)
            continue;
        UploadTask &task = entry->record.task;
        if (entry->runner) {
            entry->runner->hurry();
        } else if (task.state == UploadTask::State::Paused || task.state == UploadTask::State::Waiting) {
            if (const Account *account = accountOf(*entry))
                entry->record.keyFingerprint = account->fingerprint;
            UploadRunner::addEvent(entry->record, TaskEvent::Kind::Resumed);
            requeue(*entry);
        }
    }
    schedule();
}

void UploadEngine::setPaused(bool paused)
{
    m_isPaused = paused;
    for (const auto &entry : m_entries) {
        if (paused && entry->runner)
            suspendEntry(*entry, UploadTask::State::Queued, WaitReason::None);
    }
    schedule();
}

void UploadEngine::releaseHold()
{
    m_breaker.recordSuccess();
    m_holds.clear();
    emit holdChanged({});
    schedule();
}

void UploadEngine::retry(const QList<UploadTask::Id> &ids)
{
    for (const UploadTask::Id id : ids) {
        Entry *entry = find(id);
        const bool isOver = entry && (entry->record.task.state == UploadTask::State::Failed ||
                                      entry->record.task.state == UploadTask::State::Cancelled);
        if (!isOver)
            continue;
        TaskRecord &record = entry->record;
        if (const Account *account = accountOf(*entry))
            record.keyFingerprint = account->fingerprint;
        record.task.notes &= UploadNotes(UploadNote::EmptyFile) | UploadNote::UnknownType;
        record.task.file.reset();
        record.task.operation.reset();
        record.task.attempts = 0;
        // A person's retry may use as many sessions as the first try.
        if (record.session)
            record.session->number = 1;
        else
            record.task.bytesConfirmed = record.task.bytesHandedOver = record.task.sessionCount = 0;
        UploadRunner::addEvent(record, TaskEvent::Kind::Resumed);
        requeue(*entry);
    }
    schedule();
}

void UploadEngine::retryFailed()
{
    QList<UploadTask::Id> ids;
    for (const auto &entry : m_entries) {
        if (entry->record.task.state == UploadTask::State::Failed)
            ids.append(entry->record.task.id);
    }
    retry(ids);
}

void UploadEngine::move(UploadTask::Id id, int rows)
{
    const int step = rows < 0 ? -1 : 1;
    int row = rowOf(id);
    for (int moved = 0; row >= 0 && moved != rows; moved += step) {
        const int next = row + step;
        if (next < 0 || next >= static_cast<int>(m_entries.size()))
            break;
        auto &here = m_entries.at(static_cast<std::size_t>(row));
        auto &there = m_entries.at(static_cast<std::size_t>(next));
        const bool isKept = m_journal->swapPositions(here->record.task.id, there->record.task.id);
        handleJournalAnswer(isKept);
        if (!isKept)
            break;
        std::swap(here->record.position, there->record.position);
        std::swap(here, there);
        row = next;
        emit taskMoved(id, row);
    }
}

void UploadEngine::clearFinished(bool failed)
{
    QList<UploadTask::Id> ids;
    for (const auto &entry : m_entries) {
        const UploadTask::State state = entry->record.task.state;
        if (state == UploadTask::State::Done || state == UploadTask::State::Cancelled ||
            (failed && state == UploadTask::State::Failed))
            ids.append(entry->record.task.id);
    }
    remove(ids);
}

void UploadEngine::discard(const QList<UploadTask::Id> &ids)
{
    cancel(ids);
    remove(ids);
}

void UploadEngine::handleRemoteFile(const RemoteFile &file)
{
    for (const auto &entry : m_entries) {
        UploadTask &task = entry->record.task;
        if (task.state != UploadTask::State::Processing || !task.file || task.file->name != file.name)
            continue;
        task.file = file;
        if (file.state == RemoteFile::State::Active)
            endEntry(*entry, UploadTask::State::Done);
        else if (file.state == RemoteFile::State::Failed)
            endEntry(*entry, UploadTask::State::Failed);
    }
}

void UploadEngine::handleRemoteGone(const QString &name)
{
    for (const auto &entry : m_entries) {
        UploadTask &task = entry->record.task;
        if (task.state != UploadTask::State::Processing || !task.file || task.file->name != name)
            continue;
        task.notes.setFlag(UploadNote::GoneFromServer);
        endEntry(*entry, UploadTask::State::Done);
    }
}

void UploadEngine::renewConnections()
{
    for (const auto &entry : m_entries) {
        if (!entry->runner)
            continue;
        if (entry->runner->isWaiting()) {
            entry->runner->hurry();
        } else {
            suspendEntry(*entry, UploadTask::State::Queued, WaitReason::None);
        }
    }
    m_connections.dropIdleConnections();
    schedule();
}

void UploadEngine::trackOperation(const OperationRecord &operation)
{
    m_operations->add(operation);
}

void UploadEngine::pollOperations(const QStringList &names)
{
    m_operations->poll(names);
}

void UploadEngine::forgetOperations(const QStringList &names)
{
    m_operations->forget(names);
}

void UploadEngine::lookUpOrigin(const QString &name)
{
    if (m_journal)
        emit originLookedUp(name, m_journal->originOf(name));
}

void UploadEngine::reportServerCancelled(const Entry &entry)
{
    const Account *account = accountOf(entry);
    if (!account || !entry.record.session)
        return;
    const Result<QUrl> url = account->requests.checkSessionUrl(entry.record.session->url.toEncoded());
    if (!url.ok())
        return;
    QNetworkReply *reply =
        m_connections.controlManager().post(account->requests.session(url.value(), "cancel"), QByteArray());
    ReplyReader::leave(reply);
}

} // namespace pollux
