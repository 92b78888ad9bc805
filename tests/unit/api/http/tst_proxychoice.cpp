// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/proxychoice.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

using Kind = ProxyChoice::Kind;
using Problem = ProxyChoice::Problem;

Q_DECLARE_METATYPE(pollux::ProxyChoice::Kind)
Q_DECLARE_METATYPE(pollux::ProxyChoice::Problem)

class tst_ProxyChoice : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void words_data();
    void words();
    void unknownWord();
    void problems_data();
    void problems();
    void proxies_data();
    void proxies();
    void systemReadsTheEnvironment();
    void appliesToManagersThatExist();
    void brokenChoiceLetsNothingPass();
};

void tst_ProxyChoice::init()
{
    for (const char *name : {"http_proxy", "https_proxy", "all_proxy", "no_proxy"})
        qunsetenv(name);
}

void tst_ProxyChoice::cleanup()
{
    QNetworkProxyFactory::setApplicationProxyFactory(nullptr);
}

void tst_ProxyChoice::words_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<Kind>("kind");
    QTest::newRow("system") << u"system"_s << Kind::System;
    QTest::newRow("none") << u"none"_s << Kind::None;
    QTest::newRow("http") << u"http"_s << Kind::Http;
    QTest::newRow("socks5") << u"socks5"_s << Kind::Socks5;
}

void tst_ProxyChoice::words()
{
    QFETCH(const QString, word);
    QFETCH(const Kind, kind);
    QCOMPARE(ProxyChoice::kindName(kind), word);
    QCOMPARE(ProxyChoice::fromSettings(word, u" proxy "_s, 3128), (ProxyChoice{kind, u"proxy"_s, 3128}));
}

void tst_ProxyChoice::unknownWord()
{
    QCOMPARE(ProxyChoice::fromSettings(u"HTTP"_s, {}, 0).kind, Kind::System);
    QCOMPARE(ProxyChoice::fromSettings({}, {}, 0).kind, Kind::System);
}

void tst_ProxyChoice::problems_data()
{
    QTest::addColumn<ProxyChoice>("choice");
    QTest::addColumn<Problem>("problem");
    const auto http = [](const QString &host, int port) { return ProxyChoice{Kind::Http, host, port}; };
    QTest::newRow("system needs nothing") << ProxyChoice{Kind::System, {}, 0} << Problem::None;
    QTest::newRow("none needs nothing") << ProxyChoice{Kind::None, u"a b"_s, -1} << Problem::None;
    QTest::newRow("name") << http(u"proxy.example.com"_s, 8080) << Problem::None;
    QTest::newRow("short name") << http(u"proxy"_s, 1) << Problem::None;
    QTest::newRow("largest port") << http(u"proxy"_s, 65535) << Problem::None;
    QTest::newRow("address") << http(u"192.0.2.1"_s, 8080) << Problem::None;
    QTest::newRow("IPv6") << http(u"2001:db8::1"_s, 8080) << Problem::None;
    QTest::newRow("letters of elsewhere") << http(u"bücher.example"_s, 8080) << Problem::None;
    QTest::newRow("no host") << http({}, 8080) << Problem::NoHost;
    QTest::newRow("URL") << http(u"http://proxy"_s, 8080) << Problem::BadHost;
    QTest::newRow("port in it") << http(u"proxy:8080"_s, 8080) << Problem::BadHost;
    QTest::newRow("IPv6 in brackets") << http(u"[2001:db8::1]"_s, 8080) << Problem::BadHost;
    QTest::newRow("user in it") << http(u"me@proxy"_s, 8080) << Problem::BadHost;
    QTest::newRow("blank in it") << http(u"my proxy"_s, 8080) << Problem::BadHost;
    QTest::newRow("path in it") << http(u"proxy/x"_s, 8080) << Problem::BadHost;
    QTest::newRow("port 0") << http(u"proxy"_s, 0) << Problem::BadPort;
    QTest::newRow("port too large") << ProxyChoice{Kind::Socks5, u"proxy"_s, 65536} << Problem::BadPort;
}

void tst_ProxyChoice::problems()
{
    QFETCH(const ProxyChoice, choice);
    QTEST(choice.problem(), "problem");
}

void tst_ProxyChoice::proxies_data()
{
    QTest::addColumn<ProxyChoice>("choice");
    QTest::addColumn<QString>("url");
    QTest::addColumn<QNetworkProxy>("proxy");
    const auto service = u"https://generativelanguage.googleapis.com/v1beta/files"_s;
    const ProxyChoice http{Kind::Http, u"proxy.example.com"_s, 3128};
    const QNetworkProxy direct(QNetworkProxy::NoProxy);
    QTest::newRow("none") << ProxyChoice{Kind::None, u"proxy"_s, 1} << service << direct;
    QTest::newRow("system without any") << ProxyChoice() << service << direct;
    QTest::newRow("http") << http << service << QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.example.com"_s, 3128);
    QTest::newRow("socks5") << ProxyChoice{Kind::Socks5, u"192.0.2.1"_s, 1080} << service
                            << QNetworkProxy(QNetworkProxy::Socks5Proxy, u"192.0.2.1"_s, 1080);
    for (const QString &own : {u"http://127.0.0.1:5000/v1beta/files"_s, u"http://127.8.9.1/"_s, u"http://localhost/"_s,
                               u"http://[::1]:80/"_s, u"http://demo.localhost/"_s})
        QTest::addRow("own computer %s", qPrintable(own)) << http << own << direct;
    QTest::newRow("looks like the own") << http << u"http://localhost.example.com/"_s
                                        << QNetworkProxy(QNetworkProxy::HttpProxy, u"proxy.example.com"_s, 3128);
}

void tst_ProxyChoice::proxies()
{
    QFETCH(const ProxyChoice, choice);
    QFETCH(const QString, url);
    QFETCH(const QNetworkProxy, proxy);
    const QNetworkProxy found = choice.proxyFor(QNetworkProxyQuery(QUrl(url)));
    QCOMPARE(found.type(), proxy.type());
    QCOMPARE(found.hostName(), proxy.hostName());
    QCOMPARE(found.port(), proxy.port());
}

void tst_ProxyChoice::systemReadsTheEnvironment()
{
#if !defined(Q_OS_LINUX)
    QSKIP("the proxies of this system are not its environment's");
#endif
    qputenv("http_proxy", "http://proxy.example.com:3128");
    const QNetworkProxy found = ProxyChoice().proxyFor(QNetworkProxyQuery(QUrl(u"http://example.com/"_s)));
    if (found.type() == QNetworkProxy::NoProxy)
        QSKIP("this Qt asks another place than the environment");
    QCOMPARE(found.hostName(), u"proxy.example.com"_s);
}

void tst_ProxyChoice::appliesToManagersThatExist()
{
    QTcpServer proxy;
    QVERIFY(proxy.listen(QHostAddress::LocalHost));
    QSignalSpy callers(&proxy, &QTcpServer::newConnection);
    QNetworkAccessManager manager;
    ProxyChoice{Kind::Http, u"127.0.0.1"_s, proxy.serverPort()}.apply();
    const std::unique_ptr<QNetworkReply> reply(manager.get(QNetworkRequest(QUrl(u"http://service.invalid/x"_s))));
    QVERIFY(callers.wait());
    QTcpSocket *socket = proxy.nextPendingConnection();
    QTRY_VERIFY(socket->canReadLine());
    QCOMPARE(socket->readLine(), "GET http://service.invalid/x HTTP/1.1\r\n"_ba);
}

void tst_ProxyChoice::brokenChoiceLetsNothingPass()
{
    const ProxyChoice broken{Kind::Http, {}, 8080};
    const QNetworkProxy found = broken.proxyFor(QNetworkProxyQuery(QUrl(u"http://example.com/"_s)));
    QCOMPARE(found.type(), QNetworkProxy::HttpProxy);
    QVERIFY(!found.hostName().isEmpty()); // Qt uses no proxy if the host name is empty
}

QTEST_GUILESS_MAIN(tst_ProxyChoice)
#include "tst_proxychoice.moc"
