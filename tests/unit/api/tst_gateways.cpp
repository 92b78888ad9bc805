// SPDX-License-Identifier: Apache-2.0
#include "models/api/apiclient.h"
#include "models/api/storesclient.h"
#include "tests/unit/api/callanswer.h"
#include "tests/unit/api/rawserver.h"

#include <QElapsedTimer>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace pollux;
using std::chrono::milliseconds;

namespace {

/// Begins to answer each request at once, and then sends a byte every 10 ms for ever.
class DrippingServer final : public QObject {
public:
    DrippingServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] {
            QTcpSocket *socket = m_server.nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                socket->readAll();
                socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n");
            });
            auto *timer = new QTimer(socket);
            connect(timer, &QTimer::timeout, socket, [socket] { socket->write(" "); });
            timer->start(10);
        });
    }

    QUrl baseUrl() const { return QUrl(u"http://127.0.0.1:%1"_s.arg(m_server.serverPort())); }

private:
    QTcpServer m_server;
};

QByteArray bytes(const QByteArray &head, const QByteArray &body = "{}")
{
    return "HTTP/1.1 " + head + "\r\n\r\n" + body;
}

} // namespace

/// Answers that only something between Pollux and the service sends.
class tst_Gateways final : public QObject {
    Q_OBJECT

private slots:
    void drippingAnswersEnd();
    void leftAnswersAreCapped();
    void earlyHints_data();
    void earlyHints();
    void twoLengths_data();
    void twoLengths();
    void refusals_data();
    void refusals();
    void secretsAreCleanedEverywhere();

private:
    QNetworkAccessManager m_network;
};

void tst_Gateways::drippingAnswersEnd()
{
    DrippingServer server;
    TransferTimeouts timeouts;
    timeouts.answer = milliseconds(300);
    ApiClient client(m_network, requestsTo(server.baseUrl(), timeouts));
    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QTRY_VERIFY(page.failedWith(ErrorKind::Timeout));
    QCOMPARE(page.count, 1);
    StoresClient stores(m_network, requestsTo(server.baseUrl(), timeouts));
    CallAnswer<RagStore> store;
    stores.createStore(u"a"_s, {}, &store.context, store.callback());
    QTRY_VERIFY(store.failedWith(ErrorKind::Timeout));
}

void tst_Gateways::leftAnswersAreCapped()
{
    constexpr qint64 endless = qint64{200} * 1024 * 1024;
    RawServer server([](const RawServer::Request &) {
        return RawServer::Answer{"HTTP/1.1 200 OK\r\nContent-Length: " + QByteArray::number(endless) + "\r\n\r\n",
                                 false, endless};
    });
    const RequestFactory requests = requestsTo(server.baseUrl());
    ReplyReader::leave(m_network.post(requests.session(server.baseUrl(), "cancel"), QByteArray()));
    QTRY_COMPARE(server.requests().size(), 1);
    QTRY_COMPARE(server.openConnections(), 0);
    // The bytes beyond the cap are those in the buffers of the two sockets.
    QVERIFY2(server.bytesSent() < qint64{32} * 1024 * 1024, qPrintable(QString::number(server.bytesSent())));
}

void tst_Gateways::earlyHints_data()
{
    QTest::addColumn<int>("delay"); // ms until the last answer
    QTest::newRow("at once") << 0;
    QTest::newRow("later") << 100;
}

/// The answer behind the early one must never become that of the next request.
void tst_Gateways::earlyHints()
{
    QFETCH(const int, delay);
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    connect(&server, &QTcpServer::newConnection, this, [&server, delay] {
        QTcpSocket *socket = server.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket, delay] {
            const bool isFirst = socket->readAll().contains("files/first");
            const QByteArray body = isFirst ? R"({"name":"files/first"})" : R"({"name":"files/second"})";
            const QByteArray last = bytes("200 OK\r\nContent-Length: " + QByteArray::number(body.size()), body);
            const QByteArray early = "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\n";
            if (!isFirst) {
                socket->write(last);
            } else if (delay == 0) {
                socket->write(early + last);
            } else {
                socket->write(early);
                QTimer::singleShot(delay, socket, [socket, last] { socket->write(last); });
            }
        });
    });
    ApiClient client(m_network, requestsTo(QUrl(u"http://127.0.0.1:%1"_s.arg(server.serverPort()))));
    CallAnswer<RemoteFile> first;
    client.getFile(u"files/first"_s, &first.context, first.callback());
    QTRY_COMPARE(first.count, 1);
    if (first.succeeded()) {
        // A Qt that waits for the last answer.
        QCOMPARE(first.result->value().name, u"files/first"_s);
        return;
    }
    QCOMPARE(first.result->error().kind, ErrorKind::Protocol);
    QCOMPARE(first.result->error().httpStatus, 103);
    CallAnswer<RemoteFile> second;
    client.getFile(u"files/second"_s, &second.context, second.callback());
    QTRY_COMPARE(second.count, 1);
    QVERIFY(second.succeeded());
    QCOMPARE(second.result->value().name, u"files/second"_s);
}

void tst_Gateways::twoLengths_data()
{
    QTest::addColumn<QByteArray>("lengths");
    QTest::newRow("differ") << "Content-Length: 2\r\nContent-Length: 20"_ba;
    QTest::newRow("agree") << "Content-Length: 2\r\nContent-Length: 2"_ba;
    QTest::newRow("in one line") << "Content-Length: 2, 20"_ba;
}

void tst_Gateways::twoLengths()
{
    QFETCH(const QByteArray, lengths);
    RawServer server([=](const RawServer::Request &) { return RawServer::Answer{bytes("200 OK\r\n" + lengths)}; });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> page;
    client.listFiles(1, {}, &page.context, page.callback());
    QTRY_VERIFY(page.failedWith(ErrorKind::Protocol));
    QTRY_COMPARE(server.openConnections(), 0);
}

void tst_Gateways::refusals_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<ErrorKind>("ofList");
    QTest::addColumn<ErrorKind>("ofFile");
    QTest::addColumn<QString>("host");
    const auto page = "<html><title>Blocked by policy</title></html>"_ba;
    for (const int status : {401, 403, 404})
        QTest::addRow("%d page", status) << status << page << ErrorKind::ProxyPage << ErrorKind::ProxyPage
                                         << u"127.0.0.1"_s;
    QTest::newRow("413 page") << 413 << page << ErrorKind::TooLarge << ErrorKind::TooLarge << u"127.0.0.1"_s;
    QTest::newRow("404") << 404 << QByteArray() << ErrorKind::WrongEndpoint << ErrorKind::Gone << u"127.0.0.1"_s;
    QTest::newRow("404 as JSON") << 404 << R"({"error":{"code":404,"status":"NOT_FOUND"}})"_ba
                                 << ErrorKind::WrongEndpoint << ErrorKind::Gone << u"127.0.0.1"_s;
    QTest::newRow("400") << 400 << R"({"error":{"message":"Invalid page token","status":"INVALID_ARGUMENT"}})"_ba
                         << ErrorKind::ReadRefused << ErrorKind::ReadRefused << QString();
}

void tst_Gateways::refusals()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    RawServer server([=](const RawServer::Request &) { return RawServer::http(status, body); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> list;
    client.listFiles(1, {}, &list.context, list.callback());
    QTRY_COMPARE(list.count, 1);
    QVERIFY(!list.succeeded());
    QTEST(list.result->error().kind, "ofList");
    QTEST(list.result->error().subject, "host");
    CallAnswer<RemoteFile> file;
    client.getFile(u"files/a"_s, &file.context, file.callback());
    QTRY_COMPARE(file.count, 1);
    QVERIFY(!file.succeeded());
    QTEST(file.result->error().kind, "ofFile");
}

void tst_Gateways::secretsAreCleanedEverywhere()
{
    const auto body = R"({"error":{"code":429,"message":"test-key","status":"test-key","details":[
        {"@type":"google.rpc.ErrorInfo","reason":"test-key","metadata":{"apiKey":"other-secret","left":"here"}},
        {"@type":"google.rpc.QuotaFailure","violations":[{"quotaMetric":"test-key","quotaId":"test-key"}]}]}})"_ba;
    RawServer server([=](const RawServer::Request &) { return RawServer::http(429, body); });
    ApiClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<FilePage> list;
    client.listFiles(1, {}, &list.context, list.callback());
    QTRY_COMPARE(list.count, 1);
    const ApiError error = list.result->error();
    const QString removed = u"[removed]"_s;
    QCOMPARE(error.message, removed);
    QCOMPARE(error.rpcStatus, removed);
    QCOMPARE(error.details.reason, removed);
    QCOMPARE(error.details.quotaViolations, (QList<QuotaViolation>{{removed, removed}}));
    const QJsonObject metadata = error.rawDetails.at(0).toObject().value("metadata"_L1).toObject();
    QCOMPARE(metadata, (QJsonObject{{u"apiKey"_s, removed}, {u"left"_s, u"here"_s}}));
}

QTEST_GUILESS_MAIN(tst_Gateways)
#include "tst_gateways.moc"
