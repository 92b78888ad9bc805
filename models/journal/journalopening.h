// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/taskrecord.h"

#include <memory>

namespace pollux {

class JournalDatabase;

/// What came of opening a journal's file.
struct OpenedJournal {
    std::unique_ptr<JournalDatabase> database; ///< never null; in memory where the file cannot be written
    JournalHealth health = JournalHealth::Good;
    QString setAsidePath;
    QString errorText; ///< why it is not Good; the system's or the database's own words
};

/// Opens the journal at `path`, makes it where there is none, and repairs it where it is damaged, one program at a
/// time. `path` empty: in memory. A file is replaced in one step, so a crash leaves the old or the new one.
OpenedJournal openJournal(const QString &path);

} // namespace pollux
