// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"

#include <QVariant>

/// What the cells of a DocumentsModel hold, as pure functions of a document and a column.
namespace pollux::documentcells {

enum Column : int {
    NameColumn, ///< display name, or the resource name where there is none
    StateColumn,
    SizeColumn,
    TypeColumn,
    CreatedColumn,
    UpdatedColumn,
    MetadataColumn, ///< "year=2024, tags=a|b"
    ResourceNameColumn,
    ColumnCount
};

/// A value as people read it: "2024", "0.5", "a|b".
QString valueText(const CustomMetadata::Value &value);
/// "year=2024, tags=a|b"; empty for none.
QString metadataText(const QList<CustomMetadata> &metadata);

/// "—" for a missing value; always a single line.
QString displayText(const Document &document, Column column);
/// In words and with the name of the column: "state Active".
QString accessibleText(const Document &document, Column column);
/// Text, number (bytes) or QDateTime; invalid for a missing value.
QVariant sortValue(const Document &document, Column column);
/// The title of a column.
QString title(Column column);
/// For columns of numbers: to the right.
Qt::Alignment alignment(Column column);
/// Whether the cell must be painted anew after `before` became `after`. What no column shows counts for the name.
bool differs(const Document &before, const Document &after, Column column);

} // namespace pollux::documentcells
