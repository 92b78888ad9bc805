// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"

#include "models/journal/journaldatabase.h"
#include "models/journal/journalopening.h"
#include "models/journal/journalrows.h"
#include "models/journal/ownerlock.h"

#include <QDir>
#include <QMap>
#include <QMessageAuthenticationCode>
#include <QRandomGenerator>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using journalrows::Fields;

constexpr qsizetype secretLength = 32;          // bytes
constexpr qsizetype insertsBetweenPrunes = 500; // rows

QVariant idValue(UploadTask::Id id)
{
    return static_cast<qint64>(id);
}

QVariantList valuesOf(const Fields &fields)
{
    QVariantList values;
    for (const auto &field : fields)
        values.append(field.second);
    return values;
}

} // namespace

QString Journal::pathIn(const QString &dataDirectory)
{
    return QDir(dataDirectory).filePath(u"journal.sqlite"_s);
}

Journal::Journal(const QString &path)
    : m_path(path)
{
    OpenedJournal opened = openJournal(path);
    m_database = std::move(opened.database);
    m_health = opened.health;
    m_setAsidePath = opened.setAsidePath;
    m_errorText = opened.errorText;
    m_owner = std::make_unique<OwnerLock>(isKept() ? m_path : QString());
    if (!loadSecret()) {
        m_secret.resize(secretLength);
        QRandomGenerator::system()->generate(m_secret.begin(), m_secret.end());
        change([this] {
            return m_database->execute(u"INSERT OR REPLACE INTO meta (name, value) VALUES ('secret', ?)"_s, {m_secret});
        });
    }
    change([this] { return releaseDeadClaims() && prune(); });
}

Journal::~Journal()
{
    m_database->execute(u"UPDATE tasks SET owner=NULL WHERE owner=?"_s, {m_owner->id()});
}

bool Journal::loadSecret()
{
    QSqlQuery query = m_database->run(u"SELECT value FROM meta WHERE name='secret'"_s);
    m_secret = query.next() ? query.value(0).toByteArray() : QByteArray();
    return m_secret.size() == secretLength;
}

QByteArray Journal::fingerprint(const QByteArray &apiKey) const
{
    return QMessageAuthenticationCode::hash(apiKey, m_secret, QCryptographicHash::Sha256);
}

bool Journal::change(const std::function<bool()> &work)
{
    if (m_database->transaction(work))
        return true;
    m_errorText = m_database->errorText();
    return false;
}

QList<UploadTask::Id> Journal::taskIds()
{
    QList<UploadTask::Id> ids;
    QSqlQuery query = m_database->run(u"SELECT id FROM tasks ORDER BY id"_s);
    while (query.next())
        ids.append(query.value(0).toULongLong());
    if (!m_database->checkEnd(query))
        m_errorText = m_database->errorText();
    return ids;
}

QList<TaskRecord> Journal::tasks()
{
    QMap<UploadTask::Id, TaskRecord> records;
    m_unreadableTasks = 0;
    journalrows::Row tasks(m_database->run(u"SELECT * FROM tasks"_s));
    while (tasks.next()) {
        const auto record = journalrows::taskFromRow(tasks);
        if (record)
            records.insert(record->task.id, *record);
        m_unreadableTasks += record ? 0 : 1;
    }
    const auto readInto = [&](journalrows::Row rows, bool (*take)(const journalrows::Row &, TaskRecord &)) {
        while (rows.next()) {
            const auto record = records.find(static_cast<UploadTask::Id>(rows.number(u"task"_s)));
            if (record != records.end() && !take(rows, *record))
                ++m_unreadableTasks;
        }
        return m_database->checkEnd(rows.query());
    };
    const bool isComplete =
        m_database->checkEnd(tasks.query()) &&
        readInto(journalrows::Row(m_database->run(u"SELECT * FROM sessions"_s)), &journalrows::readSessionRow) &&
        readInto(journalrows::Row(m_database->run(u"SELECT * FROM results"_s)), &journalrows::readResultRow);
    if (!isComplete) {
        m_errorText = m_database->errorText();
        ++m_unreadableTasks; // nobody knows how many are missing
    }
    QList<TaskRecord> sorted = records.values();
    std::ranges::stable_sort(sorted, {}, &TaskRecord::position);
    return sorted;
}

bool Journal::addTasks(QList<TaskRecord> &records)
{
    QList<TaskRecord> added = records;
    const bool isDone = canClaim() && change([&] {
                            QSqlQuery last = m_database->run(u"SELECT max(position) FROM tasks"_s);
                            if (!last.next())
                                return false;
                            qint64 position = std::min(last.value(0).toLongLong(), journalrows::maxPosition);
                            last.finish();
                            for (TaskRecord &record : added) {
                                record.task.id = 0;
                                record.position = ++position;
                                if (!insertTask(record))
                                    return false;
                            }
                            return pruneSometimes(added.size());
                        });
    if (isDone)
        records = added;
    return isDone;
}

QSqlQuery Journal::insert(const QString &table, const Fields &fields)
{
    QStringList columns;
    for (const auto &field : fields)
        columns.append(field.first);
    return m_database->run(u"INSERT OR REPLACE INTO %1 (%2) VALUES (%3)"_s.arg(
                               table, columns.join(u", "_s), QStringList(columns.size(), u"?"_s).join(u", "_s)),
                           valuesOf(fields));
}

QSqlQuery Journal::updateTask(UploadTask::Id id, const Fields &fields)
{
    QStringList assignments;
    for (const auto &field : fields)
        assignments.append(field.first + "=?"_L1);
    return m_database->run(u"UPDATE tasks SET %1 WHERE id=?"_s.arg(assignments.join(u", "_s)),
                           valuesOf(fields) + QVariantList{idValue(id)});
}

bool Journal::insertTask(TaskRecord &record)
{
    const QSqlQuery query = insert(u"tasks"_s, Fields{{u"owner"_s, m_owner->id()}} + journalrows::taskFields(record));
    record.task.id = query.lastInsertId().toULongLong();
    return query.isActive() && (!record.session || writeSession(record)) && writeResult(record);
}

bool Journal::writeTask(const TaskRecord &record)
{
    const QSqlQuery query = updateTask(record.task.id, journalrows::taskFields(record));
    if (!query.isActive())
        return false;
    return query.numRowsAffected() == 0 || (writeSession(record) && writeResult(record));
}

bool Journal::writeSession(const TaskRecord &record)
{
    const UploadTask &task = record.task;
    if (!record.session)
        return m_database->execute(u"DELETE FROM sessions WHERE task=?"_s, {idValue(task.id)});
    OpenSession session = *record.session;
    session.confirmed = std::clamp<qint64>(task.bytesConfirmed, 0, std::max(task.size, record.snapshot.size));
    return insert(u"sessions"_s, journalrows::sessionFields(task.id, session)).isActive();
}

bool Journal::writeResult(const TaskRecord &record)
{
    const QVariant id = idValue(record.task.id);
    const QVariant result = journalrows::resultValue(record.task);
    return result.isNull() ? m_database->execute(u"DELETE FROM results WHERE task=?"_s, {id})
                           : insert(u"results"_s, {{u"task"_s, id}, {u"file"_s, result}}).isActive();
}

bool Journal::updateTasks(const QList<TaskRecord> &records)
{
    return change(
        [&] { return std::ranges::all_of(records, [this](const TaskRecord &record) { return writeTask(record); }); });
}

bool Journal::keepSession(UploadTask::Id id, const FileSnapshot &snapshot, const OpenSession &session)
{
    return change([&] {
        const Fields fields{{u"session_count"_s, session.number}, {u"confirmed"_s, session.confirmed}};
        const QSqlQuery query = updateTask(id, fields + journalrows::snapshotFields(snapshot));
        if (!query.isActive())
            return false;
        return query.numRowsAffected() == 0 ||
               insert(u"sessions"_s, journalrows::sessionFields(id, session)).isActive();
    });
}

bool Journal::keepResult(const TaskRecord &record, const FileOrigin &origin)
{
    return change([&] {
        return writeEnded(record) && insert(u"origins"_s, journalrows::originFields(origin)).isActive() &&
               pruneSometimes(1);
    });
}

bool Journal::keepResult(const TaskRecord &record, const OperationRecord &operation)
{
    return change([&] { return writeEnded(record) && keepOperation(operation); });
}

bool Journal::writeEnded(const TaskRecord &record)
{
    TaskRecord ended = record;
    ended.session.reset();
    return writeTask(ended);
}

QList<OperationRecord> Journal::operations()
{
    QList<OperationRecord> operations;
    m_unreadableOperations = 0;
    journalrows::Row rows(m_database->run(u"SELECT * FROM operations ORDER BY created, rowid"_s));
    while (rows.next()) {
        const auto operation = journalrows::operationFromRow(rows);
        if (operation)
            operations.append(*operation);
        m_unreadableOperations += operation ? 0 : 1;
    }
    if (!m_database->checkEnd(rows.query())) {
        m_errorText = m_database->errorText();
        ++m_unreadableOperations; // nobody knows how many are missing
    }
    return operations;
}

bool Journal::keepOperation(const OperationRecord &operation)
{
    return change([&] {
        return insert(u"operations"_s, journalrows::operationFields(operation)).isActive() && pruneSometimes(1);
    });
}

bool Journal::removeOperations(const QStringList &names)
{
    return runForEach(u"DELETE FROM operations WHERE name=?"_s, QVariantList(names.begin(), names.end()));
}

bool Journal::removeTasks(const QList<UploadTask::Id> &ids)
{
    QVariantList values;
    std::ranges::transform(ids, std::back_inserter(values), idValue);
    return runForEach(u"DELETE FROM tasks WHERE id=?"_s, values);
}

bool Journal::runForEach(const QString &statement, const QVariantList &values)
{
    return change([&] {
        return std::ranges::all_of(values,
                                   [&](const QVariant &value) { return m_database->execute(statement, {value}); });
    });
}

bool Journal::setPositions(const QList<std::pair<UploadTask::Id, qint64>> &positions)
{
    return change([&] {
        return std::ranges::all_of(positions, [this](const auto &each) {
            return m_database->execute(u"UPDATE tasks SET position=? WHERE id=?"_s, {each.second, idValue(each.first)});
        });
    });
}

bool Journal::canClaim()
{
    if (m_owner->hold())
        return true;
    m_errorText = u"%1.owner-%2"_s.arg(m_path, m_owner->id());
    return false;
}

bool Journal::isFree(const QString &owner, QHash<QString, bool> &known) const
{
    if (owner.isEmpty() || owner == m_owner->id())
        return true;
    if (!known.contains(owner))
        known.insert(owner, !m_owner->isAlive(owner));
    return known.value(owner);
}

QList<UploadTask::Id> Journal::claim(const QList<UploadTask::Id> &ids)
{
    QList<UploadTask::Id> claimed;
    const bool isDone =
        canClaim() && change([&] {
            QHash<QString, bool> known;
            for (const UploadTask::Id id : ids) {
                QSqlQuery query = m_database->run(u"SELECT owner FROM tasks WHERE id=?"_s, {idValue(id)});
                if (!query.next() || !isFree(query.value(0).toString(), known))
                    continue;
                query.finish();
                if (!m_database->execute(u"UPDATE tasks SET owner=? WHERE id=?"_s, {m_owner->id(), idValue(id)}))
                    return false;
                claimed.append(id);
            }
            return true;
        });
    return isDone ? claimed : QList<UploadTask::Id>();
}

QList<FileOrigin> Journal::originsOf(const QString &profileId)
{
    QList<FileOrigin> origins;
    journalrows::Row rows(
        m_database->run(u"SELECT * FROM origins WHERE profile=? ORDER BY uploaded DESC, rowid DESC"_s, {profileId}));
    while (rows.next()) {
        if (const auto origin = journalrows::originFromRow(rows))
            origins.append(*origin);
    }
    return origins;
}

std::optional<FileOrigin> Journal::originOf(const QString &name)
{
    journalrows::Row rows(m_database->run(u"SELECT * FROM origins WHERE name=?"_s, {name}));
    return rows.next() ? journalrows::originFromRow(rows) : std::nullopt;
}

bool Journal::releaseDeadClaims()
{
    QStringList owners;
    QSqlQuery query = m_database->run(u"SELECT DISTINCT owner FROM tasks WHERE owner IS NOT NULL"_s);
    while (query.next())
        owners.append(query.value(0).toString());
    query.finish();
    owners.removeIf([this](const QString &owner) { return owner == m_owner->id() || m_owner->isAlive(owner); });
    return runForEach(u"UPDATE tasks SET owner=NULL WHERE owner=?"_s, QVariantList(owners.begin(), owners.end()));
}

bool Journal::pruneSometimes(qsizetype inserted)
{
    m_insertedSincePrune += inserted;
    return m_insertedSincePrune < insertsBetweenPrunes || prune();
}

bool Journal::prune()
{
    m_insertedSincePrune = 0;
    return m_database->execute(u"DELETE FROM tasks WHERE id IN (SELECT id FROM tasks WHERE "
                               u"finished IS NOT NULL AND owner IS NULL "
                               "ORDER BY finished DESC, id DESC LIMIT -1 OFFSET %1)"_s.arg(maxFinishedTasks)) &&
           m_database->execute(u"DELETE FROM origins WHERE name IN (SELECT name FROM origins "
                               "ORDER BY uploaded DESC, rowid DESC LIMIT -1 OFFSET %1)"_s.arg(maxOrigins)) &&
           m_database->execute(
               u"DELETE FROM operations WHERE name IN (SELECT name FROM operations WHERE "
               u"state<>'working' ORDER BY created DESC, rowid DESC LIMIT -1 OFFSET %1)"_s.arg(maxEndedOperations));
}

} // namespace pollux
