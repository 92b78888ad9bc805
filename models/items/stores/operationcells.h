// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/columntable.h"
#include "models/journal/operationrecord.h"

namespace pollux::operationcells {

enum Column : int {
    NameColumn, ///< what was uploaded or imported
    KindColumn,
    StoreColumn,    ///< resource name
    DocumentColumn, ///< resource name; "—" as long as it is not known
    StateColumn,
    AgeColumn,      ///< since it began
    LastPollColumn, ///< how long ago it was
    ErrorColumn,    ///< why it failed, or why the last poll gave no answer
    ResourceNameColumn,
    ColumnCount
};

QString kindText(OperationRecord::Kind kind);
Badge stateBadge(OperationRecord::State state);
/// An operation's error in words: "INVALID_ARGUMENT: the server's text".
QString statusText(const Status &status);
/// Why it failed or was lost, or, while it works, why the last poll gave no answer; empty where there is nothing wrong.
QString errorText(const OperationRecord &operation);

/// The columns of an OperationsModel.
const ColumnTable<OperationRecord> &table();

} // namespace pollux::operationcells
