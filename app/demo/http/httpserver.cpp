// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/httpserver.h"

#include "app/demo/http/httpconnection.h"

#include <QNetworkProxy>
#include <QTcpServer>

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

HttpServer::HttpServer(HttpHandler handler, quint16 port)
    : m_handler(std::move(handler))
    , m_port(port)
{
    m_pool.setMaxThreadCount(maxConnections);
    start();
    m_errorText = m_ready.get_future().get();
}

HttpServer::~HttpServer()
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

void HttpServer::run()
{
    DescriptorServer server([this](qintptr descriptor) { m_pool.start([this, descriptor] { serve(descriptor); }); });
    if (!server.listen(QHostAddress::LocalHost, m_port)) {
        m_ready.set_value(u"Port %1 of 127.0.0.1 cannot be opened: %2"_s.arg(m_port).arg(server.errorString()));
        return;
    }
    m_port = server.serverPort();
    m_ready.set_value({});
    exec();
}

void HttpServer::serve(qintptr descriptor)
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

} // namespace pollux
