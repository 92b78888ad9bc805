// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/proxyrules.h"

#include <QObject>
#include <QThread>
#include <QUrl>

#include <memory>

namespace pollux {

/// A TCP proxy on 127.0.0.1 before an HTTP server on the same machine, in a thread of its own, that breaks connections
/// at exact bytes. The server's address must be handed to clients as baseUrl(); a server that builds addresses from the
/// Host header then leads them back here. Every function may be called from any thread.
class FaultProxy {
public:
    /// Starts at once. A port that cannot be opened ends the test program: there is nothing to test then.
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

    /// Offline: every connection is broken and new ones are refused. Online again: on the same port.
    void setOnline(bool online);

private:
    class Listener;

    ProxyRules m_rules;
    QThread m_thread;
    std::unique_ptr<Listener> m_listener; ///< lives in m_thread
    quint16 m_port = 0;
};

} // namespace pollux
