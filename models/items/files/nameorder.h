// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCollator>

#include <array>
#include <string>
#include <vector>

namespace pollux {

/// The natural order of names: by the default locale, ignoring case, numbers in a name compared as numbers.
class NameOrder {
public:
    NameOrder();

    /// Less than, equal to or greater than zero.
    int compare(const QString &left, const QString &right) const { return m_collator.compare(left, right); }

    /// The place of each name in the order, from 0; equal names have the same place. Ten times faster than sorting with
    /// compare(): 100,000 names in about 100 ms.
    std::vector<int> ranks(const std::vector<QString> &names) const;

private:
    bool findWeights();
    bool hasLetterPairs(const std::string &letters) const;
    bool appendKey(const QString &name, std::string &keys) const;

    QCollator m_collator;
    std::array<char, 128> m_weights{}; // of ASCII characters; those with the same weight are equal
    // Whether the weights alone give the order. False if two letters count as one, as "ch" does in Czech.
    bool m_isPlain;
};

} // namespace pollux
