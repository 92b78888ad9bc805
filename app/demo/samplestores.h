// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace pollux {

class DemoStores;

/// Adds three made-up stores with some 30 documents to fileSearchStores, or to ragStores if that is the only
/// collection: the same ones in each run, with times counted back from now. Among the documents: some that are
/// STATE_PENDING for `processing` and then active, some that failed, metadata of every type, one without a display
/// name, names beyond ASCII. The third store is empty.
void addSampleStores(DemoStores &stores, std::chrono::milliseconds processing);

} // namespace pollux
