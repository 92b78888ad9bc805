// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QStringList>

#include <optional>
#include <variant>

namespace pollux {

/// One entry of a document's customMetadata: a key and exactly one value (contract 0, item 6, and 1.13).
struct CustomMetadata {
    using Value = std::variant<QString, double, QStringList>;

    QString key;
    Value value; ///< stringValue, numericValue (the service keeps a 32-bit float) or stringListValue

    QJsonObject toJson() const;
    /// Nothing if the key or all values are missing or have the wrong type.
    static std::optional<CustomMetadata> fromJson(const QJsonObject &object);

    bool operator==(const CustomMetadata &) const = default;
};

/// The value of "customMetadata".
QJsonArray toJson(const QList<CustomMetadata> &metadata);
/// Entries that cannot be read are left out.
QList<CustomMetadata> metadataFromJson(const QJsonValue &array);

inline constexpr qsizetype maxMetadata = 20; ///< entries of one document (contract 4)

enum class MetadataProblem {
    None,
    TooMany,    ///< more than maxMetadata
    KeyMissing, ///< empty, or only white space
    KeyTaken,   ///< an earlier entry has the same key
    NotFinite,  ///< infinity or NaN, which JSON cannot represent
};

struct MetadataFault {
    MetadataProblem problem = MetadataProblem::None;
    qsizetype index = -1; ///< the entry with the problem; for TooMany the first one beyond maxMetadata
};

/// The first fault in the order of the entries.
MetadataFault faultOf(const QList<CustomMetadata> &metadata);

} // namespace pollux
