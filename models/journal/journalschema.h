// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/journaldatabase.h"

#include <QStringList>

#include <optional>

/// The tables of a Journal and their migrations.
namespace pollux::journalschema {

/// The newest layout of the tables; a file with an older one is migrated when it is opened.
inline constexpr int newestVersion = 2;

/// In an order in which rows can be inserted: a table comes after those that it refers to.
QStringList tables();
/// The columns of one of the tables(), in the newest version; without the implicit rowid.
QStringList columns(const QString &table);

/// The version in the first headerSize bytes of a database's file; nothing if they are not the start of a database.
std::optional<int> versionInHeader(const QByteArray &header);
/// PRAGMA user_version: 0 if the tables do not exist yet, nothing if the file cannot be read.
std::optional<int> version(JournalDatabase &database);
/// Migrates the tables from `version` to newestVersion, in one transaction.
bool migrate(JournalDatabase &database, int version);
/// Runs SQLite's check of every page, and checks that each table has its columns. If it returns false, failure() of the
/// database says why.
bool isSound(JournalDatabase &database);

constexpr qsizetype headerSize = 100; ///< bytes
/// Bytes; the first page holds the file's header and the place of each table.
constexpr int pageSize = 4096;

} // namespace pollux::journalschema
