// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace pollux {

/// A name and a value of something that is shown in full. All texts are plain text that is safe to show.
struct Field {
    QString name;
    QString value;        ///< may have several lines
    QString toolTip = {}; ///< the exact value if `value` is not, such as a time in UTC
    QString exact = {};   ///< as it was sent, for the clipboard; empty if the same as `value`
    QString type = {};    ///< type of the value, shown under the name

    bool operator==(const Field &) const = default;
};

/// Fields that belong together, under a title; the first section of a list has none.
struct FieldSection {
    QString title;
    QList<Field> fields;

    bool operator==(const FieldSection &) const = default;
};

} // namespace pollux
