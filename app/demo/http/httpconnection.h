// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <atomic>

namespace pollux {

/// One accepted connection: reads requests and sends answers, which can be slowed down or cut at a byte. It uses
/// blocking calls on the plain socket, because QTcpSocket closes its end as soon as the peer has closed the other, even
/// if the request was not handled yet. For one thread, which needs no event loop.
class HttpConnection {
public:
    /// Takes over the socket. `stopping` ends a slow answer.
    HttpConnection(qintptr descriptor, const std::atomic<bool> &stopping);

    /// Serves one request after the other until either side ends the connection.
    void serve(const HttpHandler &handler);

    /// Makes every read and write on the socket fail, also one that is waiting in another thread. The socket stays
    /// open. For any thread.
    static void shutDown(qintptr descriptor);
    static void close(qintptr descriptor);

private:
    enum class Body { None, Sized, Chunked };

    [[nodiscard]] bool serveRequest(const HttpHandler &handler);
    /// A request line and header lines up to the empty line; empty if they do not come or are too long.
    [[nodiscard]] QByteArray readHead();
    /// A line with its end; empty if the connection broke or the line is too long.
    [[nodiscard]] QByteArray readLine();
    void beginBody(const HttpRequest &request);
    /// True when the whole body arrived.
    [[nodiscard]] bool readBody(const BodySink &sink);
    [[nodiscard]] bool readPieces(const BodySink &sink);
    /// Reads the size of the next chunk; the last one, of size 0, ends the body. False if it is not a size.
    [[nodiscard]] bool readChunkHead();
    /// Waits for bytes if the buffer is empty. False if the peer closed the connection or sent nothing for this time.
    [[nodiscard]] bool fillBuffer(int milliseconds);

    void send(const HttpAnswer &answer, bool withBody, bool keepAlive);
    /// False once the connection is broken.
    bool write(QByteArrayView bytes);

    const qintptr m_descriptor;
    const std::atomic<bool> &m_stopping;
    QByteArray m_buffer;
    qsizetype m_position = 0; ///< of the next byte in m_buffer
    Body m_body = Body::None; ///< what is still to be read of the current request
    qint64 m_left = 0;        ///< bytes of the body, or of the current chunk
};

} // namespace pollux
