// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/uploadsession.h"

#include <QFlags>
#include <QMetaType>

namespace pollux {

/// What is worth saying about a file although it is uploaded without a question.
enum class UploadNote {
    EmptyFile = 1,    ///< 0 bytes
    UnknownType = 2,  ///< sent as application/octet-stream, which models do not read
    NewSession = 4,   ///< the server ended the session and the upload began anew
    NotVerified = 8,  ///< the answer held no hash to compare
    TypeDiffers = 16, ///< the server holds another MIME type than was announced
};
Q_DECLARE_FLAGS(UploadNotes, UploadNote)
Q_DECLARE_OPERATORS_FOR_FLAGS(UploadNotes)

/// One file of the upload queue, as a value: a snapshot for whoever shows it.
struct UploadTask {
    using Id = quint64;

    enum class State { Queued, Starting, Sending, Waiting, Done, Failed, Cancelled };

    Id id = 0;
    QString profileId; ///< the account it is uploaded to
    QString path;
    QString displayName;
    QString mimeType;
    qint64 size = 0; ///< bytes
    State state = State::Queued;
    qint64 bytesConfirmed = 0;  ///< what the server said it has
    qint64 bytesHandedOver = 0; ///< confirmed, and what has left towards the server since
    int sessionCount = 0;
    QDateTime nextTry; ///< UTC; valid while Waiting
    UploadNotes notes;
    std::optional<ApiError> error;  ///< why it Failed, or what the try before a Waiting ended with
    std::optional<RemoteFile> file; ///< the server's answer; also set for a Failed task whose file is Damaged
    double bytesPerSecond = 0;      ///< over the last seconds; 0 while nothing moves
    std::optional<std::chrono::seconds> timeLeft;

    bool isFinished() const;
    bool isRunning() const;
    /// Share of the bytes handed over, 0 to 1; 1 only when Done.
    double progress() const;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::UploadTask)
