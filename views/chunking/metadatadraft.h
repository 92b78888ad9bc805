// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/custommetadata.h"

#include <QString>

namespace pollux {

/// One entry of metadata as typed so far; may be invalid.
struct MetadataDraft {
    enum class Type { Text, Number, List };

    QString key; ///< as typed; surrounding white space is ignored
    Type type = Type::Text;
    QString text; ///< the value as typed; of a list one value per line

    /// Empty lines of a list and white space around its values are ignored. Text that is no number becomes NaN, so that
    /// faultOf() finds it.
    CustomMetadata entry() const;

    /// Key and value are empty or white space.
    bool isBlank() const;

    bool operator==(const MetadataDraft &) const = default;
};

/// Blank drafts at the end, where new ones are added, are no entries yet.
QList<CustomMetadata> entriesOf(const QList<MetadataDraft> &drafts);

/// The same value under another type: a text with semicolons becomes a list and back.
MetadataDraft withType(MetadataDraft draft, MetadataDraft::Type type);

/// One draft for each line `key<TAB>value` that is not blank; further tabs make a list, and a line without a tab has no
/// value. A value becomes a number if it is a plain one that the service's 32-bit floats hold exactly as written: ids
/// with leading zeros or many digits stay text.
QList<MetadataDraft> draftsFromLines(const QString &text);

/// The number that the service keeps, a 32-bit float, in digits; "inf" if it is too large. Empty if the number stays
/// the same or is not finite, and if `number` is no number.
QString keptNumber(const QString &number);

} // namespace pollux
