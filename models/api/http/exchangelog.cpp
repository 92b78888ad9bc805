// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/exchangelog.h"

#include "models/api/http/requestattribute.h"
#include "models/api/http/requestsecrets.h"
#include "models/api/http/secrets.h"

#include <QNetworkReply>
#include <QTimer>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(std::shared_ptr<pollux::ExchangeLog>)

namespace pollux {

namespace {

constexpr std::chrono::milliseconds announcePause(100);
// Characters beyond the maximum that are searched for secrets, so that a secret at the cut is still found and removed.
constexpr qsizetype cutMargin = 4096;

const auto keyHeader = "x-goog-api-key"_ba;

QString methodOf(const QNetworkReply &reply)
{
    switch (reply.operation()) {
    case QNetworkAccessManager::GetOperation:
        return u"GET"_s;
    case QNetworkAccessManager::DeleteOperation:
        return u"DELETE"_s;
    default:
        return u"POST"_s;
    }
}

/// Headers whose whole value is a secret.
bool isSecretHeader(const QByteArray &lowerCaseName)
{
    static const QByteArrayList names = {keyHeader,
                                         "authorization"_ba,
                                         "proxy-authorization"_ba,
                                         "cookie"_ba,
                                         "set-cookie"_ba,
                                         "location"_ba,
                                         "x-goog-upload-url"_ba,
                                         "x-goog-upload-control-url"_ba,
                                         "x-guploader-uploadid"_ba};
    return names.contains(lowerCaseName);
}

Exchange::Header headerOf(const QByteArray &name, const QByteArray &value, const secrets::Redactor &redactor)
{
    const QString text = isSecretHeader(name.toLower()) ? QString::fromUtf16(secrets::removedMark)
                                                        : redactor.clean(QString::fromUtf8(value));
    return {QString::fromLatin1(name), text};
}

Exchange::Body bodyOf(const QByteArray &bytes, const secrets::Redactor &redactor)
{
    Exchange::Body body;
    body.size = bytes.size();
    const QString text = redactor.clean(QString::fromUtf8(bytes.left(ExchangeLog::maxBodyLength + cutMargin)));
    body.isCut = bytes.size() > ExchangeLog::maxBodyLength || text.size() > ExchangeLog::maxBodyLength;
    body.text = text.left(ExchangeLog::maxBodyLength);
    return body;
}

qint64 bytesOf(const Exchange &exchange)
{
    qsizetype characters = exchange.url.size() + exchange.path.size() + exchange.requestBody.text.size() +
                           exchange.responseBody.text.size() + exchange.transportError.size();
    for (const auto *headers : {&exchange.requestHeaders, &exchange.responseHeaders}) {
        for (const Exchange::Header &header : *headers)
            characters += header.name.size() + header.value.size();
    }
    return static_cast<qint64>(sizeof(Exchange)) + 2 * characters;
}

} // namespace

ExchangeLog::Recorder::Recorder(std::shared_ptr<ExchangeLog> log, const QNetworkReply &reply)
    : m_log(std::move(log))
{
    m_timer.start();
    const QNetworkRequest request = reply.request();
    const secrets::Redactor redactor(requestsecrets::of(request));
    m_exchange.started = QDateTime::currentDateTimeUtc();
    m_exchange.method = methodOf(reply);
    QUrl url = request.url();
    if (requestsecrets::isToSession(request)) {
        if (!url.hasQuery())
            url.setPath(url.path().section(u'/', 0, -2) + u'/');
        url.setQuery(u"session"_s);
    }
    m_exchange.url = redactor.clean(url.toString(QUrl::FullyEncoded | QUrl::RemoveUserInfo));
    m_exchange.path = redactor.clean(
        url.toString(QUrl::FullyEncoded | QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment));
    m_exchange.attempt = std::max(1, request.attribute(requestattribute::attempt).toInt());
    for (const QByteArray &name : request.rawHeaderList())
        m_exchange.requestHeaders.append(headerOf(name, request.rawHeader(name), redactor));
    m_exchange.requestBody = bodyOf(request.attribute(requestattribute::body).toByteArray(), redactor);
    {
        const QMutexLocker locker(&m_log->m_mutex);
        m_exchange.number = ++m_log->m_lastNumber;
    }
    m_log->put(m_exchange);
}

ExchangeLog::Recorder::~Recorder()
{
    if (m_exchange.isFinished)
        return;
    m_exchange.transportError = u"aborted"_s;
    store();
}

void ExchangeLog::Recorder::end(const QNetworkReply &reply, const QByteArray &body, const QString &error)
{
    const secrets::Redactor redactor(requestsecrets::of(reply));
    m_exchange.httpStatus = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply.rawHeaderPairs())
        m_exchange.responseHeaders.append(headerOf(name, value, redactor));
    m_exchange.responseBody = bodyOf(body, redactor);
    m_exchange.transportError = redactor.clean(error);
    store();
}

void ExchangeLog::Recorder::store()
{
    m_exchange.isFinished = true;
    m_exchange.duration = m_timer.elapsed();
    m_log->put(m_exchange);
}

QList<Exchange> ExchangeLog::exchanges() const
{
    const QMutexLocker locker(&m_mutex);
    return {m_exchanges.begin(), m_exchanges.end()};
}

void ExchangeLog::clear()
{
    {
        const QMutexLocker locker(&m_mutex);
        m_exchanges.clear();
        m_bytes = 0;
    }
    announce();
}

void ExchangeLog::put(const Exchange &exchange)
{
    {
        const QMutexLocker locker(&m_mutex);
        const auto place = std::ranges::lower_bound(m_exchanges, exchange.number, {}, &Exchange::number);
        const bool isKnown = place != m_exchanges.end() && place->number == exchange.number;
        // An exchange that ends after it was dropped or cleared is not added again.
        if (!isKnown && exchange.isFinished)
            return;
        if (isKnown) {
            m_bytes -= bytesOf(*place);
            *place = exchange;
        } else {
            m_exchanges.insert(place, exchange);
        }
        m_bytes += bytesOf(exchange);
        while (m_exchanges.size() > maxExchanges || (m_bytes > maxBytes && m_exchanges.size() > 1)) {
            m_bytes -= bytesOf(m_exchanges.front());
            m_exchanges.pop_front();
        }
    }
    announce();
}

void ExchangeLog::announce()
{
    if (m_isAnnounced.exchange(true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            QTimer::singleShot(announcePause, this, [this] {
                m_isAnnounced = false;
                emit changed();
            });
        },
        Qt::QueuedConnection);
}

void ExchangeLog::attach(QNetworkRequest &request, const std::shared_ptr<ExchangeLog> &log)
{
    if (log && log->isRecording())
        request.setAttribute(requestattribute::log, QVariant::fromValue(log));
}

void ExchangeLog::describeBody(QNetworkRequest &request, const QByteArray &json)
{
    if (request.attribute(requestattribute::log).isValid())
        request.setAttribute(requestattribute::body, json);
}

void ExchangeLog::setAttempt(QNetworkRequest &request, int attempt)
{
    if (request.attribute(requestattribute::log).isValid())
        request.setAttribute(requestattribute::attempt, attempt);
}

std::unique_ptr<ExchangeLog::Recorder> ExchangeLog::record(const QNetworkReply &reply)
{
    const auto log = reply.request().attribute(requestattribute::log).value<std::shared_ptr<ExchangeLog>>();
    return log ? std::make_unique<Recorder>(log, reply) : nullptr;
}

} // namespace pollux
