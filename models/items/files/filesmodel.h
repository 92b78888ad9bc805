// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filecells.h"
#include "models/items/files/fileremoval.h"
#include "models/items/files/filerows.h"

#include <QAbstractTableModel>
#include <QSet>

#include <deque>
#include <functional>
#include <memory>
#include <vector>

namespace pollux {

/// The files of one account, page by page as a view asks for them (files.list with pageSize 100). Rows are found by
/// resource name; a name occurs once. New rows go to the end: order is a proxy's business. A page without a new row is
/// followed by the next one at once, for a view would not ask again.
///
/// Without an account (setActive(false)) the model is empty and sends nothing. Lives in the thread of the client's
/// network manager.
class FilesModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using Column = filecells::Column;
    using enum filecells::Column;

    enum Role {
        ResourceNameRole = Qt::UserRole + 1, ///< QString; on every column
        SortRole,                            ///< raw value of the column: number, time, text
        BadgeRole,                           ///< Badge of the column; on StateColumn and ExpiresColumn
        FileRole,                            ///< RemoteFile; on every column
    };

    enum class Loading {
        Inactive, ///< no account
        Loading,  ///< a page is on its way
        Partial,  ///< there are more pages
        Complete, ///< the last page was read
        Failed    ///< the last request failed, or the server's pages run in a circle (Protocol): see loadError(); rows
                  ///< stay; refresh() or retry() goes on
    };
    Q_ENUM(Loading)

    /// The client must outlive the model.
    explicit FilesModel(ApiClient &client, QObject *parent = nullptr);
    ~FilesModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Empties the model and aborts what is under way; an active model is then Partial and waits for a view to fetch.
    /// Deletions that were not confirmed end as Cancelled.
    void reset(bool active);
    /// Reads the list again from its first page and merges: rows that are still there keep their place, new ones are
    /// added. The walk ends with the list, or when it has met every row, or when it has read as many rows as there were
    /// and a page held no more of them (1,000 rows more as long as it has met none, for new files come first); then the
    /// rows that it has not met leave. A walk under way starts anew, unless it is still at its first page.
    void refresh();
    /// Goes on after Failed: at the page that failed, or at the first one if the pages ran in a circle.
    void retry();

    Loading loading() const { return m_loading; }
    const std::optional<ApiError> &loadError() const { return m_loadError; }

    /// -1 where there is no such row.
    int rowOf(const QString &name) const { return m_rows.rowOf(name); }
    RemoteFile fileAt(int row) const { return m_rows.at(row); }
    /// The loaded rows, as many copies as there are rows.
    QList<RemoteFile> files() const;
    /// The loaded rows as they are kept; they change with the signals of the model.
    const FileRows &rows() const { return m_rows; }
    /// Adds a file, or replaces the one with the same resource name. Does nothing without an account.
    void upsert(const RemoteFile &file);
    /// Takes a row out without asking the server, as for a file that has expired.
    void drop(const QString &name);
    /// Deletes files on the server, a few at a time; a row leaves when the server has confirmed. Each call ends with
    /// one removalFinished(), from the event loop; calls are worked off one after the other.
    void remove(const QStringList &names);

    /// Sum of the sizes of the loaded rows, in bytes; the largest value where it does not fit.
    qint64 totalBytes() const { return m_rows.totalBytes(); }

    /// What decides about badges and remaining times; the system's clock unless a test says otherwise.
    void setClock(std::function<QDateTime()> clock);
    /// Repaints the cells that depend on the time of day.
    void refreshTimes();

signals:
    void loadingChanged(pollux::FilesModel::Loading loading);
    /// A row was added or replaced by the server's words (a page, upsert): for those who watch states. A file that is
    /// as it was before is not announced.
    void fileSeen(const pollux::RemoteFile &file);
    void fileGone(const QString &name);
    /// The end of one remove(): resource names that are gone, and those that could not be deleted with the reason.
    void removalFinished(const QStringList &removed, const QList<std::pair<QString, pollux::ApiError>> &failed);

private:
    /// What a page brought: new rows, or while refreshing rows that were not met yet.
    struct Yield {
        bool addedRows = false;
        bool foundNew = false;
    };

    void handlePage(const Result<FilePage> &answer);
    Yield merge(const QList<RemoteFile> &files);
    void append(const std::vector<RemoteFile> &files);
    void replace(int row, const RemoteFile &file);
    void removeNamed(const QSet<QString> &names);
    void requestPage();
    void goOnAfterPage(Yield yield);
    bool endRefresh();
    void stopWalk();
    void forgetWalk();
    void setLoading(Loading loading);
    void startRemoval();
    void endRemoval();
    void cancelRemovals();
    const FileRemoval &takeFirstRemoval();

    ApiClient &m_client;
    std::unique_ptr<QObject> m_listContext; // its death aborts the list request under way
    FileRows m_rows;
    Loading m_loading = Loading::Inactive;
    std::optional<ApiError> m_loadError;
    QString m_nextPageToken; // of the page that is requested next or under way; empty for the first
    QSet<QString> m_usedPageTokens;
    int m_emptyPages = 0;      // in a row
    QSet<QString> m_leftNames; // gone while a page is under way that may still hold them
    bool m_isRefreshing = false;
    QSet<QString> m_unseenNames; // while refreshing: rows that the walk has not met yet
    int m_refreshTarget = 0;     // rows that a refresh reads at least
    int m_seenCount = 0;         // rows that a refresh has read
    bool m_hasMetRows = false;   // whether any of them was there before

    std::deque<std::unique_ptr<FileRemoval>> m_removals; // the first one runs
    std::function<QDateTime()> m_clock;
};

} // namespace pollux
