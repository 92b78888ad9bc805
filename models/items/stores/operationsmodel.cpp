// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/operationsmodel.h"

#include "models/items/stores/operationcells.h"

#include <QSet>

#include <algorithm>
#include <utility>

namespace pollux {

OperationsModel::OperationsModel(UploadQueue &queue, QObject *parent)
    : QAbstractTableModel(parent)
    , m_queue(queue)
    , m_clock(&QDateTime::currentDateTimeUtc)
{
    for (const OperationRecord &operation : queue.operations())
        m_rows.append(operation);
    connect(&queue, &UploadQueue::operationsChanged, this, &OperationsModel::handleChanged);
    connect(&queue, &UploadQueue::operationsRemoved, this, &OperationsModel::handleRemoved);
}

int OperationsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_rows.count();
}

int OperationsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant OperationsModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const OperationRecord &operation = operationAt(index.row());
    const auto column = static_cast<Column>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return operationcells::displayText(operation, column, m_clock());
    case Qt::AccessibleTextRole:
        return operationcells::accessibleText(operation, column, m_clock());
    case Qt::TextAlignmentRole:
        return static_cast<int>(operationcells::alignment(column).toInt());
    case ResourceNameRole:
        return operation.name;
    case SortRole:
        return operationcells::sortValue(operation, column);
    case BadgeRole:
        return operationcells::badge(operation, column);
    case OperationRole:
        return QVariant::fromValue(operation);
    default:
        return {};
    }
}

QVariant OperationsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    const auto column = static_cast<Column>(section);
    if (role == Qt::DisplayRole)
        return operationcells::title(column);
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(operationcells::alignment(column).toInt());
    return {};
}

int OperationsModel::workingCount() const
{
    return static_cast<int>(
        std::ranges::count(m_rows.items(), OperationRecord::State::Working, &OperationRecord::state));
}

void OperationsModel::setClock(std::function<QDateTime()> clock)
{
    m_clock = std::move(clock);
    refreshTimes();
}

void OperationsModel::refreshTimes()
{
    if (rowCount() > 0) {
        emit dataChanged(index(0, AgeColumn), index(rowCount() - 1, LastPollColumn),
                         {Qt::DisplayRole, Qt::AccessibleTextRole});
    }
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
        m_rows.remove(row);
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
