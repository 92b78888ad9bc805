// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/rawserver.h"

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qint64 junkPiece = qint64{64} * 1024;

RawServer::Request parse(const QByteArray &head)
{
    RawServer::Request request;
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    request.method = words.value(0);
    request.target = words.value(1);
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            request.headers.insert(line.first(colon).toLower(), line.sliced(colon + 1).trimmed());
    }
    return request;
}

} // namespace

RawServer::RawServer(Handler handler, Moment moment)
    : m_handler(std::move(handler))
    , m_moment(moment)
{
    m_server.listen(QHostAddress::LocalHost);
    connect(&m_server, &QTcpServer::newConnection, this, [this] {
        while (QTcpSocket *socket = m_server.nextPendingConnection())
            serve(socket);
    });
}

QUrl RawServer::baseUrl() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort()));
}

RawServer::Answer RawServer::http(int status, const QByteArray &body, const QList<QByteArray> &headers)
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) +
                       " Reason\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (const QByteArray &header : headers)
        bytes += header + "\r\n";
    return {bytes + "\r\n" + body, false, 0};
}

void RawServer::serve(QTcpSocket *socket)
{
    ++m_connections;
    ++m_openConnections;
    const auto buffer = std::make_shared<QByteArray>();
    connect(socket, &QTcpSocket::disconnected, this, [this, socket] {
        --m_openConnections;
        socket->deleteLater();
    });
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer] { takeBytes(socket, *buffer); });
}

void RawServer::takeBytes(QTcpSocket *socket, QByteArray &buffer)
{
    buffer += socket->readAll();
    for (;;) {
        const qsizetype end = buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        Request request = parse(buffer.first(end));
        const qint64 length = request.headers.value("content-length"_ba).toLongLong();
        request.body = buffer.mid(end + 4, length);
        if (m_moment == Moment::AfterBody && request.body.size() < length)
            return;
        buffer.remove(0, end + 4 + request.body.size());
        m_requests.append(request);
        send(socket, m_handler(request));
        if (m_moment == Moment::BeforeBody) {
            // Once the read buffer is full, the socket stops reading, and then the client cannot send any more.
            socket->setReadBufferSize(1);
            disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
            return;
        }
    }
}

void RawServer::send(QTcpSocket *socket, const Answer &answer)
{
    m_bytesSent += answer.bytes.size();
    socket->write(answer.bytes);
    if (answer.junk > 0) {
        const auto left = std::make_shared<qint64>(answer.junk);
        connect(socket, &QTcpSocket::bytesWritten, this, [this, socket, left] {
            const qint64 count = std::min(*left, junkPiece);
            if (count == 0 || socket->bytesToWrite() > junkPiece)
                return;
            *left -= count;
            m_bytesSent += count;
            socket->write(QByteArray(count, ' '));
        });
    }
    if (answer.closesConnection)
        socket->disconnectFromHost();
}

} // namespace pollux
