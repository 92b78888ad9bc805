// SPDX-License-Identifier: Apache-2.0
#include "models/api/storesclient.h"
#include "tests/unit/api/rawserver.h"
#include "tests/unit/api/sample.h"
#include "tests/unit/api/storecalls.h"

#include <QJsonDocument>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::storecalls;

namespace {

StoreUpload fullUpload()
{
    return {u"fileSearchStores/x"_s,
            {{u"author"_s, u"Zoë"_s}, {u"year"_s, 1999.5}, {u"tags"_s, QStringList{u"a"_s}}},
            ChunkingConfig{.maxTokensPerChunk = 200, .maxOverlapTokens = 20}};
}

/// Every call finds what it needs in it.
const auto anything = R"({"name":"a","fileSearchStores":[],"documents":[]})"_ba;

} // namespace

class tst_StoresClient : public QObject {
    Q_OBJECT

private slots:
    void init() { QTest::failOnWarning(QRegularExpression(u".*"_s)); }

    void requests_data();
    void requests();
    void postHeaders();
    void postIsSentOnce_data();
    void postIsSentOnce();
    void postFollowsNoRedirect();
    void pages();
    void decodes();
    void sendsNothing_data();
    void sendsNothing();
    void errors_data();
    void errors();
    void failedOperationIsAnAnswer();
    void deleteOfWhatIsMissing_data();
    void deleteOfWhatIsMissing();

private:
    QNetworkAccessManager m_network;
};

void tst_StoresClient::requests_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QByteArray>("body");
    const QByteArray none;
    QTest::newRow("stores") << listStores() << "GET /v1beta/fileSearchStores?pageSize=20"_ba << none;
    QTest::newRow("store") << getStore(u"ragStores/x-1"_s) << "GET /v1beta/ragStores/x-1"_ba << none;
    QTest::newRow("create") << createStore(u"Übersicht «1»"_s) << "POST /v1beta/fileSearchStores"_ba
                            << R"({"displayName":"Übersicht «1»"})"_ba;
    QTest::newRow("create without a name") << createStore({}) << "POST /v1beta/fileSearchStores"_ba
                                           << "{}"_ba;
    QTest::newRow("create with a model") << createStore(u"a"_s, u"models/gemini-embedding-2"_s)
                                         << "POST /v1beta/fileSearchStores"_ba
                                         << R"({"displayName":"a","embeddingModel":"models/gemini-embedding-2"})"_ba;
    QTest::newRow("create with a long name") << createStore(QString(600, u'n')) << "POST /v1beta/fileSearchStores"_ba
                                             << QByteArray(R"({"displayName":")" + QByteArray(512, 'n') + R"("})");
    QTest::newRow("delete store") << deleteStore(u"ragStores/x"_s, false) << "DELETE /v1beta/ragStores/x"_ba << none;
    QTest::newRow("delete full store") << deleteStore(u"fileSearchStores/x"_s, true)
                                       << "DELETE /v1beta/fileSearchStores/x?force=true"_ba << none;
    QTest::newRow("documents") << listDocuments(u"ragStores/x"_s) << "GET /v1beta/ragStores/x/documents?pageSize=20"_ba
                               << none;
    QTest::newRow("document") << getDocument(u"ragStores/x/documents/d"_s) << "GET /v1beta/ragStores/x/documents/d"_ba
                              << none;
    QTest::newRow("delete document") << deleteDocument(u"ragStores/x/documents/d"_s, false)
                                     << "DELETE /v1beta/ragStores/x/documents/d"_ba << none;
    QTest::newRow("delete indexed document") << deleteDocument(u"fileSearchStores/x/documents/d"_s, true)
                                             << "DELETE /v1beta/fileSearchStores/x/documents/d?force=true"_ba << none;
    QTest::newRow("operation of an import") << getOperation(u"fileSearchStores/x/operations/o"_s)
                                            << "GET /v1beta/fileSearchStores/x/operations/o"_ba << none;
    QTest::newRow("operation of an upload") << getOperation(u"ragStores/x/upload/operations/o"_s)
                                            << "GET /v1beta/ragStores/x/upload/operations/o"_ba << none;
    QTest::newRow("import") << importFile(u"files/abc"_s, plainUpload()) << "POST /v1beta/ragStores/x:importFile"_ba
                            << R"({"fileName":"files/abc"})"_ba;
    const QByteArray parts =
        R"("customMetadata":[{"key":"author","stringValue":"Zoë"},{"key":"year","numericValue":1999.5},
           {"key":"tags","stringListValue":{"values":["a"]}}],
           "chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":200,"maxOverlapTokens":20}})";
    QTest::newRow("import with all") << importFile(u"files/abc"_s, fullUpload())
                                     << "POST /v1beta/fileSearchStores/x:importFile"_ba
                                     << QByteArray(R"({"fileName":"files/abc",)" + parts + '}');
    QTest::newRow("document without bytes")
        << createDocument(u"Notiz 📄"_s, plainUpload()) << "POST /v1beta/ragStores/x:uploadToRagStore"_ba
        << R"({"displayName":"Notiz 📄"})"_ba;
    QTest::newRow("document without bytes, with all")
        << createDocument(u"a"_s, fullUpload(), u"text/markdown"_s)
        << "POST /v1beta/fileSearchStores/x:uploadToFileSearchStore"_ba
        << QByteArray(R"({"displayName":"a","mimeType":"text/markdown",)" + parts + '}');
    QTest::newRow("document without bytes or a name")
        << createDocument({}, plainUpload()) << "POST /v1beta/ragStores/x:uploadToRagStore"_ba
        << "{}"_ba;
}

void tst_StoresClient::requests()
{
    QFETCH(const Call, call);
    QFETCH(const QByteArray, line);
    QFETCH(const QByteArray, body);
    RawServer server([](const RawServer::Request &) { return RawServer::json(anything); });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> answer;
    call(client, answer);
    QCOMPARE(answer.count, 0); // the callback never runs inside the call
    QTRY_COMPARE(answer.count, 1);
    QVERIFY(answer.succeeded());
    QCOMPARE(server.requests().size(), 1);
    const RawServer::Request request = server.requests().first();
    QCOMPARE(request.method + ' ' + request.target, line);
    QCOMPARE(request.headers.value("x-goog-api-key"), "test-key"_ba);
    QCOMPARE(request.body.isEmpty(), body.isEmpty());
    QCOMPARE(QJsonDocument::fromJson(request.body), QJsonDocument::fromJson(body));
}

void tst_StoresClient::postHeaders()
{
    RawServer server([](const RawServer::Request &) { return RawServer::json(R"({"name":"ragStores/x"})"); });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> answer;
    createStore(u"a"_s)(client, answer);
    QTRY_VERIFY(answer.succeeded());
    const RawServer::Request request = server.requests().first();
    QCOMPARE(request.headers.value("content-type"), "application/json"_ba);
    QCOMPARE(request.headers.value("content-length").toLongLong(), request.body.size());
    // Only the headers that Qt itself adds.
    QList<QByteArray> names = request.headers.keys();
    std::ranges::sort(names);
    QCOMPARE(names, (QList<QByteArray>{"accept-encoding", "accept-language", "connection", "content-length",
                                       "content-type", "host", "user-agent", "x-goog-api-key"}));
}

/// A lost answer must create neither a second store nor a second document.
void tst_StoresClient::postIsSentOnce_data()
{
    QTest::addColumn<Call>("call");
    QTest::newRow("create") << createStore(u"a"_s);
    QTest::newRow("create without a name") << createStore({});
    QTest::newRow("import") << importFile(u"files/abc"_s, plainUpload());
    QTest::newRow("document without bytes") << createDocument(u"a"_s, plainUpload());
}

void tst_StoresClient::postIsSentOnce()
{
    QFETCH(const Call, call);
    RawServer server([](const RawServer::Request &request) {
        return request.method == "POST" ? RawServer::dropped() : RawServer::json("{}");
    });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    // Also on a reused connection: there Qt takes a break for the end of an idle connection and would send again.
    CallAnswer<Nothing> before;
    listStores()(client, before);
    QTRY_VERIFY(before.succeeded());
    for (int posts = 1; posts <= 2; ++posts) {
        CallAnswer<Nothing> answer;
        call(client, answer);
        QTRY_VERIFY(answer.failedWith(ErrorKind::Network));
        QTRY_COMPARE(server.openConnections(), 0);
        QCOMPARE(server.requests().size(), 1 + posts);
    }
}

void tst_StoresClient::postFollowsNoRedirect()
{
    for (const int status : {301, 302, 303, 307, 308}) {
        RawServer target([](const RawServer::Request &) { return RawServer::json(R"({"name":"ragStores/x"})"); });
        const QByteArray location = "Location: " + target.baseUrl().toEncoded() + "/v1beta/ragStores";
        RawServer server([=](const RawServer::Request &) { return RawServer::http(status, {}, {location}); });
        StoresClient client(m_network, requestsTo(server.baseUrl()));
        CallAnswer<Nothing> answer;
        createStore(u"a"_s)(client, answer);
        QTRY_VERIFY(answer.failedWith(ErrorKind::Redirected));
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(target.connections(), 0);
    }
}

void tst_StoresClient::pages()
{
    RawServer server([](const RawServer::Request &) { return RawServer::json("{}"); });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    for (const int wish : {-1, 0, 1, 20, 21, 1000}) {
        CallAnswer<StorePage> stores;
        client.listStores(wish, u"a+b/c=&"_s, &stores.context, stores.callback());
        QTRY_VERIFY(stores.succeeded());
        CallAnswer<DocumentPage> documents;
        client.listDocuments(u"ragStores/x"_s, wish, u"a+b/c=&"_s, &documents.context, documents.callback());
        QTRY_VERIFY(documents.succeeded());
        const QByteArray query =
            "?pageSize=" + QByteArray::number(std::clamp(wish, 1, 20)) + "&pageToken=a%2Bb%2Fc%3D%26";
        const QList<RawServer::Request> asked = server.requests().last(2);
        QCOMPARE(asked.first().target, "/v1beta/fileSearchStores" + query);
        QCOMPARE(asked.last().target, "/v1beta/ragStores/x/documents" + query);
    }
}

void tst_StoresClient::decodes()
{
    RawServer server([](const RawServer::Request &request) {
        if (request.method == "POST")
            return RawServer::json(
                sample::bytes(request.target.contains(':') ? u"16-import-operation-done" : u"12-store-create"));
        if (request.target.contains("/operations/"))
            return RawServer::json(sample::bytes(u"18-operation-name-only"));
        return RawServer::json(
            sample::bytes(request.target.contains("/documents?") ? u"19-documents-list" : u"20-document-get"));
    });
    StoresClient client(m_network, requestsTo(server.baseUrl()));

    CallAnswer<RagStore> store;
    client.createStore(u"first VectorStore"_s, {}, &store.context, store.callback());
    QTRY_VERIFY(store.succeeded());
    QCOMPARE(store.result->value(), RagStore::fromJson(sample::object(u"12-store-create")).value());

    CallAnswer<Operation> imported;
    client.importFile(u"files/krtddxmd74p0"_s, plainUpload(), &imported.context, imported.callback());
    QTRY_VERIFY(imported.succeeded());
    QCOMPARE(imported.result->value(), Operation::fromJson(sample::object(u"16-import-operation-done")).value());

    CallAnswer<Operation> asked;
    client.getOperation(u"fileSearchStores/my-store-id/operations/o"_s, &asked.context, asked.callback());
    QTRY_VERIFY(asked.succeeded());
    QVERIFY(!asked.result->value().isDone);

    CallAnswer<DocumentPage> documents;
    client.listDocuments(u"fileSearchStores/x"_s, 20, {}, &documents.context, documents.callback());
    QTRY_VERIFY(documents.succeeded());
    QCOMPARE(documents.result->value(), DocumentPage::fromJson(sample::object(u"19-documents-list")).value());

    CallAnswer<Document> document;
    client.getDocument(u"fileSearchStores/x/documents/d"_s, &document.context, document.callback());
    QTRY_VERIFY(document.succeeded());
    QCOMPARE(document.result->value(), documents.result->value().entries.last());
}

void tst_StoresClient::sendsNothing_data()
{
    QTest::addColumn<Call>("call");
    QTest::newRow("bare id of a store") << getStore(u"x"_s);
    QTest::newRow("no store") << getStore({});
    QTest::newRow("climbing store") << getStore(u"ragStores/../files"_s);
    QTest::newRow("document for a store") << getStore(u"ragStores/x/documents/d"_s);
    QTest::newRow("delete no store") << deleteStore(u"ragStores/"_s, true);
    QTest::newRow("delete a document as a store") << deleteStore(u"ragStores/x/documents/d"_s, true);
    QTest::newRow("documents of no store") << listDocuments(u"files/x"_s);
    QTest::newRow("store for a document") << getDocument(u"ragStores/x"_s);
    QTest::newRow("delete a store as a document") << deleteDocument(u"ragStores/x"_s, true);
    QTest::newRow("delete with a query") << deleteDocument(u"ragStores/x/documents/d?force=true"_s, false);
    QTest::newRow("no operation") << getOperation(u"ragStores/x"_s);
    QTest::newRow("import into no store") << importFile(u"files/abc"_s, plainUpload(u"x"_s));
    QTest::newRow("import of no name") << importFile({}, plainUpload());
    QTest::newRow("import of a bare id") << importFile(u"abc"_s, plainUpload());
    QTest::newRow("import of a document") << importFile(u"ragStores/x/documents/d"_s, plainUpload());
    QTest::newRow("document of no store") << createDocument(u"a"_s, plainUpload({}));

    const auto bounds = [](const char *name, int tokens, int overlap) {
        const StoreUpload upload{u"ragStores/x"_s, {}, ChunkingConfig{tokens, overlap}};
        QTest::addRow("import, %s", name) << importFile(u"files/abc"_s, upload);
        QTest::addRow("document, %s", name) << createDocument(u"a"_s, upload);
    };
    bounds("0 tokens", 0, 0);
    bounds("513 tokens", 513, 20);
    bounds("overlap as large", 200, 200);
    bounds("overlap larger", 200, 201);
    bounds("overlap below 0", 200, -1);

    QList<CustomMetadata> many;
    for (int index = 0; index < 21; ++index)
        many.append({QString::number(index), u"v"_s});
    const CustomMetadata entry{u"a"_s, u"b"_s};
    const auto metadata = [](const char *name, const QList<CustomMetadata> &entries) {
        const StoreUpload upload{u"ragStores/x"_s, entries, {}};
        QTest::addRow("import, %s", name) << importFile(u"files/abc"_s, upload);
        QTest::addRow("document, %s", name) << createDocument(u"a"_s, upload);
    };
    metadata("21 entries", many);
    metadata("key twice", {entry, entry});
    metadata("empty key", {{QString(), u"b"_s}});
}

void tst_StoresClient::sendsNothing()
{
    QFETCH(const Call, call);
    RawServer server([](const RawServer::Request &) { return RawServer::json(anything); });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> answer;
    call(client, answer);
    QCOMPARE(answer.count, 0); // the callback never runs inside the call
    QTRY_VERIFY(answer.failedWith(ErrorKind::BadRequest));
    QCOMPARE(answer.result->error().httpStatus, 0);
    // The next request of the same client is the first that the server receives.
    CallAnswer<Nothing> next;
    listStores()(client, next);
    QTRY_VERIFY(next.succeeded());
    QCOMPARE(server.requests().size(), 1);
}

void tst_StoresClient::errors_data()
{
    QTest::addColumn<Call>("call");
    QTest::addColumn<RawServer::Answer>("answer");
    QTest::addColumn<ErrorKind>("kind");
    const auto sampled = [](int status, QStringView name) { return RawServer::http(status, sample::bytes(name)); };
    const Call import = importFile(u"files/abc"_s, plainUpload());
    QTest::newRow("store not empty") << deleteStore(u"ragStores/x"_s, false)
                                     << sampled(400, u"38-error-400-store-not-empty") << ErrorKind::Precondition;
    QTest::newRow("document not empty") << deleteDocument(u"ragStores/x/documents/d"_s, false)
                                        << sampled(400, u"39-error-400-document-not-empty") << ErrorKind::Precondition;
    QTest::newRow("storage full") << import << sampled(429, u"37-error-429-store-storage-limit")
                                  << ErrorKind::StorageQuota;
    QTest::newRow("too many requests") << import << sampled(429, u"36-error-429-per-minute-retryinfo")
                                       << ErrorKind::RateQuota;
    QTest::newRow("type") << createDocument(u"a"_s, plainUpload()) << sampled(400, u"40-error-400-store-mime-format")
                          << ErrorKind::UnsupportedType;
    QTest::newRow("file still processing")
        << import << sampled(400, u"42-error-400-file-not-active") << ErrorKind::NotReady;
    QTest::newRow("operation forgotten") << getOperation(u"ragStores/x/operations/o"_s)
                                         << RawServer::http(404, errorBody("not found")) << ErrorKind::Gone;
    QTest::newRow("error in an answer of 200")
        << import << RawServer::json(R"({"error":{"code":429,"message":"slow down"}})") << ErrorKind::RateQuota;
    QTest::newRow("error in a list of 200")
        << listDocuments(u"ragStores/x"_s) << RawServer::json(R"({"error":{"code":503}})") << ErrorKind::ServerBusy;
    QTest::newRow("store without a name")
        << createStore(u"a"_s) << RawServer::json(R"({"displayName":"a"})") << ErrorKind::Protocol;
    QTest::newRow("operation without a name") << import << RawServer::json(R"({"done":true})") << ErrorKind::Protocol;
    QTest::newRow("documents are no array")
        << listDocuments(u"ragStores/x"_s) << RawServer::json(R"({"documents":5})") << ErrorKind::Protocol;
    QTest::newRow("portal") << createStore(u"a"_s) << RawServer::http(200, "<html></html>") << ErrorKind::ProxyPage;
}

void tst_StoresClient::errors()
{
    QFETCH(const Call, call);
    QFETCH(RawServer::Answer, answer);
    QFETCH(const ErrorKind, kind);
    RawServer server([&answer](const RawServer::Request &) { return answer; });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Nothing> told;
    call(client, told);
    QTRY_COMPARE(told.count, 1);
    QVERIFY(!told.succeeded());
    QCOMPARE(told.result->error().kind, kind);
    QCOMPARE(server.requests().size(), 1);
}

/// The error belongs to the operation, not to the request, which succeeds.
void tst_StoresClient::failedOperationIsAnAnswer()
{
    RawServer server([](const RawServer::Request &) {
        return RawServer::json(R"({"name":"ragStores/x/operations/o","done":true,
                                   "error":{"code":3,"message":"Failed to count tokens."}})");
    });
    StoresClient client(m_network, requestsTo(server.baseUrl()));
    CallAnswer<Operation> asked;
    client.getOperation(u"ragStores/x/operations/o"_s, &asked.context, asked.callback());
    QTRY_VERIFY(asked.succeeded());
    const Operation &operation = asked.result->value();
    QVERIFY(operation.isDone);
    QVERIFY(operation.error);
    QCOMPARE(operation.error->code, 3);
    QCOMPARE(operation.error->message, u"Failed to count tokens."_s);
}

void tst_StoresClient::deleteOfWhatIsMissing_data()
{
    QTest::addColumn<RawServer::Answer>("deletion");
    QTest::addColumn<RawServer::Answer>("question");
    QTest::addColumn<bool>("succeeds");
    QTest::addColumn<int>("requests");
    const RawServer::Answer there = RawServer::json(R"({"name":"ragStores/x"})");
    const RawServer::Answer missing = RawServer::http(404, errorBody("not found"));
    const RawServer::Answer hidden = RawServer::http(403, errorBody("You have no permission, or it may not exist."));
    QTest::newRow("deleted") << RawServer::json("{}") << there << true << 1;
    QTest::newRow("missing") << missing << missing << true << 2;
    QTest::newRow("hidden") << hidden << hidden << true << 2;
    QTest::newRow("still there") << missing << there << false << 2;
    QTest::newRow("cannot be confirmed") << missing << RawServer::http(503) << false << 2;
    QTest::newRow("page of a gateway") << RawServer::http(404, "<html></html>") << missing << false << 1;
    QTest::newRow("busy") << RawServer::http(503) << missing << false << 1;
}

void tst_StoresClient::deleteOfWhatIsMissing()
{
    QFETCH(const RawServer::Answer, deletion);
    QFETCH(const RawServer::Answer, question);
    for (const Call &call :
         {deleteStore(u"ragStores/x"_s, true), deleteDocument(u"fileSearchStores/x/documents/d"_s, true)}) {
        RawServer server(
            [=](const RawServer::Request &request) { return request.method == "DELETE" ? deletion : question; });
        StoresClient client(m_network, requestsTo(server.baseUrl()));
        CallAnswer<Nothing> answer;
        call(client, answer);
        QTRY_COMPARE(answer.count, 1);
        QTEST(answer.succeeded(), "succeeds");
        QTEST(int(server.requests().size()), "requests");
    }
}

QTEST_GUILESS_MAIN(tst_StoresClient)
#include "tst_storesclient.moc"
