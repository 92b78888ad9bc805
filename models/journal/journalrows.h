// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/operationrecord.h"
#include "models/journal/taskrecord.h"

#include <QHash>
#include <QSqlQuery>
#include <QVariant>

/// Converts between records and the rows of a journal. Every value that is read is checked, since somebody may have
/// edited the file, or a disk may have damaged it.
namespace pollux::journalrows {

/// Positions are at most this far from 0, so that there is room for further ones on both sides.
inline constexpr qint64 maxPosition = qint64{1} << 62;

/// The rows of a query, with access to the columns by name.
class Row {
public:
    /// `query` is active and positioned before its first row.
    explicit Row(QSqlQuery query);
    bool next() { return m_query.next(); }
    const QSqlQuery &query() const { return m_query; }
    /// Null if there is no such column.
    QVariant value(const QString &column) const;
    qint64 number(const QString &column) const { return value(column).toLongLong(); }
    /// False for text that is no number, and for no value: number() makes 0 of both.
    bool isNumber(const QString &column) const;
    QString text(const QString &column) const { return value(column).toString(); }

private:
    QSqlQuery m_query;
    QHash<QString, int> m_columns;
};

/// Columns with their values.
using Fields = QList<std::pair<QString, QVariant>>;

/// The columns of the table tasks, without id and owner.
Fields taskFields(const TaskRecord &record);
/// Returns nothing if the row is invalid.
std::optional<TaskRecord> taskFromRow(const Row &row);

Fields sessionFields(UploadTask::Id id, const OpenSession &session);
/// Reads a row of the table sessions into the record of its task; returns false if it is invalid.
bool readSessionRow(const Row &row, TaskRecord &record);

/// The server's answer to the task: a File, or the operation of a store. Null if there is none.
QVariant resultValue(const UploadTask &task);
/// Reads a row of the table results into the record of its task; returns false if it is invalid.
bool readResultRow(const Row &row, TaskRecord &record);

Fields operationFields(const OperationRecord &operation);
/// Returns nothing if the row is invalid.
std::optional<OperationRecord> operationFromRow(const Row &row);

Fields snapshotFields(const FileSnapshot &snapshot);

Fields originFields(const FileOrigin &origin);
/// Returns nothing if the row is invalid.
std::optional<FileOrigin> originFromRow(const Row &row);

} // namespace pollux::journalrows
