// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demoserveroptions.h"

#include <QUrl>

#include <atomic>
#include <memory>

namespace pollux {

class DemoService;
class HttpServer;

/// A stand-in for the Files service and the stores of the Gemini API on http://127.0.0.1, in threads of its own; no
/// event loop is needed. It follows contract 1.2, 1.5 to 1.11 and 3 and knows nothing of this program's client. What it
/// does where the real service was never seen: a length other than announced is 400 with status `active`; a taken name
/// closes the session (409, status `final`); a file over the maximum is refused at start with 400; a missing store,
/// document or operation is 404; a key that no message has is 400, as elsewhere with Google. Every function may be
/// called from any thread; start() and stop() from one at a time.
class DemoServer {
public:
    using Options = DemoServerOptions;

    explicit DemoServer(const Options &options);
    ~DemoServer(); ///< stops; well under a second, whatever clients do

    DemoServer(const DemoServer &) = delete;
    DemoServer &operator=(const DemoServer &) = delete;

    /// False if the port cannot be opened; errorText() says why, until stop(). After stop() it starts again on the same
    /// port, with the same files and sessions.
    [[nodiscard]] bool start();
    /// Breaks every connection.
    void stop();
    [[nodiscard]] QString errorText() const;
    [[nodiscard]] QUrl baseUrl() const; ///< "http://127.0.0.1:<port>"; empty before the first start
    [[nodiscard]] quint16 port() const; ///< 0 before the first start

protected:
    DemoServer(const Options &options, std::unique_ptr<DemoService> service);

    [[nodiscard]] DemoService &service() const { return *m_service; }

private:
    const Options m_options;
    std::atomic<quint16> m_port = 0; ///< kept over a stop
    std::unique_ptr<DemoService> m_service;
    std::unique_ptr<HttpServer> m_http; ///< null while it is stopped; last: its threads use the service
};

} // namespace pollux
