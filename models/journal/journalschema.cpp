// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journalschema.h"

#include <QtEndian>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux::journalschema {

namespace {

constexpr qsizetype versionOffset = 60; // of the user_version in SQLite's header

struct Table {
    QString name;
    QStringList columns; ///< as in CREATE TABLE, the column's name first
    QStringList addedInVersion2 = {};

    QStringList allColumns() const { return columns + addedInVersion2; }
};

const std::array<Table, 6> &newestTables()
{
    static const std::array<Table, 6> newest{
        // `secret` for fingerprints, 32 bytes; `opened`, when a program last opened this, ms since 1970
        Table{u"meta"_s, {u"name TEXT PRIMARY KEY NOT NULL"_s, u"value BLOB NOT NULL"_s}},
        // owner: the id of the program that claimed it; file_…: the snapshot; finished: ms since 1970, when it ended;
        // store_upload: JSON, of uploads into stores
        Table{u"tasks"_s,
              {u"id INTEGER PRIMARY KEY AUTOINCREMENT"_s,
               u"position INTEGER NOT NULL"_s,
               u"owner TEXT"_s,
               u"profile TEXT NOT NULL"_s,
               u"fingerprint BLOB"_s,
               u"target TEXT NOT NULL"_s,
               u"path TEXT NOT NULL"_s,
               u"display_name TEXT NOT NULL"_s,
               u"mime_type TEXT NOT NULL"_s,
               u"mime_chosen INTEGER NOT NULL"_s,
               u"verified INTEGER NOT NULL"_s,
               u"size INTEGER NOT NULL"_s,
               u"state TEXT NOT NULL"_s,
               u"confirmed INTEGER NOT NULL"_s,
               u"session_count INTEGER NOT NULL"_s,
               u"attempts INTEGER NOT NULL"_s,
               u"notes INTEGER NOT NULL"_s,
               u"error TEXT"_s,
               u"finished INTEGER"_s,
               u"file_size INTEGER NOT NULL"_s,
               u"file_modified INTEGER NOT NULL"_s,
               u"file_device INTEGER NOT NULL"_s,
               u"file_inode INTEGER NOT NULL"_s},
              {u"store_upload TEXT"_s}},
        Table{u"sessions"_s,
              {u"task INTEGER PRIMARY KEY REFERENCES tasks (id) ON DELETE CASCADE"_s, u"url TEXT NOT NULL"_s,
               u"granularity INTEGER NOT NULL"_s, u"number INTEGER NOT NULL"_s, u"started INTEGER NOT NULL"_s,
               u"confirmed INTEGER NOT NULL"_s}},
        Table{u"results"_s,
              {u"task INTEGER PRIMARY KEY REFERENCES tasks (id) ON DELETE CASCADE"_s, u"file TEXT NOT NULL"_s}},
        Table{u"operations"_s,
              {u"name TEXT PRIMARY KEY NOT NULL"_s, u"profile_id TEXT NOT NULL"_s, u"store TEXT"_s, u"document TEXT"_s,
               u"state TEXT NOT NULL"_s, u"created INTEGER NOT NULL"_s, u"last_poll INTEGER"_s, u"error_json TEXT"_s},
              {u"kind TEXT"_s, u"display_name TEXT"_s, u"task INTEGER"_s}},
        Table{u"origins"_s,
              {u"name TEXT PRIMARY KEY NOT NULL"_s, u"profile TEXT NOT NULL"_s, u"path TEXT NOT NULL"_s,
               u"sha256 BLOB"_s, u"uploaded INTEGER NOT NULL"_s, u"file_size INTEGER NOT NULL"_s,
               u"file_modified INTEGER NOT NULL"_s, u"file_device INTEGER NOT NULL"_s,
               u"file_inode INTEGER NOT NULL"_s}},
    };
    return newest;
}

/// For finding the oldest rows and the last one without reading all others. No part of the layout: a file without them
/// is as good.
const std::array indexes{
    "CREATE INDEX IF NOT EXISTS tasks_finished ON tasks (finished)"_L1,
    "CREATE INDEX IF NOT EXISTS tasks_position ON tasks (position)"_L1,
    "CREATE INDEX IF NOT EXISTS origins_uploaded ON origins (uploaded)"_L1,
    "CREATE INDEX IF NOT EXISTS operations_created ON operations (created)"_L1,
};

/// The statements that migrate a database of this version to the newest one.
QStringList steps(int version)
{
    QStringList statements;
    for (const Table &table : newestTables()) {
        if (version == 0)
            statements.append(u"CREATE TABLE %1 (%2)"_s.arg(table.name, table.allColumns().join(u", "_s)));
        for (const QString &column : version == 1 ? table.addedInVersion2 : QStringList())
            statements.append(u"ALTER TABLE %1 ADD COLUMN %2"_s.arg(table.name, column));
    }
    return statements;
}

} // namespace

QStringList tables()
{
    QStringList names;
    for (const Table &table : newestTables())
        names.append(table.name);
    return names;
}

QStringList columns(const QString &table)
{
    QStringList names;
    for (const QString &column : std::ranges::find(newestTables(), table, &Table::name)->allColumns())
        names.append(column.section(u' ', 0, 0));
    return names;
}

std::optional<int> versionInHeader(const QByteArray &header)
{
    const QByteArray magic("SQLite format 3", 16); // with the null byte at its end
    const QByteArray fractions("\x40\x20\x20");    // the same in each database
    return header.startsWith(magic) && header.size() >= headerSize && header.mid(21, 3) == fractions
               ? std::optional(qFromBigEndian<qint32>(header.constData() + versionOffset))
               : std::nullopt;
}

std::optional<int> version(JournalDatabase &database)
{
    QSqlQuery query = database.run(u"PRAGMA user_version"_s);
    return query.next() ? std::optional(query.value(0).toInt()) : std::nullopt;
}

bool migrate(JournalDatabase &database, int version)
{
    // No write-ahead log: a database with one cannot even be read on a full disk.
    if (!database.execute(u"PRAGMA page_size=%1"_s.arg(pageSize)) || !database.execute(u"PRAGMA journal_mode=DELETE"_s))
        return false;
    QStringList statements;
    if (version != newestVersion)
        statements = steps(version) + QStringList{u"PRAGMA user_version=%1"_s.arg(newestVersion)};
    for (const QLatin1StringView index : indexes)
        statements.append(index);
    return database.transaction([&] {
        return std::ranges::all_of(statements, [&](const QString &statement) { return database.execute(statement); });
    });
}

bool isSound(JournalDatabase &database)
{
    QSqlQuery query = database.run(u"PRAGMA integrity_check(1)"_s);
    if (!query.next())
        return false;
    const QString result = query.value(0).toString();
    query.finish();
    if (result != "ok"_L1) {
        database.recordDamage(result);
        return false;
    }
    return std::ranges::all_of(tables(), [&database](const QString &table) {
        return database.execute(u"SELECT %1 FROM %2 LIMIT 1"_s.arg(columns(table).join(u", "_s), table));
    });
}

} // namespace pollux::journalschema
