// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QString>

/// The errors that the real service was seen to send, as answers (contract 1.10).
namespace pollux::erroranswer {

/// An answer with the body `{"error":{code, message, status, details}}`; status and details are left out when empty.
/// `code` is the HTTP status.
[[nodiscard]] HttpAnswer of(int code, const QString &status, const QString &message, const QJsonArray &details = {});
/// The details of an error: an ErrorInfo with this reason, and the message once more as a LocalizedMessage.
[[nodiscard]] QJsonArray details(const QString &reason, const QJsonObject &metadata, const QString &message);

[[nodiscard]] HttpAnswer invalidKey();                               ///< 400 with reason API_KEY_INVALID (sample 30)
[[nodiscard]] HttpAnswer oldKey();                                   ///< 401 for a kind of key (contract 8, item 1)
[[nodiscard]] HttpAnswer noRight();                                  ///< 403 for a key without the right to a method
[[nodiscard]] HttpAnswer internalError();                            ///< 500 without a reason
[[nodiscard]] HttpAnswer missingKey();                               ///< 403 (sample 31)
[[nodiscard]] HttpAnswer missingFile(const QString &id);             ///< 403; id without "files/" (sample 32)
[[nodiscard]] HttpAnswer invalidArgument(const QString &message);    ///< 400
[[nodiscard]] HttpAnswer failedPrecondition(const QString &message); ///< 400 (samples 38, 39, 42)
[[nodiscard]] HttpAnswer storageLimit(qint64 bytes);                 ///< 429 (sample 37)
/// 404 for a store, document or operation that is not there.
[[nodiscard]] HttpAnswer missingResource();

} // namespace pollux::erroranswer
