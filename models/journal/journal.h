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

/// What must survive a crash or a reboot, in one SQLite database: tasks, their open sessions, their results, operations
/// of stores, and the origins of uploaded files. Each call that changes something is one transaction, durable when it
/// returns true; where it returns false nothing has changed and errorText() says why.
///
/// The file is readable by its owner only. Several programs may have it open: a task is sent by the one that claimed
/// it, and a claim ends with its program, however that ends. What is read from the file is believed only as far as it
/// makes sense: somebody may have edited it.
///
/// Lives in the thread that made it. Blocks on the disk, so never in the GUI thread.
class Journal final {
public:
    using Health = JournalHealth;

    static constexpr int maxFinishedTasks = 10000; ///< older ones are forgotten
    static constexpr int maxOrigins = 10000;
    static constexpr int maxEndedOperations = 10000;

    /// The journal's file in a data folder.
    static QString pathIn(const QString &dataDirectory);

    /// `path` empty: in memory only, by choice, which is Good. The folder must exist. Where the file cannot be written,
    /// what can be read of it is taken over into memory: everything works, and nothing survives the program.
    explicit Journal(const QString &path);
    ~Journal();
    Journal(const Journal &) = delete;
    Journal &operator=(const Journal &) = delete;

    Health health() const { return m_health; }
    /// False where changes end with the program although they should not.
    bool isKept() const { return m_health == Health::Good || m_health == Health::SetAside; }
    QString path() const { return m_path; }
    QString setAsidePath() const { return m_setAsidePath; }
    /// The system's or the database's own words for what failed last.
    QString errorText() const { return m_errorText; }

    /// HMAC-SHA-256 of a key under a secret of this journal: says whether two keys are the same, and nothing else.
    QByteArray fingerprint(const QByteArray &apiKey) const;

    /// All tasks that can be read, by position. A row that cannot be believed, be it of a task, a session or a result,
    /// is left out and counted.
    QList<TaskRecord> tasks();
    int unreadableCount() const { return m_unreadableTasks + m_unreadableOperations; }

    /// Calls of this journal that `work` makes become one change: all of them or none.
    bool together(const std::function<bool()> &work) { return change(work); }

    /// Gives each record an id and the next position, in its order, and claims it. Ids are never given twice.
    bool addTasks(QList<TaskRecord> &records);
    /// All of each record: where it has no session or no file, one that was kept is forgotten. A task that was pruned
    /// meanwhile is there again.
    bool updateTasks(const QList<TaskRecord> &records);
    bool keepSession(UploadTask::Id id, const FileSnapshot &snapshot, const OpenSession &session);
    /// The final answer, the end of the session and the origin, at once. `record` is as it becomes.
    bool keepResult(const TaskRecord &record, const FileOrigin &origin);
    /// The same for an upload into a store: the task as it becomes, the end of the session, and the operation that goes
    /// on from there.
    bool keepResult(const TaskRecord &record, const OperationRecord &operation);
    bool removeTasks(const QList<UploadTask::Id> &ids);
    /// Exchanges the places of two tasks.
    bool swapPositions(UploadTask::Id first, UploadTask::Id second);

    /// Takes those of the tasks that no running program has claimed; returns all that are this one's now.
    QList<UploadTask::Id> claim(const QList<UploadTask::Id> &ids);

    /// All operations that can be read, oldest first. Those that cannot be believed are left out and counted.
    QList<OperationRecord> operations();
    /// Adds the operation, or replaces the one of that name.
    bool keepOperation(const OperationRecord &operation);
    bool removeOperations(const QStringList &names);

    /// Newest first.
    QList<FileOrigin> originsOf(const QString &profileId);
    /// Of the file with this resource name; nothing where it was not uploaded from here.
    std::optional<FileOrigin> originOf(const QString &name);

private:
    bool change(const std::function<bool()> &work);
    bool canClaim();
    /// Active where it was done, as that of updateTask(). Takes the place of a row with the same key.
    QSqlQuery insert(const QString &table, const QList<std::pair<QString, QVariant>> &fields);
    QSqlQuery updateTask(UploadTask::Id id, const QList<std::pair<QString, QVariant>> &fields);
    bool insertTask(TaskRecord &record);
    bool writeTask(const TaskRecord &record);
    bool writeEnded(const TaskRecord &record);
    bool writeSession(const TaskRecord &record);
    bool writeResult(const TaskRecord &record);
    /// One change: the statement once for each value.
    bool runForEach(const QString &statement, const QVariantList &values);
    bool prune();
    bool isFree(const QString &owner, QHash<QString, bool> &known) const;
    bool loadSecret();

    QString m_path;
    QString m_setAsidePath;
    QString m_errorText;
    Health m_health = Health::Good;
    int m_unreadableTasks = 0;
    int m_unreadableOperations = 0;
    QByteArray m_secret;
    std::unique_ptr<JournalDatabase> m_database;
    std::unique_ptr<OwnerLock> m_owner;
};

} // namespace pollux
