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

void ListWalk::beginAgain(qsizetype knownCount, Extent extent)
{
    begin(extent);
    m_isAgain = true;
    m_isNoting = true;
    m_knownCount = knownCount;
    m_unmetCount = knownCount;
    m_metNames.reserve(knownCount); // so that it is never copied into a larger one, which takes long
}

bool ListWalk::note(const QString &name, bool isKnown)
{
    if (!m_isNoting || hasMet(name))
        return false;
    m_metNames.insert(name);
    m_unmetCount -= isKnown ? 1 : 0;
    return isKnown;
}

void ListWalk::forgetMet()
{
    m_isNoting = false;
    m_metNames.clear();
    m_unmetCount = 0;
}

void ListWalk::meet(const QString &name, bool isKnown)
{
    note(name, isKnown);
    m_leftNames.remove(name);
}

void ListWalk::leave(const QString &name, bool isKnown)
{
    note(name, isKnown);
    m_leftNames.insert(name);
}

ListWalk::Step ListWalk::take(const QList<Entry> &entries, const QString &nextPageToken)
{
    bool addedRows = false;
    bool metUnmet = false;
    for (const Entry &entry : entries) {
        addedRows |= !entry.isKnown;
        metUnmet |= note(entry.name, entry.isKnown);
    }
    m_readCount += entries.size();
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
    if (m_unmetCount > 0 && (metUnmet || m_readCount < enough))
        return Step::NextPage;
    m_isAgain = false;
    return Step::Pause;
}

} // namespace pollux
