// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/custommetadata.h"
#include "models/api/types/page.h"
#include "models/api/types/timestamp.h"

#include <QMetaType>

#include <chrono>

namespace pollux {

/// A document of a store, every field of it (contract 1.9, 1.13). Documents never change; they are replaced.
struct Document {
    /// The key of the array in an answer of the list call.
    static constexpr std::array listKeys{QLatin1StringView("documents")};

    enum class State { Unspecified, Pending, Active, Failed, Unknown };

    QString name;        ///< "{store}/documents/…"; never empty in a decoded document
    QString displayName; ///< empty if none was given
    QString mimeType;
    qint64 sizeBytes = 0; ///< bytes
    std::optional<Timestamp> createTime;
    std::optional<Timestamp> updateTime;
    State state = State::Unspecified;
    QString stateText; ///< the state as sent, kept for states that Pollux does not know
    QList<CustomMetadata> customMetadata;
    QJsonObject unknownFields; ///< keys that belong to no field above or could not be read, unchanged

    /// Nothing if the object has no name; any other field that cannot be read keeps its default.
    static std::optional<Document> fromJson(const QJsonObject &object);
    /// The name to show: the display name, or the resource name if there is none.
    const QString &title() const { return displayName.isEmpty() ? name : displayName; }
    QJsonObject toJson() const;

    /// STATE_FAILED is not final: within this time the document may become ACTIVE after all (contract 8, item 3).
    static constexpr std::chrono::minutes recoveryTime{5};
    /// True if it has FAILED less than recoveryTime before `now`, by its updateTime; false if either is not known.
    bool mayRecover(const QDateTime &now) const;

    bool operator==(const Document &) const = default;
};

/// One answer of documents.list.
using DocumentPage = Page<Document>;

} // namespace pollux

Q_DECLARE_METATYPE(pollux::Document)
