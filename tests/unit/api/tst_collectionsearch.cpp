// SPDX-License-Identifier: Apache-2.0
#include "models/api/storesclient.h"
#include "tests/unit/api/rawserver.h"
#include "tests/unit/api/sample.h"
#include "tests/unit/api/storecalls.h"

#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::storecalls;

namespace {

constexpr auto automatic = CollectionChoice::Automatic;

/// A server that has the stores of one collection only. Answers any other path with 404 and that path as the message.
RawServer::Handler only(const QByteArray &collection)
{
    return [collection](const RawServer::Request &request) {
        const QByteArray path = request.target.split('?').first();
        if (!path.startsWith("/v1beta/" + collection))
            return RawServer::http(404, errorBody(path));
        // Both a store and a list of stores.
        return RawServer::json(R"({"name":")" + collection + R"(/x",")" + collection + R"(":[]})");
    };
}

QList<QByteArray> targets(const RawServer &server)
{
    QList<QByteArray> list;
    for (const RawServer::Request &request : server.requests())
        list.append(request.method + ' ' + request.target.split('?').first());
    return list;
}

} // namespace

class tst_CollectionSearch : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void findsTheCollection_data();
    void findsTheCollection();
    void chosenCollectionOnly_data();
    void chosenCollectionOnly();
    void remembersPerEndpoint();
    void findsTheCollectionAnew();
    void neitherCollection();
    void otherErrorsDoNotFallBack_data();
    void otherErrorsDoNotFallBack();
    void failureOfTheOtherIsTold();
    void fallbackOutlivesTheClient();
    void noFallbackForADeadContext();

private:
    QNetworkAccessManager m_network;
};

void tst_CollectionSearch::findsTheCollection_data()
{
    QTest::addColumn<Call>("first");
    QTest::addColumn<QByteArray>("knows");
    QTest::addColumn<QList<QByteArray>>("asked");
    const auto published = "/v1beta/fileSearchStores"_ba;
    const auto founding = "/v1beta/ragStores"_ba;
    QTest::newRow("list, published") << listStores() << "fileSearchStores"_ba << QList<QByteArray>{"GET " + published};
    QTest::newRow("list, founding") << listStores() << "ragStores"_ba
                                    << QList<QByteArray>{"GET " + published, "GET " + founding};
    QTest::newRow("create, published") << createStore(u"a"_s) << "fileSearchStores"_ba
                                       << QList<QByteArray>{"POST " + published};
    QTest::newRow("create, founding") << createStore(u"a"_s) << "ragStores"_ba
                                      << QList<QByteArray>{"POST " + published, "POST " + founding};
}

void tst_CollectionSearch::findsTheCollection()
{
    QFETCH(const Call, first);
    QFETCH(const QByteArray, knows);
    QFETCH(const QList<QByteArray>, asked);
    RawServer server(only(knows));
    StoresClient client(m_network, requestsTo(server.baseUrl()), automatic);
    QVERIFY(!client.collection());
    QVERIFY(!client.foundCollection());

    CallAnswer<Nothing> answer;
    first(client, answer);
    QTRY_VERIFY(answer.succeeded());
    QCOMPARE(targets(server), asked);
    const auto found = collectionOf(QString::fromLatin1(knows + "/x"));
    QCOMPARE(client.collection(), found);
    QCOMPARE(client.foundCollection(), found);
    // Both attempts have the same body.
    QCOMPARE(server.requests().last().body, server.requests().first().body);

    // From here on the client knows the collection.
    for (const Call &call : {listStores(), createStore(u"b"_s)}) {
        const auto before = server.requests().size();
        CallAnswer<Nothing> later;
        call(client, later);
        QTRY_VERIFY(later.succeeded());
        QCOMPARE(server.requests().size(), before + 1);
        QVERIFY(server.requests().last().target.startsWith("/v1beta/" + knows));
    }
}

void tst_CollectionSearch::chosenCollectionOnly_data()
{
    QTest::addColumn<CollectionChoice>("choice");
    QTest::addColumn<QByteArray>("knows");
    QTest::addColumn<bool>("succeeds");
    QTest::newRow("founding") << CollectionChoice::RagStores << "ragStores"_ba << true;
    QTest::newRow("published") << CollectionChoice::FileSearchStores << "fileSearchStores"_ba << true;
    QTest::newRow("founding, not there") << CollectionChoice::RagStores << "fileSearchStores"_ba << false;
    QTest::newRow("published, not there") << CollectionChoice::FileSearchStores << "ragStores"_ba << false;
}

void tst_CollectionSearch::chosenCollectionOnly()
{
    QFETCH(const CollectionChoice, choice);
    QFETCH(const QByteArray, knows);
    QFETCH(const bool, succeeds);
    const auto chosen =
        choice == CollectionChoice::RagStores ? StoreCollection::RagStores : StoreCollection::FileSearchStores;
    RawServer server(only(knows));
    StoresClient client(m_network, requestsTo(server.baseUrl()), choice);
    QCOMPARE(client.collection(), chosen);
    for (const Call &call : {listStores(), createStore(u"a"_s)}) {
        CallAnswer<Nothing> answer;
        call(client, answer);
        QTRY_COMPARE(answer.count, 1);
        QCOMPARE(answer.succeeded(), succeeds);
        QVERIFY(succeeds || answer.failedWith(ErrorKind::WrongEndpoint));
    }
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(client.foundCollection(), succeeds ? std::optional(chosen) : std::nullopt);

    // A full resource name decides the collection.
    CallAnswer<Nothing> named;
    getStore(QString::fromLatin1(knows + "/x"))(client, named);
    QTRY_VERIFY(named.succeeded());
}

void tst_CollectionSearch::remembersPerEndpoint()
{
    RawServer founding(only("ragStores"));
    RawServer published(only("fileSearchStores"));
    StoresClient client(m_network, requestsTo(founding.baseUrl()));
    for (RawServer *server : {&founding, &published, &founding, &published}) {
        client.setRequests(requestsTo(server->baseUrl()), automatic);
        CallAnswer<Nothing> answer;
        listStores()(client, answer);
        QTRY_VERIFY(answer.succeeded());
    }
    QCOMPARE(founding.requests().size(), 3);
    QCOMPARE(published.requests().size(), 2);
    QCOMPARE(client.collection(), StoreCollection::FileSearchStores);
    client.setRequests(requestsTo(founding.baseUrl()), automatic);
    QCOMPARE(client.collection(), StoreCollection::RagStores);
}

/// A server may be updated while Pollux runs.
void tst_CollectionSearch::findsTheCollectionAnew()
{
    QByteArray knows = "ragStores";
    RawServer server([&knows](const RawServer::Request &request) { return only(knows)(request); });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> before;
    listStores()(client, before);
    QTRY_VERIFY(before.succeeded());
    knows = "fileSearchStores";
    CallAnswer<Nothing> after;
    listStores()(client, after);
    QTRY_VERIFY(after.succeeded());
    QCOMPARE(client.collection(), StoreCollection::FileSearchStores);
}

void tst_CollectionSearch::neitherCollection()
{
    RawServer server(only("corpora"));
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    for (const Call &call : {listStores(), createStore(u"a"_s)}) {
        CallAnswer<Nothing> answer;
        call(client, answer);
        QTRY_VERIFY(answer.failedWith(ErrorKind::WrongEndpoint));
        QCOMPARE(answer.result->error().message, u"/v1beta/fileSearchStores"_s);
        QVERIFY(!client.collection());
    }
    QCOMPARE(server.requests().size(), 4);
}

void tst_CollectionSearch::otherErrorsDoNotFallBack_data()
{
    QTest::addColumn<RawServer::Answer>("answer");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("wrong key") << RawServer::http(400, sample::bytes(u"30-error-400-api-key-invalid"))
                               << ErrorKind::InvalidKey;
    QTest::newRow("no key") << RawServer::http(403, sample::bytes(u"31-error-403-no-key")) << ErrorKind::MissingKey;
    QTest::newRow("busy") << RawServer::http(503) << ErrorKind::ServerBusy;
    QTest::newRow("gone for good") << RawServer::http(410) << ErrorKind::Gone;
    QTest::newRow("portal") << RawServer::http(200, "<html></html>") << ErrorKind::ProxyPage;
    QTest::newRow("no JSON") << RawServer::http(200, "[]") << ErrorKind::Protocol;
}

void tst_CollectionSearch::otherErrorsDoNotFallBack()
{
    QFETCH(RawServer::Answer, answer);
    QFETCH(const ErrorKind, kind);
    RawServer server([&answer](const RawServer::Request &) { return answer; });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> listed;
    listStores()(client, listed);
    QTRY_VERIFY(listed.failedWith(kind));
    QCOMPARE(server.requests().size(), 1);
    QVERIFY(!client.collection());
}

void tst_CollectionSearch::failureOfTheOtherIsTold()
{
    // The 404 page of a gateway counts like one of the service here: trying the other collection does no harm.
    RawServer server([](const RawServer::Request &request) {
        return request.target.contains("ragStores") ? RawServer::http(503) : RawServer::http(404, "<html></html>");
    });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> listed;
    listStores()(client, listed);
    QTRY_VERIFY(listed.failedWith(ErrorKind::ServerBusy));
    QVERIFY(!client.collection());
}

void tst_CollectionSearch::fallbackOutlivesTheClient()
{
    RawServer other(only("ragStores"));
    auto client = std::unique_ptr<StoresClient>();
    RawServer server([&](const RawServer::Request &request) {
        if (request.target.contains("fileSearchStores"))
            client.reset();
        return only("ragStores")(request);
    });
    client = std::make_unique<StoresClient>(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> answer;
    listStores()(*client, answer);
    client->setRequests(requestsTo(other.baseUrl()), automatic);
    QTRY_VERIFY(answer.succeeded());
    QCOMPARE(server.requests().size(), 2);
    QCOMPARE(other.connections(), 0);
}

void tst_CollectionSearch::noFallbackForADeadContext()
{
    auto answer = std::make_unique<CallAnswer<Nothing>>();
    RawServer server([&](const RawServer::Request &request) {
        answer.reset();
        return only("ragStores")(request);
    });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    listStores()(client, *answer);
    QTRY_COMPARE(server.requests().size(), 1);
    CallAnswer<Nothing> later;
    getStore(u"ragStores/x"_s)(client, later);
    QTRY_VERIFY(later.succeeded());
    QCOMPARE(targets(server), (QList<QByteArray>{"GET /v1beta/fileSearchStores", "GET /v1beta/ragStores/x"}));
}

QTEST_GUILESS_MAIN(tst_CollectionSearch)
#include "tst_collectionsearch.moc"
