// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"
#include "models/api/upload/uploadsession.h"
#include "models/journal/uploadtask.h"

namespace pollux {

/// What is kept of one task.
struct TaskRecord {
    /// What a person sees of it; state is one of Queued, Paused, Processing, Done, Failed and Cancelled: whatever runs
    /// or waits is kept as Queued. Events, speed, time left, the next try and the error of a wait are not kept, nor the
    /// bytes handed over beyond those confirmed.
    UploadTask task;
    qint64 position = 0;       ///< place in the queue, ascending
    QByteArray keyFingerprint; ///< see Journal::fingerprint(); empty: any key of the profile will do
    FileSnapshot snapshot;     ///< of the local file when its session was opened; all 0 before
    std::optional<OpenSession> session;
};

/// Where a file on the server came from.
struct FileOrigin {
    QString name; ///< resource name
    QString profileId;
    QString path;
    FileSnapshot snapshot;
    QByteArray sha256;  ///< 32 raw bytes; empty where the upload was not verified
    QDateTime uploaded; ///< UTC

    bool operator==(const FileOrigin &) const = default;
};

/// How a Journal was opened.
enum class JournalHealth {
    Good,
    SetAside,     ///< the file was damaged: it stands at setAsidePath(), what could be read of it was taken over
    NewerVersion, ///< a newer Pollux wrote it: it is read as far as possible, and left as it is
    ReadOnly,     ///< it can be read and not written
    MemoryOnly,   ///< there is no file, and none can be made
};

} // namespace pollux
