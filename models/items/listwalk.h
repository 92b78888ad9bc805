// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QSet>
#include <QString>

namespace pollux {

/// The state of reading a server's list page by page: the next page, the known rows that no page has listed yet, and
/// whether the server repeats its pages.
class ListWalk {
public:
    enum class Extent {
        Pagewise, ///< as a view fetches more
        ToTheEnd
    };
    enum class Step {
        NextPage, ///< request the next page at once
        Pause,    ///< request the next page when a view fetches more
        End,      ///< that was the last page
        Circle    ///< a page token was repeated, or too many pages had no new row; the walk is at the first page again
    };

    static constexpr int maxNewRows = 1000;

    /// Starts a walk over a list of which no row is known.
    void begin(Extent extent = Extent::Pagewise);
    /// Starts a walk over a list of which so many rows are known. A Pagewise walk pauses when all of them were listed,
    /// or when it has read at least as many rows as are known and the last page listed none of them; while no known row
    /// was listed, it reads up to maxNewRows rows more, since new rows may come first.
    void beginAgain(qsizetype knownCount, Extent extent);

    /// The token of the next page; empty for the first one.
    const QString &pageToken() const { return m_pageToken; }
    bool isAtFirstPage() const { return m_pageToken.isEmpty(); }
    /// Returns whether the walk was started by beginAgain() and has neither ended nor paused since.
    bool isAgain() const { return m_isAgain; }
    Extent extent() const { return m_extent; }

    /// Call it when a page is requested.
    void askPage() { m_leftNames.clear(); }
    /// Call it for a row that was added or replaced, but not by a page. `isKnown`: it was replaced.
    void meet(const QString &name, bool isKnown);
    /// Call it for a row that was removed, but not because of a page: the page being read may still list it.
    void leave(const QString &name, bool isKnown);
    bool hasLeft(const QString &name) const { return m_leftNames.contains(name); }

    struct Entry {
        QString name;
        bool isKnown = false; ///< a row had the name before this page
    };
    /// Call it with each page; returns what to do next.
    Step take(const QList<Entry> &entries, const QString &nextPageToken);

    /// The number of rows that were known at beginAgain() and are neither listed by a page since nor removed. After End
    /// they are not on the server any more; after Pause they may be.
    qsizetype unmetCount() const { return m_unmetCount; }
    /// Whether a row is not one of these.
    bool hasMet(const QString &name) const { return m_metNames.contains(name); }
    /// Call it once these two are not needed any more.
    void forgetMet();

private:
    /// Returns whether it is the first that is met of a row that was known at beginAgain().
    bool note(const QString &name, bool isKnown);

    Extent m_extent = Extent::Pagewise;
    bool m_isAgain = false;
    QString m_pageToken;
    QSet<QString> m_usedPageTokens;
    int m_emptyPages = 0; // in a row
    // Filled page by page: the set of all known names would take a long turn of the event loop.
    QSet<QString> m_metNames; // from beginAgain() to forgetMet()
    qsizetype m_unmetCount = 0;
    bool m_isNoting = false;
    QSet<QString> m_leftNames;
    qsizetype m_knownCount = 0;
    qsizetype m_readCount = 0;
    bool m_hasMetKnown = false;
};

} // namespace pollux
