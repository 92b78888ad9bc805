// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/operation.h"
#include "tests/unit/api/sample.h"
#include "tests/unit/api/wrongvalues.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QJsonObject fullOperation()
{
    return {{u"name"_s, u"ragStores/x/operations/o"_s},
            {u"done"_s, true},
            {u"metadata"_s, QJsonObject{{u"@type"_s, u"type.googleapis.com/a.B"_s}}},
            {u"error"_s, QJsonObject{{u"code"_s, 3}, {u"message"_s, u"Failed to count tokens."_s}}},
            {u"response"_s, QJsonObject{{u"documentName"_s, u"ragStores/x/documents/d"_s}}}};
}

Operation operationWith(const QString &name, const QJsonObject &response)
{
    Operation operation;
    operation.name = name;
    operation.response = response;
    return operation;
}

} // namespace

class tst_Operation : public QObject {
    Q_OBJECT

private slots:
    void samples_data();
    void samples();
    void everyField();
    void doneMeansTrue_data();
    void doneMeansTrue();
    void needsAName_data();
    void needsAName();
    void keepsUnknownKeys();
    void documentNames_data();
    void documentNames();
    void responseSizes_data();
    void responseSizes();
    void survivesWrongTypes_data();
    void survivesWrongTypes();
};

void tst_Operation::samples_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("isDone");
    QTest::addColumn<QString>("store");
    QTest::addColumn<QString>("document");
    QTest::addColumn<qint64>("size"); // -1 = absent
    QTest::addColumn<QString>("mimeType");
    const QString store = u"fileSearchStores/first-vectorstore-hh58fgddzd0w"_s;
    QTest::newRow("14") << u"14-store-upload-answer-no-done"_s << false << store
                        << QString(store + u"/documents/k1lmltked3tp-d9144s0drobd"_s) << qint64{37}
                        << u"application/json"_s;
    QTest::newRow("15") << u"15-store-upload-answer-proxy-swallowed-headers"_s << false
                        << u"fileSearchStores/my-store-id"_s
                        << u"fileSearchStores/my-store-id/documents/*********-mwx9dx2faap8"_s << qint64{145}
                        << u"application/json"_s;
    QTest::newRow("16") << u"16-import-operation-done"_s << true << store
                        << QString(store + u"/documents/krtddxmd74p0-vaklqxyw0zbd"_s) << qint64{-1} << QString();
    QTest::newRow("18") << u"18-operation-name-only"_s << false << u"fileSearchStores/my-store-id"_s
                        << u"fileSearchStores/my-store-id/documents/d9jsb1hxh364-340ginvi1as3"_s << qint64{-1}
                        << QString();
}

void tst_Operation::samples()
{
    QFETCH(const QString, name);
    const QJsonObject sent = sample::object(name);
    const auto operation = Operation::fromJson(sent);
    QVERIFY(operation);
    QTEST(operation->isDone, "isDone");
    QVERIFY(!operation->error);
    QTEST(operation->store(), "store");
    QTEST(operation->documentName(), "document");
    QTEST(operation->responseSizeBytes().value_or(-1), "size");
    QTEST(operation->responseMimeType(), "mimeType");
    QCOMPARE(operation->unknownFields, QJsonObject());
    QCOMPARE(operation->toJson(), sent);
}

void tst_Operation::everyField()
{
    const auto operation = Operation::fromJson(fullOperation());
    QVERIFY(operation);
    QCOMPARE(operation->name, u"ragStores/x/operations/o"_s);
    QVERIFY(operation->isDone);
    QCOMPARE(operation->metadata.size(), 1);
    QVERIFY(operation->error);
    QCOMPARE(operation->error->code, 3);
    QCOMPARE(operation->error->message, u"Failed to count tokens."_s);
    QCOMPARE(operation->documentName(), u"ragStores/x/documents/d"_s);
    QCOMPARE(operation->unknownFields, QJsonObject());
    QCOMPARE(operation->toJson(), fullOperation());
}

void tst_Operation::doneMeansTrue_data()
{
    QTest::addColumn<QJsonValue>("done");
    QTest::addColumn<bool>("expected");
    QTest::newRow("true") << QJsonValue(true) << true;
    QTest::newRow("false") << QJsonValue(false) << false;
    QTest::newRow("missing") << QJsonValue(QJsonValue::Undefined) << false;
    QTest::newRow("null") << QJsonValue(QJsonValue::Null) << false;
    QTest::newRow("text") << QJsonValue(u"true"_s) << false;
    QTest::newRow("number") << QJsonValue(1) << false;
}

void tst_Operation::doneMeansTrue()
{
    QFETCH(const QJsonValue, done);
    const auto operation = Operation::fromJson({{u"name"_s, u"ragStores/x/operations/o"_s}, {u"done"_s, done}});
    QVERIFY(operation);
    QTEST(operation->isDone, "expected");
    QCOMPARE(Operation::fromJson(operation->toJson()), operation);
}

void tst_Operation::needsAName_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("empty object") << "{}"_ba;
    QTest::newRow("empty name") << R"({"name":"","done":true})"_ba;
    QTest::newRow("number") << R"({"name":5,"done":true})"_ba;
    QTest::newRow("error only") << R"({"error":{"code":404,"message":"m"}})"_ba;
}

void tst_Operation::needsAName()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!Operation::fromJson(QJsonDocument::fromJson(json).object()));
}

/// The upload server adds a field to the operations it returns (seed).
void tst_Operation::keepsUnknownKeys()
{
    QJsonObject sent = fullOperation();
    sent.insert("uploadInfo"_L1, QJsonObject{{u"a"_s, 1}});
    const auto operation = Operation::fromJson(sent);
    QVERIFY(operation);
    QCOMPARE(operation->unknownFields, (QJsonObject{{u"uploadInfo"_s, QJsonObject{{u"a"_s, 1}}}}));
    QCOMPARE(operation->toJson(), sent);
}

void tst_Operation::documentNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("told");
    QTest::addColumn<QString>("document");
    const QString imported = u"ragStores/x/operations/o"_s;
    const QString uploaded = u"ragStores/x/upload/operations/o"_s;
    const QString full = u"ragStores/x/documents/d"_s;
    QTest::newRow("full name") << imported << full << full;
    QTest::newRow("bare id") << imported << u"d"_s << full;
    QTest::newRow("full name, upload") << uploaded << full << full;
    QTest::newRow("bare id, upload") << uploaded << u"d"_s << full;
    QTest::newRow("not told") << imported << QString() << u"ragStores/x/documents/o"_s;
    QTest::newRow("not told, upload") << uploaded << QString() << u"ragStores/x/documents/o"_s;
    QTest::newRow("another store") << imported << u"ragStores/y/documents/d"_s << QString();
    QTest::newRow("climbing") << imported << u".."_s << QString();
    QTest::newRow("a file") << imported << u"files/abc"_s << QString();
    QTest::newRow("no operation of a store") << u"operations/o"_s << u"d"_s << QString();
}

void tst_Operation::documentNames()
{
    QFETCH(const QString, name);
    QFETCH(const QString, told);
    QTEST(operationWith(name, {{u"documentName"_s, told}}).documentName(), "document");
}

void tst_Operation::responseSizes_data()
{
    QTest::addColumn<QJsonValue>("sent");
    QTest::addColumn<qint64>("expected"); // -1 = absent
    QTest::newRow("text") << QJsonValue(u"9007199254740993"_s) << qint64{9007199254740993};
    QTest::newRow("number") << QJsonValue(37) << qint64{37};
    QTest::newRow("missing") << QJsonValue(QJsonValue::Undefined) << qint64{-1};
    QTest::newRow("negative") << QJsonValue(u"-1"_s) << qint64{-1};
    QTest::newRow("words") << QJsonValue(u"some"_s) << qint64{-1};
}

void tst_Operation::responseSizes()
{
    QFETCH(const QJsonValue, sent);
    const Operation operation = operationWith(u"ragStores/x/operations/o"_s, {{u"sizeBytes"_s, sent}});
    QTEST(operation.responseSizeBytes().value_or(-1), "expected");
}

void tst_Operation::survivesWrongTypes_data()
{
    addWrongValues();
}

void tst_Operation::survivesWrongTypes()
{
    QFETCH(const QJsonValue, value);
    const auto operation = Operation::fromJson(withValue(fullOperation(), value));
    QVERIFY(operation);
    QCOMPARE(operation->isDone, value.isBool());
    QCOMPARE(operation->error.has_value(), value.isObject());
    QCOMPARE(operation->documentName(), u"ragStores/x/documents/o"_s);
    QCOMPARE(Operation::fromJson(operation->toJson()), operation);
}

QTEST_GUILESS_MAIN(tst_Operation)
#include "tst_operation.moc"
