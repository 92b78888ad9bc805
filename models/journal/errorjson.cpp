// SPDX-License-Identifier: Apache-2.0
#include "models/journal/errorjson.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux::errorjson {

namespace {

constexpr qsizetype maxDetailsLength = 64 * 1024; // bytes
constexpr qsizetype maxTextLength = 32768;        // characters

/// In the order of the enumeration. Names, not numbers, are kept: a number means another kind as soon as one is added
/// before it.
constexpr std::array kindNames{"cancelled"_L1,
                               "network"_L1,
                               "unreachable"_L1,
                               "timeout"_L1,
                               "tls"_L1,
                               "proxy"_L1,
                               "insecureEndpoint"_L1,
                               "redirected"_L1,
                               "proxyPage"_L1,
                               "protocol"_L1,
                               "answerTooLarge"_L1,
                               "foreignUploadUrl"_L1,
                               "invalidKey"_L1,
                               "missingKey"_L1,
                               "permission"_L1,
                               "gone"_L1,
                               "notReady"_L1,
                               "badRequest"_L1,
                               "unsupportedType"_L1,
                               "tooLarge"_L1,
                               "storageQuota"_L1,
                               "rateQuota"_L1,
                               "serverBusy"_L1,
                               "locationBlocked"_L1,
                               "precondition"_L1,
                               "conflict"_L1,
                               "sessionDead"_L1,
                               "chunkRule"_L1,
                               "localFile"_L1,
                               "fileChanged"_L1,
                               "journalNotWritable"_L1,
                               "damaged"_L1,
                               "operationFailed"_L1,
                               "outcomeUnknown"_L1};
static_assert(kindNames.size() == static_cast<std::size_t>(ErrorKind::OutcomeUnknown) + 1);

QString readText(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString().left(maxTextLength);
}

} // namespace

QString nameOf(ErrorKind kind)
{
    return kindNames.at(static_cast<std::size_t>(kind));
}

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
    const auto name = std::ranges::find(kindNames, object.value("kind"_L1).toString());
    if (name == kindNames.end())
        return std::nullopt;
    const auto kind = static_cast<ErrorKind>(name - kindNames.begin());
    ApiError error = ApiError::local(kind, readText(object, "subject"_L1), readText(object, "message"_L1));
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
