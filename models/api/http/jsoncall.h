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

/// The calls of the service whose answer is a JSON object: the one way in which its clients send anything but uploads.
class JsonCall final {
public:
    enum class Verb { Get, Post, Delete };

    struct Request {
        Verb verb = Verb::Get;
        QString path = {};     ///< behind the version: a resource name or a collection
        QUrlQuery query = {};  ///< not of a POST
        QJsonObject body = {}; ///< of a POST only
    };

    /// The manager must outlive the answers. `requests` says whether anything may be sent.
    JsonCall(QNetworkAccessManager &network, RequestFactory requests)
        : m_network(network)
        , m_requests(std::move(requests))
    {
    }

    QNetworkAccessManager &network() const { return m_network; }
    const RequestFactory &requests() const { return m_requests; }
    /// Calls made from now on use these requests; calls under way end as they began.
    void setRequests(RequestFactory requests) { m_requests = std::move(requests); }

    /// `callback` runs exactly once, from the event loop, in the thread of the manager, unless `context` dies before;
    /// the request is then aborted. A POST is never sent a second time by Qt itself.
    template <typename T>
    void send(const Request &request, QObject *context, std::function<void(Result<T>)> callback) const
    {
        if (const auto problem = m_requests.problem()) {
            refuse<T>(*problem, context, std::move(callback));
            return;
        }
        ReplyReader::read(start(request), context, [callback = std::move(callback)](const ServerAnswer &answer) {
            const Result<QJsonObject> json = object(answer);
            callback(json.ok() ? decoded<T>(json.value()) : Result<T>(json.error()));
        });
    }

    /// Deletes the resource `name`. Succeeds also for what is no longer there: a GET, sent to where the delete went,
    /// confirms it by Gone. Qt may send a DELETE twice by itself, and the second one then finds nothing.
    void remove(const QString &name, const QUrlQuery &query, QObject *context,
                std::function<void(Result<Nothing>)> callback) const;

    /// Reports an error without sending a request, from the event loop as an answer would be.
    template <typename T>
    static void refuse(const ApiError &error, QObject *context, std::function<void(Result<T>)> callback)
    {
        QMetaObject::invokeMethod(
            context, [callback = std::move(callback), error] { callback(error); }, Qt::QueuedConnection);
    }

private:
    QNetworkReply *start(const Request &request) const;
    /// The object of an answer; or the error in it, also where the HTTP status is 200.
    static Result<QJsonObject> object(const ServerAnswer &answer);
    /// By `T::fromJson`; what it does not take is a Protocol error.
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

/// The query of a list call: `pageSize` is brought into 1 to `maxPageSize`, and `pageToken` is empty for the first
/// page.
QUrlQuery pageQuery(int pageSize, int maxPageSize, const QString &pageToken);

} // namespace pollux
