// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/custommetadata.h"
#include "models/chunking/chunkingconfig.h"

namespace pollux {

/// What an upload into a store, or the import of a File into one, says beside the bytes.
struct StoreUpload {
    static constexpr qint64 largestDocument = 104857600; ///< bytes (contract 1.1)

    QString store;                          ///< full resource name
    QList<CustomMetadata> metadata;         ///< without a fault
    std::optional<ChunkingConfig> chunking; ///< nothing: the service's default, and no chunkingConfig is sent

    /// True where the service can take it: a store's name, metadata without a fault, chunking within its bounds.
    bool isSendable() const;

    /// For the journal: {"store", "customMetadata", "chunkingConfig"}.
    QJsonObject toJson() const;
    /// Nothing where it is not sendable, or where any part of it cannot be read: a document is never sent with less
    /// than a person gave it.
    static std::optional<StoreUpload> fromJson(const QJsonObject &object);

    bool operator==(const StoreUpload &) const = default;
};

} // namespace pollux
