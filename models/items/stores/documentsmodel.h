// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/listwalk.h"
#include "models/items/namedrows.h"
#include "models/items/pollschedule.h"
#include "models/items/stores/documentcells.h"
#include "models/items/stores/documentremoval.h"

#include <QAbstractTableModel>

#include <deque>
#include <memory>

namespace pollux {

/// The documents of one store, page by page as a view asks for them (documents.list with pageSize 20). Rows are found
/// by resource name; a name occurs once. New rows go to the end: order is a proxy's business. A page without a new row
/// is followed by the next one at once, for a view would not ask again.
///
/// Every row that is PENDING is read again, 1 s later and then ever more rarely, up to every 30 s, until it is ACTIVE,
/// FAILED or gone: an idle store sends nothing. Without a store the model is empty. Lives in the thread of the client's
/// network manager.
class DocumentsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using Column = documentcells::Column;
    using enum documentcells::Column;

    enum Role {
        ResourceNameRole = Qt::UserRole + 1, ///< QString; on every column
        SortRole,                            ///< raw value of the column: number, time, text
        BadgeRole,                           ///< Badge; on StateColumn
        DocumentRole,                        ///< Document; on every column
    };

    enum class Loading {
        Inactive, ///< no store
        Loading,  ///< a page is on its way
        Partial,  ///< there are more pages
        Complete, ///< the last page was read
        Failed    ///< the last request failed (Gone: there is no such store), or the server's pages run in a circle
                  ///< (Protocol): see loadError(); rows stay; refresh() or retry() goes on
    };
    Q_ENUM(Loading)

    static constexpr PollSchedule::Pace usualPace = {std::chrono::seconds(1), std::chrono::seconds(30)};
    /// How often an expected document may be missing before it is no longer expected: it can show up late.
    static constexpr int maxAbsences = 5;

    /// The client must outlive the model.
    explicit DocumentsModel(StoresClient &client, QObject *parent = nullptr);
    ~DocumentsModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

    /// Resource name; empty for none.
    const QString &store() const { return m_store; }
    /// Empties the model and aborts what is being read; with a store it is then Partial and waits for a view to fetch.
    /// Also for the same store, as when the account has changed. Removals go on, see stopRemoving().
    void setStore(const QString &name);
    /// Reads the list again from its first page and merges: rows that are still there keep their place, new ones are
    /// added. A list that was read to its end is read to its end again, for new documents come last, and rows that are
    /// not in it leave. Otherwise it is read as far as its rows go, and a row that was not met is read by itself.
    void refresh();
    /// Goes on after Failed: at the page that failed, or at the first one if the pages ran in a circle.
    void retry();

    Loading loading() const { return m_loading; }
    const std::optional<ApiError> &loadError() const { return m_loadError; }

    /// -1 where there is no such row.
    int rowOf(const QString &name) const { return m_rows.rowOf(name); }
    const Document &documentAt(int row) const { return m_rows.at(row); }
    /// The loaded rows.
    QList<Document> documents() const;
    /// Sum of the sizes of the loaded rows, in bytes; the largest value where it does not fit.
    qint64 totalBytes() const;

    /// Adds a document, or replaces the one with the same resource name. One of another store is left out.
    void upsert(const Document &document);
    /// Takes a row out without asking the server.
    void drop(const QString &name);
    /// Reads one document now; its row comes, changes, or leaves.
    void reread(const QString &name);
    /// A document that an operation makes or has made: reads it now and, while it is missing (see maxAbsences) or
    /// PENDING, again and again, so that its row comes and its state is live. One of another store is left out.
    void expect(const QString &name);

    /// Deletes documents on the server, a few at a time; a row leaves when the server has confirmed. Each call ends
    /// with one removalFinished(), from the event loop; calls are worked off one after the other. They keep to the
    /// account that they began with.
    void remove(const QStringList &names);
    bool isRemoving() const { return !m_removals.empty(); }
    /// What was not asked for yet is not deleted, and ends as Cancelled.
    void stopRemoving();

    /// How often PENDING documents are read, from the next pause on.
    void setPace(PollSchedule::Pace pace) { m_polls.setPace(pace); }

signals:
    void storeChanged(const QString &name);
    void loadingChanged(pollux::DocumentsModel::Loading loading);
    /// A row was added or has changed.
    void documentSeen(const pollux::Document &document);
    void documentGone(const QString &name);
    /// Of the remove() that is worked off.
    void removalProgressed(int removed, int failed, int total);
    /// The end of one remove(): resource names that are gone, and those that are not with the reason.
    void removalFinished(const QStringList &removed, const QList<std::pair<QString, pollux::ApiError>> &failed);

private:
    bool isOfStore(const QString &name) const;
    void requestPage();
    void handlePage(const Result<DocumentPage> &answer);
    ListWalk::Step merge(const DocumentPage &page);
    void takeUnmet(ListWalk::Step step);
    void goOnAfter(ListWalk::Step step);
    void readDocument(const QString &name);
    void handleDocument(const QString &name, const Result<Document> &answer);
    void handleReadError(const QString &name, const ApiError &error);
    void announceChange(int row, const Document &before);
    void handleRemovalProgress();
    void endRemoval();
    void setLoading(Loading loading);

    StoresClient &m_client;
    QString m_store;
    std::unique_ptr<QObject> m_listContext; // its death aborts the list request under way
    std::unique_ptr<QObject> m_readContext; // that of the reads of single documents
    NamedRows<Document> m_rows;
    ListWalk m_walk;
    PollSchedule m_polls;
    QHash<QString, int> m_absences; // of documents that are expected and were not seen yet
    Loading m_loading = Loading::Inactive;
    std::optional<ApiError> m_loadError;
    std::deque<std::unique_ptr<DocumentRemoval>> m_removals; // the first one runs
};

} // namespace pollux
