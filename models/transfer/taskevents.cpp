// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/taskevents.h"

#include <utility>

namespace pollux {

namespace {

using State = UploadTask::State;

/// Changes a record as the event says. Returns true if the journal has to be written.
struct Change {
    TaskRecord &record;
    UploadTask &task = record.task;

    bool operator()(const taskevents::Suspended &suspended) const
    {
        if (hasOutcome())
            return false;
        task.state = suspended.state;
        task.waitReason = suspended.reason;
        if (suspended.nextTry.isValid())
            task.nextTry = suspended.nextTry;
        if (suspended.error)
            task.error = suspended.error;
        stopProgress();
        if (record.session)
            record.session->confirmed = task.bytesConfirmed;
        const bool isPaused = task.state == State::Paused;
        if (isPaused)
            addToTimeline(record, TaskEvent::Kind::Paused);
        return isPaused;
    }

    bool operator()(const taskevents::Resumed &resumed) const
    {
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

    bool operator()(const taskevents::KeyChanged &changed) const
    {
        record.keyFingerprint = changed.keyFingerprint;
        return true;
    }

    bool operator()(const taskevents::Ended &ended) const
    {
        const bool isCancelled = ended.state == State::Cancelled;
        if (isCancelled && hasOutcome())
            return false;
        task.state = ended.state;
        task.waitReason = WaitReason::None;
        task.notes |= ended.notes;
        stopProgress();
        if (ended.file)
            task.file = ended.file;
        if (ended.operation)
            task.operation = ended.operation;
        if (ended.error)
            task.error = ended.error;
        // Such a session was ended on the server, too.
        if (isCancelled || (ended.error && ended.error->kind == ErrorKind::FileChanged))
            record.session.reset();
        addToTimeline(record, isCancelled ? TaskEvent::Kind::Cancelled : TaskEvent::Kind::Finished, 0, task.error);
        return !ended.isPersisted;
    }

    bool operator()(const taskevents::Stepped &stepped) const
    {
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

    bool operator()(const taskevents::Logged &logged) const
    {
        addToTimeline(record, logged.kind, logged.number);
        return false;
    }

    bool operator()(const taskevents::Progressed &progressed) const
    {
        task.bytesConfirmed = progressed.bytesConfirmed;
        task.bytesHandedOver = progressed.bytesHandedOver;
        task.bytesPerSecond = progressed.bytesPerSecond;
        task.timeLeft = progressed.timeLeft;
        return false;
    }

    bool operator()(const taskevents::TryFailed &failed) const
    {
        task.state = State::Waiting;
        task.waitReason = failed.reason;
        task.error = failed.error;
        task.nextTry = failed.nextTry;
        task.attempts += failed.reason == WaitReason::Retry ? 1 : 0;
        addToTimeline(record, TaskEvent::Kind::Failed, 0, failed.error);
        addToTimeline(record, TaskEvent::Kind::Waiting, failed.delay.count());
        return false;
    }

    bool operator()(const taskevents::SessionChanged &changed) const
    {
        // The same session is kept again if the file got another snapshot.
        const bool isNew = changed.session && (!record.session || record.session->url != changed.session->url);
        record.session = changed.session;
        if (changed.session)
            record.snapshot = changed.snapshot;
        if (isNew)
            addToTimeline(record, TaskEvent::Kind::SessionStarted, changed.session->number);
        return false;
    }

    bool operator()(const taskevents::Uploaded &uploaded) const
    {
        const UploadOutcome &outcome = uploaded.outcome;
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

private:
    bool hasOutcome() const { return task.isFinished() || task.state == State::Processing; }

    void stopProgress() const
    {
        task.bytesPerSecond = 0;
        task.timeLeft.reset();
    }
};

} // namespace

TaskRecord queuedRecord(const QString &profileId, const QByteArray &fingerprint, const AcceptedFile &file,
                        bool isVerified)
{
    TaskRecord record;
    record.keyFingerprint = fingerprint;
    UploadTask &task = record.task;
    task.profileId = profileId;
    task.target = file.storeUpload ? file.storeUpload->store : QStringLiteral("files");
    task.storeUpload = file.storeUpload;
    task.path = file.path;
    task.displayName = file.displayName;
    task.mimeType = file.mimeType;
    task.isMimeTypeChosen = file.isMimeTypeChosen;
    task.isVerified = isVerified;
    task.size = file.size;
    task.notes.setFlag(UploadNote::EmptyFile, file.size == 0);
    task.notes.setFlag(UploadNote::UnknownType, !file.isMimeTypeKnown);
    addToTimeline(record, TaskEvent::Kind::Queued);
    return record;
}

bool applyEvent(TaskRecord &record, const taskevents::Event &event)
{
    return std::visit(Change{record}, event);
}

void addToTimeline(TaskRecord &record, TaskEvent::Kind kind, qint64 number, const std::optional<ApiError> &error)
{
    QList<TaskEvent> &events = record.task.events;
    if (events.size() >= UploadTask::maxEvents)
        events.removeFirst();
    events.append({kind, QDateTime::currentDateTimeUtc(), number, error});
}

} // namespace pollux
