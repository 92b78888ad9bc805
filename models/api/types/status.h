// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <optional>

namespace pollux {

/// One violation of a google.rpc.QuotaFailure.
struct QuotaViolation {
    QString metric;
    QString id;

    bool operator==(const QuotaViolation &) const = default;
};

/// The details of a Status that Pollux evaluates; Status::details has all of them.
struct StatusDetails {
    QString reason; ///< ErrorInfo, for example API_KEY_INVALID
    QList<QuotaViolation> quotaViolations;
    std::optional<std::chrono::milliseconds> retryDelay; ///< RetryInfo, as sent; see clampedRetryDelay()

    bool operator==(const StatusDetails &) const = default;
};

/// google.rpc.Status: the error of an HTTP envelope, of a FAILED file or of an operation. `code` is an HTTP status in
/// the first case and a google.rpc.Code in the other two (contract 1.10), so code that shows it must know which of the
/// two it is.
struct Status {
    int code = 0;
    QString codeText; ///< the code if it was sent as text, as newer APIs on the same host do
    QString message;
    QJsonArray details;

    /// Never fails: values of a wrong type count as missing.
    static Status fromJson(const QJsonObject &object);
    QJsonObject toJson() const;

    StatusDetails readDetails() const;
    /// The name of a google.rpc.Code, such as "INVALID_ARGUMENT"; empty for a number outside 0 to 16.
    static QString codeName(int rpcCode);

    bool operator==(const Status &) const = default;
};

/// Clamps the delay that a server asked for to 0…15 minutes. Servers may send up to 2^63-1 seconds (contract 1.10).
std::chrono::milliseconds clampedRetryDelay(std::chrono::milliseconds asked);

} // namespace pollux
