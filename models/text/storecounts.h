// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/ragstore.h"

namespace pollux {

/// "24 active · 2 pending · 1 failed · 3.4 MB": states that no document is in are left out; "no documents" for an empty
/// store.
QString storeCountsText(const RagStore &store);

} // namespace pollux
