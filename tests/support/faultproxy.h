// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/proxyrules.h"

#include <QObject>
#include <QThread>
#include <QUrl>

#include <memory>

namespace pollux {

/// A TCP proxy on 127.0.0.1 for an HTTP server on the same machine. It runs in its own thread and breaks connections
/// at exact bytes. Clients must use baseUrl() as the server's address; a server that builds URLs from the Host header
/// then returns URLs of the proxy. Every function may be called from any thread.
class FaultProxy {
public:
    /// Starts at once. Ends the test program if the port cannot be opened.
    explicit FaultProxy(quint16 serverPort);
    ~FaultProxy(); ///< closes every connection

    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    [[nodiscard]] QUrl baseUrl() const;
    [[nodiscard]] quint16 port() const { return m_port; }

    /// See ProxyRules.
    int add(const ProxyRule &rule) { return m_rules.add(rule); }
    void clearRules() { m_rules.clear(); }
    [[nodiscard]] int fired(int id) const { return m_rules.fired(id); }
    [[nodiscard]] bool allFired() const { return m_rules.allFired(); }
    [[nodiscard]] ProxyRules::Counters counters() const { return m_rules.counters(); }

    /// Offline: breaks every connection and refuses new ones. Online: listens on the same port again.
    void setOnline(bool online);
    /// Silent: breaks every connection, then accepts new ones whose bytes go nowhere and that are never answered, also
    /// not when the silence has ended.
    void setSilent(bool silent);

private:
    class Listener;

    ProxyRules m_rules;
    QThread m_thread;
    std::unique_ptr<Listener> m_listener; ///< lives in m_thread
    quint16 m_port = 0;
};

} // namespace pollux
