// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/proxychecks.h"

#include "models/api/http/proxycheck.h"

#include <QCryptographicHash>

#include <algorithm>

namespace pollux {

namespace {

// A finalize waits much longer for its answer than any proxy needs for a tunnel.
constexpr std::chrono::milliseconds longestPatience = std::chrono::seconds(30);

/// Holds no readable password.
QByteArray keyOf(const QNetworkProxy &proxy, const QUrl &url)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part :
         {proxy.hostName().toUtf8(), QByteArray::number(proxy.port()), proxy.rawHeader("Proxy-Authorization"),
          url.host().toUtf8(), QByteArray::number(url.port())})
        hash.addData(part + '\n');
    return hash.result();
}

} // namespace

void ProxyChecks::ask(const QNetworkProxy &proxy, const QNetworkRequest &request, Clock::time_point since,
                      QObject *context, const Callback &callback)
{
    const QByteArray key = keyOf(proxy, request.url());
    const auto opened = m_openTimes.constFind(key);
    if (opened != m_openTimes.cend() && *opened >= since) {
        callback({});
        return;
    }
    auto *check = m_running.value(key);
    if (!check) {
        const std::chrono::milliseconds timeout(request.transferTimeout());
        check = new ProxyCheck(proxy, request.url(),
                               timeout.count() > 0 ? std::min(timeout, longestPatience) : longestPatience, this);
        m_running.insert(key, check);
        connect(check, &ProxyCheck::finished, this, [this, key, check] {
            m_running.remove(key);
            if (check->refusal())
                m_openTimes.remove(key);
            else
                m_openTimes.insert(key, Clock::now());
            check->deleteLater();
        });
    }
    connect(check, &ProxyCheck::finished, context, [callback, check] { callback(check->refusal()); });
}

void ProxyChecks::confirm(const QNetworkProxy &proxy, const QNetworkRequest &request)
{
    m_openTimes.insert(keyOf(proxy, request.url()), Clock::now());
}

} // namespace pollux
