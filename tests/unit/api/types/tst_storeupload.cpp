// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/storeupload.h"
#include "models/api/upload/uploadprotocol.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QJsonObject fromText(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

StoreUpload fullUpload()
{
    return {u"ragStores/x"_s,
            {{u"author"_s, u"Zoë"_s}, {u"year"_s, 1999.0}, {u"tags"_s, QStringList{u"a"_s, u"b"_s}}},
            ChunkingConfig{.maxTokensPerChunk = 200, .maxOverlapTokens = 20}};
}

const auto fullParts = R"("customMetadata":[{"key":"author","stringValue":"Zoë"},{"key":"year","numericValue":1999},
                          {"key":"tags","stringListValue":{"values":["a","b"]}}],
                          "chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":200,"maxOverlapTokens":20}})"_ba;

} // namespace

class tst_StoreUpload : public QObject {
    Q_OBJECT

private slots:
    void sendable_data();
    void sendable();
    void journalForm_data();
    void journalForm();
    void journalRefuses_data();
    void journalRefuses();
    void bodies_data();
    void bodies();
    void cutsTheDisplayName();
    void paths();
    void startBodyIsFlat();
};

void tst_StoreUpload::sendable_data()
{
    QTest::addColumn<StoreUpload>("upload");
    QTest::addColumn<bool>("expected");
    const auto chunked = [](int tokens, int overlap) {
        return StoreUpload{u"ragStores/x"_s, {}, ChunkingConfig{tokens, overlap}};
    };
    QList<CustomMetadata> many;
    for (int index = 0; index < 21; ++index)
        many.append({QString::number(index), 0.0});
    const CustomMetadata entry{u"a"_s, u"b"_s};
    QTest::newRow("all") << fullUpload() << true;
    QTest::newRow("store only") << StoreUpload{u"fileSearchStores/x"_s, {}, {}} << true;
    QTest::newRow("no store") << StoreUpload{} << false;
    QTest::newRow("a file for a store") << StoreUpload{u"files/x"_s, {}, {}} << false;
    QTest::newRow("a document for a store") << StoreUpload{u"ragStores/x/documents/d"_s, {}, {}} << false;
    QTest::newRow("fewest tokens") << chunked(1, 0) << true;
    QTest::newRow("most tokens") << chunked(512, 511) << true;
    QTest::newRow("no tokens") << chunked(0, 0) << false;
    QTest::newRow("513 tokens") << chunked(513, 20) << false;
    QTest::newRow("overlap as large") << chunked(20, 20) << false;
    QTest::newRow("overlap larger") << chunked(20, 21) << false;
    QTest::newRow("overlap below 0") << chunked(20, -1) << false;
    QTest::newRow("20 entries") << StoreUpload{u"ragStores/x"_s, many.first(20), {}} << true;
    QTest::newRow("21 entries") << StoreUpload{u"ragStores/x"_s, many, {}} << false;
    QTest::newRow("key twice") << StoreUpload{u"ragStores/x"_s, {entry, entry}, {}} << false;
    QTest::newRow("empty key") << StoreUpload{u"ragStores/x"_s, {{QString(), u"b"_s}}, {}} << false;
}

void tst_StoreUpload::sendable()
{
    QFETCH(const StoreUpload, upload);
    QFETCH(const bool, expected);
    QCOMPARE(upload.isSendable(), expected);
    // Only an upload that can be sent can be read back from the journal.
    QCOMPARE(StoreUpload::fromJson(upload.toJson()), expected ? std::optional(upload) : std::nullopt);
}

void tst_StoreUpload::journalForm_data()
{
    QTest::addColumn<StoreUpload>("upload");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("all") << fullUpload() << QByteArray(R"({"store":"ragStores/x",)" + fullParts + '}');
    QTest::newRow("store only") << StoreUpload{u"ragStores/x"_s, {}, {}} << R"({"store":"ragStores/x"})"_ba;
}

void tst_StoreUpload::journalForm()
{
    QFETCH(const StoreUpload, upload);
    QFETCH(const QByteArray, json);
    QCOMPARE(upload.toJson(), fromText(json));
    QCOMPARE(StoreUpload::fromJson(fromText(json)), upload);
}

/// A document must not be sent without a part of the settings that the user gave it.
void tst_StoreUpload::journalRefuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << "{}"_ba;
    QTest::newRow("store is a number") << R"({"store":5})"_ba;
    QTest::newRow("an entry that cannot be read")
        << R"({"store":"ragStores/x","customMetadata":[{"key":"a","stringValue":"b"},{"key":"c"}]})"_ba;
    QTest::newRow("metadata is no array") << R"({"store":"ragStores/x","customMetadata":{}})"_ba;
    QTest::newRow("chunking of another kind") << R"({"store":"ragStores/x","chunkingConfig":{"sentences":5}})"_ba;
    QTest::newRow("chunking is null") << R"({"store":"ragStores/x","chunkingConfig":null})"_ba;
    QTest::newRow("chunking out of bounds")
        << R"({"store":"ragStores/x","chunkingConfig":{"whiteSpaceConfig":{"maxTokensPerChunk":513,"maxOverlapTokens":0}}})"_ba;
}

void tst_StoreUpload::journalRefuses()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!StoreUpload::fromJson(fromText(json)));
}

void tst_StoreUpload::bodies_data()
{
    QTest::addColumn<StoreUpload>("upload");
    QTest::addColumn<QString>("displayName");
    QTest::addColumn<QString>("mimeType");
    QTest::addColumn<QByteArray>("body");
    const StoreUpload plain{u"ragStores/x"_s, {}, {}};
    QTest::newRow("nothing said") << plain << QString() << QString() << "{}"_ba;
    QTest::newRow("name") << plain << u"Übersicht 📄"_s << QString() << R"({"displayName":"Übersicht 📄"})"_ba;
    QTest::newRow("type chosen") << plain << u"a"_s << u"text/markdown"_s
                                 << R"({"displayName":"a","mimeType":"text/markdown"})"_ba;
    QTest::newRow("all") << fullUpload() << u"a"_s << QString()
                         << QByteArray(R"({"displayName":"a",)" + fullParts + '}');
}

void tst_StoreUpload::bodies()
{
    QFETCH(const StoreUpload, upload);
    QFETCH(const QString, displayName);
    QFETCH(const QString, mimeType);
    QFETCH(const QByteArray, body);
    QCOMPARE(storeUploadBody(upload, displayName, mimeType), fromText(body));
}

void tst_StoreUpload::cutsTheDisplayName()
{
    const QString longest(512, u'n');
    const StoreUpload upload{u"ragStores/x"_s, {}, {}};
    const auto sent = [&upload](const QString &name) {
        return storeUploadBody(upload, name).value("displayName"_L1).toString();
    };
    QCOMPARE(sent(longest), longest);
    QCOMPARE(sent(longest + u'x'), longest);
    // A character of two UTF-16 units counts once, and is not cut in half.
    QCOMPARE(sent(longest.first(511) + u"📄x"_s), QString(longest.first(511) + u"📄"_s));
    QCOMPARE(sent(u"📄"_s.repeated(513)), u"📄"_s.repeated(512));
}

void tst_StoreUpload::paths()
{
    QCOMPARE(storeUploadPath({u"ragStores/x"_s, {}, {}}), u"ragStores/x:uploadToRagStore"_s);
    QCOMPARE(storeUploadPath({u"fileSearchStores/x"_s, {}, {}}), u"fileSearchStores/x:uploadToFileSearchStore"_s);
}

/// The start body of a file is wrapped in "file"; that of a document is flat.
void tst_StoreUpload::startBodyIsFlat()
{
    UploadSource source{u"/a.md"_s, u"a.md"_s, u"text/markdown"_s};
    QCOMPARE(uploadPath(source), u"files"_s);
    QCOMPARE(fromText(uploadStartBody(source)), fromText(R"({"file":{"displayName":"a.md"}})"));
    source.store = fullUpload();
    QCOMPARE(uploadPath(source), u"ragStores/x:uploadToRagStore"_s);
    QCOMPARE(fromText(uploadStartBody(source)), fromText(R"({"displayName":"a.md",)" + fullParts + '}'));
    source.store = StoreUpload{u"ragStores/x"_s, {}, {}};
    source.isMimeTypeChosen = true;
    QCOMPARE(fromText(uploadStartBody(source)), fromText(R"({"displayName":"a.md","mimeType":"text/markdown"})"));
}

QTEST_GUILESS_MAIN(tst_StoreUpload)
#include "tst_storeupload.moc"
