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

/// One call of the service whose answer is a JSON object: the one way in which its clients send anything but uploads.
class JsonCall final {
public:
    enum class Verb { Get, Post, Delete };

    /// The manager must outlive the call's answer. `requests` says whether anything may be sent.
    JsonCall(QNetworkAccessManager &network, RequestFactory requests)
        : m_network(network)
        , m_requests(std::move(requests))
    {
    }

    /// `callback` runs exactly once, from the event loop, in the thread of the manager, unless `context` dies before;
    /// the request is then aborted. A POST is never sent a second time by Qt itself. `body` is of a POST only.
    template <typename T>
    void send(Verb verb, const QNetworkRequest &request, const QJsonObject &body, QObject *context,
              std::function<void(Result<T>)> callback) const
    {
        if (const auto problem = m_requests.problem()) {
            refuse<T>(*problem, context, std::move(callback));
            return;
        }
        ReplyReader::read(start(verb, request, body), context,
                          [callback = std::move(callback)](const ServerAnswer &answer) {
                              const Result<QJsonObject> json = object(answer);
                              callback(json.ok() ? decoded<T>(json.value()) : Result<T>(json.error()));
                          });
    }

    /// Deletes what `deletion` names. Succeeds also for what is no longer there: a GET of `question`, sent to where the
    /// delete went, confirms it by Gone. Qt may send a DELETE twice by itself, and the second one then finds nothing.
    void remove(const QNetworkRequest &deletion, const QNetworkRequest &question, QObject *context,
                std::function<void(Result<Nothing>)> callback) const;

    /// Reports an error without sending a request, from the event loop as an answer would be.
    template <typename T>
    static void refuse(const ApiError &error, QObject *context, std::function<void(Result<T>)> callback)
    {
        QMetaObject::invokeMethod(
            context, [callback = std::move(callback), error] { callback(error); }, Qt::QueuedConnection);
    }

private:
    QNetworkReply *start(Verb verb, const QNetworkRequest &request, const QJsonObject &body) const;
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
