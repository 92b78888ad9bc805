// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/replyreader.h"
#include "models/api/http/requestfactory.h"

#include <QMetaObject>
#include <QNetworkAccessManager>

#include <functional>
#include <type_traits>
#include <utility>

namespace pollux {

/// Sends calls whose answer is a JSON object. ApiClient and StoresClient use it for everything except uploads.
class JsonCall final {
public:
    enum class Verb { Get, Post, Delete };

    struct Request {
        Verb verb = Verb::Get;
        QString path = {};     ///< after the API version: a resource name or a collection
        QUrlQuery query = {};  ///< not for POST
        QJsonObject body = {}; ///< for POST only

        /// What an error that was made from the answer alone means for this request: for a collection Gone becomes
        /// WrongEndpoint, for a GET BadRequest becomes ReadRefused. `host`: the one that answered.
        ApiError meaningOf(ApiError error, const QString &host) const;
    };

    /// The manager must outlive the answers. If `requests` has a problem(), nothing is sent.
    JsonCall(QNetworkAccessManager &network, RequestFactory requests)
        : m_network(network)
        , m_requests(std::move(requests))
    {
    }

    QNetworkAccessManager &network() const { return m_network; }
    const RequestFactory &requests() const { return m_requests; }
    /// Applies to calls made afterwards; calls under way keep their old requests.
    void setRequests(RequestFactory requests) { m_requests = std::move(requests); }

    /// `callback` runs exactly once, from the event loop, in the thread of the manager. If `context` is destroyed
    /// first, the request is aborted and the callback does not run. Qt never resends a POST by itself.
    template <typename T>
    void send(const Request &request, QObject *context, std::function<void(Result<T>)> callback) const
    {
        if (const auto problem = m_requests.problem()) {
            refuse<T>(*problem, context, std::move(callback));
            return;
        }
        ReplyReader::read(start(request), context,
                          [request, callback = std::move(callback)](const ServerAnswer &answer) {
                              const Result<QJsonObject> json = object(answer);
                              callback(json.ok() ? decoded<T>(json.value())
                                                 : Result<T>(request.meaningOf(json.error(), answer.host)));
                          });
    }

    /// Deletes the resource `name`. Also succeeds if the resource does not exist: after a Gone answer, a GET to the
    /// same endpoint must answer Gone too. (Qt may resend a DELETE by itself, and the second one is then answered with
    /// Gone.)
    void remove(const QString &name, const QUrlQuery &query, QObject *context,
                std::function<void(Result<Nothing>)> callback) const;

    /// Reports an error without sending a request. The callback runs from the event loop, as for an answer.
    template <typename T>
    static void refuse(const ApiError &error, QObject *context, std::function<void(Result<T>)> callback)
    {
        QMetaObject::invokeMethod(
            context, [callback = std::move(callback), error] { callback(error); }, Qt::QueuedConnection);
    }

private:
    QNetworkReply *start(const Request &request) const;
    /// The JSON object of an answer, or the error in it: an error envelope counts as an error even with HTTP status
    /// 200.
    static Result<QJsonObject> object(const ServerAnswer &answer);
    /// Decodes with `T::fromJson`; a Protocol error if that returns nothing.
    template <typename T>
    static Result<T> decoded(const QJsonObject &object)
    {
        if constexpr (std::is_same_v<T, Nothing>)
            return Nothing{};
        else if (auto resource = T::fromJson(object))
            return *std::move(resource);
        else
            return ApiError::local(ErrorKind::Protocol);
    }

    QNetworkAccessManager &m_network;
    RequestFactory m_requests;
};

/// The query of a list call: `pageSize` is clamped to 1…`maxPageSize`; `pageToken` is empty for the first page.
QUrlQuery pageQuery(int pageSize, int maxPageSize, const QString &pageToken);

} // namespace pollux
