// SPDX-License-Identifier: Apache-2.0
#include "app/demo/http/httpserver.h"

#include "app/demo/http/httpconnection.h"

#include <QDateTime>
#include <QLocale>

#include <cstring>
#include <future>
#include <set>
#include <thread>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr size_t workerThreads = 64;

/// The connection that this thread serves: the library's handlers are not told.
thread_local HttpConnection *servedConnection = nullptr;

/// Calls Server::process_request with the arguments that the installed version of cpp-httplib takes.
template <typename Process>
bool callProcess(Process process, HttpConnection &connection, bool &closed,
                 const std::function<void(httplib::Request &)> &setup)
{
    if constexpr (std::is_invocable_v<Process, httplib::Stream &, bool, bool &, decltype(setup)>) {
        return process(connection, false, closed, setup);
    } else {
        std::string remote;
        std::string local;
        int remotePort = 0;
        int localPort = 0;
        connection.get_remote_ip_and_port(remote, remotePort);
        connection.get_local_ip_and_port(local, localPort);
        return process(connection, remote, remotePort, local, localPort, false, closed, setup);
    }
}

QByteArray httpDate()
{
    return QLocale::c().toString(QDateTime::currentDateTimeUtc(), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'").toLatin1();
}

void fillResponse(httplib::Response &response, const HttpAnswer &answer)
{
    response.status = answer.status;
    response.headers.clear();
    for (const auto &[name, value] : answer.headers) {
        response.headers.emplace(name.toStdString(), value.toStdString());
    }
    response.headers.emplace("Date", httpDate().toStdString());
    response.headers.emplace("Server", "pollux-demo-server");
    response.body = answer.body.toStdString();
    if (answer.closeConnection) {
        response.headers.emplace("Connection", "close");
    }
}

} // namespace

class HttpServer::Engine final : public httplib::Server {
public:
    explicit Engine(const HttpHandler &handler)
        : m_handler(handler)
    {
        const auto withBody = [this](const httplib::Request &, httplib::Response &response,
                                     const httplib::ContentReader &reader) { serve(response, &reader); };
        const auto withoutBody = [this](const httplib::Request &, httplib::Response &response) {
            serve(response, nullptr);
        };
        const std::string anyPath = "[\\s\\S]*";
        Get(anyPath, withoutBody);
        Options(anyPath, withoutBody);
        Post(anyPath, withBody);
        Put(anyPath, withBody);
        Patch(anyPath, withBody);
        Delete(anyPath, withBody);
        set_keep_alive_timeout(static_cast<time_t>(HttpConnection::idleTimeout.count()));
        set_keep_alive_max_count(1000000);
        set_read_timeout(600, 0);
        set_write_timeout(600, 0);
        // The library's own default shares a port between programs (SO_REUSEPORT): a taken port would go unnoticed.
        set_socket_options([](socket_t socket) {
#ifdef _WIN32
            const int option = SO_EXCLUSIVEADDRUSE;
#else
            const int option = SO_REUSEADDR;
#endif
            int on = 1;
            ::setsockopt(socket, SOL_SOCKET, option, reinterpret_cast<const char *>(&on), sizeof on);
        });
        new_task_queue = [this] {
            m_ready.set_value();
            return new httplib::ThreadPool(workerThreads);
        };
    }

    /// Port now listened on, 0 if it could not be bound.
    quint16 begin(quint16 port)
    {
        const std::string host = "127.0.0.1";
        const int bound = port == 0 ? bind_to_any_port(host) : (bind_to_port(host, port) ? port : -1);
        if (bound <= 0) {
            return 0;
        }
        m_acceptor = std::thread([this] { listen_after_bind(); });
        // stop() is without effect before the library has begun to listen.
        m_ready.get_future().wait();
        return static_cast<quint16>(bound);
    }

    void end()
    {
        m_stopping = true;
        httplib::Server::stop();
        {
            const std::lock_guard lock(m_mutex);
            for (const socket_t socket : m_sockets) {
                HttpConnection::shutDown(socket);
            }
        }
        if (m_acceptor.joinable()) {
            m_acceptor.join();
        }
    }

private:
    bool process_and_close_socket(socket_t socket) override
    {
        {
            const std::lock_guard lock(m_mutex);
            m_sockets.insert(socket);
        }
        HttpConnection connection(socket, m_stopping);
        servedConnection = &connection;
        const auto setup = [&connection](httplib::Request &request) {
            connection.endHead();
            // Or the library would compress: answers are kept readable on the wire.
            request.headers.erase("Accept-Encoding");
        };
        const auto process = [this](auto &&...arguments) -> decltype(this->process_request(
                                                             std::forward<decltype(arguments)>(arguments)...)) {
            return this->process_request(std::forward<decltype(arguments)>(arguments)...);
        };
        bool closed = false;
        while (!closed && !m_stopping && !connection.isClosing() && connection.waitForRequest()) {
            closed = !callProcess(process, connection, closed, setup) || closed;
        }
        servedConnection = nullptr;
        const std::lock_guard lock(m_mutex);
        m_sockets.erase(socket);
        HttpConnection::shutDown(socket);
        HttpConnection::close(socket);
        return true;
    }

    void serve(httplib::Response &response, const httplib::ContentReader *reader)
    {
        HttpConnection &connection = *servedConnection;
        const HttpRequest request = HttpRequest::parse(connection.head());
        bool bodyTaken = reader == nullptr || request.contentLength() == 0;
        const BodyReader readBody = [&](const BodySink &sink) {
            if (bodyTaken) {
                return true;
            }
            bodyTaken = (*reader)([&sink](const char *data, size_t size) {
                return sink(QByteArrayView(data, static_cast<qsizetype>(size)));
            });
            return bodyTaken;
        };
        HttpAnswer answer = m_handler(request, readBody);
        // The rest of a body that nobody read would be taken for the next request.
        answer.closeConnection = answer.closeConnection || !bodyTaken;
        fillResponse(response, answer);
        connection.setDelivery(answer);
    }

    const HttpHandler &m_handler;
    std::promise<void> m_ready;
    std::thread m_acceptor;
    std::atomic<bool> m_stopping = false;
    std::mutex m_mutex;
    std::set<socket_t> m_sockets; ///< open connections, guarded by m_mutex
};

HttpServer::HttpServer(HttpHandler handler)
    : m_handler(std::move(handler))
{
}

HttpServer::~HttpServer()
{
    stop();
}

bool HttpServer::start(quint16 port)
{
    stop();
    m_engine = std::make_unique<Engine>(m_handler);
    m_port = m_engine->begin(port);
    if (m_port == 0) {
        m_errorText =
            u"Port %1 of 127.0.0.1 cannot be opened: %2"_s.arg(port).arg(QString::fromLocal8Bit(std::strerror(errno)));
        m_engine.reset();
        return false;
    }
    m_errorText.clear();
    return true;
}

void HttpServer::stop()
{
    if (m_engine) {
        m_engine->end();
        m_engine.reset();
    }
    m_port = 0;
}

quint16 HttpServer::port() const
{
    return m_port;
}

QString HttpServer::errorText() const
{
    return m_errorText;
}

} // namespace pollux
