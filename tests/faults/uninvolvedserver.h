// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QTcpServer>
#include <QTcpSocket>

namespace pollux {

/// A server on 127.0.0.1 that is none of the uploads' business, or a web proxy that refuses: counts who comes and keeps
/// what is said. In the thread that made it.
class UninvolvedServer final {
public:
    /// `answer`: sent once a whole head has come; empty: nothing ever.
    explicit UninvolvedServer(const QByteArray &answer = {});

    /// As a web proxy that lets connections through, whatever host they name: to this port of this machine.
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
