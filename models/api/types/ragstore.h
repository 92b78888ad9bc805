// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/page.h"
#include "models/api/types/timestamp.h"

#include <QMetaType>

#include <optional>

namespace pollux {

/// The models with which a store can be made (contract 8, item 5). The first one, which is the service's default, reads
/// text, the second one text and images.
inline constexpr QLatin1StringView textEmbeddingModel("models/gemini-embedding-001");
inline constexpr QLatin1StringView imageEmbeddingModel("models/gemini-embedding-2");

/// The resource name of a model, "models/…", from a text that a user typed, with or without "models/". Nothing if it is
/// no model's name.
std::optional<QString> modelResourceName(QStringView text);

/// A store of documents, a RagStore or FileSearchStore: every field of it (contract 1.6, 1.13).
struct RagStore {
    /// The possible keys of the array in an answer of the list call.
    static constexpr std::array listKeys{QLatin1StringView("ragStores"), QLatin1StringView("fileSearchStores")};

    QString name; ///< "ragStores/…" or "fileSearchStores/…"; never empty in a decoded store
    QString displayName;
    QString embeddingModel; ///< "models/…"; chosen when the store is made, and never changed
    std::optional<Timestamp> createTime;
    std::optional<Timestamp> updateTime;
    qint64 activeDocumentsCount = 0;
    qint64 pendingDocumentsCount = 0;
    qint64 failedDocumentsCount = 0;
    qint64 sizeBytes = 0;      ///< raw bytes received; the billed size is larger (contract 4)
    QJsonObject unknownFields; ///< keys that belong to no field above or could not be read, unchanged

    qint64 documentsCount() const { return activeDocumentsCount + pendingDocumentsCount + failedDocumentsCount; }

    /// Nothing if the object has no name; any other field that cannot be read keeps its default.
    static std::optional<RagStore> fromJson(const QJsonObject &object);
    /// The name to show: the display name, or the resource name if there is none.
    const QString &title() const { return displayName.isEmpty() ? name : displayName; }
    QJsonObject toJson() const;

    bool operator==(const RagStore &) const = default;
};

/// One answer of stores.list.
using StorePage = Page<RagStore>;

} // namespace pollux

Q_DECLARE_METATYPE(pollux::RagStore)
