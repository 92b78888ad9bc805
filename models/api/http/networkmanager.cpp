// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/networkmanager.h"

#include "models/api/http/proxiedreply.h"

#include <QNetworkProxy>

using namespace Qt::StringLiterals;

namespace pollux {

NetworkManager::~NetworkManager()
{
    // Replies use m_checks.
    qDeleteAll(findChildren<ProxiedReply *>(QString(), Qt::FindDirectChildrenOnly));
}

QNetworkReply *NetworkManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    const auto send = [this, operation, request, body] {
        return QNetworkAccessManager::createRequest(operation, request, body);
    };
    if (request.url().scheme() != "https"_L1)
        return send();
    const QNetworkProxy proxy = QNetworkProxyFactory::proxyForQuery(QNetworkProxyQuery(request.url())).value(0);
    if (proxy.type() != QNetworkProxy::HttpProxy)
        return send();
    auto *reply = new ProxiedReply(m_checks, proxy, operation, request, send, this);
    connect(reply, &ProxiedReply::refusedMeanwhile, this, &NetworkManager::stopAll, Qt::QueuedConnection);
    return reply;
}

/// Ends Qt's connections, because it never stops to ask a proxy that wants NTLM, even if the reply is aborted. A
/// request still running then would never finish.
void NetworkManager::stopAll(const ApiError &refusal)
{
    for (QNetworkReply *reply : findChildren<QNetworkReply *>(QString(), Qt::FindDirectChildrenOnly)) {
        if (auto *proxied = qobject_cast<ProxiedReply *>(reply))
            proxied->fail(refusal);
        else
            reply->abort();
    }
    clearConnectionCache();
}

} // namespace pollux
