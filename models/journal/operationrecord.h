// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"
#include "models/api/types/operation.h"
#include "models/api/types/status.h"
#include "models/journal/uploadtask.h"

#include <QDateTime>
#include <QMetaType>

namespace pollux {

/// A long-running operation that Pollux began, as it is stored and shown.
struct OperationRecord {
    enum class State {
        Working, ///< not done, however long it takes
        Done,
        Failed, ///< reported by the service: see error
        Lost    ///< neither the operation nor its document is on the server any more
    };
    enum class Kind { Upload, Import };

    QString name; ///< resource name of the operation; unique
    QString profileId;
    Kind kind = Kind::Upload;
    QString store;       ///< resource name
    QString document;    ///< full resource name
    QString displayName; ///< display name of what was uploaded or imported
    State state = State::Working;
    QDateTime created;                 ///< UTC, local clock
    QDateTime lastPoll;                ///< UTC; null before the first
    QDateTime nextPoll;                ///< UTC; null unless Working; not stored
    int polls = 0;                     ///< of this run of the program; not stored
    std::optional<Status> error;       ///< why it Failed; its code is a google.rpc.Code
    std::optional<ApiError> pollError; ///< why the last poll failed; not stored
    std::optional<Operation> answer;   ///< as the service last sent it, in this run of the program; not stored
    UploadTask::Id task = 0;           ///< the upload it belongs to; 0 for an import
    bool hasFailedDocument = false;    ///< its document is STATE_FAILED and may recover; only if Working; not stored

    /// Of the operation that this task's upload into a store has begun. The task must have one.
    static OperationRecord of(const UploadTask &task);
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::OperationRecord)
