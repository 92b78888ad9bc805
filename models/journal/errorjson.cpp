// SPDX-License-Identifier: Apache-2.0
#include "models/journal/errorjson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pollux::errorjson {

namespace {

constexpr auto lastKind = ErrorKind::OutcomeUnknown;
constexpr qsizetype maxDetailsLength = 64 * 1024; // bytes
constexpr qsizetype maxTextLength = 32768;        // characters

/// Names, not numbers: a number means another kind as soon as one is added before it.
QString nameOf(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return u"cancelled"_s;
    case ErrorKind::Network:
        return u"network"_s;
    case ErrorKind::Unreachable:
        return u"unreachable"_s;
    case ErrorKind::Timeout:
        return u"timeout"_s;
    case ErrorKind::Tls:
        return u"tls"_s;
    case ErrorKind::Proxy:
        return u"proxy"_s;
    case ErrorKind::InsecureEndpoint:
        return u"insecureEndpoint"_s;
    case ErrorKind::Redirected:
        return u"redirected"_s;
    case ErrorKind::ProxyPage:
        return u"proxyPage"_s;
    case ErrorKind::Protocol:
        return u"protocol"_s;
    case ErrorKind::AnswerTooLarge:
        return u"answerTooLarge"_s;
    case ErrorKind::ForeignUploadUrl:
        return u"foreignUploadUrl"_s;
    case ErrorKind::InvalidKey:
        return u"invalidKey"_s;
    case ErrorKind::MissingKey:
        return u"missingKey"_s;
    case ErrorKind::Permission:
        return u"permission"_s;
    case ErrorKind::Gone:
        return u"gone"_s;
    case ErrorKind::NotReady:
        return u"notReady"_s;
    case ErrorKind::BadRequest:
        return u"badRequest"_s;
    case ErrorKind::UnsupportedType:
        return u"unsupportedType"_s;
    case ErrorKind::TooLarge:
        return u"tooLarge"_s;
    case ErrorKind::StorageQuota:
        return u"storageQuota"_s;
    case ErrorKind::RateQuota:
        return u"rateQuota"_s;
    case ErrorKind::ServerBusy:
        return u"serverBusy"_s;
    case ErrorKind::LocationBlocked:
        return u"locationBlocked"_s;
    case ErrorKind::Precondition:
        return u"precondition"_s;
    case ErrorKind::Conflict:
        return u"conflict"_s;
    case ErrorKind::SessionDead:
        return u"sessionDead"_s;
    case ErrorKind::ChunkRule:
        return u"chunkRule"_s;
    case ErrorKind::LocalFile:
        return u"localFile"_s;
    case ErrorKind::FileChanged:
        return u"fileChanged"_s;
    case ErrorKind::JournalNotWritable:
        return u"journalNotWritable"_s;
    case ErrorKind::Damaged:
        return u"damaged"_s;
    case ErrorKind::OperationFailed:
        return u"operationFailed"_s;
    case ErrorKind::OutcomeUnknown:
        return u"outcomeUnknown"_s;
    }
    return {};
}

std::optional<ErrorKind> kindFromName(const QString &name)
{
    for (int number = 0; number <= static_cast<int>(lastKind); ++number) {
        const auto kind = static_cast<ErrorKind>(number);
        if (name == nameOf(kind))
            return kind;
    }
    return std::nullopt;
}

QString readText(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString().left(maxTextLength);
}

} // namespace

QByteArray toJson(const ApiError &error)
{
    QJsonObject object{{u"kind"_s, nameOf(error.kind)},
                       {u"httpStatus"_s, error.httpStatus},
                       {u"rpcStatus"_s, error.rpcStatus},
                       {u"message"_s, error.message},
                       {u"subject"_s, error.subject}};
    if (error.retryAfter)
        object.insert("retryAfterMs"_L1, static_cast<qint64>(error.retryAfter->count()));
    if (QJsonDocument(error.rawDetails).toJson(QJsonDocument::Compact).size() <= maxDetailsLength)
        object.insert("details"_L1, error.rawDetails);
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

std::optional<ApiError> fromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto kind = kindFromName(object.value("kind"_L1).toString());
    if (!kind)
        return std::nullopt;
    ApiError error = ApiError::local(*kind, readText(object, "subject"_L1), readText(object, "message"_L1));
    error.httpStatus = object.value("httpStatus"_L1).toInt();
    error.rpcStatus = readText(object, "rpcStatus"_L1);
    error.rawDetails = object.value("details"_L1).toArray();
    error.details = Status{{}, {}, {}, error.rawDetails}.readDetails();
    const QJsonValue retryAfter = object.value("retryAfterMs"_L1);
    if (retryAfter.isDouble())
        error.retryAfter = clampedRetryDelay(std::chrono::milliseconds(retryAfter.toInteger()));
    return error;
}

} // namespace pollux::errorjson
