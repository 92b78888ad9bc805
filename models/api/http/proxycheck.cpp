// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/proxycheck.h"

#include "models/productinfo.h"

#include <QCryptographicHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype maxHeadSize = qsizetype{16} * 1024; // bytes
constexpr qsizetype maxWordsLength = 200;               // characters
// A finalize waits much longer for its answer than any proxy needs for a tunnel.
constexpr std::chrono::milliseconds maxPatience = std::chrono::seconds(30);

QString bracketed(const QString &host)
{
    return host.contains(u':') ? u'[' + host + u']' : host;
}

/// The methods in the Proxy-Authenticate headers, as "NTLM, Basic".
QStringList methodsIn(const QList<QByteArray> &lines)
{
    constexpr QLatin1StringView header{"proxy-authenticate:"};
    QStringList methods;
    for (const QByteArray &line : lines) {
        const QString text = QString::fromLatin1(line);
        if (text.startsWith(header, Qt::CaseInsensitive))
            methods.append(text.sliced(header.size()).trimmed().section(u' ', 0, 0).left(maxWordsLength));
    }
    methods.removeAll(QString());
    methods.removeDuplicates();
    return methods;
}

/// Holds no readable password.
QByteArray keyOf(const QNetworkProxy &proxy, const QUrl &url)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part :
         {proxy.hostName().toUtf8(), QByteArray::number(proxy.port()), proxy.rawHeader("Proxy-Authorization"),
          url.host().toUtf8(), QByteArray::number(url.port())})
        hash.addData(part + '\n');
    return hash.result();
}

} // namespace

bool ProxyCheck::asksForLogin(const ApiError &refusal)
{
    const QString &reason = refusal.details.reason;
    return reason.isEmpty() ? refusal.message.startsWith("407"_L1) : reason != noAnswer;
}

ProxyCheck::ProxyCheck(const QNetworkProxy &proxy, const QUrl &url, std::chrono::milliseconds patience, QObject *parent)
    : QObject(parent)
    , m_name(u"%1:%2"_s.arg(bracketed(proxy.hostName())).arg(proxy.port()))
    , m_hasCredentials(proxy.hasRawHeader("Proxy-Authorization"_ba))
{
    const QByteArray target =
        bracketed(url.host(QUrl::FullyEncoded)).toLatin1() + ':' + QByteArray::number(url.port(443));
    m_request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target +
                "\r\nUser-Agent: " + QByteArray(productinfo::displayName.data(), productinfo::displayName.size()) +
                "\r\n";
    if (m_hasCredentials)
        m_request += "Proxy-Authorization: " + proxy.rawHeader("Proxy-Authorization"_ba) + "\r\n";
    m_request += "\r\n";
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, [this] { end(noAnswer, {}); });
    connect(&m_socket, &QTcpSocket::connected, this, [this] { m_socket.write(m_request); });
    connect(&m_socket, &QTcpSocket::readyRead, this, &ProxyCheck::read);
    connect(
        &m_socket, &QTcpSocket::errorOccurred, this,
        [this] {
            if (m_isFinished) // meanwhile
                return;
            read();
            if (m_answer.contains('\n'))
                judge();
            else
                end(noAnswer, m_socket.errorString());
        },
        Qt::QueuedConnection); // connectToHost() can fail before anyone has connected to finished()
    m_patience.start(patience);
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(proxy.hostName(), proxy.port());
}

void ProxyCheck::read()
{
    m_answer += m_socket.read(maxHeadSize - m_answer.size());
    if (m_answer.contains("\r\n\r\n") || m_answer.contains("\n\n") || m_answer.size() >= maxHeadSize)
        judge();
}

void ProxyCheck::judge()
{
    const QList<QByteArray> lines = m_answer.left(std::max<qsizetype>(0, m_answer.lastIndexOf('\n'))).split('\n');
    // "HTTP/1.1 407 Proxy Authentication Required"
    const QString statusLine = QString::fromUtf8(lines.value(0).left(maxWordsLength)).trimmed();
    const QString words = statusLine.section(u' ', 1);
    const int status = words.section(u' ', 0, 0).toInt();
    if (!statusLine.startsWith("HTTP/"_L1) || status < 100 || status > 999) {
        end(noAnswer, {});
        return;
    }
    if (status >= 200 && status < 300) {
        finish();
        return;
    }
    const QStringList methods = methodsIn(lines);
    if (status != 407 || methods.isEmpty())
        end({}, words);
    else if (!methods.contains("Basic"_L1, Qt::CaseInsensitive))
        end(methodUnsupported, methods.join(", "_L1));
    else if (m_hasCredentials)
        end(credentialsRefused, words);
    else if (methods.size() > 1)
        end(credentialsMissing, u"%1 (%2)"_s.arg(words, methods.join(", "_L1)));
    else
        end(credentialsMissing, words);
}

void ProxyCheck::end(QLatin1StringView reason, const QString &message)
{
    if (m_isFinished)
        return;
    m_refusal = ApiError::local(ErrorKind::Proxy, m_name, message);
    m_refusal->details.reason = reason;
    finish();
}

void ProxyCheck::finish()
{
    if (m_isFinished)
        return;
    m_isFinished = true;
    m_patience.stop();
    disconnect(&m_socket, nullptr, this, nullptr);
    m_socket.abort();
    emit finished();
}

void ProxyChecks::ask(const QNetworkProxy &proxy, const QNetworkRequest &request, Clock::time_point since,
                      QObject *context, const Callback &callback)
{
    const QByteArray key = keyOf(proxy, request.url());
    const auto opened = m_openTimes.constFind(key);
    if (opened != m_openTimes.cend() && *opened >= since) {
        callback({});
        return;
    }
    auto *check = m_running.value(key);
    if (!check) {
        const std::chrono::milliseconds timeout(request.transferTimeout());
        check = new ProxyCheck(proxy, request.url(), timeout.count() > 0 ? std::min(timeout, maxPatience) : maxPatience,
                               this);
        m_running.insert(key, check);
        connect(check, &ProxyCheck::finished, this, [this, key, check] {
            m_running.remove(key);
            if (check->refusal())
                m_openTimes.remove(key);
            else
                m_openTimes.insert(key, Clock::now());
            check->deleteLater();
        });
    }
    connect(check, &ProxyCheck::finished, context, [callback, check] { callback(check->refusal()); });
}

void ProxyChecks::confirm(const QNetworkProxy &proxy, const QNetworkRequest &request)
{
    m_openTimes.insert(keyOf(proxy, request.url()), Clock::now());
}

} // namespace pollux
