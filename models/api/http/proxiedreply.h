// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/proxycheck.h"

#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

#include <functional>
#include <optional>

namespace pollux {

/// The reply to a request through an HTTP proxy: sent once the proxy has opened a tunnel, and failed with what the
/// proxy said if it refuses.
class ProxiedReply final : public QNetworkReply {
    Q_OBJECT

public:
    /// Makes Qt's reply, which then sends the request.
    using Send = std::function<QNetworkReply *()>;

    /// `checks` must outlive the reply.
    ProxiedReply(ProxyChecks &checks, QNetworkProxy proxy, QNetworkAccessManager::Operation operation,
                 const QNetworkRequest &request, Send send, QObject *parent);
    ~ProxiedReply() override;

    /// What the proxy said, if it refused and `reply` is a ProxiedReply.
    static std::optional<ApiError> refusalOf(const QNetworkReply &reply);

    void abort() override;
    qint64 bytesAvailable() const override;
    /// Ends with this error unless it has ended.
    void fail(const ApiError &refusal);

signals:
    /// The proxy, which opened a tunnel before, asks for a login, and Qt may be asking it again and again.
    void refusedMeanwhile(const pollux::ApiError &refusal);

protected:
    qint64 readData(char *data, qint64 maxSize) override;

private:
    void start();
    /// Lets watch() follow if nothing moves for this time before the answer begins.
    void watchFor(std::chrono::milliseconds time);
    /// Asks the proxy unless it has opened a tunnel since `since`.
    void watch(ProxyChecks::Clock::time_point since);
    void copyHead();
    void handleFinished();
    void end(NetworkError error, const QString &text);
    void dropInner();

    ProxyChecks &m_checks;
    const QNetworkProxy m_proxy;
    const Send m_send;
    const ProxyChecks::Clock::time_point m_creation;
    QNetworkReply *m_inner = nullptr; // null until it is sent, and after fail() or abort()
    QTimer m_watch;
    ProxyChecks::Clock::time_point m_lastProgress;
    std::optional<ApiError> m_refusal;
};

} // namespace pollux
