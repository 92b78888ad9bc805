// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/jsoncall.h"

#include "models/api/http/exchangelog.h"
#include "models/api/http/sequentialbuffer.h"
#include "models/api/types/status.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// Gateways may send an error with HTTP status 200 (contract 5, item 27). Files and operations also have an "error"
/// field, but they always have a name as well.
bool isErrorEnvelope(const QJsonObject &object)
{
    return object.value("error"_L1).isObject() && !object.contains("name"_L1) && !object.contains("files"_L1);
}

} // namespace

QNetworkReply *JsonCall::start(const Request &request) const
{
    if (request.verb == Verb::Get)
        return m_network.get(m_requests.control(request.path, request.query));
    if (request.verb == Verb::Delete)
        return m_network.deleteResource(m_requests.control(request.path, request.query));
    const QByteArray json = QJsonDocument(request.body).toJson(QJsonDocument::Compact);
    QNetworkRequest described = m_requests.json(request.path);
    ExchangeLog::describeBody(described, json);
    auto *content = new SequentialBuffer(json);
    QNetworkReply *reply = m_network.post(described, content);
    // Qt reads the body for as long as the reply lives.
    content->setParent(reply);
    return reply;
}

void JsonCall::remove(const QString &name, const QUrlQuery &query, QObject *context,
                      std::function<void(Result<Nothing>)> callback) const
{
    auto confirmGone = [call = *this, name, context, callback = std::move(callback)](const Result<Nothing> &deleted) {
        if (deleted.ok() || deleted.error().kind != ErrorKind::Gone) {
            callback(deleted);
            return;
        }
        auto handleFound = [callback, deleted](const Result<Nothing> &found) {
            const bool isGone = !found.ok() && found.error().kind == ErrorKind::Gone;
            callback(isGone ? Result<Nothing>(Nothing{}) : deleted);
        };
        call.send<Nothing>({.path = name}, context, std::move(handleFound));
    };
    send<Nothing>({.verb = Verb::Delete, .path = name, .query = query}, context, std::move(confirmGone));
}

ApiError JsonCall::Request::meaningOf(ApiError error, const QString &host) const
{
    const bool isCollection = !path.contains(u'/') && !path.contains(u':');
    if (isCollection && error.httpStatus == 404 && error.kind == ErrorKind::Gone) {
        error.kind = ErrorKind::WrongEndpoint;
        error.subject = host;
    } else if (verb == Verb::Get && error.httpStatus == 400 && error.kind == ErrorKind::BadRequest) {
        error.kind = ErrorKind::ReadRefused;
    }
    return error;
}

Result<QJsonObject> JsonCall::object(const ServerAnswer &answer)
{
    Result<QJsonObject> json = answer.json();
    if (!json.ok() || !isErrorEnvelope(json.value()))
        return json;
    const int code = Status::fromJson(json.value().value("error"_L1).toObject()).code;
    return answer.cleaned(ApiError::fromHttp(code >= 400 && code < 600 ? code : 500, answer.body));
}

QUrlQuery pageQuery(int pageSize, int maxPageSize, const QString &pageToken)
{
    QUrlQuery query{{u"pageSize"_s, QString::number(std::clamp(pageSize, 1, maxPageSize))}};
    // QUrlQuery leaves a plus sign as it is, and the server would read it as a blank.
    if (!pageToken.isEmpty())
        query.addQueryItem(u"pageToken"_s, QString::fromLatin1(QUrl::toPercentEncoding(pageToken)));
    return query;
}

} // namespace pollux
