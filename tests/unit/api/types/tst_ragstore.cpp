// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/ragstore.h"
#include "tests/unit/api/sample.h"
#include "tests/unit/api/wrongvalues.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QJsonObject fullStore()
{
    return {{u"name"_s, u"ragStores/x-1"_s},
            {u"displayName"_s, u"Übersicht – «ü»"_s},
            {u"embeddingModel"_s, u"models/gemini-embedding-001"_s},
            {u"createTime"_s, u"2026-01-06T14:13:13.323639Z"_s},
            {u"updateTime"_s, u"2026-01-06T14:13:14Z"_s},
            {u"activeDocumentsCount"_s, u"3"_s},
            {u"pendingDocumentsCount"_s, u"2"_s},
            {u"failedDocumentsCount"_s, u"1"_s},
            {u"sizeBytes"_s, u"9007199254740993"_s}};
}

} // namespace

class tst_RagStore : public QObject {
    Q_OBJECT

private slots:
    void createSample();
    void modelNames_data();
    void modelNames();
    void everyField();
    void countsAsNumbers();
    void needsAName_data();
    void needsAName();
    void keepsWhatItCannotRead();
    void keepsUnknownKeys();
    void survivesWrongTypes_data();
    void survivesWrongTypes();
    void pages_data();
    void pages();
};

void tst_RagStore::createSample()
{
    const QJsonObject sent = sample::object(u"12-store-create");
    const auto store = RagStore::fromJson(sent);
    QVERIFY(store);
    RagStore expected;
    expected.name = u"fileSearchStores/first-vectorstore-ovrri9954z60"_s;
    expected.displayName = u"first VectorStore"_s;
    expected.createTime = Timestamp{1767708793, 323'639'000};
    expected.updateTime = expected.createTime;
    QCOMPARE(*store, expected);
    QCOMPARE(store->documentsCount(), 0);
    QCOMPARE(store->toJson(), sent);
}

void tst_RagStore::modelNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");

    QTest::newRow("bare") << u"gemini-embedding-2"_s << u"models/gemini-embedding-2"_s;
    QTest::newRow("resource name") << u"models/gemini-embedding-2"_s << u"models/gemini-embedding-2"_s;
    QTest::newRow("blanks around") << u" gemini-embedding-001 "_s << u"models/gemini-embedding-001"_s;
    QTest::newRow("dots") << u"text-embedding-4.5_x"_s << u"models/text-embedding-4.5_x"_s;
    QTest::newRow("nothing") << QString() << QString();
    QTest::newRow("prefix only") << u"models/"_s << QString();
    QTest::newRow("another collection") << u"tunedModels/a"_s << QString();
    QTest::newRow("a way out") << u"models/../files"_s << QString();
    QTest::newRow("an option") << u"--json"_s << QString();
    QTest::newRow("two words") << u"gemini embedding"_s << QString();
    QTest::newRow("two lines") << u"gemini\nembedding"_s << QString();
}

void tst_RagStore::modelNames()
{
    QFETCH(QString, text);
    QTEST(modelResourceName(text).value_or(QString()), "name");
}

void tst_RagStore::everyField()
{
    const auto store = RagStore::fromJson(fullStore());
    QVERIFY(store);
    QCOMPARE(store->displayName, u"Übersicht – «ü»"_s);
    QCOMPARE(store->embeddingModel, u"models/gemini-embedding-001"_s);
    QCOMPARE(store->updateTime, (Timestamp{1767708794, 0}));
    QCOMPARE(store->activeDocumentsCount, 3);
    QCOMPARE(store->pendingDocumentsCount, 2);
    QCOMPARE(store->failedDocumentsCount, 1);
    QCOMPARE(store->documentsCount(), 6);
    QCOMPARE(store->sizeBytes, 9007199254740993);
    QCOMPARE(store->unknownFields, QJsonObject());
    QCOMPARE(store->toJson(), fullStore());
}

void tst_RagStore::countsAsNumbers()
{
    QJsonObject sent = fullStore();
    sent.insert("activeDocumentsCount"_L1, 3);
    sent.insert("failedDocumentsCount"_L1, 1.0);
    sent.insert("sizeBytes"_L1, qint64{9007199254740993});
    QCOMPARE(RagStore::fromJson(sent), RagStore::fromJson(fullStore()));
}

void tst_RagStore::needsAName_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty object") << "{}"_ba;
    QTest::newRow("empty name") << R"({"name":""})"_ba;
    QTest::newRow("number") << R"({"name":5,"displayName":"x"})"_ba;
    QTest::newRow("null") << R"({"name":null})"_ba;
}

void tst_RagStore::needsAName()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!RagStore::fromJson(QJsonDocument::fromJson(json).object()));
}

void tst_RagStore::keepsWhatItCannotRead()
{
    const QJsonObject sent{{u"name"_s, u"ragStores/x"_s},
                           {u"sizeBytes"_s, u"-1"_s},
                           {u"activeDocumentsCount"_s, u"many"_s},
                           {u"createTime"_s, u"yesterday"_s}};
    const auto store = RagStore::fromJson(sent);
    QVERIFY(store);
    QCOMPARE(store->sizeBytes, 0);
    QCOMPARE(store->activeDocumentsCount, 0);
    QVERIFY(!store->createTime);
    QCOMPARE(store->unknownFields.size(), 3);
    QCOMPARE(store->toJson(), sent);
}

void tst_RagStore::keepsUnknownKeys()
{
    QJsonObject sent = fullStore();
    sent.insert("color"_L1, QJsonArray{1, u"two"_s});
    const auto store = RagStore::fromJson(sent);
    QVERIFY(store);
    QCOMPARE(store->unknownFields, (QJsonObject{{u"color"_s, QJsonArray{1, u"two"_s}}}));
    QCOMPARE(store->toJson(), sent);
}

void tst_RagStore::survivesWrongTypes_data()
{
    addWrongValues();
}

void tst_RagStore::survivesWrongTypes()
{
    QFETCH(const QJsonValue, value);
    const auto store = RagStore::fromJson(withValue(fullStore(), value));
    QVERIFY(store);
    QCOMPARE(store->documentsCount(), 0);
    QCOMPARE(store->sizeBytes, 0);
    QVERIFY(!store->createTime && !store->updateTime);
    QCOMPARE(RagStore::fromJson(store->toJson()), store);
}

void tst_RagStore::pages_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("stores"); // -1 = not readable as a page
    QTest::addColumn<int>("unreadable");
    QTest::addColumn<QString>("token");
    QTest::newRow("empty object") << "{}"_ba << 0 << 0 << QString();
    QTest::newRow("published key") << R"({"fileSearchStores":[{"name":"fileSearchStores/a"}],"nextPageToken":"t"})"_ba
                                   << 1 << 0 << u"t"_s;
    // The reference of the list method uses this key, whatever collection the names of the stores have.
    QTest::newRow("founding key") << R"({"ragStores":[{"name":"fileSearchStores/a"},{"name":"ragStores/b"}]})"_ba << 2
                                  << 0 << QString();
    QTest::newRow("entries that are none")
        << R"({"ragStores":[{"name":"ragStores/a"},null,5,"x",[],{},{"name":""}]})"_ba << 1 << 6 << QString();
    QTest::newRow("token of a wrong type") << R"({"ragStores":[],"nextPageToken":5})"_ba << 0 << 0 << QString();
    QTest::newRow("an object") << R"({"ragStores":{}})"_ba << -1 << 0 << QString();
    QTest::newRow("a text") << R"({"fileSearchStores":"none"})"_ba << -1 << 0 << QString();
}

void tst_RagStore::pages()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, stores);
    const QJsonDocument document = QJsonDocument::fromJson(json);
    QVERIFY(document.isObject());
    const auto page = StorePage::fromJson(document.object());
    QCOMPARE(page.has_value(), stores >= 0);
    if (!page)
        return;
    QCOMPARE(page->entries.size(), stores);
    QTEST(page->unreadable, "unreadable");
    QTEST(page->nextPageToken, "token");
}

QTEST_GUILESS_MAIN(tst_RagStore)
#include "tst_ragstore.moc"
