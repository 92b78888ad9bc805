// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QString>

#include <memory>

namespace pollux {

/// HTTP/1.1 server on the loopback address 127.0.0.1, in threads of its own; the caller's needs no event loop.
/// Connections are kept alive; up to 64 are served at once.
class HttpServer {
public:
    explicit HttpServer(HttpHandler handler);
    ~HttpServer(); ///< stops

    HttpServer(const HttpServer &) = delete;
    HttpServer &operator=(const HttpServer &) = delete;

    /// Binds and begins to serve. Port 0 takes a free one. False if the port cannot be bound (errorText() says why).
    [[nodiscard]] bool start(quint16 port);
    /// Closes every connection at once, whatever it is doing, and joins the threads. A handler that waits for
    /// something else than its connection must be woken by its owner first.
    void stop();

    [[nodiscard]] quint16 port() const; ///< 0 when not running
    [[nodiscard]] QString errorText() const { return m_errorText; }

private:
    class Listener;

    const HttpHandler m_handler;
    std::unique_ptr<Listener> m_listener; ///< while it runs
    QString m_errorText;
};

} // namespace pollux
