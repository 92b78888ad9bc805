// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/ragstore.h"

#include <QVariant>

/// What the cells of a StoresModel hold, as pure functions of a store and a column.
namespace pollux::storecells {

enum Column : int {
    NameColumn, ///< display name, or the resource name where there is none
    ActiveColumn,
    PendingColumn,
    FailedColumn,
    SizeColumn,
    CreatedColumn,
    ResourceNameColumn,
    ColumnCount
};

/// "—" for a missing value; always a single line.
QString displayText(const RagStore &store, Column column);
/// In words and with the name of the column: "3 documents pending".
QString accessibleText(const RagStore &store, Column column);
/// Text, number (documents, bytes) or QDateTime; invalid for a missing value.
QVariant sortValue(const RagStore &store, Column column);
/// The title of a column.
QString title(Column column);
/// For columns of numbers: to the right.
Qt::Alignment alignment(Column column);

} // namespace pollux::storecells
