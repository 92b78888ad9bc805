// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace pollux {

/// The state of reading a list of the server page by page: which page comes next, which known rows were not met yet,
/// and whether the server repeats its pages.
class ListWalk {
public:
    enum class Extent {
        Pagewise, ///< page by page, as a view asks for them
        ToTheEnd
    };
    enum class Step {
        NextPage, ///< to be requested at once
        Pause,    ///< the next page can wait
        End,      ///< that was the last page
        Circle    ///< a page token came again, or too many pages without a row; the next page is the first one again
    };

    static constexpr int maxNewRows = 1000;

    /// Before the first page of a list of which nothing is known.
    void begin(Extent extent = Extent::Pagewise);
    /// Before the first page of a list of which these rows are known. Pagewise, the walk pauses when it has met all of
    /// them, or has read as many rows as there are and a page held no more of them; while it has met none, it reads up
    /// to maxNewRows more, since new rows can come first.
    void beginAgain(const QStringList &knownNames, Extent extent);

    /// Of the next page; empty for the first one.
    const QString &pageToken() const { return m_pageToken; }
    bool isAtFirstPage() const { return m_pageToken.isEmpty(); }
    /// Begun by beginAgain() and neither ended nor paused since.
    bool isAgain() const { return m_isAgain; }
    Extent extent() const { return m_extent; }

    /// The page is being requested.
    void askPage() { m_leftNames.clear(); }
    /// The row was added or replaced by something else than a page.
    void meet(const QString &name);
    /// The row was removed by something else than a page: the page under way may still hold it.
    void leave(const QString &name);
    bool hasLeft(const QString &name) const { return m_leftNames.contains(name); }

    /// A page came. `addedRows`: some of its rows were not known.
    Step take(const QStringList &names, bool addedRows, const QString &nextPageToken);

    /// Known rows that the walk has not met; empties the list. After End they are gone; after a Pause nothing is known
    /// about them.
    QStringList takeUnmet();

private:
    Extent m_extent = Extent::Pagewise;
    bool m_isAgain = false;
    QString m_pageToken;
    QSet<QString> m_usedPageTokens;
    int m_emptyPages = 0; // in a row
    QSet<QString> m_unmetNames;
    QSet<QString> m_leftNames;
    qsizetype m_knownCount = 0;
    qsizetype m_readCount = 0;
    bool m_hasMetKnown = false;
};

} // namespace pollux
