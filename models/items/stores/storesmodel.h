// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/items/listwalk.h"
#include "models/items/namedrows.h"
#include "models/items/pollschedule.h"
#include "models/items/stores/storecells.h"

#include <QAbstractTableModel>

#include <memory>

namespace pollux {

/// The stores of one account, all of them (stores.list, page after page to the end). Rows are found by resource name; a
/// name occurs once. New rows go to the end: the service lists stores by their age. While a store has pending documents
/// it is read again after 5 s and then ever more rarely, up to every 30 s, so that its counts are live.
///
/// Without an account the model is empty and sends nothing. Lives in the thread of the client's network manager.
class StoresModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using Column = storecells::Column;
    using enum storecells::Column;

    enum Role {
        ResourceNameRole = Qt::UserRole + 1, ///< QString; on every column
        SortRole,                            ///< raw value of the column: number, time, text
        StoreRole,                           ///< RagStore; on every column
    };

    enum class Loading {
        Inactive, ///< no account
        Loading,  ///< the list is being read; rows may be there already
        Complete,
        Failed ///< a page could not be read, or the server's pages run in a circle (Protocol): see loadError(); rows
               ///< stay; refresh() or retry() goes on
    };
    Q_ENUM(Loading)

    static constexpr PollSchedule::Pace usualPace = {std::chrono::seconds(5), std::chrono::seconds(30)};

    /// The client must outlive the model.
    explicit StoresModel(StoresClient &client, QObject *parent = nullptr);
    ~StoresModel() override;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// Empties the model and aborts what is under way; an active model begins to read the list. Creations and removals
    /// that were not answered end as Cancelled, though the server may have done them.
    void reset(bool active);
    /// Reads the list again and merges: rows that are still there keep their place, new ones are added, the others
    /// leave at its end.
    void refresh();
    /// Goes on after Failed: at the page that failed, or at the first one if the pages ran in a circle.
    void retry();

    Loading loading() const { return m_loading; }
    const std::optional<ApiError> &loadError() const { return m_loadError; }

    /// -1 where there is no such row.
    int rowOf(const QString &name) const { return m_rows.rowOf(name); }
    const RagStore &storeAt(int row) const { return m_rows.at(row); }
    /// Nothing where there is no such row.
    std::optional<RagStore> find(const QString &name) const;
    QList<RagStore> stores() const;

    /// Adds a store, or replaces the one with the same resource name. Does nothing without an account.
    void upsert(const RagStore &store);
    /// Takes a row out without asking the server, as for a store that was deleted elsewhere.
    void drop(const QString &name);
    /// Reads one store now; its row comes, changes, or leaves. Calls that come while it is being read make one more
    /// read.
    void rereadStore(const QString &name);
    /// `displayName` may be empty. created() or createFailed() follows; where it stays open whether the server did it,
    /// the list is read again.
    void create(const QString &displayName);
    /// removed() or removeFailed() follows. Without `force` a store that holds documents is refused.
    void remove(const QString &name, bool force);

    /// How often stores with pending documents are read, from the next pause on.
    void setPace(PollSchedule::Pace pace) { m_polls.setPace(pace); }

signals:
    void loadingChanged(pollux::StoresModel::Loading loading);
    /// A row was added or has changed.
    void storeSeen(const pollux::RagStore &store);
    void storeGone(const QString &name);
    /// The row is there.
    void created(const pollux::RagStore &store);
    void createFailed(const pollux::ApiError &error);
    /// The server confirmed it; the row has left.
    void removed(const QString &name);
    void removeFailed(const QString &name, const pollux::ApiError &error);

private:
    void requestPage();
    void handlePage(const Result<StorePage> &answer);
    ListWalk::Step merge(const StorePage &page);
    void dropAll(const QStringList &names);
    void readStore(const QString &name);
    void handleStore(const QString &name, const Result<RagStore> &answer);
    void handleCreated(const Result<RagStore> &answer);
    void handleRemoved(const QString &name, const Result<Nothing> &answer);
    void cancelCalls();
    void setLoading(Loading loading);

    StoresClient &m_client;
    std::unique_ptr<QObject> m_listContext; // its death aborts the list request under way
    std::unique_ptr<QObject> m_callContext; // that of all other requests
    NamedRows<RagStore> m_rows;
    ListWalk m_walk;
    PollSchedule m_polls;
    Loading m_loading = Loading::Inactive;
    std::optional<ApiError> m_loadError;
    int m_creations = 0;    // under way
    QStringList m_removals; // under way
};

} // namespace pollux
