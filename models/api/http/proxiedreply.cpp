// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/proxiedreply.h"

#include <utility>

namespace pollux {

namespace {

// Time for Qt to open its own tunnel.
constexpr std::chrono::milliseconds connectTime(500);
// Qt opens another tunnel, and sends the request again, if the first one breaks while it waits for the answer. No
// signal says so, but then nothing moves.
constexpr std::chrono::milliseconds quietTime(3000);

} // namespace

ProxiedReply::ProxiedReply(ProxyChecks &checks, QNetworkProxy proxy, QNetworkAccessManager::Operation operation,
                           const QNetworkRequest &request, Send send, QObject *parent)
    : QNetworkReply(parent)
    , m_checks(checks)
    , m_proxy(std::move(proxy))
    , m_send(std::move(send))
    , m_creation(ProxyChecks::Clock::now())
{
    setOperation(operation);
    setRequest(request);
    setUrl(request.url());
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    m_watch.setSingleShot(true);
    connect(&m_watch, &QTimer::timeout, this, [this] { watch(m_lastProgress); });
    m_checks.ask(m_proxy, request, m_creation - ProxyChecks::openFor, this,
                 [this](const std::optional<ApiError> &refusal) {
                     if (refusal)
                         fail(*refusal);
                     else if (!isFinished())
                         start();
                 });
}

ProxiedReply::~ProxiedReply()
{
    // Before its body, which is a child of this reply too.
    delete m_inner;
}

std::optional<ApiError> ProxiedReply::refusalOf(const QNetworkReply &reply)
{
    const auto *proxied = qobject_cast<const ProxiedReply *>(&reply);
    return proxied ? proxied->m_refusal : std::nullopt;
}

void ProxiedReply::start()
{
    m_inner = m_send();
    m_inner->setParent(this);
    watchFor(connectTime);
    // Qt opens a tunnel now. A proxy that was last asked for another reply may have changed its mind.
    connect(m_inner, &QNetworkReply::socketStartedConnecting, this, [this] { watch(m_creation); });
    connect(m_inner, &QNetworkReply::requestSent, this, [this] {
        watchFor(quietTime);
        emit requestSent();
    });
    connect(m_inner, &QNetworkReply::metaDataChanged, this, [this] {
        m_watch.stop();
        copyHead();
        emit metaDataChanged();
    });
    connect(m_inner, &QNetworkReply::readyRead, this, &QNetworkReply::readyRead);
    connect(m_inner, &QNetworkReply::uploadProgress, this, [this](qint64 sent, qint64 total) {
        watchFor(quietTime);
        emit uploadProgress(sent, total);
    });
    connect(m_inner, &QNetworkReply::downloadProgress, this, &QNetworkReply::downloadProgress);
    connect(m_inner, &QNetworkReply::finished, this, &ProxiedReply::handleFinished);
}

void ProxiedReply::watchFor(std::chrono::milliseconds time)
{
    m_lastProgress = ProxyChecks::Clock::now();
    if (!attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid())
        m_watch.start(time);
}

void ProxiedReply::watch(ProxyChecks::Clock::time_point since)
{
    const auto progress = m_lastProgress;
    m_checks.ask(m_proxy, request(), since, this, [this, progress](const std::optional<ApiError> &refusal) {
        // What has moved while the proxy was asked has its tunnel.
        const bool hasMoved =
            m_lastProgress != progress || attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid();
        // Qt gives up by itself unless the proxy asks for a login, and the other requests may have their tunnels.
        if (refusal && ProxyCheck::asksForLogin(*refusal) && !hasMoved && !isFinished())
            emit refusedMeanwhile(*refusal);
    });
}

void ProxiedReply::copyHead()
{
    for (const auto attribute : {QNetworkRequest::HttpStatusCodeAttribute, QNetworkRequest::HttpReasonPhraseAttribute})
        setAttribute(attribute, m_inner->attribute(attribute));
    for (const auto &[name, value] : m_inner->rawHeaderPairs())
        setRawHeader(name, value);
}

void ProxiedReply::handleFinished()
{
    m_watch.stop();
    copyHead();
    const NetworkError found = m_inner->error();
    const QString text = m_inner->errorString();
    if (attribute(QNetworkRequest::HttpStatusCodeAttribute).isValid()) {
        m_checks.confirm(m_proxy, request());
        end(found, text);
        return;
    }
    m_checks.ask(m_proxy, request(), ProxyChecks::Clock::now(), this,
                 [this, found, text](const std::optional<ApiError> &refusal) {
                     if (refusal)
                         fail(*refusal);
                     else
                         end(found, text);
                 });
}

void ProxiedReply::end(NetworkError error, const QString &text)
{
    if (isFinished())
        return;
    m_watch.stop();
    setFinished(true);
    if (error != NoError) {
        setError(error, text);
        emit errorOccurred(error);
    }
    emit finished();
}

void ProxiedReply::fail(const ApiError &refusal)
{
    if (isFinished())
        return;
    dropInner();
    m_refusal = refusal;
    end(ProxyConnectionRefusedError, refusal.message);
}

void ProxiedReply::abort()
{
    if (isFinished())
        return;
    dropInner();
    end(OperationCanceledError, QStringLiteral("Operation canceled"));
}

void ProxiedReply::dropInner()
{
    QNetworkReply *inner = std::exchange(m_inner, nullptr);
    if (!inner)
        return;
    disconnect(inner, nullptr, this, nullptr);
    inner->abort();
    inner->deleteLater();
}

qint64 ProxiedReply::bytesAvailable() const
{
    return QNetworkReply::bytesAvailable() + (m_inner ? m_inner->bytesAvailable() : 0);
}

qint64 ProxiedReply::readData(char *data, qint64 maxSize)
{
    return m_inner ? m_inner->read(data, maxSize) : -1;
}

} // namespace pollux
