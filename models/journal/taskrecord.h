// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"
#include "models/api/upload/uploadsession.h"
#include "models/journal/uploadtask.h"

namespace pollux {

/// A task with what the journal stores of it.
struct TaskRecord {
    /// The visible part. The journal stores only the states Queued, Paused, Processing, Done, Failed and Cancelled: a
    /// task that runs or waits is stored as Queued. It does not store events, speed, time left, the next try, the error
    /// of a wait, and bytes that are handed over but not confirmed.
    UploadTask task;
    qint64 position = 0;       ///< place in the queue, ascending
    QByteArray keyFingerprint; ///< see Journal::fingerprint(); empty: any key of the profile
    FileSnapshot snapshot;     ///< of the local file when its session was opened; before that all 0
    std::optional<OpenSession> session;
};

/// Where a file on the server came from.
struct FileOrigin {
    QString name; ///< resource name
    QString profileId;
    QString path;
    FileSnapshot snapshot;
    QByteArray sha256;  ///< 32 raw bytes; empty if the upload was not verified
    QDateTime uploaded; ///< UTC

    bool operator==(const FileOrigin &) const = default;
};

/// How a Journal was opened.
enum class JournalHealth {
    Good,
    SetAside,     ///< the file was damaged: it is now at setAsidePath(), its readable rows were copied into a new file
    NewerVersion, ///< a newer Pollux wrote it: it is neither read nor changed, since that program may send its tasks
    ReadOnly,     ///< it can be read but not written
    MemoryOnly,   ///< there is no file, and none can be created
};

} // namespace pollux
