// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journalrows.h"
#include "tests/fuzz/fuzztargets.h"

#include <QSqlDatabase>

namespace pollux {

namespace {

/// A row with these columns and values, as SQLite hands it out.
QSqlQuery rowOf(const QSqlDatabase &database, const QJsonObject &columns)
{
    QStringList names;
    for (auto column = columns.begin(); column != columns.end() && names.size() < 64; ++column) {
        QString name = column.key().left(32);
        names.append(QStringLiteral("? AS \"%1\"").arg(name.replace(u'"', u'_').remove(QChar::Null)));
    }
    if (names.isEmpty())
        names.append(QStringLiteral("0 AS id"));
    QSqlQuery query(database);
    query.prepare(QStringLiteral("SELECT ") + names.join(u','));
    int place = 0;
    for (auto column = columns.begin(); column != columns.end() && place < names.size(); ++column) {
        const QVariant value = column.value().toVariant();
        const bool isWhole = value.typeId() == QMetaType::Double && value.toDouble() == std::floor(value.toDouble());
        query.bindValue(place++, isWhole ? QVariant(value.toLongLong()) : value);
    }
    query.exec();
    return query;
}

/// The values that would be written for the record, as JSON.
QJsonObject columnsOf(const journalrows::Fields &fields, quint64 id)
{
    QJsonObject columns{{QStringLiteral("id"), static_cast<qint64>(id)}};
    for (const auto &[name, value] : fields)
        columns.insert(name, QJsonValue::fromVariant(value));
    return columns;
}

bool isCounted(const UploadTask &task)
{
    return task.bytesConfirmed >= 0 && task.size >= 0 && task.sessionCount >= 0 && task.attempts >= 0;
}

} // namespace

void fuzzJournal(const QByteArray &input)
{
    static QSqlDatabase database = [] {
        QSqlDatabase opened = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("fuzz"));
        opened.setDatabaseName(QStringLiteral(":memory:"));
        require(opened.open(), "there is no SQLite");
        return opened;
    }();
    const QJsonObject columns = objectFrom(input);
    journalrows::Row row(rowOf(database, columns));
    if (!row.next())
        return;
    if (const auto operation = journalrows::operationFromRow(row))
        require(!operation->name.isEmpty(), "an operation without a name");
    if (const auto origin = journalrows::originFromRow(row))
        require(!origin->name.isEmpty() && (origin->sha256.isEmpty() || origin->sha256.size() == 32),
                "an origin cannot be believed");
    auto record = journalrows::taskFromRow(row);
    if (!record)
        return;
    require(isCounted(record->task), "a task counts less than nothing");
    journalrows::readSessionRow(row, *record);
    journalrows::readResultRow(row, *record);
    require(!record->session || record->session->granularity > 0, "a session cannot be used");
    journalrows::Row written(rowOf(database, columnsOf(journalrows::taskFields(*record), record->task.id)));
    require(written.next() && journalrows::taskFromRow(written), "a task cannot be read again");
}

} // namespace pollux
