// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/chunkingmemory.h"
#include "views/chunking/metadatadraft.h"

namespace pollux {

/// What is said about a document beside its bytes, as it is being entered, so it may have any fault.
struct DocumentSettings {
    bool isServiceDefault = false; ///< no chunkingConfig is sent; the numbers are kept for a change of mind
    ChunkingConfig numbers;
    QList<MetadataDraft> metadata;

    ChunkingChoice choice() const;
    void setChoice(const ChunkingChoice &choice);

    /// The first thing that is wrong, as a sentence; empty where nothing is.
    QString problem() const;

    bool operator==(const DocumentSettings &) const = default;
};

} // namespace pollux
