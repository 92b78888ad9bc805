// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/namedrows.h"
#include "models/items/stores/operationcells.h"
#include "models/transfer/uploadqueue.h"

#include <QAbstractTableModel>

#include <functional>

namespace pollux {

/// The long-running operations of an UploadQueue as a table, one row for each name, oldest first. Values and words for
/// states.
class OperationsModel final : public QAbstractTableModel {
    Q_OBJECT

public:
    using Column = operationcells::Column;
    using enum operationcells::Column;

    enum Role {
        ResourceNameRole = Qt::UserRole + 1, ///< QString, the operation's; on every column
        SortRole,                            ///< raw value of the column: number, time, text
        BadgeRole,                           ///< Badge; on StateColumn
        OperationRole,                       ///< OperationRecord; on every column
    };

    /// The queue must outlive the model.
    explicit OperationsModel(UploadQueue &queue, QObject *parent = nullptr);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// -1 where there is no such row.
    int rowOf(const QString &name) const { return m_rows.rowOf(name); }
    const OperationRecord &operationAt(int row) const { return m_rows.at(row); }
    /// How many have not ended.
    int workingCount() const;

    /// What ages are counted by; the system's clock unless a test says otherwise.
    void setClock(std::function<QDateTime()> clock);
    /// Repaints the cells that depend on the time of day.
    void refreshTimes();

private:
    void handleChanged(const QStringList &names);
    void handleRemoved(const QStringList &names);
    void upsert(const OperationRecord &operation);

    UploadQueue &m_queue;
    NamedRows<OperationRecord> m_rows;
    std::function<QDateTime()> m_clock;
};

} // namespace pollux
