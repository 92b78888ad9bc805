// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace pollux {

class DemoStores;

/// Puts three made-up stores with some 30 documents into the published collection, or into ragStores if that is the
/// only one: the same ones for each run, with times that count back from now. Among the documents: some that are
/// STATE_PENDING for `processing` and then active, some that failed, metadata of every type, one without a display
/// name, names beyond ASCII. The third store is empty.
void addSampleStores(DemoStores &stores, std::chrono::milliseconds processing);

} // namespace pollux
