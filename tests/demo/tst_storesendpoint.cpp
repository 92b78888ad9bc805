// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/storewire.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::storewire;
using namespace std::chrono_literals;

namespace {

DemoServerOptions withCollections(DemoCollections collections)
{
    DemoServerOptions options = testServerOptions();
    options.collections = collections;
    return options;
}

} // namespace

class tst_StoresEndpoint : public QObject {
    Q_OBJECT

private slots:
    void createAndGet();
    void emptyLists();
    void pageSizes_data();
    void pageSizes();
    void badQueries_data();
    void badQueries();
    void deleteStore();
    void deleteDocument();
    void oneCollection_data();
    void oneCollection();
    void unknownPaths_data();
    void unknownPaths();
    void missingResources_data();
    void missingResources();
    void keyIsNeeded();
    void bodiesSent();
    void faultPaths_data();
    void faultPaths();
};

void tst_StoresEndpoint::createAndGet()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const RawAnswer created = client.post(u"fileSearchStores"_s, R"({"displayName":"first VectorStore"})"_ba);
    QCOMPARE(created.status, 200);
    QCOMPARE(objectOf(created).keys(), sample(u"12-store-create.json"_s).keys());
    QVERIFY(nameOf(created).startsWith("fileSearchStores/first-vectorstore-"_L1));
    QCOMPARE(objectOf(client.get(nameOf(created))), objectOf(created));
    // Without a body, with the other spelling, and under the other version.
    QCOMPARE(client.post(u"ragStores"_s, {}).status, 200);
    QCOMPARE(objectOf(client.post(u"ragStores"_s, R"({"display_name":"ü"})"_ba)).value("displayName"_L1),
             QJsonValue(u"ü"_s));
    const RawAnswer ofImages =
        client.post(u"fileSearchStores"_s, R"({"embeddingModel":"models/gemini-embedding-2"})"_ba);
    QCOMPARE(objectOf(client.get(nameOf(ofImages))).value("embeddingModel"_L1),
             QJsonValue(u"models/gemini-embedding-2"_s));
    const RawAnswer listed = client.request("GET"_ba, "/v1/ragStores"_ba, withKey());
    QCOMPARE(objectOf(listed).value("ragStores"_L1).toArray().size(), 2);
}

void tst_StoresEndpoint::emptyLists()
{
    DemoFixture fixture;
    WireClient client(fixture);
    QCOMPARE(client.get(u"ragStores"_s).body, "{}\n"_ba);
    QCOMPARE(client.get(client.createStore() + "/documents"_L1).body, "{}\n"_ba);
}

void tst_StoresEndpoint::pageSizes_data()
{
    QTest::addColumn<QString>("query");
    QTest::addColumn<int>("expected");

    QTest::newRow("default") << QString() << 10;
    QTest::newRow("zero") << u"?pageSize=0"_s << 10;
    QTest::newRow("three") << u"?pageSize=3"_s << 3;
    QTest::newRow("largest") << u"?pageSize=20"_s << 20;
    QTest::newRow("beyond") << u"?pageSize=100"_s << 20;
}

void tst_StoresEndpoint::pageSizes()
{
    QFETCH(QString, query);
    QFETCH(int, expected);
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    QStringList made{store};
    for (int number = 0; number < 24; ++number) {
        made.append(client.createStore());
        const QString document = store + "/documents/d"_L1 + QString::number(number);
        QVERIFY(
            fixture.server().stores().addDocument({{u"name"_s, document}, {u"createTime"_s, wireTime6(wireNow())}}));
    }
    for (const QString &path : {u"fileSearchStores"_s, store + "/documents"_L1}) {
        const QString key = path.section(u'/', -1);
        const QJsonObject first = objectOf(client.get(path + query));
        QCOMPARE(first.value(key).toArray().size(), expected);
        const QString token = first.value("nextPageToken"_L1).toString();
        QVERIFY(!token.isEmpty());
        const QJsonObject second = objectOf(client.get(path + "?pageSize=20&pageToken="_L1 + token));
        QCOMPARE(second.value(key).toArray().size(),
                 std::min<qsizetype>(20, (key == "documents"_L1 ? 24 : 25) - expected));
    }
    const QJsonArray stores = objectOf(client.get(u"fileSearchStores"_s)).value("fileSearchStores"_L1).toArray();
    QCOMPARE(stores.at(0).toObject().value("name"_L1), QJsonValue(made.at(0)));
    QCOMPARE(stores.at(9).toObject().value("name"_L1), QJsonValue(made.at(9)));
}

void tst_StoresEndpoint::badQueries_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("target");

    QTest::newRow("page size is a word") << "GET"_ba << u"ragStores?pageSize=many"_s;
    QTest::newRow("page size below zero") << "GET"_ba << u"ragStores?pageSize=-1"_s;
    QTest::newRow("token of stores") << "GET"_ba << u"ragStores?pageToken=abc"_s;
    QTest::newRow("token of documents") << "GET"_ba << u"%1/documents?pageToken=abc"_s;
    QTest::newRow("force is a word") << "DELETE"_ba << u"%1?force=please"_s;
}

void tst_StoresEndpoint::badQueries()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, target);
    DemoFixture fixture;
    WireClient client(fixture);
    const QString path = target.contains(u'%') ? target.arg(client.createStore()) : target;
    const RawAnswer answer = client.request(method, "/v1beta/" + path.toLatin1(), withKey());
    QCOMPARE(answer.status, 400);
    QCOMPARE(errorOf(answer).value("status"_L1), QJsonValue(u"INVALID_ARGUMENT"_s));
}

void tst_StoresEndpoint::deleteStore()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    QVERIFY(!nameOf(client.upload(store, {}, "text"_ba)).isEmpty());
    for (const QString &query : {QString(), u"?force=false"_s}) {
        const RawAnswer refused = client.remove(store + query);
        QCOMPARE(refused.status, 400);
        QCOMPARE(objectOf(refused), sample(u"38-error-400-store-not-empty.json"_s));
    }
    const RawAnswer removed = client.remove(store + "?force=true"_L1);
    QCOMPARE(removed.status, 200);
    QCOMPARE(removed.body, "{}\n"_ba);
    QCOMPARE(client.get(store).status, 404);
    QCOMPARE(client.remove(client.createStore()).status, 200);
    QVERIFY(fixture.server().stores().stores(u"fileSearchStores"_s).isEmpty());
}

void tst_StoresEndpoint::deleteDocument()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    fixture.server().stores().setUsualPlan({.duration = 0ms});
    const QString indexed = documentOf(nameOf(client.upload(store, {}, "text"_ba)));
    const RawAnswer refused = client.remove(indexed);
    QCOMPARE(refused.status, 400);
    QCOMPARE(objectOf(refused), sample(u"39-error-400-document-not-empty.json"_s));
    QCOMPARE(client.remove(indexed + "?force=true"_L1).body, "{}\n"_ba);
    QCOMPARE(client.get(indexed).status, 404);
    // A document whose content is not indexed yet can be deleted without force.
    fixture.server().stores().setUsualPlan({.duration = 1h});
    QCOMPARE(client.remove(documentOf(nameOf(client.upload(store, {}, "text"_ba)))).status, 200);
    QVERIFY(fixture.server().stores().documents(store).isEmpty());
}

void tst_StoresEndpoint::oneCollection_data()
{
    QTest::addColumn<DemoCollections>("collections");
    QTest::addColumn<QString>("known");
    QTest::addColumn<QString>("unknown");

    QTest::newRow("founding") << DemoCollections::RagStores << u"ragStores"_s << u"fileSearchStores"_s;
    QTest::newRow("published") << DemoCollections::FileSearchStores << u"fileSearchStores"_s << u"ragStores"_s;
}

void tst_StoresEndpoint::oneCollection()
{
    QFETCH(DemoCollections, collections);
    QFETCH(QString, known);
    QFETCH(QString, unknown);
    DemoFixture fixture(withCollections(collections));
    WireClient client(fixture);
    QCOMPARE(client.get(known).status, 200);
    QVERIFY(client.createStore(known).startsWith(known));
    // A store in the collection that the server does not know.
    const QString hidden = unknown + "/hidden"_L1;
    fixture.server().stores().addStore({{u"name"_s, hidden}});
    for (const QString &path : {unknown, hidden, hidden + "/documents"_L1}) {
        QCOMPARE(client.get(path).status, 404);
    }
    QCOMPARE(client.post(unknown, "{}"_ba).status, 404);
    QCOMPARE(client.start(hidden, "{}"_ba).status, 404);
    QCOMPARE(client.remove(hidden).status, 404);
    fixture.server().stores().setCollections(DemoCollections::Both);
    QCOMPARE(client.get(hidden).status, 200);
}

void tst_StoresEndpoint::unknownPaths_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");

    QTest::newRow("verb of the other collection") << "POST"_ba
                                                  << "/upload/v1beta/ragStores/s:uploadToFileSearchStore"_ba;
    QTest::newRow("and the other way") << "POST"_ba
                                       << "/upload/v1beta/fileSearchStores/s:uploadToRagStore"_ba;
    QTest::newRow("metadata only, other verb") << "POST"_ba
                                               << "/v1beta/ragStores/s:uploadToFileSearchStore"_ba;
    QTest::newRow("doubled prefix") << "POST"_ba
                                    << "/upload/v1beta/ragStores/ragStores/s:uploadToRagStore"_ba;
    QTest::newRow("collection as a store") << "POST"_ba
                                           << "/upload/v1beta/ragStores:uploadToRagStore"_ba;
    QTest::newRow("get of an upload path") << "GET"_ba
                                           << "/upload/v1beta/ragStores/s:uploadToRagStore"_ba;
    QTest::newRow("list under upload") << "GET"_ba
                                       << "/upload/v1beta/ragStores"_ba;
    QTest::newRow("other version") << "GET"_ba
                                   << "/v2/ragStores"_ba;
    QTest::newRow("other collection") << "GET"_ba
                                      << "/v1beta/corpora"_ba;
    QTest::newRow("deeper") << "GET"_ba
                            << "/v1beta/ragStores/s/documents/d/chunks"_ba;
    QTest::newRow("query of documents") << "POST"_ba
                                        << "/v1beta/ragStores/s/documents/d:query"_ba;
    QTest::newRow("patch") << "PATCH"_ba
                           << "/v1beta/ragStores/s"_ba;
    QTest::newRow("delete of an operation") << "DELETE"_ba
                                            << "/v1beta/ragStores/s/operations/o"_ba;
    QTest::newRow("list of operations") << "GET"_ba
                                        << "/v1beta/ragStores/s/operations"_ba;
    QTest::newRow("import by get") << "GET"_ba
                                   << "/v1beta/ragStores/s:importFile"_ba;
    QTest::newRow("line break") << "GET"_ba
                                << "/v1beta/ragStores%0A"_ba;
}

void tst_StoresEndpoint::unknownPaths()
{
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    DemoFixture fixture;
    WireClient client(fixture);
    for (const QString &name : {u"ragStores/s"_s, u"fileSearchStores/s"_s}) {
        fixture.server().stores().addStore({{u"name"_s, name}});
        QVERIFY(fixture.server().stores().addDocument({{u"name"_s, name + "/documents/d"_L1}}));
    }
    const RawAnswer answer = client.request(method, path, withKey(), method == "POST" ? "{}"_ba : QByteArray());
    QCOMPARE(answer.status, 404);
    QVERIFY(errorOf(answer).value("message"_L1).toString().startsWith("The requested URL"_L1));
    QVERIFY(client.isConnected());
}

void tst_StoresEndpoint::missingResources_data()
{
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("name");

    QTest::newRow("store") << "GET"_ba << u"ragStores/none"_s;
    QTest::newRow("delete of a store") << "DELETE"_ba << u"ragStores/none?force=true"_s;
    QTest::newRow("documents of it") << "GET"_ba << u"ragStores/none/documents"_s;
    QTest::newRow("document") << "GET"_ba << u"%1/documents/none"_s;
    QTest::newRow("document of no store") << "GET"_ba << u"ragStores/none/documents/none"_s;
    QTest::newRow("delete of a document") << "DELETE"_ba << u"%1/documents/none"_s;
    QTest::newRow("operation") << "GET"_ba << u"%1/operations/none"_s;
    QTest::newRow("operation of an upload") << "GET"_ba << u"%1/upload/operations/none"_s;
    QTest::newRow("import") << "POST"_ba << u"ragStores/none:importFile"_s;
    QTest::newRow("metadata only") << "POST"_ba << u"ragStores/none:uploadToRagStore"_s;
    QTest::newRow("upload") << "POST"_ba << u"../upload/v1beta/ragStores/none:uploadToRagStore"_s;
}

void tst_StoresEndpoint::missingResources()
{
    QFETCH(QByteArray, method);
    QFETCH(QString, name);
    DemoFixture fixture;
    WireClient client(fixture);
    const QString path = name.contains(u'%') ? name.arg(client.createStore()) : name;
    const QByteArray target =
        path.startsWith("../"_L1) ? path.mid(2).toLatin1() : QByteArray("/v1beta/" + path.toLatin1());
    const RawAnswer answer = client.request(method, target, withKey(), method == "POST" ? "{}"_ba : QByteArray());
    QCOMPARE(answer.status, 404);
    QCOMPARE(errorOf(answer).value("status"_L1), QJsonValue(u"NOT_FOUND"_s));
    QCOMPARE(errorOf(answer).value("message"_L1), QJsonValue(u"Requested entity was not found."_s));
}

void tst_StoresEndpoint::keyIsNeeded()
{
    DemoFixture fixture;
    RawClient client(fixture.baseUrl());
    QCOMPARE(client.request("GET"_ba, "/v1beta/ragStores"_ba).status, 403);
    QCOMPARE(client.request("POST"_ba, "/v1beta/ragStores"_ba, {}, "{}"_ba).status, 403);
    QCOMPARE(client.request("POST"_ba, "/upload/v1beta/ragStores/s:uploadToRagStore"_ba, {}, "{}"_ba).status, 403);
    QVERIFY(fixture.server().stores().stores(u"ragStores"_s).isEmpty());
}

void tst_StoresEndpoint::bodiesSent()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore(u"ragStores"_s);
    QVERIFY(!nameOf(client.upload(store, R"({"displayName":"a"})"_ba, R"({"content":1})"_ba)).isEmpty());
    client.post(store + ":importFile"_L1, R"({"fileName":"files/x"})"_ba);
    ScriptedDemoServer &server = fixture.server();
    QCOMPARE(server.bodiesSentTo(":uploadToRagStore"_ba), QList({QJsonObject{{u"displayName"_s, u"a"_s}}}));
    QCOMPARE(server.bodiesSentTo(":importFile"_ba), QList({QJsonObject{{u"fileName"_s, u"files/x"_s}}}));
    QCOMPARE(server.bodiesSentTo("/ragStores"_ba), QList({QJsonObject{{u"displayName"_s, u"My Store"_s}}}));
}

void tst_StoresEndpoint::faultPaths_data()
{
    QTest::addColumn<QRegularExpression>("pattern");
    QTest::addColumn<int>("hit"); ///< index of the one request that is hit, or of the first of two

    QTest::newRow("stores") << faultpaths::stores() << 0;
    QTest::newRow("store") << faultpaths::store() << 1;
    QTest::newRow("upload") << faultpaths::storeUpload() << 2;
    QTest::newRow("metadata") << faultpaths::storeMetadata() << 3;
    QTest::newRow("import") << faultpaths::storeImport() << 4;
    QTest::newRow("documents") << faultpaths::documents() << 5;
    QTest::newRow("document") << faultpaths::document() << 6;
    QTest::newRow("operation") << faultpaths::operation() << 7;
}

void tst_StoresEndpoint::faultPaths()
{
    QFETCH(QRegularExpression, pattern);
    QFETCH(int, hit);
    DemoFixture fixture;
    WireClient client(fixture);
    FaultRule rule;
    rule.path = pattern;
    rule.times = -1;
    rule.action = faults::answer(599);
    fixture.server().faults().add(rule);
    for (const QByteArray &collection : {"ragStores"_ba, "fileSearchStores"_ba}) {
        const QByteArray store = '/' + collection + "/s";
        const QList<QByteArray> paths{"/v1beta/" + collection,
                                      "/v1beta" + store,
                                      "/upload/v1beta" + store + verbOf(QString::fromLatin1(collection)),
                                      "/v1" + store + verbOf(QString::fromLatin1(collection)),
                                      "/v1beta" + store + ":importFile",
                                      "/v1beta" + store + "/documents",
                                      "/v1beta" + store + "/documents/d",
                                      "/v1beta" + store + "/upload/operations/o",
                                      "/v1beta" + store + "/operations/o",
                                      "/v1beta/files"_ba};
        for (qsizetype index = 0; index < paths.size(); ++index) {
            const bool isHit = index == hit || (hit == 7 && index == 8);
            QCOMPARE(client.request("POST"_ba, paths.at(index), withKey(), "{}"_ba).status == 599, isHit);
        }
    }
}

QTEST_GUILESS_MAIN(tst_StoresEndpoint)
#include "tst_storesendpoint.moc"
