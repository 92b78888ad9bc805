// SPDX-License-Identifier: Apache-2.0
#include "models/api/apiclient.h"

#include "models/api/http/jsoncall.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

ApiClient::ApiClient(QNetworkAccessManager &network, RequestFactory requests)
    : m_network(network)
    , m_requests(std::move(requests))
{
}

void ApiClient::setRequests(RequestFactory requests)
{
    m_requests = std::move(requests);
}

JsonCall ApiClient::call() const
{
    return {m_network, m_requests};
}

void ApiClient::listFiles(int pageSize, const QString &pageToken, QObject *context, Callback<FilePage> callback)
{
    const QUrlQuery query = pageQuery(pageSize, maxPageSize, pageToken);
    call().send<FilePage>(JsonCall::Verb::Get, m_requests.control(u"files"_s, query), {}, context, std::move(callback));
}

void ApiClient::getFile(const QString &name, QObject *context, Callback<RemoteFile> callback)
{
    call().send<RemoteFile>(JsonCall::Verb::Get, m_requests.control(name), {}, context, std::move(callback));
}

void ApiClient::deleteFile(const QString &name, QObject *context, Callback<Nothing> callback)
{
    const QNetworkRequest request = m_requests.control(name);
    call().remove(request, request, context, std::move(callback));
}

} // namespace pollux
