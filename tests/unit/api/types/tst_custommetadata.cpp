// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/custommetadata.h"

#include <QJsonDocument>
#include <QTest>

#include <cmath>
#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

QJsonObject fromText(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

QList<CustomMetadata> entries(qsizetype count)
{
    QList<CustomMetadata> metadata;
    for (qsizetype index = 0; index < count; ++index)
        metadata.append({QString::number(index), u"v"_s});
    return metadata;
}

} // namespace

class tst_CustomMetadata : public QObject {
    Q_OBJECT

private slots:
    void oneValue_data();
    void oneValue();
    void tolerates_data();
    void tolerates();
    void refuses_data();
    void refuses();
    void lists();
    void faults_data();
    void faults();
};

void tst_CustomMetadata::oneValue_data()
{
    QTest::addColumn<CustomMetadata>("entry");
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("text") << CustomMetadata{u"author"_s, u"Zoë"_s} << R"({"key":"author","stringValue":"Zoë"})"_ba;
    QTest::newRow("empty text") << CustomMetadata{u"a"_s, QString(u""_s)} << R"({"key":"a","stringValue":""})"_ba;
    QTest::newRow("text of digits") << CustomMetadata{u"a"_s, u"12"_s} << R"({"key":"a","stringValue":"12"})"_ba;
    QTest::newRow("whole number") << CustomMetadata{u"year"_s, 1999.0} << R"({"key":"year","numericValue":1999})"_ba;
    QTest::newRow("fraction") << CustomMetadata{u"a"_s, -0.25} << R"({"key":"a","numericValue":-0.25})"_ba;
    QTest::newRow("zero") << CustomMetadata{u"a"_s, 0.0} << R"({"key":"a","numericValue":0})"_ba;
    QTest::newRow("list") << CustomMetadata{u"tags"_s, QStringList{u"a b"_s, u"ü"_s}}
                          << R"({"key":"tags","stringListValue":{"values":["a b","ü"]}})"_ba;
    QTest::newRow("empty list") << CustomMetadata{u"tags"_s, QStringList()}
                                << R"({"key":"tags","stringListValue":{"values":[]}})"_ba;
}

void tst_CustomMetadata::oneValue()
{
    QFETCH(const CustomMetadata, entry);
    QFETCH(const QByteArray, json);
    QCOMPARE(entry.toJson(), fromText(json));
    QCOMPARE(CustomMetadata::fromJson(fromText(json)), entry);
}

void tst_CustomMetadata::tolerates_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<CustomMetadata>("entry");
    QTest::newRow("unknown key") << R"({"key":"a","stringValue":"b","more":1})"_ba << CustomMetadata{u"a"_s, u"b"_s};
    QTest::newRow("nulls beside the value")
        << R"({"key":"a","stringValue":null,"numericValue":3})"_ba << CustomMetadata{u"a"_s, 3.0};
    QTest::newRow("list that lost its array")
        << R"({"key":"a","stringListValue":{}})"_ba << CustomMetadata{u"a"_s, QStringList()};
}

void tst_CustomMetadata::tolerates()
{
    QFETCH(const QByteArray, json);
    QFETCH(const CustomMetadata, entry);
    QCOMPARE(CustomMetadata::fromJson(fromText(json)), entry);
}

void tst_CustomMetadata::refuses_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << "{}"_ba;
    QTest::newRow("no key") << R"({"stringValue":"b"})"_ba;
    QTest::newRow("empty key") << R"({"key":"","stringValue":"b"})"_ba;
    QTest::newRow("number for a key") << R"({"key":5,"stringValue":"b"})"_ba;
    QTest::newRow("no value") << R"({"key":"a"})"_ba;
    QTest::newRow("number for a text") << R"({"key":"a","stringValue":5})"_ba;
    QTest::newRow("text for a number") << R"({"key":"a","numericValue":"NaN"})"_ba;
    QTest::newRow("array for a list") << R"({"key":"a","stringListValue":["b"]})"_ba;
    QTest::newRow("list of a text") << R"({"key":"a","stringListValue":{"values":"b"}})"_ba;
    QTest::newRow("list with a number") << R"({"key":"a","stringListValue":{"values":["b",5]}})"_ba;
}

void tst_CustomMetadata::refuses()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!CustomMetadata::fromJson(fromText(json)));
}

void tst_CustomMetadata::lists()
{
    const QList<CustomMetadata> metadata{{u"b"_s, u"1"_s}, {u"a"_s, 2.0}};
    QCOMPARE(toJson(metadata), QJsonDocument::fromJson(R"([{"key":"b","stringValue":"1"},
                                                           {"key":"a","numericValue":2}])")
                                   .array());
    QCOMPARE(metadataFromJson(toJson(metadata)), metadata);
    QCOMPARE(metadataFromJson(QJsonArray{metadata.first().toJson(), 5, QJsonObject(), QJsonValue()}),
             metadata.first(1));
    for (const QJsonValue &value : {QJsonValue(), QJsonValue(u"x"_s), QJsonValue(QJsonObject())})
        QVERIFY(metadataFromJson(value).isEmpty());
}

void tst_CustomMetadata::faults_data()
{
    QTest::addColumn<QList<CustomMetadata>>("metadata");
    QTest::addColumn<MetadataProblem>("problem");
    QTest::addColumn<qsizetype>("index");
    const CustomMetadata first{u"a"_s, u"1"_s};
    const auto row = [first](const char *name, const QList<CustomMetadata> &more, MetadataProblem problem,
                             qsizetype index) {
        QTest::newRow(name) << QList<CustomMetadata>{first} + more << problem << index;
    };
    QTest::newRow("none at all") << QList<CustomMetadata>() << MetadataProblem::None << qsizetype{-1};
    QTest::newRow("twenty") << entries(20) << MetadataProblem::None << qsizetype{-1};
    QTest::newRow("21") << entries(21) << MetadataProblem::TooMany << qsizetype{20};
    QTest::newRow("22") << entries(22) << MetadataProblem::TooMany << qsizetype{20};
    row("empty key", {{QString(), u"1"_s}}, MetadataProblem::KeyMissing, 1);
    row("blank key", {{u"b"_s, 1.0}, {u" \t\u3000"_s, u"1"_s}}, MetadataProblem::KeyMissing, 2);
    row("key twice", {{u"a"_s, 1.0}}, MetadataProblem::KeyTaken, 1);
    row("key in another case", {{u"A"_s, 1.0}}, MetadataProblem::None, -1);
    row("infinite", {{u"b"_s, std::numeric_limits<double>::infinity()}}, MetadataProblem::NotFinite, 1);
    row("not a number", {{u"b"_s, std::nan("")}}, MetadataProblem::NotFinite, 1);
    row("the first of two", {{u""_s, 1.0}, {u"a"_s, 1.0}}, MetadataProblem::KeyMissing, 1);
}

void tst_CustomMetadata::faults()
{
    QFETCH(const QList<CustomMetadata>, metadata);
    const MetadataFault fault = faultOf(metadata);
    QTEST(fault.problem, "problem");
    QTEST(fault.index, "index");
}

QTEST_GUILESS_MAIN(tst_CustomMetadata)
#include "tst_custommetadata.moc"
