// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QHash>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QObject>

#include <chrono>
#include <functional>
#include <optional>

namespace pollux {

class ProxyCheck;

/// When HTTP proxies last opened a tunnel, by proxy, credentials and server. Requests that wait for the same answer
/// share one ProxyCheck. Lives in one thread.
class ProxyChecks final : public QObject {
    Q_OBJECT

public:
    using Clock = std::chrono::steady_clock;
    using Callback = std::function<void(const std::optional<ApiError> &refusal)>;

    static constexpr std::chrono::seconds openFor{10}; ///< how long a proxy that opened a tunnel is not asked again

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
