// SPDX-License-Identifier: Apache-2.0
#include "tests/demo/storewire.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::storewire;
using namespace std::chrono_literals;

namespace {

using Outcome = OperationPlan::Outcome;

QByteArray chunking(const QByteArray &inside)
{
    return R"({"chunkingConfig":{"whiteSpaceConfig":{)" + inside + "}}}";
}

QByteArray metadata(const QByteArray &entries)
{
    return R"({"customMetadata":[)" + entries + "]}";
}

QByteArray manyEntries(int count)
{
    QByteArrayList entries;
    for (int number = 0; number < count; ++number) {
        entries.append(R"({"key":"k)" + QByteArray::number(number) + R"(","stringValue":"v"})");
    }
    return metadata(entries.join(','));
}

} // namespace

class tst_DemoStoreUploads : public QObject {
    Q_OBJECT

private slots:
    void upload_data();
    void upload();
    void uploadInChunks();
    void lostFinalAnswer();
    void typeOfTheDocument_data();
    void typeOfTheDocument();
    void missingUploadHeaders();
    void metadataOnly();
    void documentsAreLimited();
    void storageLimit();
    void storeGoesDuringUpload();
    void importFile();
    void importIsRefused_data();
    void importIsRefused();
    void badBodies_data();
    void badBodies();
    void goodBodies_data();
    void goodBodies();
    void operationFails();
    void operationVanishes();
};

void tst_DemoStoreUploads::upload_data()
{
    QTest::addColumn<QString>("collection");
    QTest::addColumn<QString>("type");

    QTest::newRow("founding") << u"ragStores"_s << u"UploadToRagStoreResponse"_s;
    QTest::newRow("published") << u"fileSearchStores"_s << u"UploadToFileSearchStoreResponse"_s;
}

void tst_DemoStoreUploads::upload()
{
    QFETCH(QString, collection);
    QFETCH(QString, type);
    DemoFixture fixture;
    fixture.server().stores().planOperation({.polls = 2});
    WireClient client(fixture);
    const QString store = client.createStore(collection);
    const QByteArray metadata =
        R"({"displayName":"Führung «1».txt","customMetadata":[)"
        R"({"key":"s","stringValue":"展示"},{"key":"n","numericValue":0.1},)"
        R"({"key":"l","stringListValue":{"values":["a","b"]}}],)"
        R"("chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":200,"maxOverlapTokens":20}}})"_ba;
    const QByteArray content = testBytes(1234);
    const RawAnswer final = client.upload(store, metadata, content, "text/markdown"_ba);
    QCOMPARE(final.status, 200);
    QCOMPARE(final.header("X-Goog-Upload-Status"), "final"_ba);
    const QJsonObject early = objectOf(final);
    const QJsonObject published = sample(u"14-store-upload-answer-no-done.json"_s);
    QCOMPARE(early.keys(), published.keys());
    const QJsonObject response = early.value("response"_L1).toObject();
    QCOMPARE(response.keys(), published.value("response"_L1).toObject().keys());
    QVERIFY(response.value("@type"_L1).toString().endsWith(u".v1main."_s + type));
    QCOMPARE(response.value("parent"_L1), QJsonValue(store));
    QCOMPARE(response.value("mimeType"_L1), QJsonValue(u"text/markdown"_s));
    QCOMPARE(response.value("sizeBytes"_L1), QJsonValue(u"1234"_s));

    const QString operation = nameOf(final);
    const QString document = documentOf(operation);
    QCOMPARE(operation, store + "/upload/operations/"_L1 + document.section(u'/', -1));
    QCOMPARE(response.value("documentName"_L1), QJsonValue(document));
    QCOMPARE(objectOf(client.get(operation)).keys(), sample(u"18-operation-name-only.json"_s).keys());
    QCOMPARE(objectOf(client.get(document)).value("state"_L1), QJsonValue(u"STATE_PENDING"_s));
    QVERIFY(!objectOf(client.get(operation)).contains("done"_L1));
    const QJsonObject done = objectOf(client.get(operation));
    QCOMPARE(done.value("done"_L1), QJsonValue(true));
    QCOMPARE(done.value("response"_L1).toObject(), response);

    const QJsonObject resource = objectOf(client.get(document));
    QCOMPARE(resource.value("state"_L1), QJsonValue(u"STATE_ACTIVE"_s));
    QCOMPARE(resource.value("displayName"_L1), QJsonValue(u"Führung «1».txt"_s));
    const QJsonObject sent = QJsonDocument::fromJson(metadata).object();
    QCOMPARE(resource.value("customMetadata"_L1), sent.value("customMetadata"_L1));
    QVERIFY(!resource.contains("chunkingConfig"_L1));
    const auto stored = fixture.server().stores().document(document);
    QCOMPARE(stored->chunkingConfig, sent.value("chunkingConfig"_L1).toObject());
    QCOMPARE(stored->operation, operation);
    QCOMPARE(stored->hashHex, QCryptographicHash::hash(content, QCryptographicHash::Sha256).toHex());
    QCOMPARE(fixture.server().stores().contentOf(document), std::optional(content));
    QVERIFY(fixture.server().files().isEmpty());
}

void tst_DemoStoreUploads::uploadInChunks()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore(u"ragStores"_s);
    const qint64 granule = testServerOptions().granularity;
    const QByteArray content = testBytes(granule + 100);
    const RawAnswer started = client.start(store, "{}"_ba, content.size());
    QCOMPARE(started.header("X-Goog-Upload-Chunk-Granularity"), QByteArray::number(granule));
    const QByteArray url = started.header("X-Goog-Upload-URL");
    QCOMPARE(client.command(url, "upload"_ba, 0, content.first(granule)).status, 200);
    QCOMPARE(client.command(url, "query"_ba).header("X-Goog-Upload-Size-Received"), QByteArray::number(granule));
    QCOMPARE(client.command(url, "upload"_ba, granule, content.sliced(granule)).status, 400);
    const RawAnswer final = client.command(url, "upload, finalize"_ba, granule, content.sliced(granule));
    QCOMPARE(fixture.server().stores().contentOf(documentOf(nameOf(final))), std::optional(content));
    // Empty content is accepted.
    const RawAnswer empty = client.upload(store, "{}"_ba, {});
    QCOMPARE(empty.status, 200);
    QVERIFY(!objectOf(client.get(documentOf(nameOf(empty)))).contains("sizeBytes"_L1));
}

void tst_DemoStoreUploads::lostFinalAnswer()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    const QByteArray url = client.start(store, "{}"_ba, 5).header("X-Goog-Upload-URL");
    FaultRule rule;
    rule.path = faultpaths::storeUpload();
    rule.command = "upload, finalize"_ba;
    rule.action = faults::dropAfter();
    fixture.server().faults().add(rule);
    QCOMPARE(client.command(url, "upload, finalize"_ba, 0, "hello"_ba).status, 0);
    const RawAnswer asked = client.command(url, "query"_ba);
    QCOMPARE(asked.header("X-Goog-Upload-Status"), "final"_ba);
    QCOMPARE(fixture.server().stores().documents(store).size(), 1);
    QCOMPARE(nameOf(asked), fixture.server().stores().documents(store).constFirst().operation);
}

void tst_DemoStoreUploads::typeOfTheDocument_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("expected");

    QTest::newRow("header") << "text/csv"_ba
                            << "{}"_ba << u"text/csv"_s;
    QTest::newRow("body") << QByteArray() << R"({"mimeType":"text/html"})"_ba << u"text/html"_s;
    QTest::newRow("both") << "text/csv"_ba
                          << R"({"mimeType":"text/html"})"_ba << u"text/html"_s;
    QTest::newRow("neither") << QByteArray() << QByteArray() << u"application/octet-stream"_s;
}

void tst_DemoStoreUploads::typeOfTheDocument()
{
    QFETCH(QByteArray, header);
    QFETCH(QByteArray, body);
    DemoFixture fixture;
    WireClient client(fixture);
    const RawAnswer answer = client.upload(client.createStore(), body, "text"_ba, header);
    const QString document = documentOf(nameOf(answer));
    QTEST(objectOf(client.get(document)).value("mimeType"_L1).toString(), "expected");
}

void tst_DemoStoreUploads::missingUploadHeaders()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    const QByteArray metadata = R"({"displayName":"files\/frh6ua11nk3o"})"_ba;
    const RawAnswer answer = client.request("POST"_ba, "/upload/v1beta/" + store.toLatin1() + verbOf(store),
                                            withKey({{"Content-Type"_ba, "application/json"_ba}}), metadata);
    QCOMPARE(answer.status, 200);
    QVERIFY(!answer.hasHeader("X-Goog-Upload-URL"));
    const QJsonObject response = objectOf(answer).value("response"_L1).toObject();
    const QJsonObject expected = sample(u"14-store-upload-answer-no-done.json"_s).value("response"_L1).toObject();
    QCOMPARE(response.value("mimeType"_L1), expected.value("mimeType"_L1));
    QCOMPARE(response.value("sizeBytes"_L1), expected.value("sizeBytes"_L1));
    const auto documents = fixture.server().stores().documents(store);
    QCOMPARE(documents.size(), 1);
    QVERIFY(!documents.constFirst().resource.contains("displayName"_L1));
    QCOMPARE(fixture.server().stores().contentOf(documents.constFirst().name()), std::optional(metadata));
}

void tst_DemoStoreUploads::metadataOnly()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore(u"ragStores"_s);
    const RawAnswer answer = client.post(
        store + ":uploadToRagStore"_L1, R"({"displayName":"Leer","customMetadata":[{"key":"a","stringValue":""}]})"_ba);
    QCOMPARE(answer.status, 200);
    const QJsonObject resource = objectOf(client.get(documentOf(nameOf(answer))));
    QCOMPARE(resource.value("displayName"_L1), QJsonValue(u"Leer"_s));
    QCOMPARE(resource.value("customMetadata"_L1).toArray().size(), 1);
    QVERIFY(!resource.contains("sizeBytes"_L1));
    QVERIFY(!objectOf(client.get(store)).contains("sizeBytes"_L1));
}

void tst_DemoStoreUploads::documentsAreLimited()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    QCOMPARE(client.start(store, "{}"_ba, 104'857'600).status, 200);
    QCOMPARE(client.start(store, "{}"_ba, 104'857'601).status, 400);

    DemoServerOptions options = testServerOptions();
    options.maximumDocumentSize = 10;
    DemoFixture small(options);
    WireClient other(small);
    const QString smallStore = other.createStore();
    const QByteArray url = other.start(smallStore, "{}"_ba).header("X-Goog-Upload-URL");
    QCOMPARE(other.command(url, "upload, finalize"_ba, 0, testBytes(11)).status, 400);
    QCOMPARE(other
                 .request("POST"_ba, "/upload/v1beta/" + smallStore.toLatin1() + verbOf(smallStore), withKey(),
                          testBytes(11))
                 .status,
             400);
    QVERIFY(small.server().stores().documents(smallStore).isEmpty());
    // Files have another limit.
    QCOMPARE(other.request("POST"_ba, "/upload/v1beta/files"_ba, withKey(), testBytes(11)).status, 200);
}

void tst_DemoStoreUploads::storageLimit()
{
    DemoFixture fixture;
    WireClient client(fixture);
    fixture.server().stores().setStorageLimit(1'000'000'000);
    const QString store = client.createStore();
    QVERIFY(fixture.server().stores().addDocument(
        {{u"name"_s, store + "/documents/large"_L1}, {u"sizeBytes"_s, u"999999999"_s}}));
    const QJsonObject expected = sample(u"37-error-429-store-storage-limit.json"_s);
    const RawAnswer atStart = client.start(store, "{}"_ba, 2);
    QCOMPARE(atStart.status, 429);
    QCOMPARE(objectOf(atStart), expected);
    // A length that was not announced is known only at the end.
    const QByteArray url = client.start(store, "{}"_ba).header("X-Goog-Upload-URL");
    const RawAnswer atEnd = client.command(url, "upload, finalize"_ba, 0, "ab"_ba);
    QCOMPARE(atEnd.status, 429);
    QCOMPARE(objectOf(atEnd), expected);
    QCOMPARE(atEnd.header("X-Goog-Upload-Status"), "final"_ba);
    QCOMPARE(client.upload(store, "{}"_ba, "a"_ba).status, 200);
}

void tst_DemoStoreUploads::storeGoesDuringUpload()
{
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    const QByteArray url = client.start(store, "{}"_ba, 5).header("X-Goog-Upload-URL");
    QVERIFY(fixture.server().stores().removeStore(store));
    const RawAnswer answer = client.command(url, "upload, finalize"_ba, 0, "hello"_ba);
    QCOMPARE(answer.status, 404);
    QCOMPARE(answer.header("X-Goog-Upload-Status"), "final"_ba);
}

void tst_DemoStoreUploads::importFile()
{
    DemoFixture fixture;
    fixture.server().stores().planOperation({.polls = 1});
    WireClient client(fixture);
    const QString store = client.createStore();
    const RawAnswer uploaded = client.request("POST"_ba, "/upload/v1beta/files?display_name=Notes"_ba,
                                              withKey({{"Content-Type"_ba, "text/plain"_ba}}), "hello"_ba);
    const QString file = objectOf(uploaded).value("file"_L1).toObject().value("name"_L1).toString();
    const QByteArray body =
        R"({"fileName":")" + file.toLatin1() +
        R"(","customMetadata":[{"key":"a","numericValue":3}],)"
        R"("chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":512,"maxOverlapTokens":511}}})"_ba;
    const RawAnswer answer = client.post(store + ":importFile"_L1, body);
    QCOMPARE(answer.status, 200);
    const QString operation = nameOf(answer);
    const QString id = operation.section(u'/', -1);
    QCOMPARE(operation, store + "/operations/"_L1 + id);
    QVERIFY(!objectOf(client.get(operation)).contains("done"_L1));
    const QJsonObject done = objectOf(client.get(operation));
    const QJsonObject published = sample(u"16-import-operation-done.json"_s);
    QCOMPARE(done.keys(), published.keys());
    const QJsonObject response = done.value("response"_L1).toObject();
    QCOMPARE(response.keys(), published.value("response"_L1).toObject().keys());
    QCOMPARE(response.value("@type"_L1), published.value("response"_L1).toObject().value("@type"_L1));
    QCOMPARE(response.value("parent"_L1), QJsonValue(store.section(u'/', 1)));
    QCOMPARE(response.value("documentName"_L1), QJsonValue(id));

    const QJsonObject resource = objectOf(client.get(store + "/documents/"_L1 + id));
    QCOMPARE(resource.value("displayName"_L1), QJsonValue(file.mid(6)));
    QCOMPARE(resource.value("mimeType"_L1), QJsonValue(u"text/plain"_s));
    QCOMPARE(resource.value("sizeBytes"_L1), QJsonValue(u"5"_s));
    const auto stored = fixture.server().stores().document(store + "/documents/"_L1 + id);
    QCOMPARE(stored->hashHex, QCryptographicHash::hash("hello"_ba, QCryptographicHash::Sha256).toHex());
    QVERIFY(!stored->chunkingConfig.isEmpty());
}

void tst_DemoStoreUploads::importIsRefused_data()
{
    QTest::addColumn<QByteArray>("fileName");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("word");

    QTest::newRow("missing") << "files/none"_ba << 403 << u"PERMISSION_DENIED"_s;
    QTest::newRow("without prefix") << "abc"_ba << 400 << u"INVALID_ARGUMENT"_s;
    QTest::newRow("nothing") << QByteArray() << 400 << u"INVALID_ARGUMENT"_s;
    QTest::newRow("processing") << "files/processing"_ba << 400 << u"FAILED_PRECONDITION"_s;
    QTest::newRow("too large") << "files/large"_ba << 400 << u"INVALID_ARGUMENT"_s;
    QTest::newRow("no room") << "files/fits"_ba << 429 << u"RESOURCE_EXHAUSTED"_s;
}

void tst_DemoStoreUploads::importIsRefused()
{
    QFETCH(QByteArray, fileName);
    QFETCH(int, status);
    QFETCH(QString, word);
    DemoFixture fixture;
    WireClient client(fixture);
    fixture.server().stores().setStorageLimit(1000);
    fixture.server().addFile({{u"name"_s, u"files/processing"_s}, {u"state"_s, u"PROCESSING"_s}});
    fixture.server().addFile(
        {{u"name"_s, u"files/large"_s}, {u"state"_s, u"ACTIVE"_s}, {u"sizeBytes"_s, u"104857601"_s}});
    fixture.server().addFile(
        {{u"name"_s, u"files/fits"_s}, {u"state"_s, u"ACTIVE"_s}, {u"sizeBytes"_s, u"104857600"_s}});
    const QString store = client.createStore();
    const RawAnswer answer = client.post(store + ":importFile"_L1, R"({"fileName":")" + fileName + R"("})");
    QCOMPARE(answer.status, status);
    QCOMPARE(errorOf(answer).value("status"_L1), QJsonValue(word));
    QVERIFY(fixture.server().stores().documents(store).isEmpty());
}

void tst_DemoStoreUploads::badBodies_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QString>("message");

    const QString place = u"chunking_config.white_space_config"_s;
    QTest::newRow("no JSON") << "{"_ba << u"Invalid JSON payload"_s;
    QTest::newRow("array") << "[]"_ba << u"Invalid JSON payload"_s;
    QTest::newRow("wrapped as a file") << R"({"file":{}})"_ba << u"Unknown name \"file\""_s;
    QTest::newRow("unknown key") << R"({"name":"x"})"_ba << u"Unknown name \"name\""_s;
    QTest::newRow("name is a number") << R"({"displayName":7})"_ba << u"display_name"_s;
    QTest::newRow("long name") << R"({"displayName":")" + QByteArray(513, 'n') + R"("})" << u"display_name"_s;
    QTest::newRow("MIME type") << R"({"mimeType":"bad"})"_ba << u"mime_type"_s;
    QTest::newRow("MIME type with parameter") << R"({"mimeType":"text/plain; charset=utf-8"})"_ba << u"mime_type"_s;
    QTest::newRow("0 tokens") << chunking(R"("maxTokensPerChunk":0,"maxOverlapTokens":0)"_ba) << place;
    QTest::newRow("513 tokens") << chunking(R"("maxTokensPerChunk":513,"maxOverlapTokens":0)"_ba) << place;
    QTest::newRow("no maximum") << chunking(R"("maxOverlapTokens":0)"_ba) << u"max_tokens_per_chunk"_s;
    QTest::newRow("overlap as large") << chunking(R"("maxTokensPerChunk":20,"maxOverlapTokens":20)"_ba)
                                      << u"max_overlap_tokens"_s;
    QTest::newRow("overlap below zero") << chunking(R"("maxTokensPerChunk":20,"maxOverlapTokens":-1)"_ba)
                                        << u"max_overlap_tokens"_s;
    QTest::newRow("tokens as text") << chunking(R"("maxTokensPerChunk":"200")"_ba) << u"TYPE_INT32"_s;
    QTest::newRow("half a token") << chunking(R"("maxTokensPerChunk":20.5)"_ba) << u"TYPE_INT32"_s;
    QTest::newRow("unknown key of chunking")
        << R"({"chunkingConfig":{"maxTokensPerChunk":20}})"_ba << u"chunking_config"_s;
    QTest::newRow("unknown key of words") << chunking(R"("maxTokensPerChunk":20,"size":1)"_ba) << u"\"size\""_s;
    QTest::newRow("chunking is a number") << R"({"chunkingConfig":200})"_ba << u"chunking_config"_s;
    QTest::newRow("words are a list") << R"({"chunkingConfig":{"whiteSpaceConfig":[]}})"_ba << place;
    QTest::newRow("21 entries") << manyEntries(21) << u"custom_metadata"_s;
    QTest::newRow("no list of entries") << R"({"customMetadata":{"a":"b"}})"_ba << u"custom_metadata"_s;
    QTest::newRow("entry is text") << metadata(R"("a")"_ba) << u"custom_metadata[0]"_s;
    QTest::newRow("key twice") << metadata(R"({"key":"a","stringValue":"b"},{"key":"a","numericValue":1})"_ba)
                               << u"custom_metadata[1].key"_s;
    QTest::newRow("empty key") << metadata(R"({"key":"","stringValue":"b"})"_ba) << u"custom_metadata[0].key"_s;
    QTest::newRow("no key") << metadata(R"({"stringValue":"b"})"_ba) << u"custom_metadata[0].key"_s;
    QTest::newRow("no value") << metadata(R"({"key":"a"})"_ba) << u"custom_metadata[0]"_s;
    QTest::newRow("two values") << metadata(R"({"key":"a","stringValue":"b","numericValue":1})"_ba)
                                << u"custom_metadata[0]"_s;
    QTest::newRow("unknown kind") << metadata(R"({"key":"a","boolValue":true})"_ba) << u"\"boolValue\""_s;
    QTest::newRow("text is a number") << metadata(R"({"key":"a","stringValue":1})"_ba) << u"string_value"_s;
    QTest::newRow("number is text") << metadata(R"({"key":"a","numericValue":"1"})"_ba) << u"numeric_value"_s;
    QTest::newRow("number is too large") << metadata(R"({"key":"a","numericValue":1e39})"_ba) << u"numeric_value"_s;
    QTest::newRow("list without values") << metadata(R"({"key":"a","stringListValue":["b"]})"_ba)
                                         << u"string_list_value"_s;
    QTest::newRow("list of numbers") << metadata(R"({"key":"a","stringListValue":{"values":[1]}})"_ba)
                                     << u"string_list_value.values"_s;
}

void tst_DemoStoreUploads::badBodies()
{
    QFETCH(QByteArray, body);
    QFETCH(QString, message);
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    const RawAnswer started = client.start(store, body, 5);
    const RawAnswer posted = client.post(store + ":uploadToFileSearchStore"_L1, body);
    for (const RawAnswer &answer : {started, posted}) {
        QCOMPARE(answer.status, 400);
        QCOMPARE(errorOf(answer).value("status"_L1), QJsonValue(u"INVALID_ARGUMENT"_s));
        const QString text = errorOf(answer).value("message"_L1).toString();
        QVERIFY2(text.contains(message), qPrintable(text));
    }
    QCOMPARE(posted.body, started.body);
    QVERIFY(!started.hasHeader("X-Goog-Upload-URL"));
    if (QByteArray(QTest::currentDataTag()) == "MIME type") {
        QCOMPARE(objectOf(started), sample(u"40-error-400-store-mime-format.json"_s));
    }
}

void tst_DemoStoreUploads::goodBodies_data()
{
    QTest::addColumn<QByteArray>("body");

    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("empty") << "{}"_ba;
    QTest::newRow("nulls") << R"({"displayName":null,"chunkingConfig":null,"customMetadata":null})"_ba;
    QTest::newRow("longest name") << R"({"displayName":")" + QByteArray(512, 'n') + R"("})";
    QTest::newRow("least chunking") << chunking(R"("maxTokensPerChunk":1,"maxOverlapTokens":0)"_ba);
    QTest::newRow("no overlap said") << chunking(R"("maxTokensPerChunk":512)"_ba);
    QTest::newRow("most chunking") << chunking(R"("maxTokensPerChunk":512,"maxOverlapTokens":511)"_ba);
    QTest::newRow("no chunking") << R"({"chunkingConfig":{}})"_ba;
    QTest::newRow("20 entries") << manyEntries(20);
    QTest::newRow("empty list") << metadata(R"({"key":"a","stringListValue":{}})"_ba);
    QTest::newRow("snake case")
        << R"({"display_name":"a","mime_type":"text/plain","chunking_config":{"white_space_config":{"max_tokens_per_chunk":2,"max_overlap_tokens":1}},)"
           R"("custom_metadata":[{"key":"a","string_list_value":{"values":["b"]}}]})"_ba;
}

void tst_DemoStoreUploads::goodBodies()
{
    QFETCH(QByteArray, body);
    DemoFixture fixture;
    WireClient client(fixture);
    const QString store = client.createStore();
    QCOMPARE(client.upload(store, body, "text"_ba).status, 200);
    QCOMPARE(client.post(store + ":uploadToFileSearchStore"_L1, body).status, 200);
    // Whatever the spelling of the request, answers are in camelCase.
    for (const StoredDocument &document : fixture.server().stores().documents(store)) {
        QVERIFY(!QJsonDocument(document.resource).toJson().contains("string_list_value"));
    }
}

void tst_DemoStoreUploads::operationFails()
{
    DemoFixture fixture;
    const QJsonObject status{{u"code"_s, 13}, {u"message"_s, u"Failed to count tokens."_s}};
    fixture.server().stores().planOperation({.outcome = Outcome::Fails, .error = status, .duration = 0ms});
    WireClient client(fixture);
    const QString operation = nameOf(client.upload(client.createStore(), {}, "text"_ba));
    const QJsonObject expected{{u"name"_s, operation}, {u"done"_s, true}, {u"error"_s, status}};
    QCOMPARE(objectOf(client.get(operation)), expected);
    QCOMPARE(objectOf(client.get(documentOf(operation))).value("state"_L1), QJsonValue(u"STATE_FAILED"_s));
}

void tst_DemoStoreUploads::operationVanishes()
{
    DemoFixture fixture;
    fixture.server().stores().planOperation({.outcome = Outcome::Vanishes, .duration = 0ms});
    WireClient client(fixture);
    const QString operation = nameOf(client.upload(client.createStore(), {}, "text"_ba));
    QCOMPARE(client.get(operation).status, 404);
    QCOMPARE(client.get(documentOf(operation)).status, 200);
}

QTEST_GUILESS_MAIN(tst_DemoStoreUploads)
#include "tst_demostoreuploads.moc"
