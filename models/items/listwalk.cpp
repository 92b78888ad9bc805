// SPDX-License-Identifier: Apache-2.0
#include "models/items/listwalk.h"

#include <utility>

namespace pollux {

namespace {

// Ends a walk if the server returns new page tokens endlessly.
constexpr int maxEmptyPages = 100;

} // namespace

void ListWalk::begin(Extent extent)
{
    *this = {};
    m_extent = extent;
}

void ListWalk::beginAgain(const QStringList &knownNames, Extent extent)
{
    begin(extent);
    m_isAgain = true;
    m_unmetNames = QSet<QString>(knownNames.cbegin(), knownNames.cend());
    m_knownCount = knownNames.size();
}

void ListWalk::meet(const QString &name)
{
    m_unmetNames.remove(name);
    m_leftNames.remove(name);
}

void ListWalk::leave(const QString &name)
{
    m_unmetNames.remove(name);
    m_leftNames.insert(name);
}

ListWalk::Step ListWalk::take(const QStringList &names, bool addedRows, const QString &nextPageToken)
{
    bool metUnmet = false;
    for (const QString &name : names)
        metUnmet |= m_unmetNames.remove(name);
    m_readCount += names.size();
    m_emptyPages = addedRows || metUnmet ? 0 : m_emptyPages + 1;
    if (nextPageToken.isEmpty()) {
        m_isAgain = false;
        return Step::End;
    }
    if (m_usedPageTokens.contains(nextPageToken) || m_emptyPages >= maxEmptyPages) {
        begin(m_extent);
        return Step::Circle;
    }
    m_usedPageTokens.insert(nextPageToken);
    m_pageToken = nextPageToken;
    if (m_extent == Extent::ToTheEnd)
        return Step::NextPage;
    if (!m_isAgain)
        return addedRows ? Step::Pause : Step::NextPage;
    m_hasMetKnown |= metUnmet;
    const qsizetype enough = m_knownCount + (m_hasMetKnown ? 0 : maxNewRows);
    if (!m_unmetNames.isEmpty() && (metUnmet || m_readCount < enough))
        return Step::NextPage;
    m_isAgain = false;
    return Step::Pause;
}

QStringList ListWalk::takeUnmet()
{
    const QSet<QString> names = std::exchange(m_unmetNames, {});
    return {names.cbegin(), names.cend()};
}

} // namespace pollux
