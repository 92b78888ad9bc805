// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/journaldatabase.h"

/// Takes the rows of one journal over into another.
namespace pollux::journalsalvage {

/// Inserts all rows that can be read of `source` into the empty tables of `target`, in one transaction: column by
/// column, so that an older or newer source is read as far as its columns are known, and past pages that cannot be
/// read. A row whose key is there already stays as it is. False where the target cannot take them.
bool copyRows(JournalDatabase &source, JournalDatabase &target);

/// copyRows() out of a damaged file. Where `pristinePath` is given, the file of the target itself before anything was
/// put into it, the damaged file is read a second time with that file's first page in the place of its own, for without
/// the first page nothing else is found. That needs room for a copy, made at `copyPath` and removed.
bool rescueRows(const QString &damagedPath, JournalDatabase &target, const QString &pristinePath,
                const QString &copyPath);

/// Makes an empty file that is its owner's alone, whatever the umask says; nothing may stand there. False and `words`
/// where that cannot be.
bool makePrivateFile(const QString &path, QString &words);

} // namespace pollux::journalsalvage
