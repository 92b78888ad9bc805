// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/journaldatabase.h"

#include <QStringList>

#include <optional>

/// The tables of a Journal and how they came to be.
namespace pollux::journalschema {

/// The newest layout of the tables; an older one is brought to it when it is opened.
inline constexpr int newestVersion = 2;

/// In an order in which rows can be inserted: a table comes after those that it refers to.
QStringList tables();
/// Of one of the tables(), in the newest version; without the rowid where that is no column of its own.
QStringList columns(const QString &table);

/// PRAGMA user_version: 0 where nothing was made yet, nothing where the file cannot be read.
std::optional<int> version(JournalDatabase &database);
/// Makes what is missing from `version` to the newest, in one transaction.
bool migrate(JournalDatabase &database, int version);
/// SQLite's own check of every page, and whether each table has its columns; failure() of the database says what it is
/// where not.
bool isSound(JournalDatabase &database);

/// Bytes; the first page holds the file's header and the place of each table.
constexpr int pageSize = 4096;

} // namespace pollux::journalschema
