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

/// How long the connection of a request may stay silent, in milliseconds. Qt's timer also runs while the answer is
/// awaited, and starts anew whenever bytes move.
struct TransferTimeouts {
    std::chrono::milliseconds control = std::chrono::seconds(60);
    std::chrono::milliseconds chunk = std::chrono::seconds(120);    ///< while a body is being sent
    std::chrono::milliseconds finalise = std::chrono::seconds(300); ///< after the last byte
};

/// The one place that builds a request. It puts the key into the x-goog-api-key header and nowhere else, refuses
/// redirects, and switches off HTTP/2, cookies and caches (reliability, section 0).
class RequestFactory {
public:
    /// A factory without an endpoint, whose requests are refused by problem().
    RequestFactory() = default;
    /// `apiKey` is sent only if it consists of printable ASCII without blanks; a caller checks that before.
    RequestFactory(Endpoint endpoint, QByteArray apiKey, TransferTimeouts timeouts = {});

    const Endpoint &endpoint() const { return m_endpoint; }
    const TransferTimeouts &timeouts() const { return m_timeouts; }

    /// Requests that are made from now on are recorded there; null: they are not.
    void setLog(std::shared_ptr<ExchangeLog> log) { m_log = std::move(log); }

    /// Set where nothing may be sent to this endpoint: InsecureEndpoint with its host.
    std::optional<ApiError> problem() const;

    /// `/{version}/{path}`. `path` is a resource name or collection; its segments are percent-encoded here.
    QNetworkRequest control(const QString &path, const QUrlQuery &query = {}) const;
    /// The same, for a POST whose body is JSON.
    QNetworkRequest json(const QString &path) const;
    /// The start of a resumable upload at `/upload/{version}/{path}` (contract 1.2). `mimeType` must satisfy
    /// isMimeType(); anything else is announced as application/octet-stream.
    QNetworkRequest uploadStart(const QString &path, qint64 contentLength, const QString &mimeType) const;
    /// A command to an upload session. The session URL is the only credential of such requests, so they carry no key.
    QNetworkRequest session(const QUrl &sessionUrl, const QByteArray &command) const;
    /// As above, with the offset of the body that follows.
    QNetworkRequest sessionUpload(const QUrl &sessionUrl, const QByteArray &command, qint64 offset) const;

    /// The session URL that a server answered, if it has the scheme, host and port of the endpoint; else
    /// ForeignUploadUrl with the host it names.
    Result<QUrl> checkSessionUrl(const QByteArray &sessionUrl) const;

private:
    QUrl url(const QString &prefix, const QString &path, const QUrlQuery &query) const;
    QNetworkRequest keyed(const QUrl &url) const;
    QNetworkRequest plain(const QUrl &url) const;

    Endpoint m_endpoint;
    QByteArray m_apiKey;
    TransferTimeouts m_timeouts;
    std::shared_ptr<ExchangeLog> m_log;
};

} // namespace pollux
