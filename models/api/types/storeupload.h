// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/custommetadata.h"
#include "models/chunking/chunkingconfig.h"

namespace pollux {

inline constexpr qsizetype maxDisplayNameLength = 512; ///< Unicode code points (seed)

/// The parameters of an upload into a store, or of the import of a File into one.
struct StoreUpload {
    static constexpr qint64 maxDocumentSize = 104857600; ///< bytes (contract 1.1)

    QString store;                          ///< full resource name
    QList<CustomMetadata> metadata;         ///< valid entries only (see faultOf())
    std::optional<ChunkingConfig> chunking; ///< nothing: no chunkingConfig is sent, so the service uses its default

    /// True if it may be sent: `store` is a store's name, the metadata has no fault and the chunking has no problem.
    bool isSendable() const;

    /// For the journal: {"store", "customMetadata", "chunkingConfig"}.
    QJsonObject toJson() const;
    /// Nothing if it is not sendable or any part of it cannot be read: a document is never sent with only a part of its
    /// parameters.
    static std::optional<StoreUpload> fromJson(const QJsonObject &object);

    bool operator==(const StoreUpload &) const = default;
};

/// The display name as it is sent: truncated to maxDisplayNameLength code points.
QString sentDisplayName(const QString &displayName);

/// The JSON body of the `start` request of an upload into a store, with these keys at the top level: displayName,
/// customMetadata, chunkingConfig and, if not empty, mimeType (contract 0, item 4; 5, item 11). Also the body of the
/// metadata-only form.
QJsonObject storeUploadBody(const StoreUpload &upload, const QString &displayName, const QString &mimeType = {});

/// The path of an upload into a store, without the API version: "{store}:uploadToRagStore" or
/// "{store}:uploadToFileSearchStore", depending on the store's collection (contract 1.1).
QString storeUploadPath(const StoreUpload &upload);

} // namespace pollux
