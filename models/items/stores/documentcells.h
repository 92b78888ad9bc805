// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/document.h"
#include "models/items/columntable.h"

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

/// The columns of a DocumentsModel. A change that no column shows counts for the name.
const ColumnTable<Document> &table();

} // namespace pollux::documentcells
