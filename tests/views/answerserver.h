// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHostAddress>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

namespace pollux {

/// Answers each request on 127.0.0.1 with the same JSON, in the caller's event loop, and records the last request. For
/// methods that the demo server does not have.
class AnswerServer final : public QObject {
public:
    explicit AnswerServer(const QByteArray &answer)
        : m_answer(answer)
    {
        if (!m_server.listen(QHostAddress::LocalHost))
            qFatal("No port can be opened");
        QObject::connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            m_request.clear();
            QObject::connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(*socket); });
        });
    }

    QUrl baseUrl() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(m_server.serverPort())); }
    QByteArray head() const { return m_request.left(m_request.indexOf("\r\n\r\n")); }
    QJsonObject body() const { return QJsonDocument::fromJson(content()).object(); }

private:
    QByteArray content() const
    {
        const qsizetype end = m_request.indexOf("\r\n\r\n");
        return end < 0 ? QByteArray() : m_request.mid(end + 4);
    }

    void read(QTcpSocket &socket)
    {
        m_request += socket.readAll();
        const QByteArray mark = "content-length: ";
        const QByteArray lowerHead = head().toLower();
        const qsizetype start = lowerHead.indexOf(mark);
        if (start < 0)
            return;
        const qsizetype from = start + mark.size();
        const qsizetype lineEnd = lowerHead.indexOf('\r', from);
        const qsizetype length = lowerHead.mid(from, lineEnd < 0 ? -1 : lineEnd - from).toLongLong();
        if (content().size() < length)
            return;
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: " +
                     QByteArray::number(m_answer.size()) + "\r\n\r\n" + m_answer);
        socket.disconnectFromHost();
    }

    QByteArray m_answer;
    QByteArray m_request;
    QTcpServer m_server;
};

} // namespace pollux
