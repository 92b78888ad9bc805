// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/errorkind.h"
#include "models/api/types/status.h"

#include <QByteArray>
#include <QDateTime>
#include <QMetaType>
#include <QNetworkReply>
#include <QString>

#include <chrono>
#include <optional>

namespace pollux {

/// An error. It is created once, where an answer is decoded, and passed unchanged to the views, which turn it into
/// text. Contains neither an API key nor an upload session URL.
struct ApiError {
    ErrorKind kind = ErrorKind::Protocol;
    int httpStatus = 0; ///< 0 if no answer came
    QString rpcStatus;  ///< "PERMISSION_DENIED" and the like; empty if the server sent none
    QString message;    ///< from the server or the system: plain text, untrusted, at most 2,000 characters
    QString subject;    ///< a host or a path, depending on the kind
    StatusDetails details;
    QJsonArray rawDetails;                               ///< the Status details as they came
    std::optional<std::chrono::milliseconds> retryAfter; ///< RetryInfo or Retry-After, between 0 and 15 minutes

    bool operator==(const ApiError &) const = default;

    static ApiError local(ErrorKind kind, const QString &subject = {}, const QString &message = {});
    /// For a reply that ended without an HTTP answer and that Pollux did not abort. Before Qt 6.9 a transfer timeout
    /// has the same code as an abort (OperationCanceledError), so that code means Timeout here, as TimeoutError does.
    static ApiError fromNetwork(QNetworkReply::NetworkError error, const QString &message);
    /// For an HTTP answer of 300 and above. Its body may be JSON, JSON in an array, plain text, HTML or empty.
    /// `retryAfter` and `location` are the headers of these names; empty if absent. `answered`: the server's time when
    /// it answered, in UTC, to which a date in Retry-After relates; nothing: the local clock counts.
    static ApiError fromHttp(int httpStatus, const QByteArray &body, const QByteArray &retryAfter = {},
                             const QByteArray &location = {}, const std::optional<QDateTime> &answered = std::nullopt);
    /// For a 2xx answer whose body should be a JSON object but is not.
    static ApiError unreadable(int httpStatus, const QByteArray &body);

    /// True if a list call failed because of its page token, so that the list can be read from its beginning only.
    bool refusesPageToken() const;
    /// True for a StorageQuota of one store, which deleting files does not change.
    bool concernsStoreStorage() const;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::ApiError)
