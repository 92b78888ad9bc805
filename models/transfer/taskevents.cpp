// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/taskevents.h"

#include <utility>

namespace pollux {

namespace taskevents {

using State = UploadTask::State;

namespace {

void stopProgress(UploadTask &task)
{
    task.bytesPerSecond = 0;
    task.timeLeft.reset();
}

bool change(TaskRecord &record, const Suspended &suspended)
{
    UploadTask &task = record.task;
    task.state = suspended.state;
    task.waitReason = suspended.reason;
    if (suspended.nextTry.isValid())
        task.nextTry = suspended.nextTry;
    if (suspended.error)
        task.error = suspended.error;
    stopProgress(task);
    const bool isPaused = task.state == State::Paused;
    if (isPaused)
        addToTimeline(record, TaskEvent::Kind::Paused);
    return isPaused;
}

bool change(TaskRecord &record, const Resumed &resumed)
{
    UploadTask &task = record.task;
    if (!resumed.keyFingerprint.isEmpty())
        record.keyFingerprint = resumed.keyFingerprint;
    if (resumed.isRetry) {
        task.notes &= UploadNotes(UploadNote::EmptyFile) | UploadNote::UnknownType;
        task.file.reset();
        task.operation.reset();
        task.attempts = 0;
        // A retry by the user may open as many sessions as the first try.
        if (record.session)
            record.session->number = 1;
        else
            task.bytesConfirmed = task.bytesHandedOver = task.sessionCount = 0;
    }
    task.state = State::Queued;
    task.waitReason = WaitReason::None;
    task.error.reset();
    addToTimeline(record, TaskEvent::Kind::Resumed);
    return true;
}

bool change(TaskRecord &record, const KeyChanged &changed)
{
    record.keyFingerprint = changed.keyFingerprint;
    return true;
}

bool change(TaskRecord &record, const Ended &ended)
{
    UploadTask &task = record.task;
    task.state = ended.state;
    task.waitReason = WaitReason::None;
    task.notes |= ended.notes;
    stopProgress(task);
    if (ended.file)
        task.file = ended.file;
    if (ended.operation)
        task.operation = ended.operation;
    if (ended.error) {
        task.error = ended.error;
        if (task.error->kind == ErrorKind::Cancelled || task.error->kind == ErrorKind::FileChanged)
            record.session.reset();
    }
    const bool isCancelled = ended.state == State::Cancelled;
    addToTimeline(record, isCancelled ? TaskEvent::Kind::Cancelled : TaskEvent::Kind::Finished, 0, task.error);
    return !ended.isPersisted;
}

bool change(TaskRecord &record, const Stepped &stepped)
{
    UploadTask &task = record.task;
    task.state = stepped.state;
    task.waitReason = WaitReason::None;
    if (stepped.error)
        task.error = stepped.error;
    task.size = stepped.size.value_or(task.size);
    if (stepped.sessionCount) {
        // Another session begins at the first byte.
        if (std::exchange(task.sessionCount, *stepped.sessionCount) != *stepped.sessionCount)
            task.bytesHandedOver = 0;
        task.notes.setFlag(UploadNote::NewSession, task.sessionCount > 1);
    }
    return false;
}

bool change(TaskRecord &record, const Logged &logged)
{
    addToTimeline(record, logged.kind, logged.number);
    return false;
}

bool change(TaskRecord &record, const Progressed &progressed)
{
    UploadTask &task = record.task;
    task.bytesConfirmed = progressed.bytesConfirmed;
    task.bytesHandedOver = progressed.bytesHandedOver;
    task.bytesPerSecond = progressed.bytesPerSecond;
    task.timeLeft = progressed.timeLeft;
    return false;
}

bool change(TaskRecord &record, const TryFailed &failed)
{
    UploadTask &task = record.task;
    task.state = State::Waiting;
    task.waitReason = failed.reason;
    task.error = failed.error;
    task.nextTry = failed.nextTry;
    task.attempts += failed.reason == WaitReason::Retry ? 1 : 0;
    addToTimeline(record, TaskEvent::Kind::Failed, 0, failed.error);
    addToTimeline(record, TaskEvent::Kind::Waiting, failed.delay.count());
    return false;
}

bool change(TaskRecord &record, const SessionChanged &changed)
{
    record.session = changed.session;
    if (changed.session) {
        record.snapshot = changed.snapshot;
        addToTimeline(record, TaskEvent::Kind::SessionStarted, changed.session->number);
    }
    return false;
}

bool change(TaskRecord &record, const Uploaded &uploaded)
{
    const UploadOutcome &outcome = uploaded.outcome;
    UploadTask &task = record.task;
    const bool isDamaged = outcome.verification == Verification::Damaged;
    task.operation = outcome.operation;
    if (!outcome.operation)
        task.file = outcome.file;
    task.bytesConfirmed = task.bytesHandedOver = uploaded.size;
    task.notes.setFlag(UploadNote::NotVerified, outcome.verification == Verification::NoHash && !outcome.operation);
    task.notes.setFlag(UploadNote::TypeDiffers, outcome.verification == Verification::TypeDiffers);
    if (uploaded.isFoundInList)
        task.notes.setFlag(UploadNote::FoundInList);
    task.error.reset();
    if (isDamaged)
        task.error = ApiError::local(ErrorKind::Damaged, task.path);
    task.waitReason = WaitReason::None;
    task.state = State::Done;
    if (isDamaged || outcome.file.state == RemoteFile::State::Failed)
        task.state = State::Failed;
    else if (outcome.operation || outcome.file.state == RemoteFile::State::Processing)
        task.state = State::Processing;
    record.session.reset();
    if (outcome.verification == Verification::Verified || outcome.verification == Verification::TypeDiffers)
        addToTimeline(record, TaskEvent::Kind::Verified, task.size);
    return false;
}

} // namespace

} // namespace taskevents

bool applyEvent(TaskRecord &record, const taskevents::Event &event)
{
    return std::visit([&record](const auto &happened) { return taskevents::change(record, happened); }, event);
}

void addToTimeline(TaskRecord &record, TaskEvent::Kind kind, qint64 number, const std::optional<ApiError> &error)
{
    QList<TaskEvent> &events = record.task.events;
    if (events.size() >= UploadTask::maxEvents)
        events.removeFirst();
    events.append({kind, QDateTime::currentDateTimeUtc(), number, error});
}

} // namespace pollux
