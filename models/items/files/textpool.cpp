// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/textpool.h"

namespace pollux {

namespace {

constexpr qsizetype maxTextLength = 200; // characters

} // namespace

quint16 TextPool::numberOf(const QString &text)
{
    if (text.size() > maxTextLength)
        return none;
    if (const auto known = m_numbers.constFind(text); known != m_numbers.cend())
        return *known;
    if (m_texts.size() >= none)
        return none;
    const auto number = static_cast<quint16>(m_texts.size());
    // A deep copy: a text that shares the data of a longer one would keep all of it in memory.
    const QString own(text.constData(), text.size());
    m_texts.push_back(own);
    m_numbers.insert(own, number);
    return number;
}

void TextPool::clear()
{
    m_texts.assign(1, QString());
    m_numbers.clear();
    m_numbers.insert(QString(), 0);
}

} // namespace pollux
