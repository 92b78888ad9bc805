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
/// event loop is needed. It follows contract 1.2, 1.5 to 1.11 and 3 and shares no code with Pollux's client. Where the
/// answer of the real service is not known, it does this: a length other than announced is 400 with status `active`; a
/// taken name closes the session (409, status `final`); a file over the maximum is refused at start with 400; a missing
/// store, document or operation is 404; an unknown key in a JSON body is 400, as with other Google APIs. Every function
/// may be called from any thread, but start() and stop() not at the same time.
class DemoServer {
public:
    using Options = DemoServerOptions;

    explicit DemoServer(const Options &options);
    ~DemoServer(); ///< stops the server in well under a second, whatever clients do

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
    std::atomic<quint16> m_port = 0; ///< kept by stop()
    std::unique_ptr<DemoService> m_service;
    std::unique_ptr<HttpServer> m_http; ///< null while stopped; the last member: its threads use the service
};

} // namespace pollux
