// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadcells.h"

#include "models/text/format.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux::uploadcells {

namespace {

constexpr char context[] = "pollux::UploadsModel";

QString waitText(WaitReason reason)
{
    switch (reason) {
    case WaitReason::None:
        break;
    case WaitReason::Person:
        return QCoreApplication::translate(context, "Paused");
    case WaitReason::Interrupted:
        return QCoreApplication::translate(context, "Interrupted");
    case WaitReason::Network:
        return QCoreApplication::translate(context, "Waiting for the network");
    case WaitReason::Retry:
        return QCoreApplication::translate(context, "Waiting to retry");
    case WaitReason::BadKey:
        return QCoreApplication::translate(context, "Key not accepted");
    case WaitReason::AnotherKey:
        return QCoreApplication::translate(context, "Waiting for its key");
    case WaitReason::StorageFull:
        return QCoreApplication::translate(context, "Storage full");
    case WaitReason::ServerDown:
        return QCoreApplication::translate(context, "Waiting for the service");
    case WaitReason::OtherProgram:
        return QCoreApplication::translate(context, "In another program");
    case WaitReason::JournalNotWritable:
        return QCoreApplication::translate(context, "Cannot be saved");
    }
    return QCoreApplication::translate(context, "Waiting");
}

QString failureText(const UploadTask &task)
{
    if (task.error && task.error->kind == ErrorKind::Damaged)
        return QCoreApplication::translate(context, "Damaged on the server");
    if (task.error && task.error->kind == ErrorKind::FileChanged)
        return QCoreApplication::translate(context, "Changed while uploading");
    return QCoreApplication::translate(context, "Failed");
}

/// Rounded down, so that 100 % is said of a whole file only.
QString percentText(double share)
{
    return QCoreApplication::translate(context, "%1 %").arg(static_cast<int>(share * 100));
}

} // namespace

QString stateText(const UploadTask &task)
{
    switch (task.state) {
    case UploadTask::State::Queued:
        return QCoreApplication::translate(context, "Queued");
    case UploadTask::State::Hashing:
        return QCoreApplication::translate(context, "Reading the file");
    case UploadTask::State::Starting:
        return QCoreApplication::translate(context, "Starting");
    case UploadTask::State::Sending:
        return QCoreApplication::translate(context, "Uploading");
    case UploadTask::State::Waiting:
        return waitText(task.waitReason);
    case UploadTask::State::Paused:
        return waitText(task.waitReason == WaitReason::Interrupted ? WaitReason::Interrupted : WaitReason::Person);
    case UploadTask::State::Finalising:
        return QCoreApplication::translate(context, "Finishing");
    case UploadTask::State::Verifying:
        return QCoreApplication::translate(context, "Verifying");
    case UploadTask::State::Processing:
        return QCoreApplication::translate(context, "Processing on the server");
    case UploadTask::State::Done:
        return QCoreApplication::translate(context, "Done");
    case UploadTask::State::Failed:
        return failureText(task);
    case UploadTask::State::Cancelled:
        return QCoreApplication::translate(context, "Cancelled");
    }
    Q_UNREACHABLE();
}

QString targetText(const UploadTask &task)
{
    return task.target == "files"_L1 ? QCoreApplication::translate(context, "Files") : format::singleLine(task.target);
}

QString displayText(const UploadTask &task, Column column)
{
    switch (column) {
    case NameColumn:
        return format::singleLine(task.displayName);
    case StateColumn:
        return stateText(task);
    case ProgressColumn:
        return percentText(task.progress());
    case SizeColumn:
        return format::size(task.size);
    case SpeedColumn:
        return format::speed(task.bytesPerSecond);
    case TimeLeftColumn:
        return task.timeLeft ? format::timeLeft(*task.timeLeft) : QString();
    case AttemptsColumn:
        return task.attempts > 0 ? QLocale().toString(task.attempts) : QString();
    case TargetColumn:
        return targetText(task);
    case NextStepColumn:
    case ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const UploadTask &task, Column column)
{
    QString value = displayText(task, column);
    switch (column) {
    case ProgressColumn:
        return QCoreApplication::translate(context, "%1 sent, %2 confirmed")
            .arg(value, percentText(confirmedShare(task)));
    case SizeColumn:
        return QCoreApplication::translate(context, "size %1").arg(value);
    case SpeedColumn:
        return value.isEmpty() ? QCoreApplication::translate(context, "no speed")
                               : QCoreApplication::translate(context, "speed %1").arg(value);
    case TimeLeftColumn:
        return value.isEmpty() ? QCoreApplication::translate(context, "time left not known")
                               : QCoreApplication::translate(context, "%1 left").arg(value);
    case AttemptsColumn:
        return value.isEmpty() ? QCoreApplication::translate(context, "no failed tries")
                               : QCoreApplication::translate(context, "failed tries: %1").arg(value);
    case TargetColumn:
        return QCoreApplication::translate(context, "to %1").arg(value);
    case NameColumn:
    case StateColumn:
    case NextStepColumn:
    case ColumnCount:
        break;
    }
    return value;
}

QVariant sortValue(const UploadTask &task, Column column)
{
    switch (column) {
    case NameColumn:
        return task.displayName;
    case StateColumn:
        return static_cast<int>(task.state);
    case ProgressColumn:
        return task.progress();
    case SizeColumn:
        return task.size;
    case SpeedColumn:
        return task.bytesPerSecond;
    case TimeLeftColumn:
        return task.timeLeft ? QVariant(qint64{task.timeLeft->count()}) : QVariant();
    case NextStepColumn:
        return task.state == UploadTask::State::Waiting && task.nextTry.isValid() ? QVariant(task.nextTry) : QVariant();
    case AttemptsColumn:
        return task.attempts;
    case TargetColumn:
        return task.target;
    case ColumnCount:
        break;
    }
    return {};
}

double confirmedShare(const UploadTask &task)
{
    const double progress = task.progress();
    if (task.size <= 0 || task.state == UploadTask::State::Done || task.state == UploadTask::State::Processing)
        return progress;
    return std::clamp(static_cast<double>(task.bytesConfirmed) / static_cast<double>(task.size), 0.0, progress);
}

QString title(Column column)
{
    switch (column) {
    case NameColumn:
        return QCoreApplication::translate(context, "Name");
    case StateColumn:
        return QCoreApplication::translate(context, "State");
    case ProgressColumn:
        return QCoreApplication::translate(context, "Progress");
    case SizeColumn:
        return QCoreApplication::translate(context, "Size");
    case SpeedColumn:
        return QCoreApplication::translate(context, "Speed");
    case TimeLeftColumn:
        return QCoreApplication::translate(context, "Time left");
    case NextStepColumn:
        return QCoreApplication::translate(context, "Next step");
    case AttemptsColumn:
        return QCoreApplication::translate(context, "Failed tries");
    case TargetColumn:
        return QCoreApplication::translate(context, "Target");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment alignment(Column column)
{
    const bool isText =
        column == NameColumn || column == StateColumn || column == NextStepColumn || column == TargetColumn;
    return (isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

} // namespace pollux::uploadcells
