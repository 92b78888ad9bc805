// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QHash>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>

namespace pollux {

/// Asks an HTTP proxy with one CONNECT whether it opens a tunnel, and closes the tunnel again. Qt 6.4 cannot be asked:
/// it never ends its attempts at a proxy that asks for NTLM, and does not say why a proxy refuses.
class ProxyCheck final : public QObject {
    Q_OBJECT

public:
    /// The values of StatusDetails::reason in refusal(); empty for any other refusal.
    static constexpr QLatin1StringView credentialsMissing{"PROXY_CREDENTIALS_MISSING"};
    static constexpr QLatin1StringView credentialsRefused{"PROXY_CREDENTIALS_REFUSED"};
    static constexpr QLatin1StringView methodUnsupported{"PROXY_METHOD_UNSUPPORTED"}; ///< message = the methods
    static constexpr QLatin1StringView noAnswer{"PROXY_NO_ANSWER"};

    /// True for a refusal with the status 407.
    static bool asksForLogin(const ApiError &refusal);

    /// Starts at once. The value of the header Proxy-Authorization is the one in `proxy`, if it has any.
    ProxyCheck(const QNetworkProxy &proxy, const QUrl &url, std::chrono::milliseconds patience,
               QObject *parent = nullptr);

    /// Nothing if the proxy opens tunnels. Else an error of the kind Proxy: subject = the proxy as "host:port", message
    /// = its status and words, or the system's. Valid after finished().
    const std::optional<ApiError> &refusal() const { return m_refusal; }

signals:
    /// Exactly once, from the event loop.
    void finished();

private:
    void read();
    void judge();
    void end(QLatin1StringView reason, const QString &message);
    void finish();

    QTcpSocket m_socket;
    QTimer m_patience;
    QByteArray m_request;
    QByteArray m_answer;
    QString m_name;
    std::optional<ApiError> m_refusal;
    bool m_hasCredentials;
    bool m_isFinished = false;
};

/// When HTTP proxies last opened a tunnel, by proxy, credentials and server. Requests that wait for the same answer
/// share one ProxyCheck. Lives in one thread.
class ProxyChecks final : public QObject {
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;
    using Callback = std::function<void(const std::optional<ApiError> &refusal)>;

    static constexpr std::chrono::seconds openFor{10}; ///< how long requests rely on a tunnel that the proxy opened

    using QObject::QObject;

    /// Calls back once with what the proxy says to `request`: at once if it has opened a tunnel since `since`, else
    /// from the event loop. Not called if `context` is destroyed first.
    void ask(const QNetworkProxy &proxy, const QNetworkRequest &request, Clock::time_point since, QObject *context,
             const Callback &callback);
    /// The server has answered `request` through this proxy.
    void confirm(const QNetworkProxy &proxy, const QNetworkRequest &request);

private:
    QHash<QByteArray, Clock::time_point> m_openTimes; // of the last tunnel
    QHash<QByteArray, ProxyCheck *> m_running;
};

} // namespace pollux
