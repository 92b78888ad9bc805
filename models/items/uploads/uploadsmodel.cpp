// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadsmodel.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString waitText(WaitReason reason)
{
    switch (reason) {
    case WaitReason::None:
        break;
    case WaitReason::Person:
        return UploadsModel::tr("Paused");
    case WaitReason::Interrupted:
        return UploadsModel::tr("Interrupted");
    case WaitReason::Network:
        return UploadsModel::tr("Waiting for the network");
    case WaitReason::Retry:
        return UploadsModel::tr("Waiting to retry");
    case WaitReason::BadKey:
        return UploadsModel::tr("Key not accepted");
    case WaitReason::AnotherKey:
        return UploadsModel::tr("Waiting for its key");
    case WaitReason::StorageFull:
        return UploadsModel::tr("Storage full");
    case WaitReason::ServerDown:
        return UploadsModel::tr("Waiting for the service");
    case WaitReason::JournalNotWritable:
        return UploadsModel::tr("Cannot be saved");
    case WaitReason::NoPermission:
        return UploadsModel::tr("Not permitted");
    case WaitReason::LocationBlocked:
        return UploadsModel::tr("Not offered here");
    case WaitReason::EndpointWrong:
        return UploadsModel::tr("Endpoint not usable");
    }
    return UploadsModel::tr("Waiting");
}

QString failureText(const UploadTask &task)
{
    if (task.error && task.error->kind == ErrorKind::Damaged)
        return UploadsModel::tr("Damaged on the server");
    if (task.error && task.error->kind == ErrorKind::FileChanged)
        return UploadsModel::tr("Changed while uploading");
    return UploadsModel::tr("Failed");
}

/// Rounded down, so that only a complete file has 100 %.
QString percentText(double share)
{
    return UploadsModel::tr("%1 %").arg(static_cast<int>(share * 100));
}

} // namespace

UploadsModel::UploadsModel(UploadQueue &queue, QObject *parent)
    : ColumnModel(columns(), parent)
    , m_queue(queue)
{
    connect(&queue, &UploadQueue::rowsAboutToBeInserted, this,
            [this](int first, int last) { beginInsertRows({}, first, last); });
    connect(&queue, &UploadQueue::rowsInserted, this, [this] { endInsertRows(); });
    connect(&queue, &UploadQueue::rowsAboutToBeRemoved, this,
            [this](int first, int last) { beginRemoveRows({}, first, last); });
    connect(&queue, &UploadQueue::rowsRemoved, this, [this] { endRemoveRows(); });
    connect(&queue, &UploadQueue::rowsAboutToBeMoved, this, &UploadsModel::beginMove);
    connect(&queue, &UploadQueue::rowsMoved, this, &UploadsModel::endMove);
    connect(&queue, &UploadQueue::taskChanged, this, &UploadsModel::announceTask);
}

QVariant UploadsModel::data(const QModelIndex &index, int role) const
{
    const bool isText = role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == SortRole;
    if (index.column() != TargetColumn || !isText || !m_titleOfStore || !taskAt(index.row()).storeUpload)
        return ColumnModel::data(index, role);
    const QString title = m_titleOfStore(taskAt(index.row()).target);
    return role == Qt::AccessibleTextRole ? tr("to %1").arg(title) : title;
}

void UploadsModel::setStoreTitles(std::function<QString(const QString &store)> titleOf)
{
    m_titleOfStore = std::move(titleOf);
    refreshStoreTitles();
}

void UploadsModel::refreshStoreTitles()
{
    if (count() > 0)
        emit dataChanged(index(0, TargetColumn), index(count() - 1, TargetColumn));
}

QVariant UploadsModel::ownData(int row, int column, int role) const
{
    const UploadTask &task = m_queue.taskAt(row);
    if (role == IdRole)
        return QVariant::fromValue(task.id);
    if (column == ProgressColumn && role == ProgressRole)
        return task.progress();
    if (column == ProgressColumn && role == ConfirmedRole)
        return confirmedShare(task);
    return {};
}

void UploadsModel::beginMove()
{
    emit layoutAboutToBeChanged({}, VerticalSortHint);
    m_moving.clear();
    for (const QModelIndex &index : persistentIndexList())
        m_moving.append(m_queue.taskAt(index.row()).id);
}

void UploadsModel::endMove()
{
    const QModelIndexList former = persistentIndexList();
    QModelIndexList indexes;
    for (qsizetype place = 0; place < former.size(); ++place)
        indexes.append(index(m_queue.rowOf(m_moving.at(place)), former.at(place).column()));
    changePersistentIndexList(former, indexes);
    emit layoutChanged({}, VerticalSortHint);
}

void UploadsModel::announceTask(UploadTask::Id id)
{
    const int row = m_queue.rowOf(id);
    if (row >= 0)
        emit dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

const ColumnTable<UploadTask> &UploadsModel::columns()
{
    using Task = UploadTask;
    using Now = const QDateTime &;
    static constexpr ColumnSpec<Task> specs[] = {
        textColumn<&Task::displayName>(QT_TR_NOOP("Name")),
        {.title = QT_TR_NOOP("State"),
         .text = [](const Task &task, Now) { return stateText(task); },
         .sortValue = [](const Task &task) { return QVariant(static_cast<int>(task.state)); }},
        {.title = QT_TR_NOOP("Progress"),
         .text = [](const Task &task, Now) { return percentText(task.progress()); },
         .sortValue = [](const Task &task) { return QVariant(task.progress()); },
         .accessibleText =
             [](const Task &task, Now) {
                 return tr("%1 sent, %2 confirmed")
                     .arg(percentText(task.progress()), percentText(confirmedShare(task)));
             },
         .alignment = Qt::AlignRight},
        sizeColumn<&Task::size>(QT_TR_NOOP("Size"), QT_TR_NOOP("size %1")),
        {.title = QT_TR_NOOP("Speed"),
         .phrase = QT_TR_NOOP("speed %1"),
         .text = [](const Task &task, Now) { return format::speed(task.bytesPerSecond); },
         .sortValue = [](const Task &task) { return QVariant(task.bytesPerSecond); },
         .missingText = u"",
         .missingPhrase = QT_TR_NOOP("no speed"),
         .alignment = Qt::AlignRight},
        {.title = QT_TR_NOOP("Time left"),
         .phrase = QT_TR_NOOP("%1 left"),
         .text = [](const Task &task, Now) { return task.timeLeft ? format::timeLeft(*task.timeLeft) : QString(); },
         .sortValue =
             [](const Task &task) { return task.timeLeft ? QVariant(qint64{task.timeLeft->count()}) : QVariant(); },
         .missingText = u"",
         .missingPhrase = QT_TR_NOOP("time left not known"),
         .alignment = Qt::AlignRight},
        {.title = QT_TR_NOOP("Status"),
         .text = [](const Task &, Now) { return QString(); },
         .sortValue =
             [](const Task &task) {
                 const bool comes = task.state == Task::State::Waiting && task.nextTry.isValid();
                 return comes ? QVariant(task.nextTry) : QVariant();
             },
         .missingText = u""},
        {.title = QT_TR_NOOP("Retries"),
         .phrase = QT_TR_NOOP("retries: %1"),
         .text = [](const Task &task,
                    Now) { return task.attempts > 0 ? QLocale().toString(task.attempts) : QString(); },
         .sortValue = [](const Task &task) { return QVariant(task.attempts); },
         .missingText = u"",
         .missingPhrase = QT_TR_NOOP("no retries"),
         .alignment = Qt::AlignRight},
        {.title = QT_TR_NOOP("Target"),
         .phrase = QT_TR_NOOP("to %1"),
         .text = [](const Task &task, Now) { return targetText(task); },
         .sortValue = [](const Task &task) { return QVariant(task.target); },
         .missingText = u""}};
    static_assert(std::size(specs) == ColumnCount);
    static constexpr ColumnTable<Task> table("pollux::UploadsModel", "", specs);
    return table;
}

QString UploadsModel::stateText(const UploadTask &task)
{
    switch (task.state) {
    case UploadTask::State::Queued:
        return tr("Queued");
    case UploadTask::State::Hashing:
        return tr("Reading the file");
    case UploadTask::State::Starting:
        return tr("Starting");
    case UploadTask::State::Sending:
        return tr("Uploading");
    case UploadTask::State::Waiting:
        return waitText(task.waitReason);
    case UploadTask::State::Paused:
        return waitText(task.waitReason == WaitReason::Interrupted ? WaitReason::Interrupted : WaitReason::Person);
    case UploadTask::State::Finalising:
        return tr("Finishing");
    case UploadTask::State::Verifying:
        return tr("Verifying");
    case UploadTask::State::Processing:
        return tr("Processing on the server");
    case UploadTask::State::Done:
        return tr("Done");
    case UploadTask::State::Failed:
        return failureText(task);
    case UploadTask::State::Cancelled:
        return tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString UploadsModel::targetText(const UploadTask &task)
{
    return task.target == "files"_L1 ? tr("Files") : format::singleLine(task.target);
}

double UploadsModel::confirmedShare(const UploadTask &task)
{
    const double progress = task.progress();
    if (task.size <= 0 || task.state == UploadTask::State::Done || task.state == UploadTask::State::Processing)
        return progress;
    return std::clamp(static_cast<double>(task.bytesConfirmed) / static_cast<double>(task.size), 0.0, progress);
}

} // namespace pollux
