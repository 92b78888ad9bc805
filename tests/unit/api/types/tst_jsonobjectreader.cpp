// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/jsonobjectreader.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_JsonObjectReader : public QObject {
    Q_OBJECT

private slots:
    void number_data();
    void number();
    void text();
    void timestamp();
    void sha256_data();
    void sha256();
};

namespace {

constexpr qint64 refused = -1;
const QByteArray helloHash = QByteArray::fromHex("b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9");

template <typename T>
T readField(const QJsonObject &object, QLatin1StringView key)
{
    T field;
    JsonObjectReader(object).field(key, field);
    return field;
}

} // namespace

void tst_JsonObjectReader::number_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<qint64>("expected");

    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    QTest::newRow("text 0") << R"("0")"_ba << qint64{0};
    QTest::newRow("text") << R"("64657027")"_ba << qint64{64657027};
    QTest::newRow("text 2^63-1") << R"("9223372036854775807")"_ba << largest;
    QTest::newRow("text 2^53+1") << R"("9007199254740993")"_ba << qint64{9007199254740993};
    QTest::newRow("text 2^63") << R"("9223372036854775808")"_ba << refused;
    QTest::newRow("text absurd") << R"("99999999999999999999999999")"_ba << refused;
    QTest::newRow("text negative") << R"("-1")"_ba << refused;
    QTest::newRow("text negative zero") << R"("-0")"_ba << refused;
    QTest::newRow("text blank before") << R"(" 12")"_ba << refused;
    QTest::newRow("text blank behind") << R"("12 ")"_ba << refused;
    QTest::newRow("text plus") << R"("+5")"_ba << refused;
    QTest::newRow("text leading zero") << R"("012")"_ba << refused;
    QTest::newRow("text exponent") << R"("1e3")"_ba << refused;
    QTest::newRow("text fraction") << R"("1.0")"_ba << refused;
    QTest::newRow("text hexadecimal") << R"("0x10")"_ba << refused;
    QTest::newRow("text grouped") << R"("1,000")"_ba << refused;
    QTest::newRow("text foreign digits") << R"("１２")"_ba << refused;
    QTest::newRow("text empty") << R"("")"_ba << refused;
    QTest::newRow("number") << "12"_ba << qint64{12};
    QTest::newRow("number 0") << "0"_ba << qint64{0};
    QTest::newRow("number -0") << "-0"_ba << qint64{0};
    QTest::newRow("number negative") << "-1"_ba << refused;
    QTest::newRow("number fraction") << "1.5"_ba << refused;
    QTest::newRow("number exponent") << "1e3"_ba << qint64{1000};
    QTest::newRow("number 2^53+1") << "9007199254740993"_ba << qint64{9007199254740993};
    QTest::newRow("number 2^63-1") << "9223372036854775807"_ba << largest;
    QTest::newRow("number 2^63") << "9223372036854775808"_ba << refused;
    QTest::newRow("number huge") << "1e300"_ba << refused;
    QTest::newRow("true") << "true"_ba << refused;
    QTest::newRow("null") << "null"_ba << refused;
    QTest::newRow("object") << "{}"_ba << refused;
    QTest::newRow("array") << R"(["5"])"_ba << refused;
    QTest::newRow("missing") << QByteArray() << refused;
}

void tst_JsonObjectReader::number()
{
    QFETCH(const QByteArray, json);
    QFETCH(const qint64, expected);
    const QByteArray document = json.isEmpty() ? "{}"_ba : R"({"sizeBytes":)" + json + '}';
    const QJsonObject object = QJsonDocument::fromJson(document).object();
    QCOMPARE(object.isEmpty(), json.isEmpty());
    QCOMPARE(jsonvalue::nonNegativeInt64(object.value("sizeBytes"_L1)).value_or(refused), expected);
}

void tst_JsonObjectReader::text()
{
    const QJsonObject object{{u"a"_s, u"ü📄"_s}, {u"b"_s, 5}, {u"c"_s, QJsonValue::Null}};
    QCOMPARE(readField<QString>(object, "a"_L1), u"ü📄"_s);
    QCOMPARE(readField<QString>(object, "b"_L1), QString());
    QCOMPARE(readField<QString>(object, "c"_L1), QString());
    QCOMPARE(readField<QString>(object, "missing"_L1), QString());
}

void tst_JsonObjectReader::timestamp()
{
    using Time = std::optional<Timestamp>;
    const QJsonObject object{{u"good"_s, u"1970-01-01T00:00:01Z"_s}, {u"bad"_s, u"yesterday"_s}, {u"number"_s, 5}};
    QCOMPARE(readField<Time>(object, "good"_L1), (Timestamp{1, 0}));
    QVERIFY(!readField<Time>(object, "bad"_L1));
    QVERIFY(!readField<Time>(object, "number"_L1));
    QVERIFY(!readField<Time>(object, "missing"_L1));
}

void tst_JsonObjectReader::sha256_data()
{
    QTest::addColumn<QByteArray>("sent");
    QTest::addColumn<QByteArray>("expected");

    const QByteArray hex = helloHash.toHex();
    const QByteArray empty = QCryptographicHash::hash({}, QCryptographicHash::Sha256);
    QTest::newRow("hex text")
        << "Yjk0ZDI3Yjk5MzRkM2UwOGE1MmU1MmQ3ZGE3ZGFiZmFjNDg0ZWZlMzdhNTM4MGVlOTA4OGY3YWNlMmVmY2RlOQ=="_ba << helloHash;
    QTest::newRow("hex text of nothing")
        << "ZTNiMGM0NDI5OGZjMWMxNDlhZmJmNGM4OTk2ZmI5MjQyN2FlNDFlNDY0OWI5MzRjYTQ5NTk5MWI3ODUyYjg1NQ=="_ba << empty;
    QTest::newRow("raw bytes of nothing") << "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="_ba << empty;
    QTest::newRow("raw bytes") << helloHash.toBase64() << helloHash;
    QTest::newRow("raw bytes without padding") << helloHash.toBase64(QByteArray::OmitTrailingEquals) << helloHash;
    QTest::newRow("raw bytes, url-safe") << empty.toBase64(QByteArray::Base64UrlEncoding) << empty;
    QTest::newRow("upper case hex") << hex.toUpper().toBase64() << helloHash;
    QTest::newRow("63 digits") << hex.first(63).toBase64() << QByteArray();
    QTest::newRow("65 digits") << (hex + '0').toBase64() << QByteArray();
    QTest::newRow("31 bytes") << helloHash.first(31).toBase64() << QByteArray();
    QTest::newRow("64 characters, one no digit") << (hex.first(63) + 'g').toBase64() << QByteArray();
    QTest::newRow("bare hex") << hex << QByteArray();
    QTest::newRow("junk") << "not base64!"_ba << QByteArray();
    QTest::newRow("empty") << QByteArray() << QByteArray();
}

void tst_JsonObjectReader::sha256()
{
    QFETCH(const QByteArray, sent);
    const QJsonObject object{{u"sha256Hash"_s, QString::fromLatin1(sent)}};
    QTEST(readField<QByteArray>(object, "sha256Hash"_L1), "expected");
    QCOMPARE(readField<QByteArray>(object, "missing"_L1), QByteArray());
    QCOMPARE(readField<QByteArray>({{u"sha256Hash"_s, 5}}, "sha256Hash"_L1), QByteArray());
}

QTEST_GUILESS_MAIN(tst_JsonObjectReader)
#include "tst_jsonobjectreader.moc"
