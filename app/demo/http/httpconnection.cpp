// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/httpconnection.h"

#include <QDateTime>
#include <QLocale>
#include <QThread>

#include <algorithm>

#ifdef Q_OS_WIN
#define NOMINMAX
#include <winsock2.h>
#else
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

constexpr int idleTimeout = 60'000;   ///< ms, for the next request
constexpr int stallTimeout = 600'000; ///< ms, within a request or an answer
constexpr qsizetype bufferSize = 65'536;
constexpr qsizetype maxLineSize = 8192;
constexpr qsizetype maxHeadSize = 65'536;
constexpr qint64 maxPieceSize = 4096;

#ifdef Q_OS_WIN
using Socket = SOCKET;
using Size = int;
constexpr int sendFlags = 0;
constexpr int shutdownBoth = SD_BOTH;
const auto closeSocket = &::closesocket;
const auto pollSockets = &::WSAPoll;
#else
using Socket = int;
using Size = size_t;
#ifdef SO_NOSIGPIPE // macOS has a socket option instead
constexpr int sendFlags = 0;
#else
constexpr int sendFlags = MSG_NOSIGNAL;
#endif
constexpr int shutdownBoth = SHUT_RDWR;
const auto closeSocket = &::close;
const auto pollSockets = &::poll;
#endif

bool waitFor(qintptr descriptor, short events, int milliseconds)
{
    pollfd entry{};
    entry.fd = static_cast<Socket>(descriptor);
    entry.events = events;
    return pollSockets(&entry, 1, milliseconds) > 0;
}

QByteArray httpDate()
{
    return QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
}

bool wantsKeepAlive(const HttpRequest &request, const QByteArray &head)
{
    const QByteArray wish = request.header("Connection").toLower();
    const bool isOld = head.first(head.indexOf('\n')).trimmed().endsWith("HTTP/1.0");
    return isOld ? wish.contains("keep-alive") : !wish.contains("close");
}

} // namespace

HttpConnection::HttpConnection(qintptr descriptor, const std::atomic<bool> &stopping)
    : m_descriptor(descriptor)
    , m_stopping(stopping)
{
    const int on = 1;
    ::setsockopt(static_cast<Socket>(descriptor), IPPROTO_TCP, TCP_NODELAY, reinterpret_cast<const char *>(&on),
                 sizeof on);
#ifdef SO_NOSIGPIPE
    ::setsockopt(static_cast<Socket>(descriptor), SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
#endif
}

void HttpConnection::serve(const HttpHandler &handler)
{
    while (!m_stopping && serveRequest(handler)) {
    }
}

void HttpConnection::shutDown(qintptr descriptor)
{
    ::shutdown(static_cast<Socket>(descriptor), shutdownBoth);
}

void HttpConnection::close(qintptr descriptor)
{
    closeSocket(static_cast<Socket>(descriptor));
}

bool HttpConnection::serveRequest(const HttpHandler &handler)
{
    if (!fillBuffer(idleTimeout)) {
        return false;
    }
    const QByteArray head = readHead();
    if (head.isEmpty()) {
        send(HttpAnswer::plainText(400, {}), true, false);
        return false;
    }
    const HttpRequest request = HttpRequest::parse(head);
    beginBody(request);
    if (request.header("Expect").compare("100-continue", Qt::CaseInsensitive) == 0) {
        write("HTTP/1.1 100 Continue\r\n\r\n");
    }
    const HttpAnswer answer = handler(request, [this](const BodySink &sink) { return readBody(sink); });
    // The unread rest of a body would be parsed as the next request.
    const bool keepAlive =
        !answer.closeConnection && !answer.isDropped && m_body == Body::None && wantsKeepAlive(request, head);
    if (!answer.isDropped) {
        send(answer, request.method != "HEAD", keepAlive);
    }
    return keepAlive;
}

QByteArray HttpConnection::readHead()
{
    QByteArray head;
    QByteArray line = readLine();
    const bool isRequestLine = line.count(' ') == 2;
    while (isRequestLine && !line.isEmpty() && head.size() <= maxHeadSize) {
        head += line;
        if (line == "\r\n") {
            return head;
        }
        line = readLine();
    }
    return {};
}

QByteArray HttpConnection::readLine()
{
    QByteArray line;
    while (line.size() <= maxLineSize && fillBuffer(stallTimeout)) {
        const qsizetype end = m_buffer.indexOf('\n', m_position);
        const qsizetype next = end < 0 ? m_buffer.size() : end + 1;
        line += QByteArrayView(m_buffer).sliced(m_position, next - m_position);
        m_position = next;
        if (end >= 0) {
            return line;
        }
    }
    return {};
}

void HttpConnection::beginBody(const HttpRequest &request)
{
    m_left = std::max<qint64>(0, request.contentLength());
    m_body = request.contentLength() < 0 ? Body::Chunked : m_left > 0 ? Body::Sized : Body::None;
}

bool HttpConnection::readBody(const BodySink &sink)
{
    while (m_body == Body::Chunked) {
        if (!readChunkHead() || !readPieces(sink) || readLine() != "\r\n") {
            return false;
        }
    }
    if (m_body == Body::Sized) {
        if (!readPieces(sink)) {
            return false;
        }
        m_body = Body::None;
    }
    return true;
}

bool HttpConnection::readChunkHead()
{
    bool isNumber = false;
    m_left = readLine().trimmed().toLongLong(&isNumber, 16);
    m_body = isNumber && m_left == 0 ? Body::None : Body::Chunked;
    return isNumber && m_left >= 0;
}

bool HttpConnection::readPieces(const BodySink &sink)
{
    while (m_left > 0) {
        if (!fillBuffer(stallTimeout)) {
            return false;
        }
        const qint64 size = std::min({m_left, maxPieceSize, m_buffer.size() - m_position});
        const QByteArrayView piece = QByteArrayView(m_buffer).sliced(m_position, size);
        m_position += size;
        m_left -= size;
        if (!sink(piece)) {
            return false;
        }
    }
    return true;
}

bool HttpConnection::fillBuffer(int milliseconds)
{
    if (m_position < m_buffer.size()) {
        return true;
    }
    m_position = 0;
    m_buffer.resize(bufferSize);
    const bool isReady = waitFor(m_descriptor, POLLIN, milliseconds);
    const auto count =
        isReady ? ::recv(static_cast<Socket>(m_descriptor), m_buffer.data(), static_cast<Size>(bufferSize), 0) : 0;
    m_buffer.resize(std::max<qsizetype>(0, count));
    return count > 0;
}

void HttpConnection::send(const HttpAnswer &answer, bool withBody, bool keepAlive)
{
    QByteArray bytes =
        "HTTP/1.1 " + QByteArray::number(answer.status) + (answer.status < 400 ? " OK\r\n" : " Error\r\n");
    bool isDated = false;
    for (const auto &[name, value] : answer.headers) {
        bytes += name + ": " + value + "\r\n";
        isDated = isDated || name == "Date";
    }
    if (!isDated) {
        bytes += "Date: " + httpDate() + "\r\n";
    }
    bytes += "Server: pollux-demo-server\r\nContent-Length: " + QByteArray::number(answer.body.size()) +
             (keepAlive ? "" : "\r\nConnection: close") + "\r\n\r\n";
    if (withBody) {
        bytes += answer.body;
    }
    if (answer.bytesPerSecond == 0) {
        write(bytes);
        return;
    }
    constexpr auto tick = 20ms;
    const auto slice = std::max<qint64>(1, answer.bytesPerSecond / (1s / tick));
    for (qsizetype sent = 0; sent < bytes.size() && !m_stopping && write(bytes.mid(sent, slice)); sent += slice) {
        QThread::msleep(tick.count());
    }
}

bool HttpConnection::write(QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const bool isReady = waitFor(m_descriptor, POLLOUT, stallTimeout);
        const auto count = isReady ? ::send(static_cast<Socket>(m_descriptor), bytes.data(),
                                            static_cast<Size>(bytes.size()), sendFlags)
                                   : -1;
        if (count < 0) {
            return false;
        }
        bytes = bytes.sliced(count);
    }
    return true;
}

} // namespace pollux
