// SPDX-License-Identifier: Apache-2.0
#include "tests/support/faultproxy.h"

#include "tests/support/proxyconnection.h"

#include <QTcpServer>
#include <QTcpSocket>

using namespace Qt::StringLiterals;

namespace pollux {

class FaultProxy::Listener : public QTcpServer {
public:
    Listener(quint16 serverPort, ProxyRules &rules)
        : m_serverPort(serverPort)
        , m_rules(rules)
    {
    }

    /// Port 0: any free port.
    quint16 open(quint16 port)
    {
        if (!isListening() && !listen(QHostAddress(QHostAddress::LocalHost), port)) {
            qFatal("The fault proxy cannot open a port: %s", qPrintable(errorString()));
        }
        return serverPort();
    }

    void shut()
    {
        close();
        breakConnections();
    }

    void setSilent(bool silent)
    {
        if (silent)
            breakConnections();
        m_isSilent = silent;
    }

protected:
    void incomingConnection(qintptr descriptor) override
    {
        m_rules.count({.connections = 1});
        if (m_isSilent)
            (new QTcpSocket(this))->setSocketDescriptor(descriptor);
        else
            new ProxyConnection(descriptor, m_serverPort, m_rules, this);
    }

private:
    void breakConnections()
    {
        qDeleteAll(findChildren<ProxyConnection *>(Qt::FindDirectChildrenOnly));
        qDeleteAll(findChildren<QTcpSocket *>(Qt::FindDirectChildrenOnly));
    }

    bool m_isSilent = false;
    const quint16 m_serverPort;
    ProxyRules &m_rules;
};

FaultProxy::FaultProxy(quint16 serverPort)
    : m_listener(std::make_unique<Listener>(serverPort, m_rules))
{
    m_listener->moveToThread(&m_thread);
    m_thread.start();
    setOnline(true);
}

FaultProxy::~FaultProxy()
{
    setOnline(false);
    m_thread.quit();
    m_thread.wait();
}

QUrl FaultProxy::baseUrl() const
{
    return QUrl(u"http://127.0.0.1:%1"_s.arg(m_port));
}

void FaultProxy::setOnline(bool online)
{
    QMetaObject::invokeMethod(
        m_listener.get(),
        [this, online] {
            if (online) {
                const quint16 opened = m_listener->open(m_port);
                if (m_port == 0) {
                    m_port = opened;
                }
            } else {
                m_listener->shut();
            }
        },
        Qt::BlockingQueuedConnection);
}

void FaultProxy::setSilent(bool silent)
{
    QMetaObject::invokeMethod(
        m_listener.get(), [this, silent] { m_listener->setSilent(silent); }, Qt::BlockingQueuedConnection);
}

} // namespace pollux
