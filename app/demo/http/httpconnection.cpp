// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/httpconnection.h"

#ifndef _WIN32
#include <poll.h>
#endif

#include <algorithm>
#include <cstring>
#include <thread>

using namespace std::chrono_literals;

namespace pollux {

namespace {

#ifdef _WIN32
constexpr int sendFlags = 0;
constexpr int shutdownBoth = SD_BOTH;

int pollSocket(pollfd *entry, int milliseconds)
{
    return ::WSAPoll(entry, 1, milliseconds);
}
#else
constexpr int sendFlags = MSG_NOSIGNAL;
constexpr int shutdownBoth = SHUT_RDWR;

int pollSocket(pollfd *entry, int milliseconds)
{
    return ::poll(entry, 1, milliseconds);
}
#endif

void address(const sockaddr_in &name, std::string &ip, int &port)
{
    std::array<char, INET_ADDRSTRLEN> text{};
    ::inet_ntop(AF_INET, &name.sin_addr, text.data(), text.size());
    ip = text.data();
    port = ntohs(name.sin_port);
}

} // namespace

HttpConnection::HttpConnection(socket_t socket, const std::atomic<bool> &stopping)
    : m_socket(socket)
    , m_stopping(stopping)
{
    int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, reinterpret_cast<const char *>(&on), sizeof on);
}

bool HttpConnection::waitForRequest()
{
    m_head.clear();
    m_readingHead = true;
    m_cutAfter = -1;
    m_bytesPerSecond = 0;
    if (m_position < m_filled) {
        return true;
    }
    pollfd entry{};
    entry.fd = m_socket;
    entry.events = POLLIN;
    const auto milliseconds = std::chrono::duration_cast<std::chrono::milliseconds>(idleTimeout).count();
    return pollSocket(&entry, static_cast<int>(milliseconds)) > 0 && fill();
}

void HttpConnection::setDelivery(const HttpAnswer &answer)
{
    m_cutAfter = answer.cutAfter;
    m_bytesPerSecond = answer.bytesPerSecond;
    m_closing = m_closing || answer.closeConnection || answer.cutAfter >= 0;
}

ssize_t HttpConnection::read(char *target, size_t size)
{
    if (m_position == m_filled && !fill()) {
        return 0;
    }
    const size_t count = std::min(size, m_filled - m_position);
    std::memcpy(target, m_buffer.data() + m_position, count);
    m_position += count;
    if (m_readingHead) {
        m_head.append(target, static_cast<qsizetype>(count));
    }
    return static_cast<ssize_t>(count);
}

ssize_t HttpConnection::write(const char *data, size_t size)
{
    size_t allowed = size;
    if (m_cutAfter >= 0) {
        allowed = std::min(size, static_cast<size_t>(m_cutAfter));
        m_cutAfter -= static_cast<qint64>(allowed);
    }
    const bool sent = m_bytesPerSecond > 0 ? sendSlowly(data, allowed) : sendAll(data, allowed);
    return sent ? static_cast<ssize_t>(size) : -1;
}

void HttpConnection::get_remote_ip_and_port(std::string &ip, int &port) const
{
    sockaddr_in name{};
    socklen_t length = sizeof name;
    ::getpeername(m_socket, reinterpret_cast<sockaddr *>(&name), &length);
    address(name, ip, port);
}

void HttpConnection::get_local_ip_and_port(std::string &ip, int &port) const
{
    sockaddr_in name{};
    socklen_t length = sizeof name;
    ::getsockname(m_socket, reinterpret_cast<sockaddr *>(&name), &length);
    address(name, ip, port);
}

void HttpConnection::shutDown(socket_t socket)
{
    ::shutdown(socket, shutdownBoth);
}

void HttpConnection::close(socket_t socket)
{
#ifdef _WIN32
    ::closesocket(socket);
#else
    ::close(socket);
#endif
}

bool HttpConnection::fill()
{
    const auto count = ::recv(m_socket, m_buffer.data(), m_buffer.size(), 0);
    m_position = 0;
    m_filled = count > 0 ? static_cast<size_t>(count) : 0;
    return count > 0;
}

bool HttpConnection::sendAll(const char *data, size_t size)
{
    while (size > 0) {
        const auto count = ::send(m_socket, data, size, sendFlags);
        if (count <= 0) {
            m_closing = true;
            return false;
        }
        data += count;
        size -= static_cast<size_t>(count);
    }
    return true;
}

bool HttpConnection::sendSlowly(const char *data, size_t size)
{
    constexpr auto tick = 20ms;
    const size_t slice = static_cast<size_t>(std::max<qint64>(1, m_bytesPerSecond / (1s / tick)));
    for (size_t sent = 0; sent < size && !m_stopping; sent += slice) {
        if (!sendAll(data + sent, std::min(slice, size - sent))) {
            return false;
        }
        std::this_thread::sleep_for(tick);
    }
    return true;
}

} // namespace pollux
