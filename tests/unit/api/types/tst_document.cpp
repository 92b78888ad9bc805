// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/document.h"
#include "tests/unit/api/sample.h"
#include "tests/unit/api/wrongvalues.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

using State = Document::State;

QJsonObject fullDocument()
{
    return {{u"name"_s, u"ragStores/x/documents/d"_s},
            {u"displayName"_s, u"Übersicht – «ü» 📄"_s},
            {u"mimeType"_s, u"text/markdown"_s},
            {u"sizeBytes"_s, u"9007199254740993"_s},
            {u"createTime"_s, u"2026-01-06T14:42:33.314253Z"_s},
            {u"updateTime"_s, u"2026-01-06T14:42:34Z"_s},
            {u"state"_s, u"STATE_FAILED"_s},
            {u"customMetadata"_s,
             QJsonArray{QJsonObject{{u"key"_s, u"author"_s}, {u"stringValue"_s, u"Zoë"_s}},
                        QJsonObject{{u"key"_s, u"year"_s}, {u"numericValue"_s, 1999}},
                        QJsonObject{{u"key"_s, u"tags"_s},
                                    {u"stringListValue"_s, QJsonObject{{u"values"_s, QJsonArray{u"a"_s, u"b"_s}}}}}}}};
}

} // namespace

class tst_Document : public QObject {
    Q_OBJECT

private slots:
    void getSample();
    void listSample();
    void everyField();
    void needsAName_data();
    void needsAName();
    void states_data();
    void states();
    void keepsMetadataThatItCannotRead_data();
    void keepsMetadataThatItCannotRead();
    void keepsUnknownKeys();
    void survivesWrongTypes_data();
    void survivesWrongTypes();
    void pages_data();
    void pages();
};

void tst_Document::getSample()
{
    const QJsonObject sent = sample::object(u"20-document-get");
    const auto document = Document::fromJson(sent);
    QVERIFY(document);
    Document expected;
    expected.name = u"fileSearchStores/first-vectorstore-hh58fgddzd0w/documents/yso23muqnzd8-6ze3m0bgjh0a"_s;
    expected.displayName = u"yso23muqnzd8"_s;
    expected.mimeType = u"application/pdf"_s;
    expected.sizeBytes = 334640;
    expected.createTime = Timestamp{1767711829, 700'665'000};
    expected.updateTime = Timestamp{1767711831, 801'760'000};
    expected.state = State::Active;
    expected.stateText = u"STATE_ACTIVE"_s;
    QCOMPARE(*document, expected);
    QCOMPARE(document->toJson(), sent);
}

void tst_Document::listSample()
{
    const auto page = DocumentPage::fromJson(sample::object(u"19-documents-list"));
    QVERIFY(page);
    QCOMPARE(page->entries.size(), 2);
    QCOMPARE(page->unreadable, 0);
    QVERIFY(page->nextPageToken.isEmpty());
    QVERIFY(page->entries.first().displayName.isEmpty());
    QCOMPARE(page->entries.first().sizeBytes, 37);
    QCOMPARE(page->entries.last(), Document::fromJson(sample::object(u"20-document-get")).value());
}

void tst_Document::everyField()
{
    const auto document = Document::fromJson(fullDocument());
    QVERIFY(document);
    QCOMPARE(document->state, State::Failed);
    QCOMPARE(document->sizeBytes, 9007199254740993);
    QCOMPARE(document->customMetadata,
             (QList<CustomMetadata>{
                 {u"author"_s, u"Zoë"_s}, {u"year"_s, 1999.0}, {u"tags"_s, QStringList{u"a"_s, u"b"_s}}}));
    QCOMPARE(document->unknownFields, QJsonObject());
    QCOMPARE(document->toJson(), fullDocument());
}

void tst_Document::needsAName_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty object") << "{}"_ba;
    QTest::newRow("empty name") << R"({"name":""})"_ba;
    QTest::newRow("number") << R"({"name":5,"state":"STATE_ACTIVE"})"_ba;
}

void tst_Document::needsAName()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!Document::fromJson(QJsonDocument::fromJson(json).object()));
}

void tst_Document::states_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<State>("expected");
    QTest::newRow("missing") << QString() << State::Unspecified;
    QTest::newRow("unspecified") << u"STATE_UNSPECIFIED"_s << State::Unspecified;
    QTest::newRow("pending") << u"STATE_PENDING"_s << State::Pending;
    QTest::newRow("active") << u"STATE_ACTIVE"_s << State::Active;
    QTest::newRow("failed") << u"STATE_FAILED"_s << State::Failed;
    QTest::newRow("word of a chunk") << u"STATE_PENDING_PROCESSING"_s << State::Unknown;
    QTest::newRow("word of a file") << u"ACTIVE"_s << State::Unknown;
}

void tst_Document::states()
{
    QFETCH(const QString, word);
    const auto document = Document::fromJson({{u"name"_s, u"ragStores/x/documents/d"_s}, {u"state"_s, word}});
    QVERIFY(document);
    QTEST(document->state, "expected");
    QCOMPARE(document->stateText, word);
}

void tst_Document::keepsMetadataThatItCannotRead_data()
{
    QTest::addColumn<QJsonValue>("metadata");
    QTest::addColumn<int>("readable");
    const QJsonObject good{{u"key"_s, u"a"_s}, {u"stringValue"_s, u"b"_s}};
    QTest::newRow("one entry of two") << QJsonValue(QJsonArray{good, QJsonObject{{u"key"_s, u"b"_s}}}) << 1;
    QTest::newRow("new kind of value") << QJsonValue(
                                              QJsonArray{QJsonObject{{u"key"_s, u"a"_s}, {u"boolValue"_s, true}}})
                                       << 0;
    QTest::newRow("no array") << QJsonValue(good) << 0;
    QTest::newRow("text") << QJsonValue(u"a=b"_s) << 0;
    QTest::newRow("null") << QJsonValue(QJsonValue::Null) << 0;
}

void tst_Document::keepsMetadataThatItCannotRead()
{
    QFETCH(const QJsonValue, metadata);
    const QJsonObject sent{{u"name"_s, u"ragStores/x/documents/d"_s}, {u"customMetadata"_s, metadata}};
    const auto document = Document::fromJson(sent);
    QVERIFY(document);
    QTEST(int(document->customMetadata.size()), "readable");
    QCOMPARE(document->unknownFields, (QJsonObject{{u"customMetadata"_s, metadata}}));
    QCOMPARE(document->toJson(), sent);
}

void tst_Document::keepsUnknownKeys()
{
    QJsonObject sent = fullDocument();
    sent.insert("color"_L1, QJsonArray{1, u"two"_s});
    sent.insert("sizeBytes"_L1, u"-1"_s);
    const auto document = Document::fromJson(sent);
    QVERIFY(document);
    QCOMPARE(document->sizeBytes, 0);
    QCOMPARE(document->unknownFields, (QJsonObject{{u"color"_s, QJsonArray{1, u"two"_s}}, {u"sizeBytes"_s, u"-1"_s}}));
    QCOMPARE(document->toJson(), sent);
}

void tst_Document::survivesWrongTypes_data()
{
    addWrongValues();
}

void tst_Document::survivesWrongTypes()
{
    QFETCH(const QJsonValue, value);
    const auto document = Document::fromJson(withValue(fullDocument(), value));
    QVERIFY(document);
    QCOMPARE(document->sizeBytes, 0);
    QVERIFY(document->customMetadata.isEmpty());
    QVERIFY(!document->createTime && !document->updateTime);
    QCOMPARE(document->state, value.isString() ? State::Unknown : State::Unspecified);
    QCOMPARE(Document::fromJson(document->toJson()), document);
}

void tst_Document::pages_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("documents"); // -1 = not readable as a page
    QTest::addColumn<int>("unreadable");
    QTest::addColumn<QString>("token");
    QTest::newRow("empty object") << "{}"_ba << 0 << 0 << QString();
    QTest::newRow("token") << R"({"documents":[{"name":"ragStores/x/documents/d"}],"nextPageToken":"t"})"_ba << 1 << 0
                           << u"t"_s;
    QTest::newRow("entries that are none")
        << R"({"documents":[{"name":"ragStores/x/documents/d"},null,5,{}]})"_ba << 1 << 3 << QString();
    QTest::newRow("an object") << R"({"documents":{}})"_ba << -1 << 0 << QString();
}

void tst_Document::pages()
{
    QFETCH(const QByteArray, json);
    QFETCH(const int, documents);
    const auto page = DocumentPage::fromJson(QJsonDocument::fromJson(json).object());
    QCOMPARE(page.has_value(), documents >= 0);
    if (!page)
        return;
    QCOMPARE(page->entries.size(), documents);
    QTEST(page->unreadable, "unreadable");
    QTEST(page->nextPageToken, "token");
}

QTEST_GUILESS_MAIN(tst_Document)
#include "tst_document.moc"
