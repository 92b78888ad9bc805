// SPDX-License-Identifier: Apache-2.0
#include "models/api/apiclient.h"

#include "models/api/replyreader.h"

#include <QMetaObject>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// Gateways hide an error in an answer of 200 (contract 5, item 27). A File has an error field of its own, but then it
/// has a name too.
bool isErrorEnvelope(const QJsonObject &object)
{
    return object.value("error"_L1).isObject() && !object.contains("name"_L1) && !object.contains("files"_L1);
}

ApiError hiddenError(const ServerAnswer &answer)
{
    const Result<QJsonObject> json = answer.json();
    const int code = Status::fromJson(json.value().value("error"_L1).toObject()).code;
    return ApiError::fromHttp(code >= 400 && code < 600 ? code : 500, answer.body);
}

Result<FilePage> decodePage(const QJsonObject &object)
{
    if (auto page = FilePage::fromJson(object))
        return *std::move(page);
    return ApiError::local(ErrorKind::Protocol);
}

Result<RemoteFile> decodeFile(const QJsonObject &object)
{
    if (auto file = RemoteFile::fromJson(object))
        return *std::move(file);
    return ApiError::local(ErrorKind::Protocol);
}

Result<Nothing> decodeNothing(const QJsonObject &)
{
    return Nothing{};
}

} // namespace

ApiClient::ApiClient(QNetworkAccessManager &network, RequestFactory requests)
    : m_network(network)
    , m_requests(std::move(requests))
{
}

void ApiClient::setRequests(RequestFactory requests)
{
    m_requests = std::move(requests);
}

void ApiClient::listFiles(int pageSize, const QString &pageToken, QObject *context, Callback<FilePage> callback)
{
    QUrlQuery query{{u"pageSize"_s, QString::number(std::clamp(pageSize, 1, largestPageSize))}};
    // A plus sign in a token would be read as a blank by the server.
    if (!pageToken.isEmpty())
        query.addQueryItem(u"pageToken"_s, QString::fromLatin1(QUrl::toPercentEncoding(pageToken)));
    send<FilePage>(Verb::Get, m_requests.control(u"files"_s, query), context, std::move(callback), &decodePage);
}

void ApiClient::getFile(const QString &name, QObject *context, Callback<RemoteFile> callback)
{
    send<RemoteFile>(Verb::Get, m_requests.control(name), context, std::move(callback), &decodeFile);
}

void ApiClient::deleteFile(const QString &name, QObject *context, Callback<Nothing> callback)
{
    // A copy: the question goes where the delete went, whatever has become of this client since.
    auto confirmGone = [client = *this, name, context,
                        callback = std::move(callback)](Result<Nothing> deleted) mutable {
        if (deleted.ok() || deleted.error().kind != ErrorKind::Gone) {
            callback(std::move(deleted));
            return;
        }
        client.getFile(name, context, [callback, deleted](const Result<RemoteFile> &found) {
            if (!found.ok() && found.error().kind == ErrorKind::Gone)
                callback(Nothing{});
            else
                callback(deleted);
        });
    };
    send<Nothing>(Verb::Delete, m_requests.control(name), context, std::move(confirmGone), &decodeNothing);
}

template <typename T>
void ApiClient::send(Verb verb, const QNetworkRequest &request, QObject *context, Callback<T> callback,
                     Result<T> (*decode)(const QJsonObject &))
{
    if (const auto problem = m_requests.problem()) {
        QMetaObject::invokeMethod(
            context, [callback = std::move(callback), error = *problem] { callback(error); }, Qt::QueuedConnection);
        return;
    }
    QNetworkReply *reply = verb == Verb::Get ? m_network.get(request) : m_network.deleteResource(request);
    ReplyReader::read(reply, context, [callback = std::move(callback), decode](const ServerAnswer &answer) {
        const Result<QJsonObject> json = answer.json();
        if (!json.ok())
            callback(json.error());
        else if (isErrorEnvelope(json.value()))
            callback(hiddenError(answer));
        else
            callback(decode(json.value()));
    });
}

} // namespace pollux
