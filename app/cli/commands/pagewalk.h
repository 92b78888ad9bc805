// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>

namespace pollux {

/// Walks through the pages of a list. Pages may be short or empty before the end; a token that comes again would never
/// end, so it ends the list.
class PageWalk final {
public:
    /// `most` entries are enough; 0: all of them.
    explicit PageWalk(int most);

    /// Empty for the first page.
    const QString &token() const { return m_token; }
    void take(qsizetype entries, const QString &nextToken);
    int count() const { return m_count; }
    /// There are more entries.
    bool hasMore() const { return m_hasMore; }
    /// There are more, and they are wanted: token() is theirs.
    bool goesOn() const { return m_hasMore && (m_most == 0 || m_count < m_most); }

private:
    int m_most;
    int m_count = 0;
    bool m_hasMore = false;
    QString m_token;
    QSet<QString> m_usedTokens;
};

} // namespace pollux
