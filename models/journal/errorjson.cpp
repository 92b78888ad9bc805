// SPDX-License-Identifier: Apache-2.0
#include "models/journal/errorjson.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pollux::errorjson {

namespace {

constexpr qsizetype maxDetailsLength = qsizetype{64} * 1024; // bytes
constexpr qsizetype maxTextLength = 32768;                   // characters

QString readText(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toString().left(maxTextLength);
}

} // namespace

QByteArray toJson(const ApiError &error)
{
    QJsonObject object{{u"kind"_s, traitsOf(error.kind).name},
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
    const auto kind = errorKindFromName(object.value("kind"_L1).toString());
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
