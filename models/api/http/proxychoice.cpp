// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/proxychoice.h"

#include <QHostAddress>
#include <QUrl>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxPort = 65535;

// Never resolves (RFC 2606).
const auto unreachableHost = u"invalid.invalid"_s;

constexpr std::array kindNames{
    std::pair{ProxyChoice::Kind::System, "system"_L1}, std::pair{ProxyChoice::Kind::None, "none"_L1},
    std::pair{ProxyChoice::Kind::Http, "http"_L1}, std::pair{ProxyChoice::Kind::Socks5, "socks5"_L1}};

bool isThisComputer(const QString &host)
{
    return host == "localhost"_L1 || host.endsWith(".localhost"_L1) || QHostAddress(host).isLoopback();
}

bool isHost(const QString &host)
{
    if (!QHostAddress(host).isNull())
        return true;
    if (host.contains(u':') || host.contains(u'[') || host.contains(u'@') || host.contains(u'/'))
        return false;
    QUrl url;
    url.setHost(host, QUrl::StrictMode);
    return url.isValid() && !url.host().isEmpty();
}

QNetworkProxy withHeader(QNetworkProxy proxy)
{
    if (proxy.type() == QNetworkProxy::HttpProxy && !proxy.user().isEmpty()) {
        const QString pair = proxy.user() + u':' + proxy.password();
        proxy.setRawHeader("Proxy-Authorization"_ba, "Basic " + pair.toUtf8().toBase64());
    }
    return proxy;
}

class Factory final : public QNetworkProxyFactory {
public:
    explicit Factory(const ProxyChoice &choice)
        : m_choice(choice)
    {
    }

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override { return {m_choice.proxyFor(query)}; }

private:
    const ProxyChoice m_choice;
};

} // namespace

ProxyChoice ProxyChoice::fromSettings(const QString &kind, const QString &host, int port)
{
    const auto found = std::ranges::find_if(kindNames, [&](const auto &each) { return each.second == kind; });
    return {found == kindNames.cend() ? Kind::System : found->first, host.trimmed(), port};
}

QString ProxyChoice::kindName(Kind kind)
{
    return std::ranges::find_if(kindNames, [kind](const auto &each) { return each.first == kind; })->second;
}

ProxyChoice::Problem ProxyChoice::problem() const
{
    if (!needsHost())
        return Problem::None;
    if (host.isEmpty())
        return Problem::NoHost;
    if (!isHost(host))
        return Problem::BadHost;
    return port >= 1 && port <= maxPort ? Problem::None : Problem::BadPort;
}

QNetworkProxy ProxyChoice::proxyFor(const QNetworkProxyQuery &query) const
{
    if (kind == Kind::None || isThisComputer(query.peerHostName()))
        return QNetworkProxy::NoProxy;
    if (kind == Kind::System)
        return withHeader(QNetworkProxyFactory::systemProxyForQuery(query).value(0, QNetworkProxy::NoProxy));
    const bool isUsable = problem() == Problem::None;
    return withHeader({kind == Kind::Http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy,
                       isUsable ? host : unreachableHost, static_cast<quint16>(isUsable ? port : 1), user, password});
}

void ProxyChoice::apply() const
{
    QNetworkProxyFactory::setApplicationProxyFactory(std::make_unique<Factory>(*this).release());
}

} // namespace pollux
