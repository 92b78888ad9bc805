// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

#include <vector>

namespace pollux {

/// Texts that occur in many rows, each stored once and identified by a number. Bounded: when the pool is full, the rows
/// store further texts themselves.
class TextPool {
public:
    /// In place of a number: the text is not in the pool.
    static constexpr quint16 none = 0xFFFF;

    TextPool() { clear(); }

    /// Returns the number of a text and adds it if necessary; 0 for the empty text; none for a long text, or for a new
    /// one if the pool is full.
    quint16 numberOf(const QString &text);
    /// `number` must have been returned by numberOf() since the last clear().
    const QString &at(quint16 number) const { return m_texts.at(number); }
    void clear();

private:
    std::vector<QString> m_texts;
    QHash<QString, quint16> m_numbers;
};

} // namespace pollux
