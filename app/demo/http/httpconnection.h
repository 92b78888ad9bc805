// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <httplib.h>

#include <array>
#include <atomic>
#include <chrono>

namespace pollux {

/// The part of httplib::Stream that differs between its versions: what one version demands another does not know, so
/// nothing here can be marked as an override.
class AnyVersionStream : public httplib::Stream {
public:
    // NOLINTBEGIN(modernize-use-override)
    bool is_readable() const { return true; }
    bool is_writable() const { return true; }
    bool wait_readable() const { return true; }
    bool wait_writable() const { return true; }
    time_t duration() const { return 0; }
    // NOLINTEND(modernize-use-override)
};

/// One accepted connection: buffered reading (the library reads heads byte by byte), the raw head of the current
/// request for inspection, and answers that can be slowed down or cut at a byte. Used by one thread; does not own the
/// socket.
class HttpConnection final : public AnyVersionStream {
public:
    static constexpr std::chrono::seconds idleTimeout{60};

    /// `stopping` ends a slow answer.
    HttpConnection(socket_t socket, const std::atomic<bool> &stopping);

    /// Waits for the first byte of the next request. False when the peer closed or was silent for idleTimeout.
    [[nodiscard]] bool waitForRequest();
    /// The library has read the head of the request.
    void endHead() { m_readingHead = false; }
    [[nodiscard]] const QByteArray &head() const { return m_head; }

    /// How the answer that comes next is sent.
    void setDelivery(const HttpAnswer &answer);
    /// No further request can be served.
    [[nodiscard]] bool isClosing() const { return m_closing; }

    ssize_t read(char *target, size_t size) override;
    ssize_t write(const char *data, size_t size) override;
    void get_remote_ip_and_port(std::string &ip, int &port) const override;
    void get_local_ip_and_port(std::string &ip, int &port) const override;
    socket_t socket() const override { return m_socket; }

    /// Breaks whatever a thread does with the socket; it stays open.
    static void shutDown(socket_t socket);
    static void close(socket_t socket);

private:
    bool fill();
    bool sendAll(const char *data, size_t size);
    bool sendSlowly(const char *data, size_t size);

    socket_t m_socket;
    const std::atomic<bool> &m_stopping;
    std::array<char, 65536> m_buffer{};
    size_t m_position = 0;
    size_t m_filled = 0;
    QByteArray m_head;
    bool m_readingHead = true;
    bool m_closing = false;
    qint64 m_cutAfter = -1;
    qint64 m_bytesPerSecond = 0;
};

} // namespace pollux
