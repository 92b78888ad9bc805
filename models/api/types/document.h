// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/custommetadata.h"
#include "models/api/types/page.h"
#include "models/api/types/timestamp.h"

#include <QMetaType>

namespace pollux {

/// A document of a store, every field of it (contract 1.9, 1.13). Documents never change; they are replaced.
struct Document {
    /// What a page of them has them under.
    static constexpr std::array listKeys{QLatin1StringView("documents")};

    enum class State { Unspecified, Pending, Active, Failed, Unknown };

    QString name;        ///< "{store}/documents/…"; never empty in a decoded document
    QString displayName; ///< empty where none was given
    QString mimeType;
    qint64 sizeBytes = 0; ///< bytes
    std::optional<Timestamp> createTime;
    std::optional<Timestamp> updateTime;
    State state = State::Unspecified;
    QString stateText; ///< the wire's word, kept for states that Pollux does not know
    QList<CustomMetadata> customMetadata;
    QJsonObject unknownFields; ///< keys that no field above has taken, as they came

    /// Nothing where the object has no name; any other fault leaves that field at its default.
    static std::optional<Document> fromJson(const QJsonObject &object);
    /// What people call it: the display name, or the resource name where there is none.
    const QString &title() const { return displayName.isEmpty() ? name : displayName; }
    QJsonObject toJson() const;

    bool operator==(const Document &) const = default;
};

/// One answer of documents.list.
using DocumentPage = Page<Document>;

} // namespace pollux

Q_DECLARE_METATYPE(pollux::Document)
