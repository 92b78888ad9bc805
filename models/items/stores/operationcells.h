// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/badge.h"
#include "models/journal/operationrecord.h"

#include <QVariant>

/// What the cells of an OperationsModel hold, as pure functions of an operation, a column and the time of day.
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

/// "—" for a missing value; always a single line.
QString displayText(const OperationRecord &operation, Column column, const QDateTime &now);
/// In words and with the name of the column: "last poll 12 seconds ago".
QString accessibleText(const OperationRecord &operation, Column column, const QDateTime &now);
/// Text or QDateTime; invalid for a missing value. Ages sort by the moment.
QVariant sortValue(const OperationRecord &operation, Column column);
/// A Badge, invalid on columns that have none.
QVariant badge(const OperationRecord &operation, Column column);
/// The title of a column.
QString title(Column column);
/// For columns of numbers: to the right.
Qt::Alignment alignment(Column column);

} // namespace pollux::operationcells
