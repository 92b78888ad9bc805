// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/replyreader.h"

#include <QDateTime>

/// What the resumable protocol says in single headers and bodies, without any state.
namespace pollux {

inline constexpr qsizetype longestDisplayName = 512; ///< characters (seed)

/// What an upload sends.
struct UploadSource {
    QString path;                  ///< a regular local file
    QString displayName;           ///< goes into the JSON body only; cut to 512 characters
    QString mimeType;              ///< `type/subtype`
    bool isMimeTypeChosen = false; ///< a person chose it: then it also goes into the JSON body (contract 5, item 11)
};

/// The JSON body of `start`. The display name is cut to its greatest length, never inside a character.
QByteArray uploadStartBody(const UploadSource &source);

/// Only plain digits; nothing for a sign, a blank or a number that does not fit.
std::optional<qint64> plainNumber(const QByteArray &value);

/// When the server answered, by its own clock (the Date header); nothing where it does not say.
std::optional<QDateTime> serverTime(const ServerAnswer &answer);

/// X-Goog-Upload-Status in lower case; empty where there is none.
QByteArray uploadStatus(const ServerAnswer &answer);

} // namespace pollux
