// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demoserver.h"

#include "app/demo/http/httpserver.h"
#include "app/demo/samplefiles.h"
#include "app/demo/samplestores.h"
#include "app/demo/service/demoservice.h"

using namespace Qt::StringLiterals;

namespace pollux {

DemoServer::DemoServer(const Options &options)
    : DemoServer(options, std::make_unique<DemoService>(options))
{
}

DemoServer::DemoServer(const Options &options, std::unique_ptr<DemoService> service)
    : m_options(options)
    , m_service(std::move(service))
{
}

DemoServer::~DemoServer()
{
    stop();
}

bool DemoServer::start()
{
    const bool isFirst = m_port == 0;
    m_service->setStopping(false);
    m_http.reset();
    m_http = std::make_unique<HttpServer>(std::bind_front(&DemoService::serve, m_service.get()),
                                          isFirst ? m_options.port : port());
    if (!m_http->errorText().isEmpty()) {
        return false;
    }
    m_port = m_http->port();
    if (isFirst) {
        m_service->files().setBaseUrl(baseUrl().toString());
        addSampleFiles(m_service->files(), m_options.sampleFiles, m_options.processing);
        if (m_options.sampleStores) {
            addSampleStores(m_service->stores(), m_options.processing);
        }
    }
    return true;
}

void DemoServer::stop()
{
    m_service->setStopping(true);
    m_http.reset();
}

QString DemoServer::errorText() const
{
    return m_http ? m_http->errorText() : QString();
}

QUrl DemoServer::baseUrl() const
{
    return m_port == 0 ? QUrl() : QUrl(u"http://127.0.0.1:%1"_s.arg(port()));
}

quint16 DemoServer::port() const
{
    return m_port;
}

} // namespace pollux
