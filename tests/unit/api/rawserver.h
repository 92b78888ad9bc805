// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QList>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

#include <functional>

namespace pollux {

/// An HTTP server on a loopback port that answers with exactly the bytes a test gives it, right or wrong. Runs in the
/// event loop of the test.
class RawServer final : public QObject {
    Q_OBJECT

public:
    struct Request {
        QByteArray method;
        QByteArray target;                     ///< as sent, query included
        QHash<QByteArray, QByteArray> headers; ///< names in lower case
        QByteArray body;                       ///< what was read of it before the answer
    };
    struct Answer {
        QByteArray bytes;
        bool closesConnection = false;
        /// Number of bytes of junk after the answer, sent as fast as the client reads them.
        qint64 junk = 0;
    };
    using Handler = std::function<Answer(const Request &)>;
    /// BeforeBody: answers as soon as the header has arrived and stops reading.
    enum class Moment { AfterBody, BeforeBody };

    explicit RawServer(Handler handler, Moment moment = Moment::AfterBody);

    QUrl baseUrl() const; ///< "http://127.0.0.1:<port>"
    const QList<Request> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    int openConnections() const { return m_openConnections; }
    qint64 bytesSent() const { return m_bytesSent; }

    /// A complete answer with its Content-Length.
    static Answer http(int status, const QByteArray &body = {}, const QList<QByteArray> &headers = {});
    static Answer json(const QByteArray &body) { return http(200, body, {"Content-Type: application/json"}); }
    /// Closes the connection without sending a byte.
    static Answer dropped() { return {{}, true, 0}; }
    /// No answer at all; the connection stays open.
    static Answer silence() { return {}; }

private:
    void serve(QTcpSocket *socket);
    void takeBytes(QTcpSocket *socket, QByteArray &buffer);
    void send(QTcpSocket *socket, const Answer &answer);

    Handler m_handler;
    Moment m_moment;
    QTcpServer m_server;
    QList<Request> m_requests;
    int m_connections = 0;
    int m_openConnections = 0;
    qint64 m_bytesSent = 0;
};

} // namespace pollux
