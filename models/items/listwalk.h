// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSet>
#include <QString>
#include <QStringList>

namespace pollux {

/// Where a walk through the pages of a list on the server stands: which page comes next, which rows it has not met yet,
/// and whether the server's pages run in a circle.
class ListWalk {
public:
    enum class Extent {
        Pagewise, ///< page by page, as somebody asks for them
        ToTheEnd
    };
    enum class Step {
        NextPage, ///< is to be asked for at once
        Pause,    ///< the next page can wait
        End,      ///< that was the last page
        Circle    ///< the server repeats itself; the walk stands before the first page again
    };

    /// Before the first page of a list that nothing is known of.
    void begin(Extent extent = Extent::Pagewise);
    /// Before the first page of a list of which these rows are known. Pagewise, the walk pauses when it has met all of
    /// them, or has read as many rows as there are and a page held no more of them.
    void beginAgain(const QStringList &knownNames, Extent extent);

    /// Of the page to ask for; empty for the first.
    const QString &pageToken() const { return m_pageToken; }
    bool isAtFirstPage() const { return m_pageToken.isEmpty(); }
    bool isAgain() const { return m_isAgain; }
    Extent extent() const { return m_extent; }

    /// A page is being asked for.
    void askPage() { m_leftNames.clear(); }
    /// The row was added or replaced by other news.
    void meet(const QString &name);
    /// The row left by other news: a page that is under way may still hold it.
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
};

} // namespace pollux
