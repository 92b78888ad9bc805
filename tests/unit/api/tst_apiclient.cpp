// SPDX-License-Identifier: Apache-2.0
#include "models/api/apiclient.h"
#include "models/productinfo.h"
#include "tests/support/scripteddemoserver.h"
#include "tests/unit/api/callanswer.h"
#include "tests/unit/api/rawserver.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_ApiClient : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void listsPages();
    void getsAFile();
    void deletesAFile();
    void tellsErrorsOfTheService();
    void requestsAsTheContractSaysThem();
    void keepsNoCookies();
    void bringsThePageSizeIntoItsRange_data();
    void bringsThePageSizeIntoItsRange();
    void encodesThePageToken();
    void followsNoRedirect_data();
    void followsNoRedirect();
    void badAnswers_data();
    void badAnswers();
    void capsTheAnswer();
    void takesLargeAnswersBelowTheCap();
    void deleteOfAMissingFileSucceeds_data();
    void deleteOfAMissingFileSucceeds();
    void deleteIsConfirmedWhereItWasSent();
    void abortsWhenTheContextDies();
    void contextMayDieInTheCallback();
    void timesOut();
    void noServer();
    void refusesAnInsecureEndpoint();

private:
    QNetworkAccessManager m_network;
};

void tst_ApiClient::listsPages()
{
    ScriptedDemoServer::Options options;
    options.sampleFiles = 250;
    ScriptedDemoServer server(options);
    QVERIFY(server.start());
    ApiClient client(m_network, requestsTo(server.baseUrl()));

    QStringList names;
    QString token;
    for (const int expected : {100, 100, 50}) {
        CallAnswer<FilePage> page;
        client.listFiles(100, token, &page.context, page.callback());
        QCOMPARE(page.count, 0); // the callback never runs inside the call
        QTRY_COMPARE(page.count, 1);
        QVERIFY(page.result->ok());
        QCOMPARE(page.result->value().entries.size(), expected);
        for (const RemoteFile &file : page.result->value().entries)
            names.append(file.name);
        token = page.result->value().nextPageToken;
    }
    QVERIFY(token.isEmpty());
    QCOMPARE(names.removeDuplicates(), 0);
    QCOMPARE(names.size(), 250);
}

void tst_ApiClient::getsAFile()
{
    ScriptedDemoServer::Options options;
    options.sampleFiles = 3;
    ScriptedDemoServer server(options);
    QVERIFY(server.start());
    ApiClient client(m_network, requestsTo(server.baseUrl()));

    for (const StoredFile &stored : server.files()) {
        CallAnswer<RemoteFile> file;
        client.getFile(stored.name(), &file.context, file.callback());
        QTRY_COMPARE(file.count, 1);
        QVERIFY(file.result->ok());
        QCOMPARE(file.result->value(), RemoteFile::fromJson(stored.resource).value());
    }
}

void tst_ApiClient::deletesAFile()
{
    ScriptedDemoServer::Options options;
    options.sampleFiles = 2;
    ScriptedDemoServer server(options);
    QVERIFY(server.start());
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    const QString name = server.files().first().name();

    CallAnswer<Nothing> deleted;
    client.deleteFile(name, &deleted.context, deleted.callback());
    QTRY_COMPARE(deleted.count, 1);
    QVERIFY(deleted.result->ok());
    QCOMPARE(server.files().size(), 1);
    QVERIFY(server.files().first().name() != name);
}

void tst_ApiClient::tellsErrorsOfTheService()
{
    ScriptedDemoServer::Options options;
    options.keys = {"another-key"_ba};
    ScriptedDemoServer server(options);
    QVERIFY(server.start());
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> wrongKey;
    client.listFiles(1, {}, &wrongKey.context, wrongKey.callback());
    QTRY_VERIFY(wrongKey.failedWith(ErrorKind::InvalidKey));

    client.setRequests(RequestFactory({server.baseUrl(), u"v1beta"_s}, {}));
    CallAnswer<FilePage> noKey;
    client.listFiles(1, {}, &noKey.context, noKey.callback());
    QTRY_VERIFY(noKey.failedWith(ErrorKind::MissingKey));

    client.setRequests(RequestFactory({server.baseUrl(), u"v1beta"_s}, "another-key"_ba));
    CallAnswer<RemoteFile> missing;
    client.getFile(u"files/missing"_s, &missing.context, missing.callback());
    QTRY_VERIFY(missing.failedWith(ErrorKind::Gone));
}

void tst_ApiClient::requestsAsTheContractSaysThem()
{
    RawServer server([](const RawServer::Request &) { return RawServer::json("{}"); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> page;
    client.listFiles(100, {}, &page.context, page.callback());
    QTRY_COMPARE(page.count, 1);
    QVERIFY(page.result->ok());
    CallAnswer<Nothing> deleted;
    client.deleteFile(u"files/abc"_s, &deleted.context, deleted.callback());
    QTRY_COMPARE(deleted.count, 1);

    const RawServer::Request list = server.requests().first();
    QCOMPARE(list.method, "GET"_ba);
    QCOMPARE(list.target, "/v1beta/files?pageSize=100"_ba);
    QCOMPARE(list.headers.value("x-goog-api-key"), "test-key"_ba);
    QCOMPARE(list.headers.value("user-agent"),
             QString(productinfo::displayName + "/"_L1 + productinfo::version).toLatin1());
    // Only the headers that Qt itself adds.
    QStringList names;
    for (auto it = list.headers.keyBegin(); it != list.headers.keyEnd(); ++it)
        names.append(QString::fromLatin1(*it));
    names.sort();
    QCOMPARE(names, (QStringList{u"accept-encoding"_s, u"accept-language"_s, u"cache-control"_s, u"connection"_s,
                                 u"host"_s, u"pragma"_s, u"user-agent"_s, u"x-goog-api-key"_s}));

    const RawServer::Request removal = server.requests().last();
    QCOMPARE(removal.method, "DELETE"_ba);
    QCOMPARE(removal.target, "/v1beta/files/abc"_ba);
    QVERIFY(removal.body.isEmpty());
}

void tst_ApiClient::keepsNoCookies()
{
    RawServer server([](const RawServer::Request &) {
        return RawServer::http(200, "{}", {"Set-Cookie: a=b; Path=/", "Cache-Control: max-age=3600", "ETag: \"x\""});
    });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    for (int i = 1; i <= 2; ++i) {
        CallAnswer<FilePage> page;
        client.listFiles(1, {}, &page.context, page.callback());
        QTRY_COMPARE(page.count, 1);
        QCOMPARE(server.requests().size(), i);
    }
    QVERIFY(!server.requests().last().headers.contains("cookie"));
    QVERIFY(!server.requests().last().headers.contains("if-none-match"));
}

void tst_ApiClient::bringsThePageSizeIntoItsRange_data()
{
    QTest::addColumn<int>("wish");
    QTest::addColumn<QByteArray>("target");
    QTest::newRow("negative") << -1 << "/v1beta/files?pageSize=1"_ba;
    QTest::newRow("none") << 0 << "/v1beta/files?pageSize=1"_ba;
    QTest::newRow("one") << 1 << "/v1beta/files?pageSize=1"_ba;
    QTest::newRow("most") << 100 << "/v1beta/files?pageSize=100"_ba;
    QTest::newRow("more") << 101 << "/v1beta/files?pageSize=100"_ba;
}

void tst_ApiClient::bringsThePageSizeIntoItsRange()
{
    QFETCH(const int, wish);
    RawServer server([](const RawServer::Request &) { return RawServer::json("{}"); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> page;
    client.listFiles(wish, {}, &page.context, page.callback());
    QTRY_COMPARE(page.count, 1);
    QTEST(server.requests().first().target, "target");
}

void tst_ApiClient::encodesThePageToken()
{
    RawServer server([](const RawServer::Request &) { return RawServer::json("{}"); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> page;
    client.listFiles(5, u"a+b/c=&d e%20#é"_s, &page.context, page.callback());
    QTRY_COMPARE(page.count, 1);
    const QByteArray query = server.requests().first().target.split('?').last();
    QCOMPARE(query, "pageSize=5&pageToken=a%2Bb%2Fc%3D%26d%20e%2520%23%C3%A9"_ba);
}

void tst_ApiClient::followsNoRedirect_data()
{
    QTest::addColumn<int>("status");
    for (const int status : {300, 301, 302, 303, 307, 308})
        QTest::newRow(qPrintable(QString::number(status))) << status;
}

void tst_ApiClient::followsNoRedirect()
{
    QFETCH(const int, status);
    RawServer target([](const RawServer::Request &) { return RawServer::json("{}"); });
    const QByteArray location = "Location: " + target.baseUrl().toEncoded() + "/v1beta/files";
    RawServer server([=](const RawServer::Request &) { return RawServer::http(status, {}, {location}); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));

    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QTRY_VERIFY(page.failedWith(ErrorKind::Redirected));
    QCOMPARE(page.result->error().subject, u"127.0.0.1"_s);
    QCOMPARE(page.result->error().httpStatus, status);
    CallAnswer<RemoteFile> file;
    client.getFile(u"files/a"_s, &file.context, file.callback());
    QTRY_VERIFY(file.failedWith(ErrorKind::Redirected));
    CallAnswer<Nothing> deleted;
    client.deleteFile(u"files/a"_s, &deleted.context, deleted.callback());
    QTRY_VERIFY(deleted.failedWith(ErrorKind::Redirected));
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(target.connections(), 0);
}

void tst_ApiClient::badAnswers_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<ErrorKind>("kind");
    const auto with = [](const QByteArray &body) { return RawServer::http(200, body).bytes; };
    QTest::newRow("HTML") << with("<html><body>Log in</body></html>") << ErrorKind::ProxyPage;
    QTest::newRow("empty") << with({}) << ErrorKind::Protocol;
    QTest::newRow("text") << with("OK") << ErrorKind::Protocol;
    QTest::newRow("array") << with("[]") << ErrorKind::Protocol;
    QTest::newRow("cut JSON") << with(R"({"files":[)") << ErrorKind::Protocol;
    QTest::newRow("files is no array") << with(R"({"files":5})") << ErrorKind::Protocol;
    QTest::newRow("number too large") << with(R"({"files":[{"name":"files/a","sizeBytes":1e400}]})")
                                      << ErrorKind::Protocol;
    QTest::newRow("hidden rate limit") << with(R"({"error":{"code":429,"message":"slow down"}})")
                                       << ErrorKind::RateQuota;
    QTest::newRow("hidden error, no code") << with(R"({"error":{"message":"oops"}})") << ErrorKind::ServerBusy;
    QTest::newRow("503 HTML") << RawServer::http(503, "<html></html>").bytes << ErrorKind::ServerBusy;
    QTest::newRow("no HTTP") << "\x15\x03\x01 what?\r\n\r\n"_ba << ErrorKind::Network;
    QTest::newRow("cut body") << "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}"_ba << ErrorKind::Network;
    QTest::newRow("nothing") << QByteArray() << ErrorKind::Network;
}

void tst_ApiClient::badAnswers()
{
    QFETCH(const QByteArray, answer);
    QFETCH(const ErrorKind, kind);
    RawServer server([=](const RawServer::Request &) { return RawServer::Answer{answer, true, 0}; });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QTRY_COMPARE(page.count, 1);
    QVERIFY(!page.result->ok());
    QCOMPARE(page.result->error().kind, kind);
}

void tst_ApiClient::capsTheAnswer()
{
    constexpr qint64 endless = qint64{200} * 1024 * 1024;
    RawServer server([](const RawServer::Request &) {
        return RawServer::Answer{"HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(endless) + "\r\n\r\n",
                                 false, endless};
    });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QTRY_VERIFY(page.failedWith(ErrorKind::AnswerTooLarge));
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(page.count, 1);
    // Bytes sent beyond the cap are those in the buffers of the two sockets.
    QVERIFY2(server.bytesSent() < qint64{32} * 1024 * 1024, qPrintable(QString::number(server.bytesSent())));
}

void tst_ApiClient::takesLargeAnswersBelowTheCap()
{
    const QByteArray token(8 * 1024 * 1024 - 100, 't');
    RawServer server(
        [=](const RawServer::Request &) { return RawServer::json(R"({"nextPageToken":")" + token + "\"}"); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QTRY_COMPARE(page.count, 1);
    QVERIFY(page.result->ok());
    QCOMPARE(page.result->value().nextPageToken.size(), token.size());
}

void tst_ApiClient::deleteOfAMissingFileSucceeds_data()
{
    QTest::addColumn<int>("deleteStatus");
    QTest::addColumn<int>("getStatus");
    QTest::addColumn<bool>("succeeds");
    QTest::addColumn<int>("requests");
    QTest::newRow("deleted") << 200 << 500 << true << 1;
    QTest::newRow("gone") << 404 << 404 << true << 2;
    QTest::newRow("still there") << 404 << 200 << false << 2;
    QTest::newRow("cannot be confirmed") << 404 << 503 << false << 2;
    QTest::newRow("busy") << 503 << 200 << false << 1;
}

void tst_ApiClient::deleteOfAMissingFileSucceeds()
{
    QFETCH(const int, deleteStatus);
    QFETCH(const int, getStatus);
    RawServer server([=](const RawServer::Request &request) {
        return RawServer::http(request.method == "DELETE" ? deleteStatus : getStatus, R"({"name":"files/a"})");
    });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> deleted;
    client.deleteFile(u"files/a"_s, &deleted.context, deleted.callback());
    QTRY_COMPARE(deleted.count, 1);
    QTEST(deleted.result->ok(), "succeeds");
    QTEST(int(server.requests().size()), "requests");
}

/// The request that checks whether a file is gone must go to the account that was asked to delete it.
void tst_ApiClient::deleteIsConfirmedWhereItWasSent()
{
    RawServer other([](const RawServer::Request &) { return RawServer::http(404); });
    auto client = std::unique_ptr<ApiClient>();
    RawServer server([&](const RawServer::Request &request) {
        if (request.method == "DELETE")
            client.reset();
        return RawServer::http(404);
    });
    client = std::make_unique<ApiClient>(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> deleted;
    client->deleteFile(u"files/a"_s, &deleted.context, deleted.callback());
    client->setRequests(requestsTo(other.baseUrl()));
    QTRY_COMPARE(deleted.count, 1);
    QVERIFY(deleted.result->ok());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(other.connections(), 0);
}

void tst_ApiClient::abortsWhenTheContextDies()
{
    RawServer server([](const RawServer::Request &) { return RawServer::silence(); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    int count = 0;
    auto context = std::make_unique<QObject>();
    client.listFiles(1, {}, context.get(), [&count](const Result<FilePage> &) { ++count; });
    QTRY_COMPARE(server.requests().size(), 1);
    context.reset();
    QTRY_COMPARE(server.openConnections(), 0);
    QCOMPARE(count, 0);

    // Nor is a dead context called when the client refuses a call without sending a request.
    ApiClient inert(m_network);
    context = std::make_unique<QObject>();
    inert.listFiles(1, {}, context.get(), [&count](const Result<FilePage> &) { ++count; });
    context.reset();
    CallAnswer<FilePage> later;
    inert.listFiles(1, {}, &later.context, later.callback());
    QTRY_COMPARE(later.count, 1);
    QCOMPARE(count, 0);
}

void tst_ApiClient::contextMayDieInTheCallback()
{
    RawServer server([](const RawServer::Request &) { return RawServer::json("{}"); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    int count = 0;
    auto context = std::make_unique<QObject>();
    client.listFiles(1, {}, context.get(), [&](const Result<FilePage> &) {
        ++count;
        context.reset();
    });
    QTRY_COMPARE(count, 1);
}

void tst_ApiClient::timesOut()
{
    using std::chrono::milliseconds;
    RawServer server([](const RawServer::Request &) { return RawServer::silence(); });
    ApiClient client(m_network,
                     requestsTo(server.baseUrl(), {milliseconds(100), milliseconds(100), milliseconds(100)}));
    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QTRY_VERIFY(page.failedWith(ErrorKind::Timeout));
}

void tst_ApiClient::noServer()
{
    QUrl nobody;
    {
        RawServer server([](const RawServer::Request &) { return RawServer::silence(); });
        nobody = server.baseUrl();
    }
    ApiClient client(m_network, requestsTo(nobody));
    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QTRY_VERIFY(page.failedWith(ErrorKind::Unreachable));
    QCOMPARE(page.result->error().httpStatus, 0);
}

void tst_ApiClient::refusesAnInsecureEndpoint()
{
    ApiClient client(m_network);
    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QCOMPARE(page.count, 0);
    QTRY_VERIFY(page.failedWith(ErrorKind::InsecureEndpoint));

    client.setRequests(requestsTo(QUrl(u"http://pollux.invalid"_s)));
    CallAnswer<Nothing> deleted;
    client.deleteFile(u"files/a"_s, &deleted.context, deleted.callback());
    QTRY_VERIFY(deleted.failedWith(ErrorKind::InsecureEndpoint));
    QCOMPARE(deleted.result->error().subject, u"pollux.invalid"_s);
}

QTEST_GUILESS_MAIN(tst_ApiClient)
#include "tst_apiclient.moc"
