// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demoserver.h"

#include "app/demo/http/httpserver.h"
#include "app/demo/samplefiles.h"
#include "app/demo/samplestores.h"
#include "app/demo/service/demoservice.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace pollux {

DemoServer::DemoServer(const Options &options)
    : m_options(options)
    , m_service(std::make_unique<DemoService>(options))
    , m_http(std::make_unique<HttpServer>(
          [service = m_service.get()](const HttpRequest &request, const BodyReader &readBody) {
              return service->serve(request, readBody);
          }))
{
}

DemoServer::~DemoServer()
{
    stop();
}

bool DemoServer::start()
{
    const bool isFirst = m_port == 0;
    m_service->faults().setStopping(false);
    if (!m_http->start(isFirst ? m_options.port : port())) {
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
    m_service->faults().setStopping(true);
    m_http->stop();
}

QString DemoServer::errorText() const
{
    return m_http->errorText();
}

QUrl DemoServer::baseUrl() const
{
    return m_port == 0 ? QUrl() : QUrl(u"http://127.0.0.1:%1"_s.arg(port()));
}

quint16 DemoServer::port() const
{
    return m_port;
}

FaultScript &DemoServer::faults()
{
    return m_service->faults();
}

DemoStores &DemoServer::stores()
{
    return m_service->stores();
}

QList<QJsonObject> DemoServer::bodiesSentTo(const QByteArray &pathEnd) const
{
    QList<QJsonObject> bodies;
    for (const RequestRecord &record : requests()) {
        const QJsonDocument body = QJsonDocument::fromJson(record.body);
        if (record.path.endsWith(pathEnd) && body.isObject()) {
            bodies.append(body.object());
        }
    }
    return bodies;
}

QList<RequestRecord> DemoServer::requests() const
{
    return m_service->log().records();
}

void DemoServer::clearRequests()
{
    m_service->log().clear();
}

QList<StoredFile> DemoServer::files() const
{
    return m_service->files().all();
}

std::optional<QByteArray> DemoServer::contentOf(const QString &name) const
{
    return m_service->files().contentOf(name);
}

void DemoServer::addFile(const QJsonObject &resource)
{
    m_service->files().put(resource);
}

bool DemoServer::removeFile(const QString &name)
{
    return m_service->files().remove(name);
}

bool DemoServer::setState(const QString &name, const QString &state, const QJsonObject &error)
{
    return m_service->files().setState(name, state, error);
}

} // namespace pollux
