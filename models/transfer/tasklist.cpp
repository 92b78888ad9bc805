// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/tasklist.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

constexpr std::chrono::milliseconds publishInterval(100);
constexpr std::chrono::milliseconds saveInterval(1000); // until a refused write is tried again
constexpr int sessionDays = 7;                          // for how long the server keeps a session, about

using State = UploadTask::State;

constexpr auto recordOf = [](const auto &entry) -> const TaskRecord & { return entry->record; };

/// In the order of the queue.
bool isBefore(const TaskRecord &one, const TaskRecord &other)
{
    return std::tie(one.position, one.task.id) < std::tie(other.position, other.task.id);
}

bool isSessionOver(const TaskRecord &record)
{
    return record.session && record.session->started.addDays(sessionDays) < QDateTime::currentDateTimeUtc();
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

void TaskList::close()
{
    flush();
    m_publishTimer.stop();
    saveUnsaved();
    m_saveTimer.stop();
    m_journal = nullptr;
}

void TaskList::load(bool resumesInterrupted, const QString &ephemeralProfileId)
{
    // The rows are read after they are claimed: until then, another program may still change them.
    const QList<Id> claimed = m_journal->claim(m_journal->taskIds());
    const QSet<Id> ours(claimed.begin(), claimed.end());
    QList<TaskRecord> records = m_journal->tasks();
    QList<TaskRecord> loaded;
    QList<TaskRecord> over; // their sessions
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
        // Without the server's answer nothing would tell when the processing ends.
        if (task.state == State::Processing && !task.file && !task.operation)
            applyEvent(record, taskevents::Ended{State::Failed, ApiError::local(ErrorKind::OutcomeUnknown)});
        if (task.state == State::Failed && isSessionOver(record)) {
            record.session.reset();
            task.bytesConfirmed = 0;
            over.append(record);
        }
        task.bytesHandedOver = task.bytesConfirmed;
        loaded.append(record);
    }
    if (!ephemeral.isEmpty())
        m_journal->removeTasks(ephemeral);
    if (!over.isEmpty())
        m_journal->updateTasks(over);
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
        records.append(queuedRecord(profileId, keyFingerprint, file, isVerified));
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
        m_index.add(record);
        tasks.append(record.task);
    }
    if (!tasks.isEmpty())
        emit inserted(tasks);
}

bool TaskList::remove(const QList<Id> &ids)
{
    if (ids.isEmpty())
        return true;
    const bool isWritten = m_journal->removeTasks(ids);
    handleJournalAnswer(isWritten);
    if (!isWritten)
        return false;
    publish();
    const QSet<Id> gone(ids.begin(), ids.end());
    std::erase_if(m_pending, [&gone](const Pending &pending) { return gone.contains(pending.id); });
    const auto isGone = [&gone](const Entry *entry) { return gone.contains(entry->record.task.id); };
    std::erase_if(m_dirty, isGone);
    std::erase_if(m_unsaved, isGone);
    QList<Id> known = gone.values();
    known.removeIf([this](Id id) { return !m_byId.contains(id); });
    for (const std::size_t row : rowsOf(known)) {
        m_index.remove(m_entries[row]->record);
        m_entries[row].reset();
    }
    std::erase(m_entries, nullptr);
    for (const Id id : std::as_const(known))
        m_byId.remove(id);
    emit removed(ids);
    return true;
}

void TaskList::move(const QList<Id> &ids, int row)
{
    QSet<Id> wanted;
    QList<Id> moving;
    for (const Id id : ids) {
        if (m_byId.contains(id) && !wanted.contains(id))
            moving.append(id);
        wanted.insert(id);
    }
    const std::vector<std::size_t> rows = rowsOf(moving);
    const auto first = static_cast<std::size_t>(std::clamp<qsizetype>(row, 0, count() - moving.size()));
    const auto isInPlace = [&rows, first, place = std::size_t{0}](std::size_t each) mutable {
        return each == first + place++;
    };
    if (std::ranges::all_of(rows, isInPlace))
        return;
    const QList<std::pair<Id, qint64>> positions = positionsFor(moving, static_cast<qsizetype>(first));
    const bool isWritten = m_journal->setPositions(positions);
    handleJournalAnswer(isWritten);
    if (!isWritten)
        return;
    for (const auto &[id, position] : positions) {
        TaskRecord &record = m_byId.value(id)->record;
        m_index.remove(record);
        record.position = position;
        m_index.add(record);
    }
    std::vector<std::unique_ptr<Entry>> moved;
    for (const std::size_t each : rows)
        moved.push_back(std::move(m_entries[each]));
    std::erase(m_entries, nullptr);
    m_entries.insert(m_entries.begin() + static_cast<std::ptrdiff_t>(first), std::make_move_iterator(moved.begin()),
                     std::make_move_iterator(moved.end()));
    emit this->moved(moving, static_cast<int>(first));
}

std::vector<std::size_t> TaskList::rowsOf(const QList<Id> &ids) const
{
    std::vector<std::size_t> rows;
    for (const Id id : ids) {
        const auto entry = std::ranges::lower_bound(m_entries, m_byId.value(id)->record, isBefore, recordOf);
        // The order differs from the positions once the journal has pruned a task and given its position to another.
        if (entry == m_entries.end() || (*entry)->record.task.id != id)
            return countedRowsOf(ids);
        rows.push_back(static_cast<std::size_t>(entry - m_entries.begin()));
    }
    return rows;
}

std::vector<std::size_t> TaskList::countedRowsOf(const QList<Id> &ids) const
{
    QHash<Id, std::size_t> all;
    for (std::size_t row = 0; row < m_entries.size(); ++row)
        all.insert(m_entries[row]->record.task.id, row);
    std::vector<std::size_t> rows;
    std::ranges::transform(ids, std::back_inserter(rows), [&all](Id id) { return all.value(id); });
    return rows;
}

QList<std::pair<UploadTask::Id, qint64>> TaskList::positionsFor(const QList<Id> &moving, qsizetype first) const
{
    const auto positionAt = [this](qsizetype row) { return at(static_cast<int>(row)).position; };
    QList<std::pair<Id, qint64>> positions;
    const bool isToEnd = first + moving.size() == count();
    if (first == 0 || isToEnd) {
        qint64 position = isToEnd ? positionAt(count() - 1) : positionAt(0) - moving.size() - 1;
        for (const Id id : moving)
            positions.append({id, ++position});
        return positions;
    }
    const QSet<Id> wanted(moving.begin(), moving.end());
    QList<Id> order = idsWhere([&wanted](const UploadTask &task) { return !wanted.contains(task.id); });
    order = order.first(first) + moving + order.sliced(first);
    // The rows in between exchange their positions. Two programs may have given the same one to two tasks.
    bool isAscending = true;
    for (qsizetype row = 1; row < order.size(); ++row)
        isAscending = isAscending && positionAt(row - 1) < positionAt(row);
    for (qsizetype row = 0; row < order.size(); ++row) {
        const bool isInPlace = at(static_cast<int>(row)).task.id == order.at(row);
        if (!isAscending || !isInPlace)
            positions.append({order.at(row), isAscending ? positionAt(row) : row + 1});
    }
    return positions;
}

void TaskList::apply(Id id, const taskevents::Event &event)
{
    Entry *entry = m_byId.value(id);
    if (!entry)
        return;
    if (!std::exchange(entry->isDirty, true))
        m_dirty.push_back(entry);
    publishLater();
    m_index.remove(entry->record);
    const bool isForJournal = applyEvent(entry->record, event);
    m_index.add(entry->record);
    if (isForJournal) {
        if (!std::exchange(entry->isUnsaved, true))
            m_unsaved.push_back(entry);
        // All changes of one turn of the event loop go into one transaction, since each transaction waits for the disk.
        m_saveTimer.start(0);
    }
}

void TaskList::persist(Pending pending)
{
    m_pending.push_back(std::move(pending));
    // Queued, so that events already in the event loop can add their changes first.
    if (m_pending.size() == 1)
        QMetaObject::invokeMethod(this, &TaskList::flush, Qt::QueuedConnection);
}

/// Writes the changes of several uploads in one transaction, since each transaction waits for the disk. If one change
/// fails, the others are still written.
void TaskList::flush()
{
    const std::vector<Pending> changes = std::exchange(m_pending, {});
    if (changes.empty())
        return;
    const auto write = [this](const Pending &each) { return this->write(each); };
    const bool areAllWritten = m_journal->together([&] { return std::ranges::all_of(changes, write); });
    std::vector<bool> areWritten;
    for (const Pending &each : changes)
        areWritten.push_back(areAllWritten || write(each));
    for (std::size_t place = 0; place < changes.size(); ++place)
        complete(changes[place], areWritten[place]);
}

bool TaskList::write(const Pending &pending)
{
    if (const auto *opened = std::get_if<taskevents::SessionChanged>(&pending.event))
        return m_journal->keepSession(pending.id, opened->snapshot, *opened->session);
    const UploadOutcome &outcome = std::get<taskevents::Uploaded>(pending.event).outcome;
    TaskRecord ended = *find(pending.id);
    applyEvent(ended, pending.event);
    const FileOrigin origin{outcome.file.name, ended.task.profileId, ended.task.path,
                            ended.snapshot,    outcome.sha256,       QDateTime::currentDateTimeUtc()};
    return ended.task.operation ? m_journal->keepResult(ended, OperationRecord::of(ended.task))
                                : m_journal->keepResult(ended, origin);
}

/// What is written counts, even if the upload was stopped or its task was removed by what a former completion caused.
void TaskList::complete(const Pending &pending, bool isWritten)
{
    handleJournalAnswer(isWritten);
    const bool isOutcome = std::holds_alternative<taskevents::Uploaded>(pending.event);
    if (isWritten && m_byId.contains(pending.id)) {
        apply(pending.id, pending.event);
        if (isOutcome)
            emit uploaded(pending.id);
    }
    if (pending.context && !(isWritten && isOutcome))
        pending.done(isWritten);
}

void TaskList::persistSession(Id id, const taskevents::SessionChanged &opened, QObject *context, const Done &done)
{
    persist({context, id, opened, done});
}

void TaskList::persistOutcome(Id id, const taskevents::Uploaded &uploaded, QObject *context, const Done &done)
{
    m_claims.insert(resourceNameOf(uploaded.outcome), id);
    persist({context, id, uploaded, done});
}

QString TaskList::resourceNameOf(const UploadOutcome &outcome)
{
    return outcome.operation ? outcome.operation->documentName() : outcome.file.name;
}

QSet<QString> TaskList::savedNames(const QString &profileId, bool ofDocuments) const
{
    QSet<QString> names;
    if (ofDocuments) {
        for (const OperationRecord &operation : m_journal->operations())
            names.insert(operation.document);
    } else {
        for (const FileOrigin &origin : m_journal->originsOf(profileId))
            names.insert(origin.name);
    }
    return names;
}

void TaskList::handleJournalAnswer(bool isWritten)
{
    if (std::exchange(m_isJournalWritten, isWritten) != isWritten)
        emit journalChanged(report());
}

JournalReport TaskList::report() const
{
    return {.health = m_journal->health(),
            .path = m_journal->path(),
            .setAsidePath = m_journal->setAsidePath(),
            .errorText = m_journal->errorText(),
            .unreadable = m_journal->unreadableCount(),
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
    std::vector<Entry *> entries = std::exchange(m_dirty, {});
    std::ranges::sort(entries, isBefore, recordOf);
    QList<UploadTask> tasks;
    for (Entry *entry : entries) {
        entry->isDirty = false;
        tasks.append(entry->record.task);
    }
    if (!tasks.isEmpty())
        emit changed(tasks);
}

void TaskList::saveUnsaved()
{
    if (m_unsaved.empty())
        return;
    QList<TaskRecord> records;
    for (const Entry *entry : m_unsaved)
        records.append(entry->record);
    const bool isWritten = m_journal->updateTasks(records);
    handleJournalAnswer(isWritten);
    if (!isWritten) {
        m_saveTimer.start(saveInterval);
        return;
    }
    for (Entry *entry : std::exchange(m_unsaved, {}))
        entry->isUnsaved = false;
}

} // namespace pollux
