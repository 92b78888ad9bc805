// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/operationrecord.h"
#include "models/journal/taskrecord.h"

#include <QHash>
#include <QSqlQuery>
#include <QVariant>

/// The values of a journal's rows, and what is made of them. Every value is checked, for somebody may have edited the
/// file, or a disk may have.
namespace pollux::journalrows {

/// A row by the names of its columns.
class Row {
public:
    /// Before the first row of an active query.
    explicit Row(QSqlQuery query);
    bool next() { return m_query.next(); }
    const QSqlQuery &query() const { return m_query; }
    /// Null where there is no such column.
    QVariant value(const QString &column) const;
    qint64 number(const QString &column) const { return value(column).toLongLong(); }
    QString text(const QString &column) const { return value(column).toString(); }

private:
    QSqlQuery m_query;
    QHash<QString, int> m_columns;
};

/// Columns with their values.
using Fields = QList<std::pair<QString, QVariant>>;

/// Of the table tasks, without id and owner.
Fields taskFields(const TaskRecord &record);
/// Nothing where it cannot be believed.
std::optional<TaskRecord> taskFromRow(const Row &row);

Fields sessionFields(UploadTask::Id id, const OpenSession &session);
/// Puts a row of the table sessions into the record of its task; false where it cannot be believed.
bool readSessionRow(const Row &row, TaskRecord &record);

/// The server's answer to the task: a File, or the operation of a store. Null where there is none.
QVariant resultValue(const UploadTask &task);
/// Puts a row of the table results into the record of its task; false where it cannot be believed.
bool readResultRow(const Row &row, TaskRecord &record);

Fields operationFields(const OperationRecord &operation);
/// Nothing where it cannot be believed.
std::optional<OperationRecord> operationFromRow(const Row &row);

Fields snapshotFields(const FileSnapshot &snapshot);

Fields originFields(const FileOrigin &origin);
/// Nothing where it cannot be believed.
std::optional<FileOrigin> originFromRow(const Row &row);

} // namespace pollux::journalrows
