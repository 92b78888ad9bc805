// SPDX-License-Identifier: Apache-2.0
#include "tests/support/demofixture.h"
#include "tests/support/rawclient.h"

#include <QElapsedTimer>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr qint64 granule = 262'144;
const QList<HttpHeader> withKey{{"x-goog-api-key"_ba, "k"_ba}};

QList<HttpHeader> command(const QByteArray &words, qint64 offset = 0)
{
    return {{"X-Goog-Upload-Command"_ba, words}, {"X-Goog-Upload-Offset"_ba, QByteArray::number(offset)}};
}

QByteArray startSession(RawClient &client)
{
    return client.request("POST"_ba, "/upload/v1beta/files"_ba, command("start"_ba) + withKey)
        .header("X-Goog-Upload-URL");
}

ProxyRule rule(ProxyRule::Kind kind, const QByteArray &headText, qint64 bytes = 0)
{
    ProxyRule made;
    made.kind = kind;
    made.headText = headText;
    made.bytes = bytes;
    return made;
}

} // namespace

class tst_FaultProxy : public QObject {
    Q_OBJECT

private slots:
    void passesEverythingOn();
    void cutRequest_data();
    void cutRequest();
    void cutRequestEndsInOrder();
    void cutBeyondTheBodyDoesNotFire();
    void cutAnswer_data();
    void cutAnswer();
    void blackHole();
    void delay();
    void slices();
    void flippedBit();
    void nthRequest();
    void offline();
    void qtClient();
};

void tst_FaultProxy::passesEverythingOn()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    const QByteArray session = startSession(client);
    QVERIFY(session.startsWith(proxy.baseUrl().toEncoded() + '/'));
    const QByteArray content = testBytes(20 * 1024 * 1024 + 1);
    QCOMPARE(client.request("POST"_ba, session, command("upload, finalize"_ba), content).status, 200);
    QCOMPARE(fixture.server().contentOf(fixture.server().files().first().name()), std::optional(content));
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status, 200);
    const ProxyRules::Counters counters = proxy.counters();
    QCOMPARE(counters.connections, 1);
    QCOMPARE(counters.requests, 3);
    QVERIFY(counters.bytesToServer > content.size());
    QVERIFY(counters.bytesToClient > 500);
    QVERIFY(proxy.allFired());
}

void tst_FaultProxy::cutRequest_data()
{
    QTest::addColumn<qint64>("bytes");

    QTest::newRow("0") << qint64(0);
    QTest::newRow("1") << qint64(1);
    QTest::newRow("16384") << qint64(16384);
    QTest::newRow("granule - 1") << granule - 1;
    QTest::newRow("granule") << granule;
    QTest::newRow("granule + 1") << granule + 1;
    QTest::newRow("all but one") << 4 * granule - 1;
}

void tst_FaultProxy::cutRequest()
{
    QFETCH(qint64, bytes);

    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    const QByteArray session = startSession(client);
    const int id = proxy.add(rule(ProxyRule::Kind::CutRequest, "upload, finalize"_ba, bytes));
    const QByteArray content = testBytes(4 * granule);
    QCOMPARE(client.request("POST"_ba, session, command("upload, finalize"_ba), content).status, 0);
    QVERIFY(client.waitForEnd());
    QCOMPARE(proxy.fired(id), 1);
    // When the client notices the break, the server has read all that was passed on.
    const RequestRecord record = fixture.requestsWith("upload, finalize"_ba).constFirst();
    QCOMPARE(record.bodyBytes, bytes);
    QVERIFY(record.finished);
    const RawAnswer query = client.request("POST"_ba, session, command("query"_ba));
    QCOMPARE(query.header("X-Goog-Upload-Size-Received"), QByteArray::number(bytes / granule * granule));
}

void tst_FaultProxy::cutRequestEndsInOrder()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    ProxyRule made = rule(ProxyRule::Kind::CutRequest, "upload"_ba, 10);
    made.reset = false;
    proxy.add(made);
    QTcpSocket socket;
    socket.connectToHost(u"127.0.0.1"_s, proxy.port());
    QVERIFY(socket.waitForConnected());
    socket.write("POST /upload/v1beta/files HTTP/1.1\r\nHost: h\r\nContent-Length: 11\r\n\r\n0123456789"_ba);
    QVERIFY(socket.waitForDisconnected());
    QCOMPARE(socket.error(), QAbstractSocket::RemoteHostClosedError);
    QVERIFY(proxy.allFired());
}

void tst_FaultProxy::cutBeyondTheBodyDoesNotFire()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    const int id = proxy.add(rule(ProxyRule::Kind::CutRequest, "display_name"_ba, 4));
    QCOMPARE(client.request("POST"_ba, "/upload/v1beta/files?display_name=a"_ba, withKey, "abc"_ba).status, 200);
    QCOMPARE(proxy.fired(id), 0);
    QVERIFY(!proxy.allFired());
}

void tst_FaultProxy::cutAnswer_data()
{
    QTest::addColumn<qint64>("bytes");

    QTest::newRow("before it") << qint64(0);
    QTest::newRow("in the status line") << qint64(5);
    QTest::newRow("in the body") << qint64(400);
}

void tst_FaultProxy::cutAnswer()
{
    QFETCH(qint64, bytes);

    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    const QByteArray session = startSession(client);
    const qint64 before = proxy.counters().bytesToClient;
    const int id = proxy.add(rule(ProxyRule::Kind::CutAnswer, "Upload, Finalize"_ba, bytes));
    const RawAnswer answer = client.request("POST"_ba, session, command("upload, finalize"_ba), "abc"_ba);
    QVERIFY(!answer.isComplete);
    QVERIFY(client.waitForEnd());
    QCOMPARE(proxy.fired(id), 1);
    QCOMPARE(proxy.counters().bytesToClient - before, bytes);
    // Only the answer is lost: the file exists, and the session reports it.
    QCOMPARE(fixture.server().files().size(), 1);
    const RawAnswer query = client.request("POST"_ba, session, command("query"_ba));
    QCOMPARE(query.header("X-Goog-Upload-Status"), "final"_ba);
    QVERIFY(query.isComplete);
}

void tst_FaultProxy::blackHole()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    const QByteArray session = startSession(client);
    const int id = proxy.add(rule(ProxyRule::Kind::BlackHole, "upload, finalize"_ba, granule));
    client.sendPart("POST"_ba, session, command("upload, finalize"_ba), testBytes(granule + 1000), 4 * granule);
    QTRY_COMPARE(fixture.requestsWith("upload, finalize"_ba).value(0).bodyBytes, granule);
    QCOMPARE(client.readAnswer(100).status, 0);
    QVERIFY(client.isConnected());
    QCOMPARE(proxy.fired(id), 1);
    RawClient second(proxy.baseUrl());
    const RawAnswer query = second.request("POST"_ba, session, command("query"_ba));
    QCOMPARE(query.header("X-Goog-Upload-Size-Received"), QByteArray::number(granule));
}

void tst_FaultProxy::delay()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    ProxyRule made = rule(ProxyRule::Kind::DelayAnswer, "/v1beta/files"_ba);
    made.time = std::chrono::milliseconds(120);
    proxy.add(made);
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status, 200);
    // Coarse timers may be early by 5 %.
    QVERIFY2(timer.elapsed() >= 110, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(proxy.allFired());
}

void tst_FaultProxy::slices()
{
    DemoServerOptions options = testServerOptions();
    options.sampleFiles = 3;
    DemoFixture fixture(options);
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    proxy.add(rule(ProxyRule::Kind::SliceAnswer, "/v1beta/files"_ba, 1));
    const RawAnswer sliced = client.request("GET"_ba, "/v1beta/files?pageSize=2"_ba, withKey);
    QVERIFY(sliced.isComplete);
    QCOMPARE(sliced.body, client.request("GET"_ba, "/v1beta/files?pageSize=2"_ba, withKey).body);
    QVERIFY(proxy.allFired());
}

void tst_FaultProxy::flippedBit()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    proxy.add(rule(ProxyRule::Kind::FlipBit, "POST"_ba, 2));
    QCOMPARE(client.request("POST"_ba, "/upload/v1beta/files"_ba, withKey, "aaaa"_ba).status, 200);
    QCOMPARE(fixture.server().contentOf(fixture.server().files().first().name()), std::optional("aa`a"_ba));
    QVERIFY(proxy.allFired());
}

void tst_FaultProxy::nthRequest()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    RawClient client(proxy.baseUrl());
    ProxyRule made = rule(ProxyRule::Kind::CutAnswer, "GET"_ba);
    made.skip = 1;
    made.times = 2;
    const int id = proxy.add(made);
    QList<int> statuses;
    for (int count = 0; count < 4; ++count) {
        statuses.append(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status);
        QVERIFY(statuses.last() != 0 || client.waitForEnd());
    }
    QCOMPARE(statuses, (QList<int>{200, 0, 0, 200}));
    QCOMPARE(proxy.fired(id), 2);
    QCOMPARE(proxy.counters().connections, 3);
}

void tst_FaultProxy::offline()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    const QUrl url = proxy.baseUrl();
    RawClient client(url);
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status, 200);
    proxy.setOnline(false);
    QVERIFY(client.waitForEnd());
    QTcpSocket refused;
    refused.connectToHost(url.host(), static_cast<quint16>(url.port()));
    QVERIFY(!refused.waitForConnected());
    QCOMPARE(refused.error(), QAbstractSocket::ConnectionRefusedError);
    proxy.setOnline(true);
    QCOMPARE(proxy.baseUrl(), url);
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, withKey).status, 200);
}

void tst_FaultProxy::qtClient()
{
    DemoFixture fixture;
    FaultProxy &proxy = fixture.proxy();
    proxy.add(rule(ProxyRule::Kind::CutAnswer, "GET /v1beta/files/"_ba, 20));
    QNetworkAccessManager manager;
    QNetworkRequest request(proxy.baseUrl().resolved(QUrl(u"/v1beta/files/abc"_s)));
    request.setRawHeader("x-goog-api-key"_ba, "k"_ba);
    const std::unique_ptr<QNetworkReply> reply(manager.get(request));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QVERIFY(reply->error() != QNetworkReply::NoError);
    QVERIFY(proxy.allFired());
}

QTEST_GUILESS_MAIN(tst_FaultProxy)
#include "tst_faultproxy.moc"
