// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/details/field.h"

#include <QMap>

#include <optional>

namespace pollux {

/// The fields of several selected rows together: their number, their total size, and the number in each state.
class SelectionSummary {
public:
    /// `state`: a text that is safe to show; `bytes`: nullopt if the size is not known.
    void add(const QString &state, const std::optional<qint64> &bytes);

    int count() const { return m_count; }
    /// `title`: name of the field with the number, such as "Files". The states are sorted.
    QList<Field> fields(const QString &title) const;
    /// Without the total size.
    QList<Field> fieldsWithoutSizes(const QString &title) const;

private:
    int m_count = 0;
    int m_unknownSizes = 0;
    qint64 m_bytes = 0; // stops at the largest number
    QMap<QString, int> m_states;
};

} // namespace pollux
