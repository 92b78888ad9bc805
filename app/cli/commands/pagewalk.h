// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/listwalk.h"

namespace pollux {

/// Reads a list page by page until it ends or enough entries were read. Pages that the server repeats end the list.
class PageWalk final {
public:
    /// `max` entries are enough; 0: all of them.
    explicit PageWalk(int max)
        : m_max(max)
    {
        m_walk.begin(ListWalk::Extent::ToTheEnd);
    }

    /// Empty for the first page.
    const QString &token() const { return m_walk.pageToken(); }
    void take(qsizetype entries, const QString &nextToken)
    {
        m_count += static_cast<int>(entries);
        m_hasMore = m_walk.take({}, entries > 0, nextToken) == ListWalk::Step::NextPage;
    }
    int count() const { return m_count; }
    /// There are more entries.
    bool hasMore() const { return m_hasMore; }
    /// There are more entries, and they are to be read: token() is theirs.
    bool goesOn() const { return m_hasMore && (m_max == 0 || m_count < m_max); }

private:
    ListWalk m_walk;
    int m_max;
    int m_count = 0;
    bool m_hasMore = false;
};

} // namespace pollux
