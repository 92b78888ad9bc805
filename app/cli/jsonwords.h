// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apierror.h"
#include "models/api/remotefile.h"
#include "models/transfer/preflight.h"
#include "models/transfer/uploadtask.h"

#include <QJsonObject>

/// The words and objects of the JSON lines: for programs, never translated, the
/// same in each version. Times are RFC 3339 in UTC, sizes numbers of bytes,
/// hashes hexadecimal. What is not known is left out.
namespace pollux::jsonwords {

QString word(ErrorKind kind);
QString word(SkipReason reason);
QString word(UploadTask::State state);
QString word(WaitReason reason);

/// kind, httpStatus, rpcStatus, message (the server's or the system's own
/// words, without secrets), text (a sentence).
QJsonObject errorObject(const ApiError &error);
/// An error of the program itself, that no ErrorKind tells: "account",
/// "journal", "folder".
QJsonObject errorObject(const QString &kind, const QString &sentence);
QJsonObject fileObject(const RemoteFile &file);

/// id and path.
QJsonObject taskObject(const UploadTask &task);
QJsonObject queuedObject(const UploadTask &task);
QJsonObject progressObject(const UploadTask &task);
QJsonObject waitingObject(const UploadTask &task);
/// With the file as the server answered it, where it did.
QJsonObject resultObject(const UploadTask &task);

} // namespace pollux::jsonwords
