// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/pagewalk.h"

namespace pollux {

PageWalk::PageWalk(int most)
    : m_most(most)
{
}

void PageWalk::take(qsizetype entries, const QString &nextToken)
{
    m_count += static_cast<int>(entries);
    m_usedTokens.insert(m_token);
    m_hasMore = !nextToken.isEmpty() && !m_usedTokens.contains(nextToken);
    m_token = nextToken;
}

} // namespace pollux
