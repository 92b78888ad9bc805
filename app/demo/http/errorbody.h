// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QJsonArray>
#include <QString>

namespace pollux {

/// JSON as the service prints it: two blanks of indentation (contract 3).
[[nodiscard]] QByteArray prettyJson(const QJsonObject &object);

/// `{"error":{code, message, status, details}}`; status and details are left out when empty (contract 1.10).
/// `code` is the HTTP status.
[[nodiscard]] QByteArray errorBody(int code, const QString &status, const QString &message,
                                   const QJsonArray &details = {});

/// The error bodies that the real service was seen to send, as answers.
namespace erroranswer {

[[nodiscard]] HttpAnswer invalidKey();                            ///< 400 with reason API_KEY_INVALID (sample 30)
[[nodiscard]] HttpAnswer missingKey();                            ///< 403 (sample 31)
[[nodiscard]] HttpAnswer missingFile(const QString &id);          ///< 403; id without "files/" (sample 32)
[[nodiscard]] HttpAnswer nameTaken(const QString &id);            ///< 409 without a status key (sample 33)
[[nodiscard]] HttpAnswer invalidArgument(const QString &message); ///< 400
[[nodiscard]] HttpAnswer badPageToken();                          ///< 400
[[nodiscard]] HttpAnswer fileNotActive(const QString &id);        ///< 400; id without "files/" (sample 42)
[[nodiscard]] HttpAnswer storageLimit(qint64 bytes);              ///< 429 (sample 37)
[[nodiscard]] HttpAnswer storeNotEmpty();                         ///< 400 (sample 38)
[[nodiscard]] HttpAnswer documentNotEmpty();                      ///< 400 (sample 39)
/// 404 for a store, document or operation that is not there.
[[nodiscard]] HttpAnswer missingResource();
[[nodiscard]] HttpAnswer unknownPath(const QByteArray &path); ///< 404

} // namespace erroranswer

} // namespace pollux
