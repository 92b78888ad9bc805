// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"
#include "models/api/types/document.h"
#include "models/api/types/operation.h"
#include "models/api/types/ragstore.h"
#include "models/api/types/remotefile.h"
#include "models/journal/operationrecord.h"
#include "models/journal/uploadtask.h"
#include "models/preflight/preflight.h"

#include <QJsonObject>

/// The names and objects in the JSON lines: for programs, never translated, the same in each version. Times are RFC
/// 3339 in UTC, sizes numbers of bytes, hashes hexadecimal. What is not known is left out.
namespace pollux::jsonoutput {

QString nameOf(ErrorKind kind);
QString nameOf(SkipReason reason);
QString nameOf(WaitReason reason);

/// RFC 3339 in UTC; empty for an invalid time.
QString textOf(const QDateTime &time);

/// kind, httpStatus, rpcStatus, message (the server's or the system's own words, without secrets), text (a sentence).
QJsonObject errorObject(const ApiError &error);
/// An error for which there is no ErrorKind.
QJsonObject errorObject(const QString &kind, const QString &sentence);
/// Why an operation failed: an error with the code of the Status.
QJsonObject errorObject(const Status &status);
QJsonObject fileObject(const RemoteFile &file);
QJsonObject storeObject(const RagStore &store);
QJsonObject documentObject(const Document &document);
/// As the server answered it.
QJsonObject operationObject(const Operation &operation);
/// As the journal keeps it.
QJsonObject operationObject(const OperationRecord &operation);

/// id and path.
QJsonObject taskObject(const UploadTask &task);
QJsonObject queuedObject(const UploadTask &task);
QJsonObject progressObject(const UploadTask &task);
QJsonObject waitingObject(const UploadTask &task);
/// With the fields of the file on the server, if the server sent them.
QJsonObject resultObject(const UploadTask &task);

} // namespace pollux::jsonoutput
