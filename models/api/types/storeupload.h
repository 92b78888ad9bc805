// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/custommetadata.h"
#include "models/chunking/chunkingconfig.h"

namespace pollux {

inline constexpr qsizetype maxDisplayNameLength = 512; ///< characters (seed)

/// What an upload into a store, or the import of a File into one, says beside the bytes.
struct StoreUpload {
    static constexpr qint64 maxDocumentSize = 104857600; ///< bytes (contract 1.1)

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

/// A display name as it is sent: cut to maxDisplayNameLength, never inside a character.
QString sentDisplayName(const QString &displayName);

/// The JSON body of the `start` of an upload into a store, flat: displayName, customMetadata, chunkingConfig, and
/// mimeType where it is not empty (contract 0, item 4; 5, item 11). Also the body of the metadata-only form.
QJsonObject storeUploadBody(const StoreUpload &upload, const QString &displayName, const QString &mimeType = {});

/// What the metadata-only form of an upload is sent to, behind the version: "{store}:uploadToRagStore" and the like, by
/// the store's own collection (contract 1.1).
QString storeUploadPath(const StoreUpload &upload);

} // namespace pollux
