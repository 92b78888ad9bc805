// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/page.h"
#include "models/api/types/timestamp.h"

#include <QMetaType>

#include <optional>

namespace pollux {

/// A store of documents, a RagStore or FileSearchStore: every field of it (contract 1.6, 1.13).
struct RagStore {
    /// What a page of them has them under.
    static constexpr std::array listKeys{QLatin1StringView("ragStores"), QLatin1StringView("fileSearchStores")};

    QString name; ///< "ragStores/…" or "fileSearchStores/…"; never empty in a decoded store
    QString displayName;
    QString embeddingModel;
    std::optional<Timestamp> createTime;
    std::optional<Timestamp> updateTime;
    qint64 activeDocumentsCount = 0;
    qint64 pendingDocumentsCount = 0;
    qint64 failedDocumentsCount = 0;
    qint64 sizeBytes = 0;      ///< raw bytes taken in; what is billed is larger (contract 4)
    QJsonObject unknownFields; ///< keys that no field above has taken, as they came

    qint64 documentsCount() const { return activeDocumentsCount + pendingDocumentsCount + failedDocumentsCount; }

    /// Nothing where the object has no name; any other fault leaves that field at its default.
    static std::optional<RagStore> fromJson(const QJsonObject &object);
    /// What people call it: the display name, or the resource name where there is none.
    const QString &title() const { return displayName.isEmpty() ? name : displayName; }
    QJsonObject toJson() const;

    bool operator==(const RagStore &) const = default;
};

/// One answer of stores.list.
using StorePage = Page<RagStore>;

} // namespace pollux

Q_DECLARE_METATYPE(pollux::RagStore)
