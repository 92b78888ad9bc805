// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"

#include <QVariant>

/// What the cells of a FilesModel hold, as pure functions of a file, a column and the time of day.
namespace pollux::filecells {

enum Column : int {
    NameColumn, ///< display name, or the resource name where there is none
    SizeColumn,
    TypeColumn,
    StateColumn,
    DurationColumn,
    CreatedColumn,
    UpdatedColumn,
    ExpiresColumn,
    SourceColumn,
    ResourceNameColumn,
    HashColumn,
    ColumnCount
};

/// "—" for a missing value, "?" for a size that is not understood; always a single line.
QString displayText(const RemoteFile &file, Column column, const QDateTime &now);
/// In words and with the name of the column: "state Active", "expires in 46 hours".
QString accessibleText(const RemoteFile &file, Column column, const QDateTime &now);
/// Text, number (bytes, ms) or QDateTime; invalid for a missing value.
QVariant sortValue(const RemoteFile &file, Column column);
/// A Badge, invalid on columns that have none.
QVariant badge(const RemoteFile &file, Column column, const QDateTime &now);
/// The title of a column.
QString title(Column column);
/// For columns of numbers: to the right.
Qt::Alignment alignment(Column column);
/// Whether the cell must be painted anew after `before` became `after`. What no column shows counts for the name.
bool differs(const RemoteFile &before, const RemoteFile &after, Column column);

} // namespace pollux::filecells
