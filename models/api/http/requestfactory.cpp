// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/requestfactory.h"

#include "models/api/http/answerdeadline.h"
#include "models/api/http/exchangelog.h"
#include "models/api/http/requestsecrets.h"
#include "models/api/http/serverclock.h"
#include "models/api/types/mimetypes.h"
#include "models/productinfo.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

bool isHeaderSafe(const QByteArray &value)
{
    // Qt 6.4 sends line breaks as they are, so text after one would become another header.
    return std::ranges::all_of(value, [](char c) { return c >= 0x21 && c <= 0x7E; });
}

int effectivePort(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

} // namespace

RequestFactory::RequestFactory(const Endpoint &endpoint, QByteArray apiKey, TransferTimeouts timeouts)
    : m_endpoint(endpoint.withVersionApart())
    , m_apiKey(std::move(apiKey))
    , m_timeouts(timeouts)
{
}

std::optional<ApiError> RequestFactory::problem() const
{
    if (isSecureOrLoopback(m_endpoint.baseUrl))
        return std::nullopt;
    return ApiError::local(ErrorKind::InsecureEndpoint, m_endpoint.baseUrl.host());
}

QNetworkRequest RequestFactory::control(const QString &path, const QUrlQuery &query) const
{
    return keyed(url(QString(), path, query));
}

QNetworkRequest RequestFactory::json(const QString &path) const
{
    QNetworkRequest request = control(path);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    return request;
}

QNetworkRequest RequestFactory::uploadStart(const QString &path, qint64 contentLength, const QString &mimeType) const
{
    QNetworkRequest request = keyed(url(u"/upload"_s, path, {}));
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setRawHeader("X-Goog-Upload-Protocol"_ba, "resumable"_ba);
    request.setRawHeader("X-Goog-Upload-Command"_ba, "start"_ba);
    request.setRawHeader("X-Goog-Upload-Header-Content-Length"_ba, QByteArray::number(contentLength));
    request.setRawHeader("X-Goog-Upload-Header-Content-Type"_ba,
                         isMimeType(mimeType) ? mimeType.toLatin1() : "application/octet-stream"_ba);
    return request;
}

QNetworkRequest RequestFactory::session(const QUrl &sessionUrl, const QByteArray &command) const
{
    QNetworkRequest request = plain(sessionUrl);
    // Without a content type Qt guesses one for forms, and prints a warning.
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    request.setRawHeader("X-Goog-Upload-Command"_ba, command);
    return request;
}

QNetworkRequest RequestFactory::sessionUpload(const QUrl &sessionUrl, const QByteArray &command, qint64 offset) const
{
    QNetworkRequest request = session(sessionUrl, command);
    request.setRawHeader("X-Goog-Upload-Offset"_ba, QByteArray::number(offset));
    request.setTransferTimeout(static_cast<int>(m_timeouts.finalise.count()));
    if (command.contains("finalize"))
        answerdeadline::set(request, m_timeouts.finalise);
    return request;
}

Result<QUrl> RequestFactory::checkSessionUrl(const QByteArray &sessionUrl) const
{
    const QUrl url = QUrl::fromEncoded(sessionUrl, QUrl::StrictMode);
    const QUrl &base = m_endpoint.baseUrl;
    if (url.isValid() && url.scheme() == base.scheme() && url.host() == base.host() &&
        effectivePort(url) == effectivePort(base) && url.userInfo().isEmpty())
        return url;
    return ApiError::local(ErrorKind::ForeignUploadUrl, url.host());
}

QUrl RequestFactory::url(const QString &prefix, const QString &path, const QUrlQuery &query) const
{
    QStringList segments = path.split(u'/');
    for (QString &segment : segments) {
        // Names come from the server; a segment "." or ".." must not lead out of the collection. QUrl decodes "%2E", so
        // the percent sign is encoded too; the result is a name that no file has.
        const bool climbs = segment == "."_L1 || segment == ".."_L1;
        segment = climbs ? u"%252E"_s.repeated(segment.size())
                         : QString::fromLatin1(QUrl::toPercentEncoding(segment, ":"_ba));
    }
    QUrl url = m_endpoint.baseUrl;
    QString basePath = url.path(QUrl::FullyEncoded);
    while (basePath.endsWith(u'/'))
        basePath.chop(1);
    url.setPath(basePath + prefix + u'/' + m_endpoint.apiVersion + u'/' + segments.join(u'/'), QUrl::TolerantMode);
    url.setQuery(query);
    url.setFragment({});
    return url;
}

QNetworkRequest RequestFactory::keyed(const QUrl &url) const
{
    QNetworkRequest request = plain(url);
    if (!m_apiKey.isEmpty() && isHeaderSafe(m_apiKey))
        request.setRawHeader("x-goog-api-key"_ba, m_apiKey);
    return request;
}

QNetworkRequest RequestFactory::plain(const QUrl &url) const
{
    QNetworkRequest request(url);
    request.setHeader(QNetworkRequest::UserAgentHeader,
                      QString(productinfo::displayName + "/"_L1 + productinfo::version));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setTransferTimeout(static_cast<int>(m_timeouts.control.count()));
    answerdeadline::set(request, m_timeouts.answer);
    ExchangeLog::attach(request, m_log);
    ServerClock::attach(request, m_clock);
    requestsecrets::rememberKey(request, m_apiKey);
    return request;
}

} // namespace pollux
