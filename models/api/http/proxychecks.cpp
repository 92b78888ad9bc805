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
    if (const auto known = m_verdicts.constFind(key); known != m_verdicts.cend() && !m_running.contains(key)) {
        if (!known->refusal && known->time >= since) {
            callback({});
            return;
        }
        if (known->refusal && known->time >= Clock::now() - refusedFor) {
            QMetaObject::invokeMethod(
                context, [callback, refusal = known->refusal] { callback(refusal); }, Qt::QueuedConnection);
            return;
        }
    }
    auto *check = m_running.value(key);
    if (!check) {
        const std::chrono::milliseconds timeout(request.transferTimeout());
        check = new ProxyCheck(proxy, request.url(),
                               timeout.count() > 0 ? std::min(timeout, longestPatience) : longestPatience, this);
        m_running.insert(key, check);
        connect(check, &ProxyCheck::finished, this, [this, key, check] {
            m_running.remove(key);
            m_verdicts.insert(key, {check->refusal(), Clock::now()});
            check->deleteLater();
        });
    }
    connect(check, &ProxyCheck::finished, context, [callback, check] { callback(check->refusal()); });
}

void ProxyChecks::confirm(const QNetworkProxy &proxy, const QNetworkRequest &request)
{
    m_verdicts.insert(keyOf(proxy, request.url()), {{}, Clock::now()});
}

} // namespace pollux
