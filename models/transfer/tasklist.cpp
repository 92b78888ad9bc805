// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/tasklist.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

constexpr std::chrono::milliseconds publishInterval(100);
constexpr std::chrono::milliseconds saveInterval(1000); // until a refused write is tried again

using State = UploadTask::State;

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
    addToTimeline(record, TaskEvent::Kind::Queued);
    return record;
}

} // namespace

TaskList::TaskList(QObject *parent)
    : QObject(parent)
    , m_publishTimer(this)
    , m_saveTimer(this)
{
    m_sincePublished.start();
    m_publishTimer.setSingleShot(true);
    m_saveTimer.setSingleShot(true);
    connect(&m_publishTimer, &QTimer::timeout, this, &TaskList::publish);
    connect(&m_saveTimer, &QTimer::timeout, this, &TaskList::saveUnsaved);
}

TaskList::~TaskList() = default;

void TaskList::open(Journal &journal)
{
    m_journal = &journal;
}

void TaskList::close()
{
    m_publishTimer.stop();
    m_saveTimer.stop();
    saveUnsaved();
    m_saveTimer.stop();
    m_pending.clear();
    m_journal = nullptr;
}

void TaskList::load(bool resumesInterrupted, const QString &ephemeralProfileId)
{
    QList<TaskRecord> records = m_journal->tasks();
    QList<Id> ids;
    for (const TaskRecord &record : std::as_const(records))
        ids.append(record.task.id);
    const QList<Id> claimed = m_journal->claim(ids);
    const QSet<Id> ours(claimed.begin(), claimed.end());
    QList<TaskRecord> loaded;
    QList<Id> ephemeral;
    for (TaskRecord &record : records) {
        UploadTask &task = record.task;
        if (!ours.contains(task.id))
            continue;
        if (!ephemeralProfileId.isEmpty() && task.profileId == ephemeralProfileId) {
            ephemeral.append(task.id);
            continue;
        }
        if (resumesInterrupted && task.state == State::Paused)
            task.state = State::Queued;
        if (resumesInterrupted && task.state != State::Queued)
            continue;
        if (task.state == State::Queued && !resumesInterrupted) {
            task.state = State::Paused;
            task.waitReason = WaitReason::Interrupted;
            addToTimeline(record, TaskEvent::Kind::Interrupted);
        }
        task.bytesHandedOver = task.bytesConfirmed;
        loaded.append(record);
    }
    if (!ephemeral.isEmpty())
        m_journal->removeTasks(ephemeral);
    append(loaded);
}

const TaskRecord *TaskList::find(Id id) const
{
    const Entry *entry = m_byId.value(id);
    return entry ? &entry->record : nullptr;
}

bool TaskList::add(const QString &profileId, const QByteArray &keyFingerprint, const QList<AcceptedFile> &files,
                   bool isVerified)
{
    QList<TaskRecord> records;
    for (const AcceptedFile &file : files)
        records.append(newRecord(profileId, keyFingerprint, file, isVerified));
    const bool isWritten = records.isEmpty() || m_journal->addTasks(records);
    handleJournalAnswer(isWritten);
    if (isWritten)
        append(records);
    return isWritten;
}

void TaskList::append(const QList<TaskRecord> &records)
{
    QList<UploadTask> tasks;
    for (const TaskRecord &record : records) {
        m_entries.push_back(std::make_unique<Entry>(Entry{.record = record}));
        m_byId.insert(record.task.id, m_entries.back().get());
        tasks.append(record.task);
    }
    if (!tasks.isEmpty())
        emit inserted(tasks);
}

bool TaskList::remove(const QList<Id> &ids)
{
    const bool isWritten = m_journal->removeTasks(ids);
    handleJournalAnswer(isWritten);
    if (!isWritten)
        return false;
    publish();
    const QSet<Id> gone(ids.begin(), ids.end());
    for (const Id id : ids)
        m_byId.remove(id);
    std::erase_if(m_entries, [&gone](const auto &entry) { return gone.contains(entry->record.task.id); });
    emit removed(ids);
    return true;
}

void TaskList::move(Id id, int rows)
{
    const auto place = std::ranges::find(m_entries, id, [](const auto &entry) { return entry->record.task.id; });
    int row = static_cast<int>(place - m_entries.begin());
    const int step = rows < 0 ? -1 : 1;
    for (int steps = 0; row < count() && steps != rows; steps += step) {
        const int next = row + step;
        if (next < 0 || next >= count())
            break;
        auto &here = m_entries.at(static_cast<std::size_t>(row));
        auto &there = m_entries.at(static_cast<std::size_t>(next));
        const bool isWritten = m_journal->swapPositions(id, there->record.task.id);
        handleJournalAnswer(isWritten);
        if (!isWritten)
            break;
        std::swap(here->record.position, there->record.position);
        std::swap(here, there);
        row = next;
        emit moved(id, row);
    }
}

void TaskList::apply(Id id, const taskevents::Event &event)
{
    Entry *entry = m_byId.value(id);
    if (!entry)
        return;
    entry->isDirty = true;
    publishLater();
    if (applyEvent(entry->record, event)) {
        entry->isUnsaved = true;
        // All changes of one turn of the event loop go into one transaction, since each transaction waits for the disk.
        m_saveTimer.start(0);
    }
}

void TaskList::persist(QObject *context, const Change &change, Id id, const taskevents::Event &event, const Done &done)
{
    m_pending.push_back({context, change, id, event, done});
    // Queued, so that events already in the event loop can add their changes first.
    if (m_pending.size() == 1)
        QMetaObject::invokeMethod(this, &TaskList::writePending, Qt::QueuedConnection);
}

/// Writes the changes of several uploads in one transaction, since each transaction waits for the disk. If one change
/// fails, the others are still written.
void TaskList::writePending()
{
    const std::vector<Pending> changes = std::exchange(m_pending, {});
    if (changes.empty())
        return;
    const bool areAllWritten = m_journal->together(
        [&] { return std::ranges::all_of(changes, [this](const Pending &each) { return each.change(*m_journal); }); });
    for (const auto &[context, change, id, event, done] : changes) {
        const bool isWritten = areAllWritten || change(*m_journal);
        if (!context)
            continue;
        handleJournalAnswer(isWritten);
        if (isWritten)
            apply(id, event);
        done(isWritten);
    }
}

void TaskList::persistSession(Id id, const taskevents::SessionChanged &opened, QObject *context, const Done &done)
{
    const auto change = [id, opened](Journal &journal) {
        return journal.keepSession(id, opened.snapshot, *opened.session);
    };
    persist(context, change, id, opened, done);
}

void TaskList::persistOutcome(Id id, const taskevents::Uploaded &uploaded, QObject *context, const Done &done)
{
    const UploadOutcome &outcome = uploaded.outcome;
    m_claims.insert(resourceNameOf(outcome), id);
    TaskRecord ended = *find(id);
    applyEvent(ended, uploaded);
    const FileOrigin origin{outcome.file.name, ended.task.profileId, ended.task.path,
                            ended.snapshot,    outcome.sha256,       QDateTime::currentDateTimeUtc()};
    const auto change = [ended, origin](Journal &journal) {
        return ended.task.operation ? journal.keepResult(ended, operationOf(ended.task))
                                    : journal.keepResult(ended, origin);
    };
    persist(context, change, id, uploaded, done);
}

QString TaskList::resourceNameOf(const UploadOutcome &outcome)
{
    return outcome.operation ? outcome.operation->documentName() : outcome.file.name;
}

QSet<QString> TaskList::takenNames(Id id) const
{
    QSet<QString> names;
    const UploadTask &task = find(id)->task;
    if (task.storeUpload) {
        for (const OperationRecord &operation : m_journal->operations())
            names.insert(operation.document);
    } else {
        for (const FileOrigin &origin : m_journal->originsOf(task.profileId))
            names.insert(origin.name);
    }
    for (auto claim = m_claims.cbegin(); claim != m_claims.cend(); ++claim) {
        if (claim.value() != id)
            names.insert(claim.key());
    }
    return names;
}

OperationRecord TaskList::operationOf(const UploadTask &task)
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

void TaskList::handleJournalAnswer(bool isWritten)
{
    if (std::exchange(m_isJournalWritten, isWritten) != isWritten)
        emit journalChanged(report());
}

JournalReport TaskList::report() const
{
    const auto isInterrupted = [](const UploadTask &task) { return task.waitReason == WaitReason::Interrupted; };
    return {.health = m_journal->health(),
            .path = m_journal->path(),
            .setAsidePath = m_journal->setAsidePath(),
            .errorText = m_journal->errorText(),
            .unreadable = m_journal->unreadableCount(),
            .interrupted = static_cast<int>(idsWhere(isInterrupted).size()),
            .isWritable = m_isJournalWritten};
}

void TaskList::publishLater()
{
    if (m_publishTimer.isActive())
        return;
    const std::chrono::milliseconds sinceLast(m_sincePublished.elapsed());
    m_publishTimer.start(std::max(std::chrono::milliseconds(0), publishInterval - sinceLast));
}

void TaskList::publish()
{
    m_publishTimer.stop();
    m_sincePublished.start();
    emit aboutToPublish();
    QList<UploadTask> tasks;
    for (const auto &entry : m_entries) {
        if (std::exchange(entry->isDirty, false))
            tasks.append(entry->record.task);
    }
    if (!tasks.isEmpty())
        emit changed(tasks);
}

void TaskList::saveUnsaved()
{
    QList<TaskRecord> records;
    for (const auto &entry : m_entries) {
        if (entry->isUnsaved)
            records.append(entry->record);
    }
    if (records.isEmpty())
        return;
    const bool isWritten = m_journal->updateTasks(records);
    handleJournalAnswer(isWritten);
    if (!isWritten) {
        m_saveTimer.start(saveInterval);
        return;
    }
    for (const auto &entry : m_entries)
        entry->isUnsaved = false;
}

} // namespace pollux
