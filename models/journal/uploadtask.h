// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"
#include "models/api/upload/uploadsession.h"

#include <QFlags>
#include <QMetaType>

namespace pollux {

/// What is worth saying about a file although it is uploaded without a question.
enum class UploadNote {
    EmptyFile = 1,       ///< 0 bytes
    UnknownType = 2,     ///< sent as application/octet-stream, which models do not read
    NewSession = 4,      ///< the server ended the session and the upload began anew
    NotVerified = 8,     ///< the answer held no hash to compare, or none was asked for
    TypeDiffers = 16,    ///< the server holds another MIME type than was announced
    FoundInList = 32,    ///< the last answer was lost; the file was found in the list by size and hash
    GoneFromServer = 64, ///< uploaded, and no longer on the server
};
Q_DECLARE_FLAGS(UploadNotes, UploadNote)
Q_DECLARE_OPERATORS_FOR_FLAGS(UploadNotes)

/// Why a task that is not finished does not move.
enum class WaitReason {
    None,
    Person,             ///< paused
    Interrupted,        ///< the program that sent it ended before it was done; a person decides
    Network,            ///< no connection to the server
    Retry,              ///< a try failed, the next comes at nextTry
    BadKey,             ///< the server refused the account's key
    AnotherKey,         ///< the task belongs to a key that this program does not have now
    StorageFull,        ///< the project's storage is full
    ServerDown,         ///< the server failed several times in a row; one upload probes at nextTry
    JournalNotWritable, ///< the state cannot be saved, and nothing is sent that could not be found again
};

/// One thing that happened to a task, for its timeline.
struct TaskEvent {
    enum class Kind {
        Queued,
        SessionStarted, ///< `number` = which session
        Sending,        ///< `number` = offset, bytes
        Asked,          ///< the server was asked where it stands
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

/// One file of the upload queue, as a value: a snapshot for whoever shows it.
struct UploadTask {
    using Id = quint64;

    enum class State {
        Queued,
        Hashing, ///< the local file is read whole to find a lost answer in the list
        Starting,
        Sending,
        Waiting, ///< see waitReason and nextTry
        Paused,  ///< by a person, or Interrupted
        Finalising,
        Verifying,
        Processing, ///< the server has it all and still works on it; for a store, until its operation ends
        Done,
        Failed,
        Cancelled
    };

    static constexpr qsizetype maxEvents = 200;

    Id id = 0;                              ///< the same after a restart
    QString profileId;                      ///< the account it is uploaded to
    QString target;                         ///< "files", or the resource name of the store
    std::optional<StoreUpload> storeUpload; ///< for a store: what is said beside the bytes
    QString path;
    QString displayName;
    QString mimeType;
    bool isMimeTypeChosen = false; ///< by a person
    bool isVerified = true;        ///< the content is to be hashed and compared
    qint64 size = 0;               ///< bytes
    State state = State::Queued;
    WaitReason waitReason = WaitReason::None;
    qint64 bytesConfirmed = 0;  ///< what the server said it has
    qint64 bytesHandedOver = 0; ///< confirmed, and what has left towards the server since; never runs backwards
    int sessionCount = 0;
    int attempts = 0;  ///< tries that failed so far
    QDateTime nextTry; ///< UTC; valid while Waiting for Retry, Network or ServerDown
    UploadNotes notes;
    std::optional<ApiError> error;      ///< why it Failed, or what the try before a Waiting ended with
    std::optional<RemoteFile> file;     ///< the server's answer; also set for a Failed task whose file is Damaged
    std::optional<Operation> operation; ///< the server's answer to an upload into a store
    double bytesPerSecond = 0;          ///< over the last seconds; 0 while nothing moves
    std::optional<std::chrono::seconds> timeLeft;
    QList<TaskEvent> events; ///< of this run of the program, oldest first; the oldest go when there are too many

    /// Done, Failed or Cancelled.
    bool isFinished() const;
    /// Queued, on its way, or waiting for what will come by itself or was told of the queue as a whole: neither
    /// finished nor paused, and the server does not have it yet.
    bool isActive() const;
    /// On its way: it holds one of the places for uploads that run at once.
    bool isRunning() const;
    /// Share of the bytes handed over, 0 to 1; 1 only when the server has answered with the file.
    double progress() const;
    /// What the upload has become: the File, or the document of a store. Empty as long as the server has not said.
    QString resourceName() const;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::UploadTask)
