// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/details/field.h"

#include <QMap>

#include <optional>

namespace pollux {

/// What is said of several rows instead of the fields of each: how many, how large together, how many in which state.
class SelectionSummary {
public:
    /// `state`: a word for people, fit to be shown; `bytes`: nothing where the size is not known.
    void add(const QString &state, const std::optional<qint64> &bytes);

    int count() const { return m_count; }
    /// Title of the count: "Files". States in the order of their words.
    QList<Field> fields(const QString &title) const;
    /// The same without sizes, for what has none.
    QList<Field> fieldsWithoutSizes(const QString &title) const;

private:
    int m_count = 0;
    int m_unknownSizes = 0;
    qint64 m_bytes = 0; // stops at the largest number
    QMap<QString, int> m_states;
};

} // namespace pollux
