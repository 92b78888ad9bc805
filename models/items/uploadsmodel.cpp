// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploadsmodel.h"

#include "models/items/format.h"

#include <QCoreApplication>

namespace pollux {

namespace {

constexpr char context[] = "pollux::UploadsModel";

QString stateText(UploadTask::State state)
{
    switch (state) {
    case UploadTask::State::Queued:
        return QCoreApplication::translate(context, "Queued");
    case UploadTask::State::Starting:
    case UploadTask::State::Sending:
        return QCoreApplication::translate(context, "Uploading");
    case UploadTask::State::Waiting:
        return QCoreApplication::translate(context, "Waiting to retry");
    case UploadTask::State::Done:
        return QCoreApplication::translate(context, "Done");
    case UploadTask::State::Failed:
        return QCoreApplication::translate(context, "Failed");
    case UploadTask::State::Cancelled:
        return QCoreApplication::translate(context, "Cancelled");
    }
    return {};
}

/// Rounded down, so that 100 % is said of a whole file only.
QString percentText(const UploadTask &task)
{
    return QCoreApplication::translate(context, "%1 %").arg(static_cast<int>(task.progress() * 100));
}

QString displayText(const UploadTask &task, UploadsModel::Column column)
{
    switch (column) {
    case UploadsModel::NameColumn:
        return format::singleLine(task.displayName);
    case UploadsModel::StateColumn:
        return stateText(task.state);
    case UploadsModel::ProgressColumn:
        return percentText(task);
    case UploadsModel::SizeColumn:
        return format::size(task.size);
    case UploadsModel::SpeedColumn:
        return format::speed(task.bytesPerSecond);
    case UploadsModel::TimeLeftColumn:
        return task.timeLeft ? format::timeLeft(*task.timeLeft) : QString();
    case UploadsModel::ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const UploadTask &task, UploadsModel::Column column)
{
    QString value = displayText(task, column);
    switch (column) {
    case UploadsModel::ProgressColumn:
        return QCoreApplication::translate(context, "%1 sent").arg(value);
    case UploadsModel::SizeColumn:
        return QCoreApplication::translate(context, "size %1").arg(value);
    case UploadsModel::SpeedColumn:
        return value.isEmpty() ? QCoreApplication::translate(context, "no speed")
                               : QCoreApplication::translate(context, "speed %1").arg(value);
    case UploadsModel::TimeLeftColumn:
        return value.isEmpty() ? QCoreApplication::translate(context, "time left not known")
                               : QCoreApplication::translate(context, "%1 left").arg(value);
    case UploadsModel::NameColumn:
    case UploadsModel::StateColumn:
    case UploadsModel::ColumnCount:
        break;
    }
    return value;
}

QVariant sortValue(const UploadTask &task, UploadsModel::Column column)
{
    switch (column) {
    case UploadsModel::NameColumn:
        return task.displayName;
    case UploadsModel::StateColumn:
        return static_cast<int>(task.state);
    case UploadsModel::ProgressColumn:
        return task.progress();
    case UploadsModel::SizeColumn:
        return task.size;
    case UploadsModel::SpeedColumn:
        return task.bytesPerSecond;
    case UploadsModel::TimeLeftColumn:
        return task.timeLeft ? QVariant(qint64{task.timeLeft->count()}) : QVariant();
    case UploadsModel::ColumnCount:
        break;
    }
    return {};
}

QString title(int column)
{
    switch (static_cast<UploadsModel::Column>(column)) {
    case UploadsModel::NameColumn:
        return QCoreApplication::translate(context, "Name");
    case UploadsModel::StateColumn:
        return QCoreApplication::translate(context, "State");
    case UploadsModel::ProgressColumn:
        return QCoreApplication::translate(context, "Progress");
    case UploadsModel::SizeColumn:
        return QCoreApplication::translate(context, "Size");
    case UploadsModel::SpeedColumn:
        return QCoreApplication::translate(context, "Speed");
    case UploadsModel::TimeLeftColumn:
        return QCoreApplication::translate(context, "Time left");
    case UploadsModel::ColumnCount:
        break;
    }
    return {};
}

int alignment(int column)
{
    const bool isText = column == UploadsModel::NameColumn || column == UploadsModel::StateColumn;
    return static_cast<int>(((isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter).toInt());
}

} // namespace

UploadsModel::UploadsModel(UploadQueue &queue, QObject *parent)
    : QAbstractTableModel(parent)
    , m_queue(queue)
{
    connect(&queue, &UploadQueue::rowsAboutToBeInserted, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&queue, &UploadQueue::rowsInserted, this, [this] { endInsertRows(); });
    connect(&queue, &UploadQueue::rowAboutToBeRemoved, this, [this](int row) { beginRemoveRows({}, row, row); });
    connect(&queue, &UploadQueue::rowRemoved, this, [this] { endRemoveRows(); });
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
        return alignment(column);
    const UploadTask task = m_queue.taskAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return displayText(task, column);
    case Qt::AccessibleTextRole:
        return accessibleText(task, column);
    case IdRole:
        return QVariant::fromValue(task.id);
    case TaskRole:
        return QVariant::fromValue(task);
    case ProgressRole:
        return column == ProgressColumn ? QVariant(task.progress()) : QVariant();
    case SortRole:
        return sortValue(task, column);
    default:
        return {};
    }
}

QVariant UploadsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return title(section);
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    return {};
}

void UploadsModel::announceChange(UploadTask::Id id)
{
    const int row = m_queue.rowOf(id);
    emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

} // namespace pollux
