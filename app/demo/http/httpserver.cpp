// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/httpserver.h"

#include "app/demo/http/httpconnection.h"

#include <QNetworkProxy>
#include <QSet>
#include <QTcpServer>
#include <QThread>
#include <QThreadPool>

#include <future>
#include <mutex>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxConnections = 64;

class DescriptorServer final : public QTcpServer {
public:
    explicit DescriptorServer(std::function<void(qintptr)> takeOver)
        : m_takeOver(std::move(takeOver))
    {
        setProxy(QNetworkProxy::NoProxy);
    }

private:
    void incomingConnection(qintptr descriptor) override { m_takeOver(descriptor); }

    const std::function<void(qintptr)> m_takeOver;
};

} // namespace

/// The thread that accepts connections, and the pool of those that serve them.
class HttpServer::Listener final : public QThread {
public:
    Listener(const HttpHandler &handler, quint16 port)
        : m_handler(handler)
        , m_port(port)
    {
        m_pool.setMaxThreadCount(maxConnections);
        start();
        m_errorText = m_ready.get_future().get();
    }

    ~Listener() override
    {
        quit();
        wait();
        {
            const std::lock_guard lock(m_mutex);
            m_stopping = true;
            for (const qintptr descriptor : m_open) {
                HttpConnection::shutDown(descriptor);
            }
        }
        m_pool.waitForDone();
    }

    /// What is listened on.
    [[nodiscard]] quint16 port() const { return m_port; }
    /// Why nothing is listened on; else empty.
    [[nodiscard]] QString errorText() const { return m_errorText; }

private:
    void run() override
    {
        DescriptorServer server(
            [this](qintptr descriptor) { m_pool.start([this, descriptor] { serve(descriptor); }); });
        const bool isListening = server.listen(QHostAddress::LocalHost, m_port);
        m_port = server.serverPort();
        m_ready.set_value(isListening ? QString() : server.errorString());
        if (isListening) {
            exec();
        }
    }

    void serve(qintptr descriptor)
    {
        HttpConnection connection(descriptor, m_stopping);
        {
            const std::lock_guard lock(m_mutex);
            m_open.insert(descriptor);
        }
        connection.serve(m_handler);
        const std::lock_guard lock(m_mutex);
        m_open.remove(descriptor);
        HttpConnection::shutDown(descriptor);
        HttpConnection::close(descriptor);
    }

    const HttpHandler &m_handler;
    quint16 m_port;
    QString m_errorText;
    std::promise<QString> m_ready;
    QThreadPool m_pool;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    QSet<qintptr> m_open; ///< connections being served, guarded by m_mutex
};

HttpServer::HttpServer(HttpHandler handler)
    : m_handler(std::move(handler))
{
}

HttpServer::~HttpServer() = default;

bool HttpServer::start(quint16 port)
{
    stop();
    m_listener = std::make_unique<Listener>(m_handler, port);
    const QString reason = m_listener->errorText();
    m_errorText = reason.isEmpty() ? QString() : u"Port %1 of 127.0.0.1 cannot be opened: %2"_s.arg(port).arg(reason);
    if (!reason.isEmpty()) {
        stop();
    }
    return reason.isEmpty();
}

void HttpServer::stop()
{
    m_listener.reset();
}

quint16 HttpServer::port() const
{
    return m_listener ? m_listener->port() : 0;
}

} // namespace pollux
