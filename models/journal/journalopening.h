// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/taskrecord.h"

#include <memory>

namespace pollux {

class JournalDatabase;

/// The result of opening a journal's file.
struct OpenedJournal {
    std::unique_ptr<JournalDatabase> database; ///< never null; in memory if the file cannot be written
    JournalHealth health = JournalHealth::Good;
    QString setAsidePath;
    QString errorText; ///< why it is not Good; the system's or the database's message
};

/// Opens the journal at `path`, creates it if there is none, and repairs it if it is damaged, one program at a time.
/// With an empty `path` it is in memory. A file is replaced atomically, so a crash leaves the old or the new one.
OpenedJournal openJournal(const QString &path);

} // namespace pollux
