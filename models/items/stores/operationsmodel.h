// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/columnmodel.h"
#include "models/items/namedrows.h"
#include "models/items/stores/operationcells.h"
#include "models/transfer/uploadqueue.h"

namespace pollux {

/// The long-running operations of an UploadQueue as a table, one row for each name, oldest first. Values and words for
/// states.
class OperationsModel final : public ColumnModel<OperationRecord> {
    Q_OBJECT

public:
    using Column = operationcells::Column;
    using enum operationcells::Column;

    static constexpr int OperationRole = ItemRole; ///< OperationRecord; on every column

    /// The queue must outlive the model.
    explicit OperationsModel(UploadQueue &queue, QObject *parent = nullptr);

    /// -1 where there is no such row.
    int rowOf(const QString &name) const { return m_rows.rowOf(name); }
    const OperationRecord &operationAt(int row) const { return m_rows.at(row); }

private:
    int count() const override { return m_rows.count(); }
    const OperationRecord &rowAt(int row) const override { return m_rows.at(row); }
    QVariant ownData(int row, int column, int role) const override;
    void handleChanged(const QStringList &names);
    void handleRemoved(const QStringList &names);
    void upsert(const OperationRecord &operation);

    UploadQueue &m_queue;
    NamedRows<OperationRecord> m_rows;
};

} // namespace pollux
