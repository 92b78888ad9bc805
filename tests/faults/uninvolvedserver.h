// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QTcpSocket>

namespace pollux {

/// A server on 127.0.0.1 that no upload should connect to, or a web proxy that refuses. Counts the connections and
/// keeps the received bytes. Lives in the thread that created it.
class UninvolvedServer final {
public:
    /// `answer`: sent when a whole head has arrived; empty: never answers.
    explicit UninvolvedServer(const QByteArray &answer = {});

    /// Makes it a web proxy that passes every connection on to this port of this machine, whatever host is requested.
    void tunnelTo(quint16 port) { m_tunnelPort = port; }

    quint16 port() const { return m_server.serverPort(); }
    int connections() const { return m_connections; }
    QByteArray received() const { return m_received; }

private:
    void acceptConnections();
    void take(QTcpSocket &socket);

    QTcpServer m_server;
    QByteArray m_answer;
    QByteArray m_received;
    int m_connections = 0;
    quint16 m_tunnelPort = 0; // 0: none
};

} // namespace pollux
