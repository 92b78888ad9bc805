// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/ragstore.h"
#include "models/items/columntable.h"

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

/// The columns of a StoresModel.
const ColumnTable<RagStore> &table();

} // namespace pollux::storecells
