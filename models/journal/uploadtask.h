// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"
#include "models/api/upload/uploadsession.h"

#include <QFlags>
#include <QMetaType>

namespace pollux {

/// Remarks about an upload that need no decision of the user.
enum class UploadNote {
    EmptyFile = 1,       ///< 0 bytes
    UnknownType = 2,     ///< sent as application/octet-stream, which models cannot read
    NewSession = 4,      ///< the server ended the session and the upload started again
    NotVerified = 8,     ///< the answer had no hash to compare, or verification is off
    TypeDiffers = 16,    ///< the server has another MIME type than the one that was sent
    FoundInList = 32,    ///< the last answer was lost; the file was found in the list by size and hash
    GoneFromServer = 64, ///< uploaded, but not on the server any more
};
Q_DECLARE_FLAGS(UploadNotes, UploadNote)
Q_DECLARE_OPERATORS_FOR_FLAGS(UploadNotes)

/// Why an unfinished task makes no progress.
enum class WaitReason {
    None,
    Person,             ///< paused by the user
    Interrupted,        ///< the program ended before the upload was done; the user decides
    Network,            ///< no connection to the server; one upload probes
    Retry,              ///< a try failed, the next one is at nextTry
    BadKey,             ///< the server refused the account's key
    AnotherKey,         ///< the task belongs to a key that this program does not have now
    StorageFull,        ///< the project's storage is full
    ServerDown,         ///< the server failed several times in a row; one upload probes
    JournalNotWritable, ///< the state cannot be saved, and without that nothing is sent
    NoPermission,       ///< the account's project may not upload
    LocationBlocked,    ///< the service is not offered here
    EndpointWrong,      ///< the account's endpoint cannot be used
};

/// One thing that happened to a task, for its timeline.
struct TaskEvent {
    enum class Kind {
        Queued,
        SessionStarted, ///< `number` = number of the session
        Sending,        ///< `number` = offset, bytes
        Asked,          ///< the server was asked for its offset
        Confirmed,      ///< `number` = bytes that the server has
        Failed,         ///< a try ended with `error`
        Waiting,        ///< `number` = ms until the next try
        Paused,
        Resumed,
        Interrupted,
        AllSent,
        Verified,
        Searched, ///< the list was searched for a lost answer
        Finished,
        Cancelled
    };

    Kind kind = Kind::Queued;
    QDateTime time; ///< UTC
    qint64 number = 0;
    std::optional<ApiError> error;
};

/// One file of the upload queue, as a value: a snapshot for models and views.
struct UploadTask {
    using Id = quint64;

    enum class State {
        Queued,
        Hashing, ///< the whole local file is read for its hash, to search the list for a lost answer
        Starting,
        Sending,
        Waiting, ///< see waitReason and nextTry
        Paused,  ///< by the user, or Interrupted
        Finalising,
        Verifying,
        Processing, ///< the server has the whole file and still works on it; for a store, until its operation ends
        Done,
        Failed,
        Cancelled
    };

    static constexpr qsizetype maxEvents = 200;

    Id id = 0;                              ///< the same after a restart
    QString profileId;                      ///< the account it is uploaded to
    QString target;                         ///< "files", or the resource name of the store
    std::optional<StoreUpload> storeUpload; ///< for a store: the settings that are sent with the file
    QString path;
    QString displayName;
    QString mimeType;
    bool isMimeTypeChosen = false; ///< by the user
    bool isVerified = true;        ///< the content is to be hashed and compared
    qint64 size = 0;               ///< bytes
    State state = State::Queued;
    WaitReason waitReason = WaitReason::None;
    qint64 bytesConfirmed = 0;  ///< bytes that the server has confirmed
    qint64 bytesHandedOver = 0; ///< confirmed bytes plus bytes sent since; never decreases within a session
    int sessionCount = 0;
    int attempts = 0;  ///< tries that failed so far
    QDateTime nextTry; ///< UTC; valid while Waiting for Retry, or when what holds the task is probed
    UploadNotes notes;
    std::optional<ApiError> error;      ///< why it Failed, or the error of the last try while Waiting
    std::optional<RemoteFile> file;     ///< the server's answer; also set for a Failed task whose file is Damaged
    std::optional<Operation> operation; ///< the server's answer to an upload into a store
    double bytesPerSecond = 0;          ///< over the last seconds; 0 while nothing is sent
    std::optional<std::chrono::seconds> timeLeft;
    QList<TaskEvent> events; ///< of this run of the program, oldest first; at most maxEvents, the oldest are dropped

    /// Done, Failed or Cancelled.
    bool isFinished() const;
    /// Queued, running or waiting: neither finished nor paused, and the server does not have the whole file yet.
    bool isActive() const;
    /// Holds one of the places for parallel uploads: between Queued and Processing, except while Paused or while
    /// Waiting for anything but Retry, Network or JournalNotWritable.
    bool isRunning() const;
    /// Share of the bytes handed over, 0 to 1; 1 only when the server has answered with the file.
    double progress() const;
    /// Resource name of the upload's result: the File, or the document of a store. Empty until the server has answered.
    QString resourceName() const;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::UploadTask)
