// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QPointer>
#include <QSet>
#include <QTcpServer>
#include <QTcpSocket>

namespace pollux {

/// A web proxy on this machine that answers CONNECT as its mode says. Every tunnel leads to one target, whatever host a
/// client names. Works in the thread that made it.
class ScriptedHttpProxy final : public QObject {
    Q_OBJECT

public:
    enum Mode {
        Tunnel,
        Refuse403,
        AskBasic, ///< 407 unless the request has the credentials, then as Tunnel
        AskNtlm,
        AskNegotiate,
        Gone ///< Nothing listens at the port.
    };

    explicit ScriptedHttpProxy(QObject *parent = nullptr);

    /// At any free port of 127.0.0.1.
    bool listen();
    quint16 port() const { return m_port; }

    /// Closes all connections. Anything but Gone listens at the same port again.
    void setMode(Mode mode);
    /// The same for new connections only: tunnels stay open.
    void setNextMode(Mode mode) { m_mode = mode; }
    /// A CONNECT that comes while this is set is answered when it is not set any more.
    void setHeld(bool isHeld);
    void setTarget(const QString &host, quint16 port);
    void setCredentials(const QString &user, const QString &password);
    /// Also offers Basic, in the modes AskNtlm and AskNegotiate.
    void setBasicOffered(bool isOffered) { m_isBasicOffered = isOffered; }
    /// Whether a connection stays open after an answer other than 200; true at first.
    void setKeptAlive(bool isKeptAlive) { m_isKeptAlive = isKeptAlive; }

    /// How many connections are open.
    qsizetype clientCount() const { return m_clients.size(); }
    int connectCount() const { return m_connects; }
    /// Of the CONNECTs, how many carried credentials.
    int credentialsCount() const { return m_credentials; }

private:
    struct Held {
        QPointer<QTcpSocket> client;
        QByteArray head;
    };

    void accept();
    void readHead(QTcpSocket &client);
    void answer(QTcpSocket &client, const QByteArray &head);
    void answerConnect(QTcpSocket &client, const QByteArray &head);
    void refuse(QTcpSocket &client, const QByteArray &status, const QByteArrayList &challenges);
    void openTunnel(QTcpSocket &client);

    QSet<QTcpSocket *> m_clients; // outlives m_server, whose sockets leave it
    QTcpServer m_server;
    Mode m_mode = Tunnel;
    QString m_targetHost;
    QByteArray m_token; // Base64, as in the header
    quint16 m_targetPort = 0;
    quint16 m_port = 0;
    int m_connects = 0;
    int m_credentials = 0;
    QList<Held> m_heldConnects;
    bool m_isHeld = false;
    bool m_isBasicOffered = false;
    bool m_isKeptAlive = true;
};

} // namespace pollux
