// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/proxycheck.h"

#include <QNetworkAccessManager>

namespace pollux {

/// The manager for all requests to the service. Before a request goes through an HTTP proxy, the proxy is asked for a
/// tunnel (ProxyCheck): if it refuses, the reply fails and ReplyReader gives an error that names the proxy. Replies
/// through a proxy emit neither `encrypted` nor `sslErrors`.
class NetworkManager final : public QNetworkAccessManager {
    Q_OBJECT

public:
    using QNetworkAccessManager::QNetworkAccessManager;
    ~NetworkManager() override;

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    void stopAll(const ApiError &refusal);

    ProxyChecks m_checks;
};

} // namespace pollux
