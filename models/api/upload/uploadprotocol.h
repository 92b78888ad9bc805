// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/replyreader.h"
#include "models/api/types/operation.h"
#include "models/api/types/remotefile.h"
#include "models/api/types/storeupload.h"

#include <QDateTime>

/// What the resumable protocol says in single headers and bodies, without any state.
namespace pollux {

/// What an upload sends.
struct UploadSource {
    QString path;                  ///< a regular local file
    QString displayName;           ///< goes into the JSON body only; cut to 512 characters
    QString mimeType;              ///< `type/subtype`
    bool isMimeTypeChosen = false; ///< a person chose it: then it also goes into the JSON body (contract 5, item 11)
    std::optional<StoreUpload> store = {}; ///< the bytes become a document of this store; nothing: a File
};

/// What the server made of an upload: a File, or for a store the operation that makes a document.
struct FinalAnswer {
    RemoteFile file; ///< its name is empty where there is an operation
    std::optional<Operation> operation;
};

/// What `start` is sent to, behind the version: "files", or "{store}:uploadToRagStore" and the like (contract 1.1).
QString uploadPath(const UploadSource &source);

/// The body of a final answer: {"file": …}, or a bare operation (contract 1.2). Nothing where it is neither.
std::optional<FinalAnswer> finalAnswer(const UploadSource &source, const QJsonObject &body);

/// The JSON body of `start`. The display name is cut to its greatest length, never inside a character.
QByteArray uploadStartBody(const UploadSource &source);

/// Only plain digits; nothing for a sign, a blank or a number that does not fit.
std::optional<qint64> plainNumber(const QByteArray &value);

/// When the server answered, by its own clock (the Date header); nothing where it does not say.
std::optional<QDateTime> serverTime(const ServerAnswer &answer);

/// X-Goog-Upload-Status in lower case; empty where there is none.
QByteArray uploadStatus(const ServerAnswer &answer);

} // namespace pollux
