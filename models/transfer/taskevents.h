// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/taskrecord.h"

#include <variant>

namespace pollux {

/// What can happen to an upload task, and what it makes of the task's record. Pure.
namespace taskevents {

/// It cannot start, its upload was stopped before the end, or it was paused.
struct Suspended {
    UploadTask::State state;
    WaitReason reason = WaitReason::None;
    QDateTime nextTry = {}; ///< UTC; invalid: as it was
    std::optional<ApiError> error = {};
};
/// The user continues it, or with `isRetry` tries again what had failed or was cancelled.
struct Resumed {
    QByteArray keyFingerprint; ///< empty: as it was
    bool isRetry = false;
};
/// Its account has another key.
struct KeyChanged {
    QByteArray keyFingerprint;
};
/// It is finished, or the server has all of it and processes it.
struct Ended {
    UploadTask::State state;
    std::optional<ApiError> error = {};
    std::optional<RemoteFile> file = {};
    std::optional<Operation> operation = {};
    UploadNotes notes = {};   ///< in addition
    bool isPersisted = false; ///< the journal has this state already
};
/// Its upload entered a state.
struct Stepped {
    UploadTask::State state;
    std::optional<ApiError> error = {}; ///< nothing: as it was, like the two below
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
/// A session was opened, or without one dropped.
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

/// Changes the record as the event says. Returns true where the journal has to be told of it.
bool applyEvent(TaskRecord &record, const taskevents::Event &event);

/// Adds an event to the record's timeline.
void addToTimeline(TaskRecord &record, TaskEvent::Kind kind, qint64 number = 0,
                   const std::optional<ApiError> &error = {});

} // namespace pollux
