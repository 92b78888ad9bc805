// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/proxyrules.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace pollux {

/// One connection through a FaultProxy: passes requests and answers on, and applies the rules to them. Bodies must
/// have a Content-Length; after a chunked request no further rule is looked up on the connection. Requests may not be
/// pipelined. Deletes itself when both sides are closed. Lives in the proxy's thread.
class ProxyConnection : public QObject {
    Q_OBJECT

public:
    ProxyConnection(qintptr clientDescriptor, quint16 serverPort, ProxyRules &rules, QObject *parent);

private:
    enum class Phase { Head, Body, Unparsed, Stopped };

    void pumpRequest();
    void readHead();
    void beginRequest();
    void passBody();
    void pumpAnswer();
    void onClientGone();
    void onServerGone();

    [[nodiscard]] bool isPlanned(ProxyRule::Kind kind) const;
    void markFired();
    void sendToServer(const QByteArray &bytes);
    void sendToClient(const QByteArray &bytes);
    /// Closes the server's side in order, so that the server reads all that was sent, then breaks the client's side.
    void cutRequest();
    void endServerSide();
    void cutAnswer();
    void sendSlice();
    void sendEndless();
    /// True if the request body has to wait now because it would pass faster than planned.
    bool isTooFast();
    void closeClient(bool reset);

    ProxyRules &m_rules;
    QTcpSocket *m_client;
    QTcpSocket *m_server;
    Phase m_phase = Phase::Head;
    QByteArray m_head;
    qint64 m_bodyLeft = 0;
    qint64 m_bodySent = 0;   ///< of the current request
    qint64 m_answerSent = 0; ///< of the current request
    bool m_isCutting = false;
    bool m_isDelaying = false;
    bool m_isSlicing = false;
    QTimer m_endTimer;
    QElapsedTimer m_bodyClock;                    ///< since the current request's body began
    std::optional<ProxyRules::Planned> m_planned; ///< for the current request
};

} // namespace pollux
