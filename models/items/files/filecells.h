// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"
#include "models/items/columntable.h"

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

/// The columns of a FilesModel. A size that is not understood is shown as "?"; a change that no column shows counts for
/// the name.
const ColumnTable<RemoteFile> &table();

} // namespace pollux::filecells
