// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/journaldatabase.h"

/// Copies the rows of one journal into another.
namespace pollux::journalsalvage {

/// Inserts all rows of `source` that can be read into the tables of `target`, in one transaction. Copies only known
/// columns, so that `source` may have an older or newer layout, and skips pages that cannot be read. A row whose key is
/// already in `target` stays as it is. Returns false if `target` cannot be written.
bool copyRows(JournalDatabase &source, JournalDatabase &target);

/// copyRows() from a damaged file. `pristinePath` is the file of `target` before any row is inserted, or empty. If
/// given, the damaged file is also read with the first page of that file in place of its own, because without a valid
/// first page no table can be found. This needs disk space for a copy, which is made at `copyPath` and removed.
bool rescueRows(const QString &damagedPath, JournalDatabase &target, const QString &pristinePath,
                const QString &copyPath);

/// Creates an empty file that only its owner can access, whatever the umask is; the path must not exist. If it fails,
/// returns false and sets `words` to the reason.
bool makePrivateFile(const QString &path, QString &words);

} // namespace pollux::journalsalvage
