// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QJsonObject>
#include <QList>

#include <functional>
#include <utility>

namespace pollux {

/// Name as sent, value without the blanks around it.
using HttpHeader = std::pair<QByteArray, QByteArray>;

/// Head of one request as it came over the wire: nothing is decoded, no header is added, joined or reordered.
struct HttpRequest {
    QByteArray method;
    QByteArray path;  ///< percent-encoded, without the query
    QByteArray query; ///< percent-encoded, without the question mark
    QList<HttpHeader> headers;

    /// Value of the first header of this name (any case), empty if there is none.
    [[nodiscard]] QByteArray header(QByteArrayView name) const;
    [[nodiscard]] bool hasHeader(QByteArrayView name) const;
    /// Percent-decoded value of the first query parameter of this name, empty if there is none.
    [[nodiscard]] QByteArray queryValue(QByteArrayView name) const;
    [[nodiscard]] bool hasQueryValue(QByteArrayView name) const;
    /// Announced bytes of the body; -1 if unknown (chunked), 0 without a body.
    [[nodiscard]] qint64 contentLength() const;

    /// Parses a request head: request line, header lines, each ended by CR LF.
    [[nodiscard]] static HttpRequest parse(const QByteArray &head);
};

/// The answer to a request, and how it is sent.
struct HttpAnswer {
    int status = 200;
    QList<HttpHeader> headers = {}; ///< Content-Length, Server and, if it is missing, Date are added by the server
    QByteArray body = {};

    bool isDropped = false; ///< the connection is closed, nothing is sent
    /// Speed of the answer; 0: no limit.
    qint64 bytesPerSecond = 0;
    bool closeConnection = false;

    /// Replaces every header of this name (any case).
    void setHeader(const QByteArray &name, const QByteArray &value);
    void removeHeader(QByteArrayView name);

    [[nodiscard]] static HttpAnswer plainText(int status, const QByteArray &text);
    /// In the form in which the service prints JSON: two blanks of indentation (contract 3).
    [[nodiscard]] static HttpAnswer json(int status, const QJsonObject &body);
    /// The connection is closed, nothing is sent.
    [[nodiscard]] static HttpAnswer dropped();
};

/// Takes the next piece of a body; false ends the reading.
using BodySink = std::function<bool(QByteArrayView piece)>;
/// Reads the body of the current request in pieces of up to some KiB.
/// True when the whole body arrived; false when the connection broke or the sink ended the reading.
using BodyReader = std::function<bool(const BodySink &sink)>;
/// Called in a thread per connection, at the same time for several connections.
using HttpHandler = std::function<HttpAnswer(const HttpRequest &request, const BodyReader &readBody)>;

} // namespace pollux
