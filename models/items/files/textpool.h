// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

#include <vector>

namespace pollux {

/// Texts that occur in many rows, each kept once and known by a number. Bounded: a server that invents texts fills it
/// up, and then keeps its texts elsewhere.
class TextPool {
public:
    /// No number: the text is not in the pool.
    static constexpr quint16 none = 0xFFFF;

    TextPool() { clear(); }

    /// The number of a text, 0 for the empty one; none for a long text, and for a new one when the pool is full.
    quint16 numberOf(const QString &text);
    /// `number` must be one that numberOf() gave out since the last clear().
    const QString &at(quint16 number) const { return m_texts.at(number); }
    void clear();

private:
    std::vector<QString> m_texts;
    QHash<QString, quint16> m_numbers;
};

} // namespace pollux
