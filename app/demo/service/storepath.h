// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QString>

#include <optional>

namespace pollux {

/// The parts of the path of a request to stores, under /v1beta or /v1 (contract 1.1 and 1.6 to 1.9).
struct StorePath {
    enum class Kind {
        Stores,      ///< {collection}
        Store,       ///< {store}
        StoreVerb,   ///< {store}:{verb}
        Documents,   ///< {store}/documents
        Document,    ///< {store}/documents/{id}
        Operation,   ///< {store}/operations/{id}, {store}/upload/operations/{id}
        MediaUpload, ///< {store}:{verb} under /upload or /resumable/upload, the verb that fits the collection
    };

    Kind kind = Kind::Stores;
    QString collection = {}; ///< "ragStores" or "fileSearchStores"
    QString store = {};      ///< full name; empty for Stores
    QString name = {};       ///< full name of the document or operation; else empty
    QString verb = {};       ///< "uploadToRagStore", "importFile", …; else empty

    /// Name of the message that a POST carries, as complaints spell it (sample 40).
    [[nodiscard]] QString messageName() const;
    /// Nullopt if it is not such a path.
    [[nodiscard]] static std::optional<StorePath> of(const HttpRequest &request);
};

/// The custom verb of an upload into this collection.
[[nodiscard]] QString uploadVerbOf(const QString &collection);

} // namespace pollux
