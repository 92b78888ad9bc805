// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/errorkind.h"
#include "models/api/types/status.h"

#include <QByteArray>
#include <QMetaType>
#include <QNetworkReply>
#include <QString>

#include <chrono>
#include <optional>

namespace pollux {

/// An error, made once where an answer is decoded and handed on unchanged up to the views, which turn it into a
/// sentence. Holds neither a key nor a session URL.
struct ApiError {
    ErrorKind kind = ErrorKind::Protocol;
    int httpStatus = 0; ///< 0 where no answer came
    QString rpcStatus;  ///< "PERMISSION_DENIED" and the like; empty where the server sent none
    QString message;    ///< the server's or the system's own words: plain text, untrusted, at most 2,000 characters
    QString subject;    ///< what the kind says: a host, a path
    StatusDetails details;
    QJsonArray rawDetails;                               ///< the Status details as they came
    std::optional<std::chrono::milliseconds> retryAfter; ///< RetryInfo or Retry-After, between 0 and 15 minutes

    bool operator==(const ApiError &) const = default;

    static ApiError local(ErrorKind kind, const QString &subject = {}, const QString &message = {});
    /// From a reply that ended without an HTTP answer and that nobody aborted: before Qt 6.9 a transfer timeout ends
    /// with the code of an abort, so both codes are a Timeout here.
    static ApiError fromNetwork(QNetworkReply::NetworkError error, const QString &message);
    /// From an HTTP answer of 300 and above, whatever its body: JSON, JSON in an array, plain text, HTML, nothing.
    /// `retryAfter` and `location` are the headers of these names, empty where absent.
    static ApiError fromHttp(int httpStatus, const QByteArray &body, const QByteArray &retryAfter = {},
                             const QByteArray &location = {});
    /// The body of a 2xx answer that should have been JSON and is not.
    static ApiError unreadable(int httpStatus, const QByteArray &body);
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::ApiError)
