// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/endpoint.h"
#include "models/api/http/result.h"

#include <QByteArray>
#include <QNetworkRequest>
#include <QUrlQuery>

#include <chrono>
#include <memory>
#include <utility>

namespace pollux {

class ExchangeLog;
class ServerClock;

/// How long a request may take. The first three bound how long its connection may be idle: Qt's timer also runs while
/// waiting for the answer, and restarts whenever bytes are transferred.
struct TransferTimeouts {
    std::chrono::milliseconds control = std::chrono::seconds(60);
    std::chrono::milliseconds chunk = std::chrono::seconds(120);    ///< while a body is being sent
    std::chrono::milliseconds finalise = std::chrono::seconds(300); ///< after the last byte
    /// From the last byte of a request to the last byte of its answer, however busy the connection is (answerdeadline).
    /// After `finalize` it is the time above.
    std::chrono::milliseconds answer = std::chrono::seconds(120);
};

/// The only place that builds requests. It puts the key only into the x-goog-api-key header, does not follow redirects,
/// and switches off HTTP/2, cookies and caches (reliability, section 0).
class RequestFactory {
public:
    /// A factory without an endpoint; it has a problem(), so nothing may be sent.
    RequestFactory() = default;
    /// `apiKey` is only sent if it consists of printable ASCII without blanks; callers check it beforehand
    /// (checkedApiKey()).
    RequestFactory(const Endpoint &endpoint, QByteArray apiKey, TransferTimeouts timeouts = {});

    const Endpoint &endpoint() const { return m_endpoint; }
    const TransferTimeouts &timeouts() const { return m_timeouts; }

    /// Requests made afterwards are recorded in `log`; if null, they are not recorded.
    void setLog(std::shared_ptr<ExchangeLog> log) { m_log = std::move(log); }

    /// The time of the service behind the endpoint. It learns from the answers to requests made afterwards; null: from
    /// none.
    void setClock(std::shared_ptr<ServerClock> clock) { m_clock = std::move(clock); }
    const std::shared_ptr<ServerClock> &clock() const { return m_clock; }

    /// Set if nothing may be sent to this endpoint: InsecureEndpoint with its host.
    std::optional<ApiError> problem() const;

    /// `/{version}/{path}`. `path` is a resource name or collection; its segments are percent-encoded here.
    QNetworkRequest control(const QString &path, const QUrlQuery &query = {}) const;
    /// The same path, for a POST with a JSON body.
    QNetworkRequest json(const QString &path) const;
    /// The start of a resumable upload at `/upload/{version}/{path}` (contract 1.2). `mimeType` must satisfy
    /// isMimeType(); otherwise application/octet-stream is sent.
    QNetworkRequest uploadStart(const QString &path, qint64 contentLength, const QString &mimeType) const;
    /// A command to an upload session. The session URL is the only credential that such a request needs, so it carries
    /// no key.
    QNetworkRequest session(const QUrl &sessionUrl, const QByteArray &command) const;
    /// As above, with the file offset (bytes) of the request body.
    QNetworkRequest sessionUpload(const QUrl &sessionUrl, const QByteArray &command, qint64 offset) const;

    /// The session URL from a server's answer, if it has the scheme, host and port of the endpoint; otherwise
    /// ForeignUploadUrl with the host of the URL.
    Result<QUrl> checkSessionUrl(const QByteArray &sessionUrl) const;

private:
    QUrl url(const QString &prefix, const QString &path, const QUrlQuery &query) const;
    QNetworkRequest keyed(const QUrl &url) const;
    QNetworkRequest plain(const QUrl &url) const;

    Endpoint m_endpoint;
    QByteArray m_apiKey;
    TransferTimeouts m_timeouts;
    std::shared_ptr<ExchangeLog> m_log;
    std::shared_ptr<ServerClock> m_clock;
};

} // namespace pollux
