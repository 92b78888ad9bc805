// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/apierror.h"

#include "models/api/http/httpdate.h"

#include <QJsonDocument>
#include <QUrl>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype maxMessageLength = 2000;

bool looksLikeHtml(const QByteArray &body)
{
    const QByteArray start = body.left(512).trimmed().toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html") || start.contains("<head");
}

/// The object under "error"; the envelope may be wrapped in an array with one element.
std::optional<QJsonObject> envelopeError(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonObject envelope = document.isArray() ? document.array().first().toObject() : document.object();
    const QJsonValue error = envelope.value("error"_L1);
    if (error.isObject())
        return error.toObject();
    // Gateways send only a text under "error".
    if (error.isString())
        return QJsonObject{{u"message"_s, error}};
    return std::nullopt;
}

bool isStorageQuota(const ApiError &error)
{
    const auto concernsStorage = [](const QuotaViolation &violation) {
        return violation.id.contains("FileStorageBytes"_L1) || violation.metric.endsWith("file_storage_bytes"_L1);
    };
    return std::ranges::any_of(error.details.quotaViolations, concernsStorage) ||
           error.message.contains("storage limit"_L1);
}

ErrorKind kindOfBadRequest(const ApiError &error)
{
    const QString &message = error.message;
    if (error.details.reason == "API_KEY_INVALID"_L1)
        return ErrorKind::InvalidKey;
    if (message.contains("already been terminated"_L1))
        return ErrorKind::SessionDead;
    if (message.contains("chunk granularity"_L1))
        return ErrorKind::ChunkRule;
    if (message.contains("MIME type"_L1))
        return ErrorKind::UnsupportedType;
    if (message.contains("not in an ACTIVE state"_L1))
        return ErrorKind::NotReady;
    if (message.contains("location is not supported"_L1))
        return ErrorKind::LocationBlocked;
    return error.rpcStatus == "FAILED_PRECONDITION"_L1 ? ErrorKind::Precondition : ErrorKind::BadRequest;
}

ErrorKind kindOfForbidden(const ApiError &error)
{
    if (error.details.reason == "API_KEY_SERVICE_BLOCKED"_L1 || error.message.contains("reported as leaked"_L1))
        return ErrorKind::InvalidKey;
    if (error.message.contains("unregistered callers"_L1))
        return ErrorKind::MissingKey;
    return error.message.contains("may not exist"_L1) ? ErrorKind::Gone : ErrorKind::Permission;
}

ErrorKind kindOfHttp(const ApiError &error)
{
    const int status = error.httpStatus;
    if (status < 400)
        return ErrorKind::Redirected;
    // "Network Authentication Required": only captive portals send this code (RFC 6585).
    if (status == 511)
        return ErrorKind::ProxyPage;
    if (status >= 500 || status == 408)
        return ErrorKind::ServerBusy;
    switch (status) {
    case 400:
        return kindOfBadRequest(error);
    case 401:
        return ErrorKind::InvalidKey;
    case 403:
        return kindOfForbidden(error);
    case 404:
    case 410:
        return ErrorKind::Gone;
    case 407:
        return ErrorKind::Proxy;
    case 409:
        return ErrorKind::Conflict;
    case 413:
        return ErrorKind::TooLarge;
    case 429:
        return isStorageQuota(error) ? ErrorKind::StorageQuota : ErrorKind::RateQuota;
    case 499:
        return ErrorKind::SessionDead;
    default:
        return ErrorKind::BadRequest;
    }
}

/// Seconds or an HTTP date.
std::optional<std::chrono::milliseconds> readRetryAfter(const QByteArray &header,
                                                        const std::optional<QDateTime> &answered)
{
    if (header.isEmpty())
        return std::nullopt;
    bool isNumber = false;
    const qint64 seconds = header.trimmed().toLongLong(&isNumber);
    if (isNumber)
        return clampedRetryDelay(std::chrono::milliseconds(std::clamp<qint64>(seconds, 0, 86400) * 1000));
    const auto date = httpDate(header);
    if (!date)
        return std::nullopt;
    return clampedRetryDelay(
        std::chrono::milliseconds(answered.value_or(QDateTime::currentDateTimeUtc()).msecsTo(*date)));
}

QString readableText(const QByteArray &body)
{
    return looksLikeHtml(body) ? QString() : QString::fromUtf8(body.left(4 * maxMessageLength)).trimmed();
}

} // namespace

ApiError ApiError::local(ErrorKind kind, const QString &subject, const QString &message)
{
    ApiError error;
    error.kind = kind;
    error.subject = subject;
    error.message = message;
    return error;
}

ApiError ApiError::fromNetwork(QNetworkReply::NetworkError error, const QString &message)
{
    switch (error) {
    case QNetworkReply::OperationCanceledError:
    case QNetworkReply::TimeoutError:
        return local(ErrorKind::Timeout, {}, message);
    case QNetworkReply::SslHandshakeFailedError:
        return local(ErrorKind::Tls, {}, message);
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::ProxyTimeoutError:
    case QNetworkReply::ProxyAuthenticationRequiredError:
    case QNetworkReply::UnknownProxyError:
        return local(ErrorKind::Proxy, {}, message);
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
        return local(ErrorKind::Unreachable, {}, message);
    default:
        return local(ErrorKind::Network, {}, message);
    }
}

ApiError ApiError::fromHttp(int httpStatus, const QByteArray &body, const QByteArray &retryAfter,
                            const QByteArray &location, const std::optional<QDateTime> &answered)
{
    ApiError error;
    error.httpStatus = httpStatus;
    if (const auto envelope = envelopeError(body)) {
        const Status status = Status::fromJson(*envelope);
        error.message = status.message.left(maxMessageLength);
        error.rpcStatus = envelope->value("status"_L1).toString(status.codeText);
        error.details = status.readDetails();
        error.rawDetails = status.details;
    } else {
        error.message = readableText(body).left(maxMessageLength);
    }
    error.kind = kindOfHttp(error);
    // The service never answers in HTML. A 404 page of a gateway does not mean that the file is gone.
    if (error.kind == ErrorKind::Gone && looksLikeHtml(body))
        error.kind = ErrorKind::ProxyPage;
    if (error.kind == ErrorKind::Redirected)
        error.subject = QUrl::fromEncoded(location).host();
    if (error.details.retryDelay)
        error.retryAfter = clampedRetryDelay(*error.details.retryDelay);
    else
        error.retryAfter = readRetryAfter(retryAfter, answered);
    return error;
}

ApiError ApiError::unreadable(int httpStatus, const QByteArray &body)
{
    ApiError error = local(looksLikeHtml(body) ? ErrorKind::ProxyPage : ErrorKind::Protocol);
    error.httpStatus = httpStatus;
    error.message = readableText(body.left(200));
    return error;
}

} // namespace pollux
