// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QTcpSocket>
#include <QUrl>

namespace pollux {

struct RawAnswer {
    int status = 0; ///< 0: the connection ended or stayed silent before the head was complete
    QList<HttpHeader> headers;
    QByteArray body;
    bool isComplete = false; ///< all of Content-Length arrived

    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] bool hasHeader(QByteArrayView name) const;
};

/// One kept-alive connection that sends exactly the given bytes, for tests of servers: without Qt's HTTP code, and
/// with no headers added except Host and Content-Length. Blocks.
class RawClient {
public:
    explicit RawClient(const QUrl &baseUrl);

    /// Sends a request and waits for its answer. `target`: path with query, or a full URL of this server.
    RawAnswer request(const QByteArray &method, const QByteArray &target, const QList<HttpHeader> &headers = {},
                      const QByteArray &body = {});
    /// Sends a head that announces `announced` bytes, but only the bytes of `body`, then returns.
    void sendPart(const QByteArray &method, const QByteArray &target, const QList<HttpHeader> &headers,
                  const QByteArray &body, qint64 announced);
    void sendRaw(const QByteArray &bytes);
    [[nodiscard]] RawAnswer readAnswer(int timeoutMilliseconds = 10'000);
    /// Ends the connection; the next request opens a new one.
    void disconnect();
    [[nodiscard]] bool isConnected() const;
    /// True once the server has ended the connection.
    [[nodiscard]] bool waitForEnd(int timeoutMilliseconds = 10'000);

private:
    void ensureConnected();
    bool readMore(int timeoutMilliseconds);

    QUrl m_baseUrl;
    QTcpSocket m_socket;
    QByteArray m_buffer;
};

} // namespace pollux
