// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/taskrecord.h"
#include "models/preflight/preflight.h"

#include <variant>

namespace pollux {

/// What can happen to an upload task; applyEvent() changes the task's record accordingly. Pure.
namespace taskevents {

/// The task cannot start, its upload was stopped before the end, or it was paused. Changes nothing if the server has
/// the whole file already, or the task is finished.
struct Suspended {
    UploadTask::State state;
    WaitReason reason = WaitReason::None;
    QDateTime nextTry = {}; ///< UTC; invalid: unchanged
    std::optional<ApiError> error = {};
};
/// The user resumes the task or, with `isRetry`, retries one that has failed or was cancelled.
struct Resumed {
    QByteArray keyFingerprint; ///< empty: unchanged
    bool isRetry = false;
};
/// The task's account has another key.
struct KeyChanged {
    QByteArray keyFingerprint;
};
/// The task is finished, or the server has the whole file and processes it. A task of which this is so cannot be
/// Cancelled any more.
struct Ended {
    UploadTask::State state;
    std::optional<ApiError> error = {};
    std::optional<RemoteFile> file = {};
    std::optional<Operation> operation = {};
    UploadNotes notes = {};   ///< added to the task's notes
    bool isPersisted = false; ///< this state is already in the journal
};
/// The task's upload entered a state.
struct Stepped {
    UploadTask::State state;
    std::optional<ApiError> error = {}; ///< nothing: unchanged, also for the two below
    std::optional<int> sessionCount = {};
    std::optional<qint64> size = {}; ///< bytes
};
struct Logged {
    TaskEvent::Kind kind;
    qint64 number = 0;
};
struct Progressed {
    qint64 bytesConfirmed;
    qint64 bytesHandedOver;
    double bytesPerSecond;
    std::optional<std::chrono::seconds> timeLeft;
};
/// A try failed; the next one comes after `delay`.
struct TryFailed {
    ApiError error;
    WaitReason reason;
    std::chrono::milliseconds delay;
    QDateTime nextTry; ///< UTC
};
/// A session was opened, or dropped if `session` is empty.
struct SessionChanged {
    std::optional<OpenSession> session = {};
    FileSnapshot snapshot = {}; ///< of the file when the session was opened
};
/// The server has the whole file.
struct Uploaded {
    UploadOutcome outcome;
    qint64 size; ///< bytes
    bool isFoundInList = false;
};
using Event = std::variant<Suspended, Resumed, KeyChanged, Ended, Stepped, Logged, Progressed, TryFailed,
                           SessionChanged, Uploaded>;

} // namespace taskevents

/// The record of a file that is queued for an account.
TaskRecord queuedRecord(const QString &profileId, const QByteArray &fingerprint, const AcceptedFile &file,
                        bool isVerified);

/// Changes the record as the event says. Returns true if the journal has to be written.
bool applyEvent(TaskRecord &record, const taskevents::Event &event);

/// Adds an event to the record's timeline.
void addToTimeline(TaskRecord &record, TaskEvent::Kind kind, qint64 number = 0,
                   const std::optional<ApiError> &error = {});

} // namespace pollux
