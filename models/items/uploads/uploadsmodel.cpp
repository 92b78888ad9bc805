// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadsmodel.h"

#include "models/items/uploads/uploadcells.h"

namespace pollux {

UploadsModel::UploadsModel(UploadQueue &queue, QObject *parent)
    : QAbstractTableModel(parent)
    , m_queue(queue)
{
    connect(&queue, &UploadQueue::rowsAboutToBeInserted, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&queue, &UploadQueue::rowsInserted, this, [this] { endInsertRows(); });
    connect(&queue, &UploadQueue::rowsAboutToBeRemoved, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(&queue, &UploadQueue::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(&queue, &UploadQueue::rowAboutToBeMoved, this, [this](int from, int to) {
        // Qt names the row in front of which the moved one shall stand, as counted before the move.
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    });
    connect(&queue, &UploadQueue::rowMoved, this, [this] { endMoveRows(); });
    connect(&queue, &UploadQueue::taskChanged, this, &UploadsModel::announceChange);
}

int UploadsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_queue.count();
}

int UploadsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant UploadsModel::data(const QModelIndex &index, int role) const
{
    Q_ASSERT(checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid));
    const auto column = static_cast<Column>(index.column());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(uploadcells::alignment(column).toInt());
    const UploadTask &task = m_queue.taskAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return uploadcells::displayText(task, column);
    case Qt::AccessibleTextRole:
        return uploadcells::accessibleText(task, column);
    case IdRole:
        return QVariant::fromValue(task.id);
    case TaskRole:
        return QVariant::fromValue(task);
    case ProgressRole:
        return column == ProgressColumn ? QVariant(task.progress()) : QVariant();
    case ConfirmedRole:
        return column == ProgressColumn ? QVariant(uploadcells::confirmedShare(task)) : QVariant();
    case SortRole:
        return uploadcells::sortValue(task, column);
    default:
        return {};
    }
}

QVariant UploadsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return uploadcells::title(static_cast<Column>(section));
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(uploadcells::alignment(static_cast<Column>(section)).toInt());
    return {};
}

void UploadsModel::announceChange(UploadTask::Id id)
{
    const int row = m_queue.rowOf(id);
    if (row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

} // namespace pollux
