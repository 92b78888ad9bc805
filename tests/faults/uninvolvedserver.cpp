// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/uninvolvedserver.h"

#include <QTcpSocket>

namespace pollux {

UninvolvedServer::UninvolvedServer(const QByteArray &answer)
    : m_answer(answer)
{
    if (!m_server.listen(QHostAddress(QHostAddress::LocalHost)))
        qFatal("No port is free: %s", qPrintable(m_server.errorString()));
    QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this] { acceptConnections(); });
}

void UninvolvedServer::acceptConnections()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        QObject::connect(socket, &QTcpSocket::readyRead, &m_server, [this, socket] { take(*socket); });
        QObject::connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }
}

void UninvolvedServer::take(QTcpSocket &socket)
{
    // In a tunnel the socket to the target is a child of the client's socket.
    if (auto *other = socket.findChild<QTcpSocket *>()) {
        other->write(socket.readAll());
        return;
    }
    const QByteArray bytes = socket.readAll();
    m_received += bytes;
    if (!bytes.contains("\r\n\r\n"))
        return;
    if (m_tunnelPort == 0) {
        socket.write(m_answer);
        return;
    }
    auto *other = new QTcpSocket(&socket);
    other->connectToHost(QHostAddress(QHostAddress::LocalHost), m_tunnelPort);
    QObject::connect(other, &QTcpSocket::readyRead, &socket, [other, &socket] { socket.write(other->readAll()); });
    QObject::connect(other, &QTcpSocket::disconnected, &socket, &QTcpSocket::disconnectFromHost);
    socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
}

} // namespace pollux
