// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QSslConfiguration>
#include <QSslServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>
#include <QUrl>

#include <atomic>
#include <memory>

namespace pollux {

/// A TLS gateway for an HTTP server on this machine: passes the decrypted bytes on, and changes the addresses in the
/// heads of answers to https. Creates its certificate with the openssl program (3.0 or later), and an authority that
/// this process trusts from then on. Runs in its own thread.
class TlsFront {
public:
    enum class Certificate {
        Good,             ///< for 127.0.0.1, and trusted
        SelfSigned,       ///< for 127.0.0.1, but signed by no authority
        UnknownAuthority, ///< for 127.0.0.1, but signed by an authority that nobody trusts
        WrongHost         ///< trusted, for `otherHost`
    };
    static inline const QString otherHost = QStringLiteral("pollux.example");

    /// `port` 0: any free port.
    TlsFront(quint16 serverPort, Certificate certificate, quint16 port = 0);
    ~TlsFront();
    TlsFront(const TlsFront &) = delete;
    TlsFront &operator=(const TlsFront &) = delete;

    /// False if certificates cannot be created or TLS is not available.
    bool isReady() const { return m_port != 0; }
    quint16 port() const { return m_port; }
    /// Listens at this port from now on, where another one listened that is gone; connections that are open stay open.
    void moveTo(quint16 port);
    QUrl baseUrl() const;
    /// TLS handshakes that clients have begun, with or without success.
    int handshakes() const { return m_handshakes; }
    /// Decrypted bytes received from clients: must be 0 if the certificate is bad.
    qint64 bytesReceived() const { return m_bytesReceived; }

private:
    bool makeCertificate(Certificate certificate);
    void passOn(QTcpSocket &client);

    QTemporaryDir m_folder;
    QSslConfiguration m_configuration;
    QThread m_thread;
    std::unique_ptr<QSslServer> m_server; // lives in m_thread
    quint16 m_serverPort;
    quint16 m_port = 0;
    std::atomic<qint64> m_bytesReceived = 0;
    std::atomic<int> m_handshakes = 0;
};

} // namespace pollux
