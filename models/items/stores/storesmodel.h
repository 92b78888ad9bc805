// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/items/stores/polledmodel.h"

namespace pollux {

/// All stores of one account (stores.list, all pages), in the order of the service, which is by age. While a store has
/// pending documents it is read again to keep its counts up to date: after 5 s, then at growing intervals up to 30 s.
///
/// Without an account the model is empty and sends nothing. Lives in the thread of the client's network manager.
class StoresModel final : public PolledModel<RagStore> {
    Q_OBJECT

public:
    enum Column : int {
        NameColumn, ///< display name, or the resource name if there is none
        ActiveColumn,
        PendingColumn,
        FailedColumn,
        SizeColumn,
        CreatedColumn,
        ResourceNameColumn,
        ColumnCount
    };

    static constexpr int StoreRole = ItemRole; ///< RagStore; on every column
    static constexpr PollSchedule::Pace usualPace = {std::chrono::seconds(5), std::chrono::seconds(30)};

    /// The client must outlive the model.
    explicit StoresModel(StoresClient &client, QObject *parent = nullptr);

    /// Empties the model and aborts its requests; an active model then begins to read the list.
    void reset(bool active);

    const RagStore &storeAt(int row) const { return m_rows.at(row); }
    /// Nothing if there is no such row.
    std::optional<RagStore> find(const QString &name) const;
    QList<RagStore> stores() const { return m_rows.items(); }

    static const ColumnTable<RagStore> &columns();

signals:
    /// A row was added or has changed.
    void storeSeen(const pollux::RagStore &store);
    void storeGone(const QString &name);

private:
    void readPage(const QString &pageToken, QObject *context) override;
    ListWalk::Extent refreshExtent() const override { return ListWalk::Extent::ToTheEnd; }
    bool isPending(const RagStore &store) const override { return store.pendingDocumentsCount > 0; }
    bool isReadable(const QString & /*name*/) const override { return loading() != Loading::Inactive; }
    void readRow(const QString &name, QObject *context,
                 std::function<void(const Result<RagStore> &)> callback) override;
    void reportSeen(const RagStore &store) override { emit storeSeen(store); }
    void reportGone(const QString &name) override { emit storeGone(name); }

    StoresClient &m_client;
};

} // namespace pollux
