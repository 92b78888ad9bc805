// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/operationrecord.h"
#include "models/journal/taskrecord.h"

#include <QHash>
#include <QVariant>

#include <functional>
#include <memory>

class QSqlQuery;

namespace pollux {

class JournalDatabase;
class OwnerLock;

/// Stores what must survive a crash or a reboot in one SQLite database: tasks, their open sessions, their results,
/// operations of stores, and the origins of uploaded files. Each call that changes something is one transaction,
/// durable when it returns true; if it returns false nothing has changed and errorText() says why.
///
/// The file is readable by its owner only. Several programs may have it open: only the program that claimed a task
/// sends it, and a claim ends with its program, even after a crash. Every value read from the file is checked, since
/// somebody may have edited it.
///
/// Lives in the thread that created it. Blocks on the disk, so never in the GUI thread.
class Journal final {
public:
    using Health = JournalHealth;

    /// Older ones are deleted at the opening and from time to time, but no task that a running program has claimed.
    static constexpr int maxFinishedTasks = 10000;
    static constexpr int maxOrigins = 10000;
    static constexpr int maxEndedOperations = 10000;

    /// The journal's file in a data folder.
    static QString pathIn(const QString &dataDirectory);

    /// An empty `path` means in memory only; health() is then Good. The folder must exist. If the file cannot be
    /// written, its readable rows are copied into memory: everything works, but nothing survives the program.
    explicit Journal(const QString &path);
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    Health health() const { return m_health; }
    /// Returns false if changes are lost at the end of the program although a file was wanted.
    bool isKept() const { return m_health == Health::Good || m_health == Health::SetAside; }
    QString path() const { return m_path; }
    QString setAsidePath() const { return m_setAsidePath; }
    /// The system's or the database's message for the last failure.
    QString errorText() const { return m_errorText; }

    /// HMAC-SHA-256 of a key with a secret of this journal: shows only whether two keys are the same.
    QByteArray fingerprint(const QByteArray &apiKey) const;

    /// The ids of all tasks.
    QList<UploadTask::Id> taskIds();
    /// All tasks that can be read, by position. An invalid row of a task, a session or a result is left out and
    /// counted, see unreadableCount().
    QList<TaskRecord> tasks();
    int unreadableCount() const { return m_unreadableTasks + m_unreadableOperations; }

    /// Runs all calls of this journal that `work` makes in one transaction: all of them take effect or none.
    bool together(const std::function<bool()> &work) { return change(work); }

    /// Gives each record, in their order, an id and the next position, and claims it. An id is never used twice.
    bool addTasks(QList<TaskRecord> &records);
    /// Writes each record completely: if it has no session or no result, a stored one is deleted. Nothing is written of
    /// a task that was removed; the same is true of keepSession().
    bool updateTasks(const QList<TaskRecord> &records);
    bool keepSession(UploadTask::Id id, const FileSnapshot &snapshot, const OpenSession &session);
    /// Writes the final answer, the end of the session and the origin in one transaction. `record` is the new record.
    bool keepResult(const TaskRecord &record, const FileOrigin &origin);
    /// The same for an upload into a store: the new record, the end of the session, and the operation that the upload
    /// has begun.
    bool keepResult(const TaskRecord &record, const OperationRecord &operation);
    bool removeTasks(const QList<UploadTask::Id> &ids);
    /// Gives each of these tasks another position.
    bool setPositions(const QList<std::pair<UploadTask::Id, qint64>> &positions);

    /// Claims those of the tasks that no other running program has claimed; returns the ids of all that this program
    /// holds now.
    QList<UploadTask::Id> claim(const QList<UploadTask::Id> &ids);

    /// All operations that can be read, oldest first. Invalid ones are left out and counted, see unreadableCount().
    QList<OperationRecord> operations();
    /// Adds the operation, or replaces the one of that name.
    bool keepOperation(const OperationRecord &operation);
    bool removeOperations(const QStringList &names);

    /// Newest first.
    QList<FileOrigin> originsOf(const QString &profileId);
    /// The origin of the file with this resource name; nothing if it is not known.
    std::optional<FileOrigin> originOf(const QString &name);

private:
    bool change(const std::function<bool()> &work);
    bool canClaim();
    /// Replaces a row with the same key. The returned query is active if the statement succeeded; also for
    /// updateTask().
    QSqlQuery insert(const QString &table, const QList<std::pair<QString, QVariant>> &fields);
    QSqlQuery updateTask(UploadTask::Id id, const QList<std::pair<QString, QVariant>> &fields);
    bool insertTask(TaskRecord &record);
    bool writeTask(const TaskRecord &record);
    bool writeEnded(const TaskRecord &record);
    bool writeSession(const TaskRecord &record);
    bool writeResult(const TaskRecord &record);
    /// Executes the statement once for each value, in one transaction.
    bool runForEach(const QString &statement, const QVariantList &values);
    /// Frees the tasks of programs that ended without doing so.
    bool releaseDeadClaims();
    bool prune();
    /// Prunes once every so many `inserted` rows, since it reads all of them.
    bool pruneSometimes(qsizetype inserted);
    bool isFree(const QString &owner, QHash<QString, bool> &known) const;
    bool loadSecret();

    QString m_path;
    QString m_setAsidePath;
    QString m_errorText;
    Health m_health = Health::Good;
    int m_unreadableTasks = 0;
    int m_unreadableOperations = 0;
    qsizetype m_insertedSincePrune = 0; // rows
    QByteArray m_secret;
    std::unique_ptr<JournalDatabase> m_database;
    std::unique_ptr<OwnerLock> m_owner;
};

} // namespace pollux
