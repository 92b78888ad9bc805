// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/uploadprotocol.h"
#include "models/journal/journal.h"

#include <QDir>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <algorithm>

/// Shared by the tests of the journal: records with a value in every field, and direct access to the journal's file.
namespace pollux::journalsamples {

inline TaskRecord record(int number)
{
    TaskRecord record;
    UploadTask &task = record.task;
    task.profileId = QStringLiteral("profile");
    task.target = QStringLiteral("files");
    task.path = QStringLiteral("/data/file %1").arg(number);
    task.displayName = QStringLiteral("file %1").arg(number);
    task.mimeType = QStringLiteral("text/plain");
    task.size = 1000 + number;
    record.keyFingerprint = QByteArray(32, 'f');
    return record;
}

inline QList<TaskRecord> records(int count)
{
    QList<TaskRecord> all;
    for (int number = 0; number < count; ++number)
        all.append(record(number));
    return all;
}

inline QList<UploadTask::Id> idsOf(const QList<TaskRecord> &records)
{
    QList<UploadTask::Id> ids;
    for (const TaskRecord &record : records)
        ids.append(record.task.id);
    return ids;
}

inline OpenSession session()
{
    return {QUrl(QStringLiteral("https://upload.example/session?upload_id=SECRET-SESSION")), qint64{8} << 20, 2,
            QDateTime::fromMSecsSinceEpoch(1'700'000'000'123, Qt::UTC), 500};
}

inline RemoteFile remoteFile(const QString &name)
{
    RemoteFile file;
    file.name = name;
    file.displayName = QStringLiteral("shown");
    file.sizeBytes = 1000;
    file.sha256Hash = QByteArray(32, 'h');
    file.stateText = QStringLiteral("ACTIVE");
    file.state = RemoteFile::State::Active;
    file.unknownFields.insert(QStringLiteral("later"), 1);
    return file;
}

inline UploadOutcome outcome(const QString &name)
{
    UploadOutcome outcome;
    outcome.file = remoteFile(name);
    return outcome;
}

inline FileOrigin origin(const QString &name, qint64 uploadedMs = 1'700'000'000'000)
{
    return {name,         QStringLiteral("profile"), QStringLiteral("/data/a"),
            {1, 2, 3, 4}, QByteArray(32, 's'),       QDateTime::fromMSecsSinceEpoch(uploadedMs, Qt::UTC)};
}

/// The record after the upload has ended with a file of this name.
inline TaskRecord ended(TaskRecord record, const QString &name)
{
    record.task.state = UploadTask::State::Done;
    record.task.bytesConfirmed = record.task.bytesHandedOver = record.task.size;
    record.task.file = remoteFile(name);
    record.session.reset();
    return record;
}

inline QByteArray bytes(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

inline bool replaceBytes(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly) && file.write(content) == content.size();
}

/// Makes a journal with `count` tasks: the first is done, each other has an open session.
inline bool fill(const QString &path, int count)
{
    QList<TaskRecord> added = records(count);
    for (TaskRecord &record : added)
        record.session = session();
    Journal journal(path);
    const QString name = QStringLiteral("files/a");
    return journal.addTasks(added) && journal.keepResult(ended(added.first(), name), origin(name));
}

/// The content of a journal as one text for comparisons.
inline QString contentOf(const QString &path)
{
    Journal journal(path);
    QString content;
    for (const TaskRecord &record : journal.tasks())
        content += QStringLiteral("%1 %2 %3 %4 %5; ")
                       .arg(record.task.id)
                       .arg(record.position)
                       .arg(static_cast<int>(record.task.state))
                       .arg(record.session.has_value())
                       .arg(record.task.file.has_value());
    for (const FileOrigin &origin : journal.originsOf(QStringLiteral("profile")))
        content += origin.name + QLatin1Char(' ') + origin.path + QStringLiteral("; ");
    return content;
}

/// Another program's connection to the same file.
class RawDatabase {
public:
    explicit RawDatabase(const QString &path)
        : m_name(QUuid::createUuid().toString())
        , m_database(QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name))
    {
        m_database.setDatabaseName(path);
        m_database.open();
    }
    ~RawDatabase()
    {
        m_database = QSqlDatabase();
        QSqlDatabase::removeDatabase(m_name);
    }
    RawDatabase(const RawDatabase &) = delete;
    RawDatabase &operator=(const RawDatabase &) = delete;

    /// Runs a statement. Returns the error of the database; empty if there is none.
    QString run(const QString &statement)
    {
        QSqlQuery query(m_database);
        return query.exec(statement) ? QString() : query.lastError().text() + statement;
    }
    QVariant value(const QString &statement)
    {
        QSqlQuery query(m_database);
        return query.exec(statement) && query.next() ? query.value(0) : QVariant();
    }

private:
    QString m_name;
    QSqlDatabase m_database;
};

} // namespace pollux::journalsamples
