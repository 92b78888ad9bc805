// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/operationsmodel.h"

#include <QSet>

namespace pollux {

OperationsModel::OperationsModel(UploadQueue &queue, QObject *parent)
    : ColumnModel(operationcells::table(), parent)
    , m_queue(queue)
{
    for (const OperationRecord &operation : queue.operations())
        m_rows.append(operation);
    connect(&queue, &UploadQueue::operationsChanged, this, &OperationsModel::handleChanged);
    connect(&queue, &UploadQueue::operationsRemoved, this, &OperationsModel::handleRemoved);
}

QVariant OperationsModel::ownData(int row, int /*column*/, int role) const
{
    return role == ResourceNameRole ? QVariant(m_rows.nameAt(row)) : QVariant();
}

void OperationsModel::handleChanged(const QStringList &names)
{
    const QSet<QString> changed(names.cbegin(), names.cend());
    for (const OperationRecord &operation : m_queue.operations()) {
        if (changed.contains(operation.name))
            upsert(operation);
    }
}

void OperationsModel::handleRemoved(const QStringList &names)
{
    for (const QString &name : names) {
        const int row = rowOf(name);
        if (row < 0)
            continue;
        beginRemoveRows({}, row, row);
        m_rows.remove(row, row);
        endRemoveRows();
    }
}

void OperationsModel::upsert(const OperationRecord &operation)
{
    if (const int row = rowOf(operation.name); row >= 0) {
        m_rows.replace(row, operation);
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
        return;
    }
    beginInsertRows({}, rowCount(), rowCount());
    m_rows.append(operation);
    endInsertRows();
}

} // namespace pollux
