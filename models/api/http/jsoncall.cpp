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

/// Gateways hide an error in an answer of 200 (contract 5, item 27). Files and operations have an error field of their
/// own, but then they have a name too.
bool isErrorEnvelope(const QJsonObject &object)
{
    return object.value("error"_L1).isObject() && !object.contains("name"_L1) && !object.contains("files"_L1);
}

ApiError hiddenError(const ServerAnswer &answer, const QJsonObject &object)
{
    const int code = Status::fromJson(object.value("error"_L1).toObject()).code;
    return answer.cleaned(ApiError::fromHttp(code >= 400 && code < 600 ? code : 500, answer.body));
}

} // namespace

QNetworkReply *JsonCall::start(Verb verb, const QNetworkRequest &request, const QJsonObject &body) const
{
    if (verb == Verb::Get)
        return m_network.get(request);
    if (verb == Verb::Delete)
        return m_network.deleteResource(request);
    const QByteArray json = QJsonDocument(body).toJson(QJsonDocument::Compact);
    QNetworkRequest described = request;
    ExchangeLog::describeBody(described, json);
    auto *content = new SequentialBuffer(json);
    QNetworkReply *reply = m_network.post(described, content);
    // Qt reads the body for as long as the reply lives.
    content->setParent(reply);
    return reply;
}

void JsonCall::remove(const QNetworkRequest &deletion, const QNetworkRequest &question, QObject *context,
                      std::function<void(Result<Nothing>)> callback) const
{
    auto confirmGone = [call = *this, question, context,
                        callback = std::move(callback)](const Result<Nothing> &deleted) {
        if (deleted.ok() || deleted.error().kind != ErrorKind::Gone) {
            callback(deleted);
            return;
        }
        auto handleFound = [callback, deleted](const Result<Nothing> &found) {
            const bool isGone = !found.ok() && found.error().kind == ErrorKind::Gone;
            callback(isGone ? Result<Nothing>(Nothing{}) : deleted);
        };
        call.send<Nothing>(Verb::Get, question, {}, context, std::move(handleFound));
    };
    send<Nothing>(Verb::Delete, deletion, {}, context, std::move(confirmGone));
}

Result<QJsonObject> JsonCall::object(const ServerAnswer &answer)
{
    Result<QJsonObject> json = answer.json();
    if (json.ok() && isErrorEnvelope(json.value()))
        return hiddenError(answer, json.value());
    return json;
}

QUrlQuery pageQuery(int pageSize, int maxPageSize, const QString &pageToken)
{
    QUrlQuery query{{u"pageSize"_s, QString::number(std::clamp(pageSize, 1, maxPageSize))}};
    // A plus sign in a token would be read as a blank by the server.
    if (!pageToken.isEmpty())
        query.addQueryItem(u"pageToken"_s, QString::fromLatin1(QUrl::toPercentEncoding(pageToken)));
    return query;
}

} // namespace pollux
