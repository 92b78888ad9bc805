// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scriptedhttpproxy.h"

#include <QHostAddress>
#include <QNetworkProxy>
#include <QTcpSocket>

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

ScriptedHttpProxy::ScriptedHttpProxy(QObject *parent)
    : QObject(parent)
{
    m_server.setProxy(QNetworkProxy::NoProxy);
    connect(&m_server, &QTcpServer::newConnection, this, &ScriptedHttpProxy::accept);
}

bool ScriptedHttpProxy::listen()
{
    const bool isListening = m_server.listen(QHostAddress(QHostAddress::LocalHost), m_port);
    m_port = m_server.serverPort();
    return isListening;
}

void ScriptedHttpProxy::setMode(Mode mode)
{
    m_mode = mode;
    for (QTcpSocket *client : std::exchange(m_clients, {}))
        client->abort();
    if (mode == Gone)
        m_server.close();
    else if (m_port != 0 && !m_server.isListening())
        listen();
}

void ScriptedHttpProxy::setHeld(bool isHeld)
{
    m_isHeld = isHeld;
    if (isHeld)
        return;
    for (const Held &held : std::exchange(m_heldConnects, {})) {
        if (held.client)
            answerConnect(*held.client, held.head);
    }
}

void ScriptedHttpProxy::setTarget(const QString &host, quint16 port)
{
    m_targetHost = host;
    m_targetPort = port;
}

void ScriptedHttpProxy::setCredentials(const QString &user, const QString &password)
{
    m_token = u"%1:%2"_s.arg(user, password).toUtf8().toBase64();
}

void ScriptedHttpProxy::accept()
{
    while (QTcpSocket *client = m_server.nextPendingConnection()) {
        m_clients.insert(client);
        connect(client, &QTcpSocket::readyRead, this, [this, client] { readHead(*client); });
        connect(client, &QTcpSocket::disconnected, this, [this, client] {
            m_clients.remove(client);
            client->deleteLater();
        });
    }
}

void ScriptedHttpProxy::readHead(QTcpSocket &client)
{
    const QByteArray seen = client.peek(client.bytesAvailable());
    const qsizetype end = seen.indexOf("\r\n\r\n");
    if (end >= 0)
        answer(client, client.read(end + 4));
}

void ScriptedHttpProxy::answer(QTcpSocket &client, const QByteArray &head)
{
    if (!head.startsWith("CONNECT ")) {
        refuse(client, "405 Method Not Allowed"_ba, {});
        return;
    }
    ++m_connects;
    if (m_isHeld)
        m_heldConnects.append({&client, head});
    else
        answerConnect(client, head);
}

void ScriptedHttpProxy::answerConnect(QTcpSocket &client, const QByteArray &head)
{
    const bool hasCredentials = head.toLower().contains("\r\nproxy-authorization:");
    if (hasCredentials)
        ++m_credentials;
    QByteArrayList challenges;
    if (m_mode == AskNtlm)
        challenges += "NTLM"_ba;
    if (m_mode == AskNegotiate)
        challenges += "Negotiate"_ba;
    if (m_mode == AskBasic || (m_isBasicOffered && !challenges.isEmpty()))
        challenges += "Basic realm=\"test\""_ba;
    const bool isAllowed = m_mode == Tunnel || (m_mode == AskBasic && !m_token.isEmpty() && head.contains(m_token));
    if (isAllowed)
        openTunnel(client);
    else if (m_mode == Refuse403)
        refuse(client, "403 Blocked by policy"_ba, {});
    else
        refuse(client, "407 Proxy Authentication Required"_ba, challenges);
}

void ScriptedHttpProxy::refuse(QTcpSocket &client, const QByteArray &status, const QByteArrayList &challenges)
{
    QByteArray head = "HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n";
    for (const QByteArray &challenge : challenges)
        head += "Proxy-Authenticate: " + challenge + "\r\n";
    head += m_isKeptAlive ? "Proxy-Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    client.write(head);
    if (!m_isKeptAlive)
        client.disconnectFromHost();
}

void ScriptedHttpProxy::openTunnel(QTcpSocket &client)
{
    disconnect(&client, &QTcpSocket::readyRead, this, nullptr);
    auto *target = new QTcpSocket(&client);
    target->setProxy(QNetworkProxy::NoProxy);
    const auto pass = [target, &client] { target->write(client.readAll()); };
    connect(target, &QTcpSocket::connected, &client, [&client, pass] {
        client.write("HTTP/1.1 200 Connection established\r\n\r\n");
        pass();
    });
    connect(&client, &QTcpSocket::readyRead, target, [target, pass] {
        if (target->state() == QAbstractSocket::ConnectedState)
            pass();
    });
    connect(target, &QTcpSocket::readyRead, &client, [target, &client] { client.write(target->readAll()); });
    connect(target, &QTcpSocket::disconnected, &client, &QTcpSocket::disconnectFromHost);
    connect(target, &QTcpSocket::errorOccurred, &client, [&client] { client.disconnectFromHost(); });
    target->connectToHost(m_targetHost, m_targetPort);
}

} // namespace pollux
