// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/apierror.h"

#include "models/api/types/httpdate.h"

#include <QJsonDocument>
#include <QRegularExpression>
#include <QUrl>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype maxMessageLength = 2000;
constexpr qsizetype maxTitleSearch = qsizetype{16} * 1024; // bytes

bool looksLikeHtml(const QByteArray &body)
{
    const QByteArray start = body.left(512).trimmed().toLower();
    return start.startsWith("<!doctype html") || start.startsWith("<html") || start.contains("<head");
}

/// The title of a web page, else its first heading, in one line without tags; empty if it has neither.
QString pageTitle(const QByteArray &page)
{
    static const QRegularExpression title(uR"(<(title|h1)\b[^>]*>(.*?)</\1\s*>)"_s,
                                          QRegularExpression::CaseInsensitiveOption |
                                              QRegularExpression::DotMatchesEverythingOption);
    static const QRegularExpression tag(u"<[^>]*>"_s);
    QString text = title.match(QString::fromUtf8(page.left(maxTitleSearch))).captured(2);
    text.remove(tag);
    for (const auto &[entity, character] :
         {std::pair("&lt;"_L1, u'<'), std::pair("&gt;"_L1, u'>'), std::pair("&quot;"_L1, u'"'),
          std::pair("&#39;"_L1, u'\''), std::pair("&nbsp;"_L1, u' '), std::pair("&amp;"_L1, u'&')})
        text.replace(entity, QString(character));
    return text.simplified();
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

/// The violation may be in a QuotaFailure, or only as text in the message or in another detail (contract 8, item 4).
bool isStorageQuota(const ApiError &error)
{
    const QString details = QString::fromUtf8(QJsonDocument(error.rawDetails).toJson(QJsonDocument::Compact));
    const auto concernsStorage = [](const QString &text) {
        return text.contains("file_storage_bytes"_L1, Qt::CaseInsensitive) ||
               text.contains("FileStorageBytes"_L1, Qt::CaseInsensitive) ||
               text.contains("storage limit"_L1, Qt::CaseInsensitive);
    };
    return concernsStorage(error.message) || concernsStorage(details);
}

bool isOfLocation(const ApiError &error)
{
    return error.message.contains("location is not supported"_L1);
}

bool isBilling(const ApiError &error)
{
    return error.details.reason == "BILLING_DISABLED"_L1 || error.message.contains("billing"_L1, Qt::CaseInsensitive);
}

ErrorKind kindOfTooManyRequests(const ApiError &error)
{
    // A 429 for any quota says "check your plan and billing details", so that word tells nothing here.
    if (error.details.reason == "BILLING_DISABLED"_L1 ||
        error.message.contains("credits are depleted"_L1, Qt::CaseInsensitive))
        return ErrorKind::Billing;
    return isStorageQuota(error) ? ErrorKind::StorageQuota : ErrorKind::RateQuota;
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
    if (isOfLocation(error))
        return ErrorKind::LocationBlocked;
    if (isBilling(error))
        return ErrorKind::Billing;
    return error.rpcStatus == "FAILED_PRECONDITION"_L1 ? ErrorKind::Precondition : ErrorKind::BadRequest;
}

ErrorKind kindOfForbidden(const ApiError &error)
{
    if (error.details.reason == "API_KEY_SERVICE_BLOCKED"_L1 || error.message.contains("reported as leaked"_L1))
        return ErrorKind::InvalidKey;
    if (error.message.contains("unregistered callers"_L1))
        return ErrorKind::MissingKey;
    if (isOfLocation(error))
        return ErrorKind::LocationBlocked;
    if (isBilling(error))
        return ErrorKind::Billing;
    return error.message.contains("may not exist"_L1) ? ErrorKind::Gone : ErrorKind::Permission;
}

ErrorKind kindOfHttp(const ApiError &error)
{
    const int status = error.httpStatus;
    // Qt takes an answer such as "103 Early Hints" for the last one.
    if (status < 300)
        return ErrorKind::Protocol;
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
    case 402:
        return ErrorKind::Billing;
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
        return kindOfTooManyRequests(error);
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

/// Returns whether the words are those of a gateway: the service sends neither web pages nor, for these codes, plain
/// text (contract 8, item 12). A 403 in plain text may come from the upload server (contract 1.10).
bool isOfGateway(int httpStatus, const QByteArray &body, bool hasEnvelope)
{
    static constexpr std::array pages{401, 402, 403, 404, 405, 406, 410, 451};
    if (looksLikeHtml(body))
        return std::ranges::find(pages, httpStatus) != pages.end();
    return !hasEnvelope && !body.trimmed().isEmpty() && httpStatus == 401;
}

QString readableText(const QByteArray &body)
{
    return looksLikeHtml(body) ? pageTitle(body) : QString::fromUtf8(body.left(4 * maxMessageLength)).trimmed();
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
    const auto envelope = envelopeError(body);
    if (envelope) {
        const Status status = Status::fromJson(*envelope);
        error.message = status.message.left(maxMessageLength);
        error.rpcStatus = envelope->value("status"_L1).toString(status.codeText);
        error.details = status.readDetails();
        error.rawDetails = status.details;
    } else {
        error.message = readableText(body).left(maxMessageLength);
    }
    error.kind = isOfGateway(httpStatus, body, envelope.has_value()) ? ErrorKind::ProxyPage : kindOfHttp(error);
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
    error.message = looksLikeHtml(body) ? pageTitle(body).left(maxMessageLength) : readableText(body.left(200));
    return error;
}

bool ApiError::refusesPageToken() const
{
    return kind == ErrorKind::ReadRefused &&
           QString(message).remove(u'_').remove(u' ').contains("pagetoken"_L1, Qt::CaseInsensitive);
}

bool ApiError::concernsStoreStorage() const
{
    return kind == ErrorKind::StorageQuota && message.contains("corpus"_L1, Qt::CaseInsensitive);
}

} // namespace pollux
