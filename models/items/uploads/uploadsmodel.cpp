// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadsmodel.h"

namespace pollux {

UploadsModel::UploadsModel(UploadQueue &queue, QObject *parent)
    : ColumnModel(uploadcells::table(), parent)
    , m_queue(queue)
{
    connect(&queue, &UploadQueue::rowsAboutToBeInserted, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&queue, &UploadQueue::rowsInserted, this, [this] { endInsertRows(); });
    connect(&queue, &UploadQueue::rowsAboutToBeRemoved, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(&queue, &UploadQueue::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(&queue, &UploadQueue::rowAboutToBeMoved, this, [this](int from, int to) {
        // Qt expects the row before which the moved one is inserted, as counted before the move.
        beginMoveRows({}, from, from, {}, to > from ? to + 1 : to);
    });
    connect(&queue, &UploadQueue::rowMoved, this, [this] { endMoveRows(); });
    connect(&queue, &UploadQueue::taskChanged, this, &UploadsModel::announceTask);
}

QVariant UploadsModel::ownData(int row, int column, int role) const
{
    const UploadTask &task = m_queue.taskAt(row);
    if (role == IdRole)
        return QVariant::fromValue(task.id);
    if (column == ProgressColumn && role == ProgressRole)
        return task.progress();
    if (column == ProgressColumn && role == ConfirmedRole)
        return uploadcells::confirmedShare(task);
    return {};
}

void UploadsModel::announceTask(UploadTask::Id id)
{
    const int row = m_queue.rowOf(id);
    if (row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

} // namespace pollux
