// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadcells.h"

#include <algorithm>

namespace pollux::uploadcells {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::UploadsModel)

public:
    static const ColumnTable<UploadTask> &table();
};

QString waitText(WaitReason reason)
{
    switch (reason) {
    case WaitReason::None:
        break;
    case WaitReason::Person:
        return Texts::tr("Paused");
    case WaitReason::Interrupted:
        return Texts::tr("Interrupted");
    case WaitReason::Network:
        return Texts::tr("Waiting for the network");
    case WaitReason::Retry:
        return Texts::tr("Waiting to retry");
    case WaitReason::BadKey:
        return Texts::tr("Key not accepted");
    case WaitReason::AnotherKey:
        return Texts::tr("Waiting for its key");
    case WaitReason::StorageFull:
        return Texts::tr("Storage full");
    case WaitReason::ServerDown:
        return Texts::tr("Waiting for the service");
    case WaitReason::OtherProgram:
        return Texts::tr("In another program");
    case WaitReason::JournalNotWritable:
        return Texts::tr("Cannot be saved");
    }
    return Texts::tr("Waiting");
}

QString failureText(const UploadTask &task)
{
    if (task.error && task.error->kind == ErrorKind::Damaged)
        return Texts::tr("Damaged on the server");
    if (task.error && task.error->kind == ErrorKind::FileChanged)
        return Texts::tr("Changed while uploading");
    return Texts::tr("Failed");
}

/// Rounded down: only a whole file has 100 %.
QString percentText(double share)
{
    return Texts::tr("%1 %").arg(static_cast<int>(share * 100));
}

const ColumnTable<UploadTask> &Texts::table()
{
    using Task = UploadTask;
    using Now = const QDateTime &;
    static constexpr ColumnSpec<Task> columns[] = {
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
        {.title = QT_TR_NOOP("Next step"),
         .text = [](const Task &, Now) { return QString(); },
         .sortValue =
             [](const Task &task) {
                 const bool comes = task.state == Task::State::Waiting && task.nextTry.isValid();
                 return comes ? QVariant(task.nextTry) : QVariant();
             },
         .missingText = u""},
        {.title = QT_TR_NOOP("Failed tries"),
         .phrase = QT_TR_NOOP("failed tries: %1"),
         .text = [](const Task &task,
                    Now) { return task.attempts > 0 ? QLocale().toString(task.attempts) : QString(); },
         .sortValue = [](const Task &task) { return QVariant(task.attempts); },
         .missingText = u"",
         .missingPhrase = QT_TR_NOOP("no failed tries"),
         .alignment = Qt::AlignRight},
        {.title = QT_TR_NOOP("Target"),
         .phrase = QT_TR_NOOP("to %1"),
         .text = [](const Task &task, Now) { return targetText(task); },
         .sortValue = [](const Task &task) { return QVariant(task.target); },
         .missingText = u""}};
    static_assert(std::size(columns) == ColumnCount);
    static constexpr ColumnTable<Task> table("pollux::UploadsModel", "", columns);
    return table;
}

} // namespace

QString stateText(const UploadTask &task)
{
    switch (task.state) {
    case UploadTask::State::Queued:
        return Texts::tr("Queued");
    case UploadTask::State::Hashing:
        return Texts::tr("Reading the file");
    case UploadTask::State::Starting:
        return Texts::tr("Starting");
    case UploadTask::State::Sending:
        return Texts::tr("Uploading");
    case UploadTask::State::Waiting:
        return waitText(task.waitReason);
    case UploadTask::State::Paused:
        return waitText(task.waitReason == WaitReason::Interrupted ? WaitReason::Interrupted : WaitReason::Person);
    case UploadTask::State::Finalising:
        return Texts::tr("Finishing");
    case UploadTask::State::Verifying:
        return Texts::tr("Verifying");
    case UploadTask::State::Processing:
        return Texts::tr("Processing on the server");
    case UploadTask::State::Done:
        return Texts::tr("Done");
    case UploadTask::State::Failed:
        return failureText(task);
    case UploadTask::State::Cancelled:
        return Texts::tr("Cancelled");
    }
    Q_UNREACHABLE();
}

QString targetText(const UploadTask &task)
{
    return task.target == "files"_L1 ? Texts::tr("Files") : format::singleLine(task.target);
}

double confirmedShare(const UploadTask &task)
{
    const double progress = task.progress();
    if (task.size <= 0 || task.state == UploadTask::State::Done || task.state == UploadTask::State::Processing)
        return progress;
    return std::clamp(static_cast<double>(task.bytesConfirmed) / static_cast<double>(task.size), 0.0, progress);
}

const ColumnTable<UploadTask> &table()
{
    return Texts::table();
}

} // namespace pollux::uploadcells
