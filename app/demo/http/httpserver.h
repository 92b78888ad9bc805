// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QSet>
#include <QString>
#include <QThread>
#include <QThreadPool>

#include <atomic>
#include <future>
#include <mutex>

namespace pollux {

/// HTTP/1.1 server on the loopback address 127.0.0.1, in threads of its own; the caller's thread needs no event loop.
/// Connections are kept alive; up to 64 are served at once.
class HttpServer final : private QThread {
public:
    /// Binds and begins to serve. Port 0 takes a free one.
    HttpServer(HttpHandler handler, quint16 port);
    /// Closes every connection at once, whatever it is doing, and joins the threads. If a handler waits for anything
    /// but its connection, its owner must wake it first.
    ~HttpServer() override;

    [[nodiscard]] quint16 port() const { return m_port; }
    /// Why the port could not be bound and nothing is served; else empty.
    [[nodiscard]] QString errorText() const { return m_errorText; }

private:
    void run() override;
    void serve(qintptr descriptor);

    const HttpHandler m_handler;
    quint16 m_port;
    QString m_errorText;
    std::promise<QString> m_ready;
    QThreadPool m_pool;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    QSet<qintptr> m_open; ///< connections being served, guarded by m_mutex
};

} // namespace pollux
