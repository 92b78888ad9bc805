// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/tlsfront.h"

#include <QFile>
#include <QProcess>
#include <QSslCertificate>
#include <QSslKey>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// Creates a certificate and its key.
bool runOpenssl(const QStringList &arguments)
{
    QProcess maker;
    maker.setProcessChannelMode(QProcess::MergedChannels);
    maker.start(u"openssl"_s, QStringList{u"req"_s, u"-x509"_s, u"-newkey"_s, u"ec"_s, u"-pkeyopt"_s,
                                          u"ec_paramgen_curve:P-256"_s, u"-nodes"_s} +
                                  arguments);
    return maker.waitForFinished() && maker.exitCode() == 0;
}

} // namespace

TlsFront::TlsFront(quint16 serverPort, Certificate certificate, quint16 port)
    : m_serverPort(serverPort)
{
    if (!QSslSocket::supportsSsl() || !makeCertificate(certificate))
        return;
    m_server = std::make_unique<QSslServer>();
    m_server->setSslConfiguration(m_configuration);
    m_server->moveToThread(&m_thread);
    m_thread.start();
    QObject::connect(m_server.get(), &QSslServer::pendingConnectionAvailable, m_server.get(), [this] {
        while (QTcpSocket *client = m_server->nextPendingConnection())
            passOn(*client);
    });
    QObject::connect(m_server.get(), &QSslServer::startedEncryptionHandshake, m_server.get(),
                     [this] { ++m_handshakes; });
    moveTo(port);
}

TlsFront::~TlsFront()
{
    if (m_server)
        QMetaObject::invokeMethod(
            m_server.get(), [this] { m_server.reset(); }, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void TlsFront::moveTo(quint16 port)
{
    QMetaObject::invokeMethod(
        m_server.get(),
        [this, port] {
            m_server->close();
            m_server->listen(QHostAddress(QHostAddress::LocalHost), port);
            m_port = m_server->serverPort();
        },
        Qt::BlockingQueuedConnection);
}

QUrl TlsFront::baseUrl() const
{
    return QUrl(u"https://127.0.0.1:%1"_s.arg(m_port));
}

bool TlsFront::makeCertificate(Certificate certificate)
{
    const QString host = certificate == Certificate::WrongHost ? u"DNS:%1"_s.arg(otherHost) : u"IP:127.0.0.1"_s;
    const QString authority = m_folder.filePath(u"authority.pem"_s);
    const QString authorityKey = m_folder.filePath(u"authority-key.pem"_s);
    const QString path = m_folder.filePath(u"certificate.pem"_s);
    const QString keyPath = m_folder.filePath(u"key.pem"_s);
    QStringList leaf{u"-out"_s, path,       u"-keyout"_s,    keyPath,      u"-days"_s,
                     u"30"_s,   u"-subj"_s, u"/CN=pollux"_s, u"-addext"_s, u"subjectAltName=%1"_s.arg(host)};
    if (certificate != Certificate::SelfSigned) {
        if (!runOpenssl({u"-out"_s, authority, u"-keyout"_s, authorityKey, u"-days"_s, u"3650"_s, u"-subj"_s,
                         u"/CN=pollux test authority"_s}))
            return false;
        leaf += {u"-CA"_s, authority, u"-CAkey"_s, authorityKey};
    }
    if (certificate == Certificate::Good || certificate == Certificate::WrongHost) {
        QSslConfiguration trusting = QSslConfiguration::defaultConfiguration();
        trusting.addCaCertificates(QSslCertificate::fromPath(authority));
        QSslConfiguration::setDefaultConfiguration(trusting);
    }
    QFile keyFile(keyPath);
    if (!runOpenssl(leaf) || !keyFile.open(QIODevice::ReadOnly))
        return false;
    const QList<QSslCertificate> made = QSslCertificate::fromPath(path);
    m_configuration.setLocalCertificate(made.value(0));
    m_configuration.setPrivateKey(QSslKey(keyFile.readAll(), QSsl::Ec));
    return !made.isEmpty();
}

void TlsFront::passOn(QTcpSocket &client)
{
    auto *server = new QTcpSocket(&client);
    server->connectToHost(QHostAddress(QHostAddress::LocalHost), m_serverPort);
    const auto pass = [this, server, &client] {
        const QByteArray bytes = client.readAll();
        m_bytesReceived += bytes.size();
        server->write(bytes);
    };
    QObject::connect(&client, &QTcpSocket::readyRead, server, pass);
    QObject::connect(server, &QTcpSocket::readyRead, server, [server, &client] {
        QByteArray bytes = server->readAll();
        client.write(bytes.replace("URL: http://", "URL: https://"));
    });
    QObject::connect(server, &QTcpSocket::disconnected, &client, &QTcpSocket::disconnectFromHost);
    QObject::connect(&client, &QTcpSocket::disconnected, &client, &QObject::deleteLater);
    if (client.bytesAvailable() > 0)
        pass();
}

} // namespace pollux
