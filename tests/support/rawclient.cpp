// SPDX-License-Identifier: Apache-2.0
#include "tests/support/rawclient.h"

#include <QElapsedTimer>

#include <algorithm>

namespace pollux {

QByteArray RawAnswer::header(QByteArrayView name) const
{
    return HttpRequest{.method = {}, .path = {}, .query = {}, .headers = headers}.header(name);
}

bool RawAnswer::hasHeader(QByteArrayView name) const
{
    return HttpRequest{.method = {}, .path = {}, .query = {}, .headers = headers}.hasHeader(name);
}

RawClient::RawClient(const QUrl &baseUrl)
    : m_baseUrl(baseUrl)
{
}

RawAnswer RawClient::request(const QByteArray &method, const QByteArray &target, const QList<HttpHeader> &headers,
                             const QByteArray &body)
{
    sendPart(method, target, headers, body, body.size());
    return readAnswer();
}

void RawClient::sendPart(const QByteArray &method, const QByteArray &target, const QList<HttpHeader> &headers,
                         const QByteArray &body, qint64 announced)
{
    const QUrl url = QUrl::fromEncoded(target);
    const QByteArray path = url.isRelative() ? target : url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority);
    QByteArray head = method + ' ' + path + " HTTP/1.1\r\nHost: " + m_baseUrl.authority().toLatin1() + "\r\n";
    for (const auto &[name, value] : headers) {
        head += name + ": " + value + "\r\n";
    }
    if (method != "GET") {
        head += "Content-Length: " + QByteArray::number(announced) + "\r\n";
    }
    sendRaw(head + "\r\n" + body);
}

void RawClient::sendRaw(const QByteArray &bytes)
{
    ensureConnected();
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(10'000)) {
    }
}

RawAnswer RawClient::readAnswer(int timeoutMilliseconds)
{
    QElapsedTimer timer;
    timer.start();
    const auto timeLeft = [&timer, timeoutMilliseconds] {
        return std::max(0, timeoutMilliseconds - static_cast<int>(timer.elapsed()));
    };
    qsizetype headEnd = -1;
    while ((headEnd = m_buffer.indexOf("\r\n\r\n")) < 0) {
        if (!readMore(timeLeft())) {
            return {};
        }
    }
    // The parser is that of a request's head: in an answer the first word is the version, the second one the status.
    const HttpRequest head = HttpRequest::parse(m_buffer.first(headEnd + 2));
    m_buffer.remove(0, headEnd + 4);
    RawAnswer answer{.status = head.path.toInt(), .headers = head.headers, .body = {}};
    const qint64 length = head.contentLength();
    while (m_buffer.size() < length && readMore(timeLeft())) {
    }
    answer.isComplete = m_buffer.size() >= length;
    answer.body = m_buffer.left(length);
    m_buffer.remove(0, length);
    return answer;
}

void RawClient::disconnect()
{
    m_socket.abort();
    m_buffer.clear();
}

bool RawClient::isConnected() const
{
    return m_socket.state() == QAbstractSocket::ConnectedState;
}

bool RawClient::waitForEnd(int timeoutMilliseconds)
{
    return !isConnected() || m_socket.waitForDisconnected(timeoutMilliseconds);
}

void RawClient::ensureConnected()
{
    if (!isConnected()) {
        m_buffer.clear();
        m_socket.connectToHost(m_baseUrl.host(), static_cast<quint16>(m_baseUrl.port()));
        m_socket.waitForConnected();
        m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    }
}

bool RawClient::readMore(int timeoutMilliseconds)
{
    if (m_socket.bytesAvailable() == 0 && !m_socket.waitForReadyRead(timeoutMilliseconds)) {
        return false;
    }
    m_buffer += m_socket.readAll();
    return true;
}

} // namespace pollux
