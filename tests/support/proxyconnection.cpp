// SPDX-License-Identifier: Apache-2.0
#include "tests/support/proxyconnection.h"

#include <QHostAddress>

#ifdef _WIN32
#include <winsock2.h>
#else
#include <sys/socket.h>
#endif

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = ProxyRule::Kind;

constexpr qint64 maxBufferSize = 262'144;
/// How long the client waits at most for a server that does not notice that its side was closed.
constexpr std::chrono::seconds longestCut{2};
/// Bytes that a slow connection passes at once: small, so that it makes progress often.
constexpr qint64 slowPiece = 8'192;
constexpr int slowBuffer = 65'536;

#ifdef _WIN32
constexpr int shutdownWriting = SD_SEND;

SOCKET descriptorOf(const QTcpSocket &socket)
{
    return static_cast<SOCKET>(socket.socketDescriptor());
}
#else
constexpr int shutdownWriting = SHUT_WR;

int descriptorOf(const QTcpSocket &socket)
{
    return static_cast<int>(socket.socketDescriptor());
}
#endif

/// Makes closing the connection send a TCP reset.
void resetOnClose(const QTcpSocket &socket)
{
    linger option{};
    option.l_onoff = 1;
    option.l_linger = 0;
    ::setsockopt(descriptorOf(socket), SOL_SOCKET, SO_LINGER, reinterpret_cast<const char *>(&option), sizeof option);
}

QByteArray headerValue(const QByteArray &head, const QByteArray &lowerName)
{
    for (const QByteArray &line : head.split('\n')) {
        if (line.toLower().startsWith(lowerName + ':')) {
            return line.mid(lowerName.size() + 1).trimmed();
        }
    }
    return {};
}

} // namespace

ProxyConnection::ProxyConnection(qintptr clientDescriptor, quint16 serverPort, ProxyRules &rules, QObject *parent)
    : QObject(parent)
    , m_rules(rules)
    , m_client(new QTcpSocket(this))
    , m_server(new QTcpSocket(this))
{
    m_client->setSocketDescriptor(clientDescriptor);
    m_server->connectToHost(QHostAddress(QHostAddress::LocalHost), serverPort);
    for (QTcpSocket *socket : {m_client, m_server}) {
        socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        // Reading stops while the buffer is full, so that the other side notices a stalled one.
        socket->setReadBufferSize(maxBufferSize);
    }
    m_endTimer.setSingleShot(true);
    connect(&m_endTimer, &QTimer::timeout, this, [this] { closeClient(false); });
    connect(m_client, &QTcpSocket::readyRead, this, &ProxyConnection::pumpRequest);
    connect(m_server, &QTcpSocket::bytesWritten, this, &ProxyConnection::pumpRequest);
    connect(m_server, &QTcpSocket::bytesWritten, this, &ProxyConnection::endServerSide);
    connect(m_server, &QTcpSocket::readyRead, this, &ProxyConnection::pumpAnswer);
    connect(m_client, &QTcpSocket::bytesWritten, this, &ProxyConnection::pumpAnswer);
    connect(m_client, &QTcpSocket::disconnected, this, &ProxyConnection::onClientGone);
    connect(m_server, &QTcpSocket::disconnected, this, &ProxyConnection::onServerGone);
    connect(m_server, &QTcpSocket::errorOccurred, this, &ProxyConnection::onServerGone);
}

void ProxyConnection::pumpRequest()
{
    while (m_phase != Phase::Stopped && m_client->bytesAvailable() > 0 && m_server->bytesToWrite() < maxBufferSize) {
        if (m_phase == Phase::Unparsed) {
            sendToServer(m_client->readAll());
        } else if (m_phase == Phase::Body) {
            if (isTooFast())
                return;
            passBody();
        } else if (m_client->canReadLine()) {
            readHead();
        } else {
            return;
        }
    }
}

void ProxyConnection::readHead()
{
    const QByteArray line = m_client->readLine();
    m_head += line;
    if (line == "\r\n") {
        beginRequest();
    }
}

void ProxyConnection::beginRequest()
{
    m_rules.count({.requests = 1});
    m_planned = m_rules.take(m_head);
    m_bodyLeft = headerValue(m_head, "content-length"_ba).toLongLong();
    m_bodySent = 0;
    m_answerSent = 0;
    m_bodyClock.start();
    m_endTimer.stop();
    const bool isChunked = !headerValue(m_head, "transfer-encoding"_ba).isEmpty();
    m_phase = isChunked ? Phase::Unparsed : m_bodyLeft > 0 ? Phase::Body : Phase::Head;
    sendToServer(m_head);
    m_head.clear();
    if (isPlanned(Kind::EndlessAnswer)) {
        m_phase = Phase::Stopped;
        sendToClient("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"_ba);
        sendEndless();
    }
    if (m_planned && m_planned->rule.bytes == 0) {
        if (isPlanned(Kind::CutRequest)) {
            cutRequest();
        } else if (isPlanned(Kind::BlackHole)) {
            markFired();
            m_phase = Phase::Stopped;
        }
    }
}

void ProxyConnection::passBody()
{
    const bool endsInBody = isPlanned(Kind::CutRequest) || isPlanned(Kind::BlackHole) || isPlanned(Kind::EarlyAnswer);
    const qint64 longest = isPlanned(Kind::SlowRequest) ? slowPiece : m_bodyLeft;
    const qint64 limit = endsInBody ? m_planned->rule.bytes - m_bodySent : longest;
    QByteArray piece = m_client->read(std::min({limit, m_bodyLeft, maxBufferSize}));
    const qint64 flipAt = isPlanned(Kind::FlipBit) ? m_planned->rule.bytes - m_bodySent : -1;
    if (flipAt >= 0 && flipAt < piece.size()) {
        piece[flipAt] = static_cast<char>(piece[flipAt] ^ 1);
        markFired();
    }
    m_bodyLeft -= piece.size();
    m_bodySent += piece.size();
    if (m_bodyLeft == 0) {
        m_phase = Phase::Head;
    }
    sendToServer(piece);
    if (endsInBody && m_bodySent == m_planned->rule.bytes) {
        if (isPlanned(Kind::CutRequest)) {
            cutRequest();
        } else {
            markFired();
            m_phase = Phase::Stopped;
            sendToClient(m_planned->rule.answer);
        }
    }
    if (isPlanned(Kind::SlowRequest) && m_bodyLeft == 0) {
        markFired();
    }
}

bool ProxyConnection::isTooFast()
{
    if (!isPlanned(Kind::SlowRequest)) {
        return false;
    }
    // With a small window the sender notices the delay at once.
    m_client->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, slowBuffer);
    m_client->setReadBufferSize(slowPiece);
    const qint64 due = m_bodySent * 1000 / m_planned->rule.bytes;
    const qint64 early = due - m_bodyClock.elapsed();
    if (early > 0) {
        QTimer::singleShot(static_cast<int>(early), this, &ProxyConnection::pumpRequest);
    }
    return early > 0;
}

void ProxyConnection::pumpAnswer()
{
    if (isPlanned(Kind::EndlessAnswer)) {
        return;
    }
    if (m_phase == Phase::Stopped || m_isDelaying || m_client->bytesToWrite() >= maxBufferSize) {
        return;
    }
    if (m_server->bytesAvailable() == 0) {
        return;
    }
    if (isPlanned(Kind::DelayAnswer) && m_answerSent == 0) {
        m_isDelaying = true;
        // Any value but 0 marks that the delay is over.
        m_answerSent = 1;
        QTimer::singleShot(m_planned->rule.time, this, [this] {
            markFired();
            m_isDelaying = false;
            pumpAnswer();
            if (m_server->state() == QAbstractSocket::UnconnectedState) {
                onServerGone();
            }
        });
        return;
    }
    if (isPlanned(Kind::PrefixAnswer) && m_answerSent == 0) {
        markFired();
        sendToClient(m_planned->rule.answer);
    }
    if (isPlanned(Kind::CutAnswer)) {
        cutAnswer();
    } else if (isPlanned(Kind::SliceAnswer)) {
        if (m_answerSent == 0) {
            markFired();
        }
        sendSlice();
    } else {
        sendToClient(m_server->readAll());
        if (isPlanned(Kind::EndAfter)) {
            if (!m_endTimer.isActive()) {
                markFired();
            }
            m_endTimer.start(m_planned->rule.time);
        }
    }
}

void ProxyConnection::sendSlice()
{
    if (m_isSlicing) {
        return;
    }
    while (m_server->bytesAvailable() > 0) {
        sendToClient(m_server->read(m_planned->rule.bytes));
        // Each piece is sent as a separate packet.
        m_client->flush();
        if (m_planned->rule.time.count() > 0) {
            m_isSlicing = true;
            QTimer::singleShot(m_planned->rule.time, this, [this] {
                m_isSlicing = false;
                sendSlice();
            });
            return;
        }
    }
}

void ProxyConnection::sendEndless()
{
    if (m_client->state() != QAbstractSocket::ConnectedState) {
        return;
    }
    if (m_client->bytesToWrite() < maxBufferSize) {
        sendToClient(QByteArray(slowBuffer, ' '));
    }
    // At a pace at which a client has the time to end it.
    QTimer::singleShot(1, this, &ProxyConnection::sendEndless);
}

void ProxyConnection::cutRequest()
{
    markFired();
    m_phase = Phase::Stopped;
    m_isCutting = true;
    endServerSide();
    QTimer::singleShot(longestCut, this, [this] { closeClient(m_planned->rule.reset); });
}

void ProxyConnection::endServerSide()
{
    // Only the sending half is closed: the server closes its own half when it has read everything.
    if (m_isCutting && m_server->state() == QAbstractSocket::ConnectedState && m_server->bytesToWrite() == 0) {
        ::shutdown(descriptorOf(*m_server), shutdownWriting);
    }
}

void ProxyConnection::cutAnswer()
{
    sendToClient(m_server->read(m_planned->rule.bytes - m_answerSent));
    if (m_answerSent < m_planned->rule.bytes) {
        return;
    }
    markFired();
    m_phase = Phase::Stopped;
    m_server->abort();
    // A reset could make the client lose bytes of the answer.
    closeClient(m_planned->rule.reset && m_answerSent == 0);
}

void ProxyConnection::onClientGone()
{
    if (isPlanned(Kind::EndlessAnswer)) {
        markFired();
    }
    if (m_phase != Phase::Stopped) {
        pumpRequest();
    }
    if (m_server->state() == QAbstractSocket::UnconnectedState) {
        deleteLater();
    } else if (!m_isCutting) {
        m_server->disconnectFromHost();
    }
}

void ProxyConnection::onServerGone()
{
    if (m_isCutting) {
        closeClient(m_planned->rule.reset);
    } else if (!m_isDelaying && m_phase != Phase::Stopped) {
        pumpAnswer();
        closeClient(false);
    }
    if (m_client->state() == QAbstractSocket::UnconnectedState) {
        deleteLater();
    }
}

bool ProxyConnection::isPlanned(ProxyRule::Kind kind) const
{
    return m_planned && m_planned->rule.kind == kind;
}

void ProxyConnection::markFired()
{
    m_rules.markFired(m_planned->id);
}

void ProxyConnection::sendToServer(const QByteArray &bytes)
{
    m_rules.count({.bytesToServer = bytes.size()});
    m_server->write(bytes);
}

void ProxyConnection::sendToClient(const QByteArray &bytes)
{
    m_answerSent += bytes.size();
    m_rules.count({.bytesToClient = bytes.size()});
    m_client->write(bytes);
}

void ProxyConnection::closeClient(bool reset)
{
    if (reset) {
        resetOnClose(*m_client);
        m_client->abort();
    } else {
        m_client->disconnectFromHost();
    }
}

} // namespace pollux
