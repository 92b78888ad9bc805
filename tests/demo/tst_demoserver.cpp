// SPDX-License-Identifier: Apache-2.0
#include "tests/support/demofixture.h"
#include "tests/support/rawclient.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTest>

#include <vector>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QJsonObject errorOf(const RawAnswer &answer)
{
    return QJsonDocument::fromJson(answer.body).object().value("error"_L1).toObject();
}

const QList<HttpHeader> startHeaders{{"X-Goog-Upload-Protocol"_ba, "resumable"_ba},
                                     {"X-Goog-Upload-Command"_ba, "start"_ba}};

} // namespace

class tst_DemoServer : public QObject {
    Q_OBJECT

private slots:
    void keys_data();
    void keys();
    void oldKeys();
    void keyWithoutTheRightToUpload();
    void keyInUrl();
    void unknownPaths_data();
    void unknownPaths();
    void answerHeaders();
    void recordsTellWhatWasSent();
    void sessionUrlFollowsTheHostHeader();
    void expectContinue();
    void qtClient();
    void manyKeptConnections();
    void stopsQuickly();
    void startsAgainOnItsPort();
    void takenPort();
    void hugeHead();
};

void tst_DemoServer::keys_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");

    QTest::newRow("start") << "POST"_ba
                           << "/upload/v1beta/files"_ba;
    QTest::newRow("list") << "GET"_ba
                          << "/v1beta/files"_ba;
    QTest::newRow("get") << "GET"_ba
                         << "/v1beta/files/abc"_ba;
    QTest::newRow("delete") << "DELETE"_ba
                            << "/v1beta/files/abc"_ba;
}

void tst_DemoServer::keys()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);

    DemoServerOptions options = testServerOptions();
    options.keys = {"right"_ba, "other"_ba};
    DemoFixture fixture(options);
    fixture.server().addFile({{u"name"_s, u"files/abc"_s}});
    RawClient client(fixture.baseUrl());
    const QList<HttpHeader> base = method == "POST" ? startHeaders : QList<HttpHeader>();

    const RawAnswer missing = client.request(method, path, base);
    QCOMPARE(missing.status, 403);
    QCOMPARE(errorOf(missing).value("status"_L1).toString(), u"PERMISSION_DENIED"_s);
    QVERIFY(errorOf(missing).value("message"_L1).toString().contains("unregistered callers"_L1));

    const RawAnswer wrong = client.request(method, path, base + QList<HttpHeader>{{"X-Goog-Api-Key"_ba, "wrong"_ba}});
    QCOMPARE(wrong.status, 400);
    QCOMPARE(errorOf(wrong).value("details"_L1).toArray().first().toObject().value("reason"_L1).toString(),
             u"API_KEY_INVALID"_s);

    const RawAnswer right = client.request(method, path, base + QList<HttpHeader>{{"x-goog-api-key"_ba, "right"_ba}});
    QCOMPARE(right.status, 200);
}

void tst_DemoServer::oldKeys()
{
    DemoServerOptions options = testServerOptions();
    options.refusesOldKeys = true;
    DemoFixture fixture(options);
    RawClient client(fixture.baseUrl());
    const RawAnswer old = client.request("GET"_ba, "/v1beta/files"_ba, {{"x-goog-api-key"_ba, "AIzaOld"_ba}});
    QCOMPARE(old.status, 401);
    QCOMPARE(errorOf(old).value("status"_L1).toString(), u"UNAUTHENTICATED"_s);
    QCOMPARE(errorOf(old).value("details"_L1).toArray().first().toObject().value("reason"_L1).toString(),
             u"ACCESS_TOKEN_TYPE_UNSUPPORTED"_s);
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, {{"x-goog-api-key"_ba, "AQ.new"_ba}}).status, 200);
}

void tst_DemoServer::keyWithoutTheRightToUpload()
{
    DemoServerOptions options = testServerOptions();
    options.refusesUploads = true;
    DemoFixture fixture(options);
    fixture.server().stores().addStore({{u"name"_s, u"fileSearchStores/a"_s}});
    RawClient client(fixture.baseUrl());
    const HttpHeader key{"x-goog-api-key"_ba, "right"_ba};
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, {key}).status, 200);
    const QList<HttpHeader> start = startHeaders + QList<HttpHeader>{key};
    const RawAnswer refused = client.request("POST"_ba, "/upload/v1beta/files"_ba, start);
    QCOMPARE(refused.status, 403);
    QCOMPARE(errorOf(refused).value("status"_L1).toString(), u"PERMISSION_DENIED"_s);
    const RawAnswer store =
        client.request("POST"_ba, "/upload/v1beta/fileSearchStores/a:uploadToFileSearchStore"_ba, start);
    QCOMPARE(store.status, 500);
}

void tst_DemoServer::keyInUrl()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    QCOMPARE(client.request("GET"_ba, "/v1beta/files?key=secret"_ba).status, 200);
    QVERIFY(fixture.server().requests().constLast().keyInUrl);
    const RawAnswer start = client.request("POST"_ba, "/upload/v1beta/files?key=secret"_ba, startHeaders);
    QVERIFY(start.header("X-Goog-Upload-URL").contains("?key=secret&upload_id="));
    QCOMPARE(client.request("GET"_ba, "/v1beta/files"_ba, {{"x-goog-api-key"_ba, "secret"_ba}}).status, 200);
    QVERIFY(!fixture.server().requests().constLast().keyInUrl);
}

void tst_DemoServer::unknownPaths_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");

    QTest::newRow("root") << "GET"_ba
                          << "/"_ba;
    QTest::newRow("other version") << "GET"_ba
                                   << "/v2/files"_ba;
    QTest::newRow("deeper") << "GET"_ba
                            << "/v1beta/files/abc/def"_ba;
    QTest::newRow("other verb") << "GET"_ba
                                << "/v1beta/files/abc:copy"_ba;
    QTest::newRow("patch") << "PATCH"_ba
                           << "/v1beta/files/abc"_ba;
    QTest::newRow("put to an upload path") << "PUT"_ba
                                           << "/upload/v1beta/files"_ba;
    QTest::newRow("line break") << "GET"_ba
                                << "/v1beta/%0Afiles"_ba;
}

void tst_DemoServer::unknownPaths()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);

    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const RawAnswer answer = client.request(method, path, {}, method == "GET" ? QByteArray() : "body"_ba);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.header("Content-Type"), "application/json; charset=UTF-8"_ba);
    QCOMPARE(errorOf(answer).value("status"_L1).toString(), u"NOT_FOUND"_s);
    QVERIFY(client.isConnected());
}

void tst_DemoServer::answerHeaders()
{
    DemoServerOptions options = testServerOptions();
    options.sampleFiles = 3;
    DemoFixture fixture(options);
    RawClient client(fixture.baseUrl());
    const RawAnswer answer = client.request(
        "GET"_ba, "/v1beta/files"_ba, {{"x-goog-api-key"_ba, "k"_ba}, {"Accept-Encoding"_ba, "gzip, deflate, br"_ba}});
    QCOMPARE(answer.header("Server"), "pollux-demo-server"_ba);
    QCOMPARE(answer.header("Content-Length"), QByteArray::number(answer.body.size()));
    QVERIFY(!answer.hasHeader("Content-Encoding"));
    const QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(answer.header("Date")), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    QVERIFY2(date.isValid(), answer.header("Date").constData());
    QVERIFY(qAbs(QDateTime(date.date(), date.time(), Qt::UTC).secsTo(QDateTime::currentDateTimeUtc())) < 60);
    QVERIFY(answer.body.startsWith("{\n  \"files\": [\n    {\n      \""));
}

void tst_DemoServer::recordsTellWhatWasSent()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    client.sendRaw("POST /upload/v1beta/files?a=%41&b HTTP/1.1\r\nhOST: h\r\nX-Goog-Upload-Command:  START\r\n"
                   "X-Twice: 1%20x\r\nx-twice: 2\r\nX-Goog-Api-Key: k\r\nContent-Length: 2\r\n\r\n{}"_ba);
    QCOMPARE(client.readAnswer().status, 200);
    const RequestRecord record = fixture.server().requests().constFirst();
    QCOMPARE(record.method, "POST"_ba);
    QCOMPARE(record.path, "/upload/v1beta/files"_ba);
    QCOMPARE(record.query, "a=%41&b"_ba);
    QCOMPARE(record.headers, (QList<HttpHeader>{{"hOST"_ba, "h"_ba},
                                                {"X-Goog-Upload-Command"_ba, "START"_ba},
                                                {"X-Twice"_ba, "1%20x"_ba},
                                                {"x-twice"_ba, "2"_ba},
                                                {"X-Goog-Api-Key"_ba, "k"_ba},
                                                {"Content-Length"_ba, "2"_ba}}));
    QCOMPARE(record.command, "start"_ba);
    QCOMPARE(record.body, "{}"_ba);
    QCOMPARE(record.bodyBytes, 2);
    QCOMPARE(record.status, 200);
    QVERIFY(record.finished);
    QVERIFY(qAbs(record.receivedAt.msecsTo(QDateTime::currentDateTimeUtc())) < 60'000);
    fixture.server().clearRequests();
    QVERIFY(fixture.server().requests().isEmpty());
    QCOMPARE(client.request("GET"_ba, "/"_ba).status, 404);
    QCOMPARE(fixture.server().requests().size(), 1);
}

void tst_DemoServer::sessionUrlFollowsTheHostHeader()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    client.sendRaw("POST /resumable/upload/v1/files HTTP/1.1\r\nHost: proxy.test:99\r\nX-Goog-Upload-Command: start\r\n"
                   "X-Goog-Api-Key: k\r\n\r\n"_ba);
    const RawAnswer answer = client.readAnswer();
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.header("X-Goog-Upload-URL").startsWith("http://proxy.test:99/resumable/upload/v1/files?upload_id="));
}

void tst_DemoServer::expectContinue()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    client.sendRaw("POST /upload/v1beta/files HTTP/1.1\r\nHost: h\r\nX-Goog-Api-Key: k\r\nExpect: 100-continue\r\n"
                   "Content-Length: 5\r\n\r\n"_ba);
    QCOMPARE(client.readAnswer().status, 100);
    client.sendRaw("hello"_ba);
    QCOMPARE(client.readAnswer().status, 200);
    QCOMPARE(fixture.server().contentOf(fixture.server().files().first().name()), std::optional("hello"_ba));
}

void tst_DemoServer::qtClient()
{
    DemoFixture fixture;
    QNetworkAccessManager manager;
    QNetworkRequest request(fixture.baseUrl().resolved(QUrl(u"/upload/v1beta/files?display_name=a%20b"_s)));
    request.setRawHeader("x-goog-api-key"_ba, "k"_ba);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    const QByteArray content = testBytes(5'000'001);
    const std::unique_ptr<QNetworkReply> reply(manager.post(request, content));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    QVERIFY(finished.wait());
    QCOMPARE(reply->error(), QNetworkReply::NoError);
    const StoredFile file = fixture.server().files().first();
    QCOMPARE(file.resource.value("displayName"_L1).toString(), u"a b"_s);
    QCOMPARE(fixture.server().contentOf(file.name()), std::optional(content));
}

void tst_DemoServer::manyKeptConnections()
{
    DemoFixture fixture;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int count = 0; count < 40; ++count) {
        clients.push_back(std::make_unique<RawClient>(fixture.baseUrl()));
        QCOMPARE(clients.back()->request("GET"_ba, "/"_ba).status, 404);
    }
    for (const auto &client : clients) {
        QVERIFY(client->isConnected());
        QCOMPARE(client->request("GET"_ba, "/"_ba).status, 404);
    }
}

void tst_DemoServer::stopsQuickly()
{
    DemoFixture fixture;
    // One client idles, one is in the middle of a body, one is being stalled.
    RawClient idle(fixture.baseUrl());
    QCOMPARE(idle.request("GET"_ba, "/"_ba).status, 404);
    RawClient sending(fixture.baseUrl());
    sending.sendPart("POST"_ba, "/upload/v1beta/files"_ba, {{"x-goog-api-key"_ba, "k"_ba}}, "part"_ba, 1000);
    const int stall = fixture.server().faults().add(
        {.method = {}, .path = QRegularExpression(u"stall"_s), .command = {}, .action = faults::stallBefore()});
    RawClient stalled(fixture.baseUrl());
    stalled.sendPart("GET"_ba, "/stall"_ba, {}, {}, 0);
    QTRY_COMPARE(fixture.server().faults().fired(stall), 1);
    QTRY_COMPARE(fixture.server().requests().size(), 3);

    QElapsedTimer timer;
    timer.start();
    fixture.server().stop();
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    for (RawClient *client : {&idle, &sending, &stalled}) {
        QVERIFY(client->waitForEnd());
    }
    QVERIFY(fixture.server().files().isEmpty());
}

void tst_DemoServer::startsAgainOnItsPort()
{
    DemoFixture fixture;
    fixture.server().addFile({{u"name"_s, u"files/abc"_s}});
    const QUrl before = fixture.baseUrl();
    RawClient client(before);
    const QList<HttpHeader> key{{"x-goog-api-key"_ba, "k"_ba}};
    const QByteArray session =
        client.request("POST"_ba, "/upload/v1beta/files"_ba, startHeaders + key).header("X-Goog-Upload-URL");
    fixture.server().stop();
    QVERIFY(client.waitForEnd());
    QVERIFY2(fixture.server().start(), qPrintable(fixture.server().errorText()));
    QCOMPARE(fixture.baseUrl(), before);
    QCOMPARE(client.request("GET"_ba, "/v1/files/abc"_ba, key).status, 200);
    QCOMPARE(client.request("POST"_ba, session, {{"X-Goog-Upload-Command"_ba, "query"_ba}}).status, 200);
}

void tst_DemoServer::takenPort()
{
    DemoFixture fixture;
    DemoServerOptions options;
    options.port = fixture.server().port();
    ScriptedDemoServer second(options);
    QVERIFY(!second.start());
    QVERIFY2(second.errorText().contains(QString::number(options.port)), qPrintable(second.errorText()));
    QVERIFY(second.baseUrl().isEmpty());
}

void tst_DemoServer::hugeHead()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    const RawAnswer answer = client.request("GET"_ba, '/' + QByteArray(20'000, 'a'));
    QVERIFY2(answer.status >= 400, qPrintable(QString::number(answer.status)));
    RawClient other(fixture.baseUrl());
    QCOMPARE(other.request("GET"_ba, "/"_ba).status, 404);
}

QTEST_GUILESS_MAIN(tst_DemoServer)
#include "tst_demoserver.moc"
