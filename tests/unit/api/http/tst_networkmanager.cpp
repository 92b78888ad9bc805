// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/networkmanager.h"

#include "models/api/http/proxycheck.h"
#include "models/api/http/proxychoice.h"
#include "models/api/http/replyreader.h"
#include "tests/faults/tlsfront.h"
#include "tests/support/scriptedhttpproxy.h"

#include <QPointer>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <functional>
#include <memory>
#include <optional>

using namespace Qt::StringLiterals;
using namespace pollux;
using Mode = ScriptedHttpProxy::Mode;

Q_DECLARE_METATYPE(pollux::ScriptedHttpProxy::Mode)

class tst_NetworkManager : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void refusals_data();
    void refusals();
    void proxyGone();
    void silentProxy();
    void answersThatAreNone_data();
    void answersThatAreNone();
    void tunnels_data();
    void tunnels();
    void refusalAfterATunnel();
    void refusalOfANewConnection();
    void refusalBeforeTheAnswer();
    void refusalDuringTheAnswer();
    void requestsShareACheck();
    void wellAgain();
    void abortedWhileChecked();
    void contextDestroyedWhileChecked();

private:
    QNetworkRequest request() const;
    void useProxy(const QString &user = {}, const QString &password = {});
    /// The answer to a GET; transportError is a Protocol error if none came.
    ServerAnswer fetch();

    std::unique_ptr<QTcpServer> m_service;
    std::unique_ptr<TlsFront> m_front;
    std::unique_ptr<ScriptedHttpProxy> m_proxy;
    std::unique_ptr<NetworkManager> m_network;
    std::function<void(QTcpSocket &client)> m_whenAsked; // called by the service, which then gives no answer
    int m_timeout = 10'000;
};

void tst_NetworkManager::initTestCase()
{
    m_service = std::make_unique<QTcpServer>();
    QVERIFY(m_service->listen(QHostAddress(QHostAddress::LocalHost)));
    connect(m_service.get(), &QTcpServer::newConnection, this, [this] {
        QTcpSocket *client = m_service->nextPendingConnection();
        connect(client, &QTcpSocket::readyRead, client, [this, client] {
            if (!client->readAll().contains("\r\n\r\n"))
                return;
            if (m_whenAsked)
                m_whenAsked(*client);
            else
                client->write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"is\":\"ok\"}");
        });
    });
    m_front = std::make_unique<TlsFront>(m_service->serverPort(), TlsFront::Certificate::WrongHost);
}

void tst_NetworkManager::init()
{
    m_timeout = 10'000;
    m_whenAsked = nullptr;
    m_proxy = std::make_unique<ScriptedHttpProxy>();
    QVERIFY(m_proxy->listen());
    m_proxy->setTarget(u"127.0.0.1"_s, m_front->port());
    m_network = std::make_unique<NetworkManager>();
}

void tst_NetworkManager::cleanup()
{
    m_network.reset();
    m_proxy.reset();
    QNetworkProxyFactory::setApplicationProxyFactory(nullptr);
}

QNetworkRequest tst_NetworkManager::request() const
{
    QNetworkRequest request(QUrl(u"https://%1/v1beta/files"_s.arg(TlsFront::otherHost)));
    request.setTransferTimeout(m_timeout);
    return request;
}

void tst_NetworkManager::useProxy(const QString &user, const QString &password)
{
    ProxyChoice{ProxyChoice::Kind::Http, u"127.0.0.1"_s, m_proxy->port(), user, password}.apply();
}

ServerAnswer tst_NetworkManager::fetch()
{
    ServerAnswer answer;
    answer.transportError = ApiError::local(ErrorKind::Protocol);
    bool isDone = false;
    QObject context;
    ReplyReader::read(m_network->get(request()), &context, [&](const ServerAnswer &came) {
        answer = came;
        isDone = true;
    });
    [&] { QTRY_VERIFY_WITH_TIMEOUT(isDone, 15'000); }();
    return answer;
}

void tst_NetworkManager::refusals_data()
{
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<bool>("offersBasic");
    QTest::addColumn<bool>("keepsAlive");
    QTest::addColumn<QString>("password");
    QTest::addColumn<QString>("reason");
    QTest::addColumn<QString>("message");
    const QString unsupported = ProxyCheck::methodUnsupported;
    const QString missing = ProxyCheck::credentialsMissing;
    const QString refused = ProxyCheck::credentialsRefused;
    const QString status = u"407 Proxy Authentication Required"_s;
    QTest::newRow("NTLM") << ScriptedHttpProxy::AskNtlm << false << true << QString() << unsupported << u"NTLM"_s;
    QTest::newRow("NTLM, closed") << ScriptedHttpProxy::AskNtlm << false << false << QString() << unsupported
                                  << u"NTLM"_s;
    QTest::newRow("NTLM, with credentials")
        << ScriptedHttpProxy::AskNtlm << false << true << u"right"_s << unsupported << u"NTLM"_s;
    QTest::newRow("NTLM and Basic") << ScriptedHttpProxy::AskNtlm << true << true << QString() << missing
                                    << status + u" (NTLM, Basic)"_s;
    QTest::newRow("NTLM and Basic, closed")
        << ScriptedHttpProxy::AskNtlm << true << false << QString() << missing << status + u" (NTLM, Basic)"_s;
    QTest::newRow("Negotiate") << ScriptedHttpProxy::AskNegotiate << false << true << QString() << unsupported
                               << u"Negotiate"_s;
    QTest::newRow("Basic, none") << ScriptedHttpProxy::AskBasic << false << true << QString() << missing << status;
    QTest::newRow("Basic, wrong") << ScriptedHttpProxy::AskBasic << false << true << u"wrong"_s << refused << status;
    QTest::newRow("Basic, wrong, closed")
        << ScriptedHttpProxy::AskBasic << false << false << u"wrong"_s << refused << status;
    QTest::newRow("403") << ScriptedHttpProxy::Refuse403 << false << true << QString() << QString()
                         << u"403 Blocked by policy"_s;
    QTest::newRow("403, closed") << ScriptedHttpProxy::Refuse403 << false << false << u"right"_s << QString()
                                 << u"403 Blocked by policy"_s;
}

void tst_NetworkManager::refusals()
{
    QFETCH(const Mode, mode);
    QFETCH(const bool, offersBasic);
    QFETCH(const bool, keepsAlive);
    QFETCH(const QString, password);
    QFETCH(const QString, reason);
    QFETCH(const QString, message);
    m_proxy->setMode(mode);
    m_proxy->setBasicOffered(offersBasic);
    m_proxy->setKeptAlive(keepsAlive);
    m_proxy->setCredentials(u"ann"_s, u"right"_s);
    useProxy(password.isEmpty() ? QString() : u"ann"_s, password);
    const ServerAnswer answer = fetch();
    QVERIFY(answer.transportError);
    QCOMPARE(answer.transportError->kind, ErrorKind::Proxy);
    QCOMPARE(answer.transportError->subject, u"127.0.0.1:%1"_s.arg(m_proxy->port()));
    QCOMPARE(answer.transportError->details.reason, reason);
    QCOMPARE(answer.transportError->message, message);
    QCOMPARE(answer.httpStatus, 0); // not one of the service
    QCOMPARE(m_proxy->connectCount(), 1);
    QCOMPARE(m_proxy->credentialsCount(), password.isEmpty() ? 0 : 1);
}

void tst_NetworkManager::proxyGone()
{
    m_proxy->setMode(ScriptedHttpProxy::Gone);
    useProxy();
    const ServerAnswer answer = fetch();
    QVERIFY(answer.transportError);
    QCOMPARE(answer.transportError->kind, ErrorKind::Proxy);
    QCOMPARE(answer.transportError->subject, u"127.0.0.1:%1"_s.arg(m_proxy->port()));
    QCOMPARE(answer.transportError->details.reason, QString(ProxyCheck::noAnswer));
    QVERIFY(!answer.transportError->message.isEmpty());
}

void tst_NetworkManager::silentProxy()
{
    QTcpServer silent;
    QVERIFY(silent.listen(QHostAddress(QHostAddress::LocalHost)));
    ProxyChoice{ProxyChoice::Kind::Http, u"127.0.0.1"_s, silent.serverPort()}.apply();
    m_timeout = 200;
    const ServerAnswer answer = fetch();
    QVERIFY(answer.transportError);
    QCOMPARE(answer.transportError->kind, ErrorKind::Proxy);
    QCOMPARE(answer.transportError->details.reason, QString(ProxyCheck::noAnswer));
}

void tst_NetworkManager::answersThatAreNone_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("closed") << QByteArray();
    QTest::newRow("no line") << "HTTP/1.1 407"_ba;
    QTest::newRow("another protocol") << "SSH-2.0-x\r\n\r\n"_ba;
    QTest::newRow("no status") << "HTTP/1.1\r\n\r\n"_ba;
    QTest::newRow("endless line") << QByteArray(20'000, 'x');
}

void tst_NetworkManager::answersThatAreNone()
{
    QFETCH(const QByteArray, bytes);
    QTcpServer odd;
    QVERIFY(odd.listen(QHostAddress(QHostAddress::LocalHost)));
    connect(&odd, &QTcpServer::newConnection, this, [&odd, bytes] {
        QTcpSocket *client = odd.nextPendingConnection();
        connect(client, &QTcpSocket::readyRead, client, [client, bytes] {
            client->write(bytes);
            client->disconnectFromHost();
        });
    });
    ProxyChoice{ProxyChoice::Kind::Http, u"127.0.0.1"_s, odd.serverPort()}.apply();
    const ServerAnswer answer = fetch();
    QVERIFY(answer.transportError);
    QCOMPARE(answer.transportError->kind, ErrorKind::Proxy);
    QCOMPARE(answer.transportError->details.reason, QString(ProxyCheck::noAnswer));
}

void tst_NetworkManager::tunnels_data()
{
    QTest::addColumn<Mode>("mode");
    QTest::addColumn<QString>("user");
    QTest::addColumn<QString>("password");
    QTest::newRow("open") << ScriptedHttpProxy::Tunnel << QString() << QString();
    QTest::newRow("with credentials") << ScriptedHttpProxy::AskBasic << u"ann"_s << u"p:ä ß"_s;
}

void tst_NetworkManager::tunnels()
{
    if (!m_front->isReady())
        QSKIP("There is no openssl program");
    QFETCH(const Mode, mode);
    QFETCH(const QString, user);
    QFETCH(const QString, password);
    m_proxy->setMode(mode);
    m_proxy->setCredentials(user, password);
    useProxy(user, password);
    const ServerAnswer first = fetch();
    QVERIFY2(!first.transportError, qPrintable(first.transportError.value_or(ApiError()).message));
    QCOMPARE(first.httpStatus, 200);
    QCOMPARE(first.body, "{\"is\":\"ok\"}"_ba);
    QCOMPARE(first.header("content-length"_ba), "11"_ba);
    QCOMPARE(fetch().httpStatus, 200);
    QCOMPARE(m_proxy->connectCount(), 2); // the check, and the connection that both requests use
}

void tst_NetworkManager::refusalAfterATunnel()
{
    if (!m_front->isReady())
        QSKIP("There is no openssl program");
    useProxy();
    QCOMPARE(fetch().httpStatus, 200);
    m_proxy->setMode(ScriptedHttpProxy::AskNtlm);
    const ServerAnswer answer = fetch();
    QVERIFY(answer.transportError);
    QCOMPARE(answer.transportError->kind, ErrorKind::Proxy);
    QCOMPARE(answer.transportError->details.reason, QString(ProxyCheck::methodUnsupported));
    const int connects = m_proxy->connectCount();
    QVERIFY(!QTest::qWaitFor([&] { return m_proxy->connectCount() > connects + 2; }, 300));
    m_proxy->setMode(ScriptedHttpProxy::Tunnel);
    QTRY_COMPARE(fetch().httpStatus, 200);
}

void tst_NetworkManager::refusalOfANewConnection()
{
    if (!m_front->isReady())
        QSKIP("There is no openssl program");
    useProxy();
    QCOMPARE(fetch().httpStatus, 200);
    // The next request needs a tunnel, but the proxy was asked a moment ago.
    m_network->clearConnectionCache();
    m_proxy->setMode(ScriptedHttpProxy::AskNtlm);
    const int connects = m_proxy->connectCount();
    const ServerAnswer answer = fetch();
    QVERIFY(answer.transportError);
    QCOMPARE(answer.transportError->kind, ErrorKind::Proxy);
    QCOMPARE(answer.transportError->details.reason, QString(ProxyCheck::methodUnsupported));
    // Those that Qt sends, one after the other, until it hears of the refusal.
    const int more = m_proxy->connectCount() - connects;
    QVERIFY2(more <= 25, qPrintable(QString::number(more)));
}

void tst_NetworkManager::refusalBeforeTheAnswer()
{
    if (!m_front->isReady())
        QSKIP("There is no openssl program");
    useProxy();
    QCOMPARE(fetch().httpStatus, 200);
    // The tunnel breaks while the answer is awaited, and Qt opens another one for the same request.
    m_timeout = 60'000;
    m_whenAsked = [this](QTcpSocket &) { m_proxy->setMode(ScriptedHttpProxy::AskNtlm); };
    const ServerAnswer answer = fetch();
    QVERIFY(answer.transportError);
    QCOMPARE(answer.transportError->kind, ErrorKind::Proxy);
    QCOMPARE(answer.transportError->details.reason, QString(ProxyCheck::methodUnsupported));
    const int connects = m_proxy->connectCount();
    QVERIFY(!QTest::qWaitFor([&] { return m_proxy->connectCount() > connects + 2; }, 300));
}

/// The service thinks long, the proxy has changed its mind and answers late, but the tunnel works.
void tst_NetworkManager::refusalDuringTheAnswer()
{
    if (!m_front->isReady())
        QSKIP("There is no openssl program");
    useProxy();
    QCOMPARE(fetch().httpStatus, 200);
    m_proxy->setNextMode(ScriptedHttpProxy::AskNtlm);
    m_proxy->setHeld(true);
    QPointer<QTcpSocket> service;
    m_whenAsked = [&service](QTcpSocket &client) { service = &client; };
    const int connects = m_proxy->connectCount();
    QNetworkReply *reply = m_network->get(request());
    const QSignalSpy begun(reply, &QNetworkReply::metaDataChanged);
    std::optional<ServerAnswer> answer;
    QObject context;
    ReplyReader::read(reply, &context, [&answer](const ServerAnswer &came) { answer = came; });
    QTRY_VERIFY_WITH_TIMEOUT(service && m_proxy->connectCount() == connects + 1, 10'000);
    service->write("HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n{\"is\"");
    QTRY_VERIFY(!begun.isEmpty());
    m_proxy->setHeld(false);
    QTRY_COMPARE(m_proxy->clientCount(), 1); // the proxy's answer has been read
    QVERIFY(service);
    service->write(":\"ok\"}");
    QTRY_VERIFY(answer);
    QCOMPARE(answer->httpStatus, 200);
    QCOMPARE(answer->body, "{\"is\":\"ok\"}"_ba);
}

void tst_NetworkManager::requestsShareACheck()
{
    m_proxy->setMode(ScriptedHttpProxy::AskBasic);
    useProxy();
    int errors = 0;
    for (int i = 0; i < 20; ++i) {
        ReplyReader::read(m_network->post(request(), "{}"_ba), this, [&errors](const ServerAnswer &answer) {
            errors += answer.transportError && answer.transportError->kind == ErrorKind::Proxy ? 1 : 0;
        });
    }
    QTRY_COMPARE(errors, 20);
    QCOMPARE(m_proxy->connectCount(), 1);
    fetch();
    QCOMPARE(m_proxy->connectCount(), 2); // the proxy may be well again
}

void tst_NetworkManager::wellAgain()
{
    if (!m_front->isReady())
        QSKIP("There is no openssl program");
    m_proxy->setMode(ScriptedHttpProxy::Gone);
    useProxy();
    QVERIFY(fetch().transportError);
    m_proxy->setMode(ScriptedHttpProxy::AskBasic);
    m_proxy->setCredentials(u"ann"_s, u"right"_s);
    QTRY_COMPARE(fetch().transportError.value_or(ApiError()).details.reason, QString(ProxyCheck::credentialsMissing));
    useProxy(u"ann"_s, u"right"_s);
    QCOMPARE(fetch().httpStatus, 200); // other credentials are tried at once
}

void tst_NetworkManager::abortedWhileChecked()
{
    useProxy();
    QNetworkReply *reply = m_network->get(request());
    QVERIFY(reply->isRunning());
    std::optional<ErrorKind> kind;
    ReplyReader::read(reply, this, [&kind](const ServerAnswer &answer) { kind = answer.error().kind; });
    reply->abort();
    QCOMPARE(kind, ErrorKind::Timeout);
    QTRY_VERIFY(m_network->findChildren<QNetworkReply *>().isEmpty());
}

void tst_NetworkManager::contextDestroyedWhileChecked()
{
    useProxy();
    auto context = std::make_unique<QObject>();
    bool wasCalled = false;
    ReplyReader::read(m_network->get(request()), context.get(), [&](const ServerAnswer &) { wasCalled = true; });
    context.reset();
    QTRY_VERIFY(m_network->findChildren<QNetworkReply *>().isEmpty());
    QVERIFY(!wasCalled);
}

QTEST_GUILESS_MAIN(tst_NetworkManager)
#include "tst_networkmanager.moc"
