// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/timestamp.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_Timestamp : public QObject {
    Q_OBJECT

private slots:
    void readsTimestamp_data();
    void readsTimestamp();
    void refusesTimestamp_data();
    void refusesTimestamp();
    void writesTimestamp_data();
    void writesTimestamp();
    void timestampsCompareByTime();
    void convertsToDateTime();
    void readsDuration_data();
    void readsDuration();
    void refusesDuration_data();
    void refusesDuration();
    void durationInMilliseconds_data();
    void durationInMilliseconds();
};

void tst_Timestamp::readsTimestamp_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("nanoseconds");

    constexpr qint64 moment = 1724660696; // 2024-08-26T08:24:56Z
    QTest::newRow("no digits") << u"2024-08-26T08:24:56Z"_s << moment << 0;
    QTest::newRow("1 digit") << u"2024-08-26T08:24:56.1Z"_s << moment << 100'000'000;
    QTest::newRow("2 digits") << u"2024-08-26T08:24:56.12Z"_s << moment << 120'000'000;
    QTest::newRow("3 digits") << u"2024-08-26T08:24:56.123Z"_s << moment << 123'000'000;
    QTest::newRow("4 digits") << u"2024-08-26T08:24:56.1234Z"_s << moment << 123'400'000;
    QTest::newRow("5 digits") << u"2024-08-26T08:24:56.12345Z"_s << moment << 123'450'000;
    QTest::newRow("6 digits") << u"2024-08-26T08:24:56.068012Z"_s << moment << 68'012'000;
    QTest::newRow("7 digits") << u"2024-08-26T08:24:56.1234567Z"_s << moment << 123'456'700;
    QTest::newRow("8 digits") << u"2024-08-26T08:24:56.12345678Z"_s << moment << 123'456'780;
    QTest::newRow("9 digits") << u"2024-08-26T08:24:56.999999999Z"_s << moment << 999'999'999;
    QTest::newRow("zeros") << u"2024-08-26T08:24:56.000000000Z"_s << moment << 0;
    QTest::newRow("lower case") << u"2024-08-26t08:24:56.5z"_s << moment << 500'000'000;
    QTest::newRow("zero offset") << u"2024-08-26T08:24:56+00:00"_s << moment << 0;
    QTest::newRow("negative zero offset") << u"2024-08-26T08:24:56-00:00"_s << moment << 0;
    QTest::newRow("east") << u"2024-08-26T10:24:56+02:00"_s << moment << 0;
    QTest::newRow("west") << u"2024-08-26T04:54:56.25-03:30"_s << moment << 250'000'000;
    QTest::newRow("largest offset") << u"2024-08-27T08:23:56+23:59"_s << moment << 0;
    QTest::newRow("leap day") << u"2024-02-29T00:00:00Z"_s << qint64{1709164800} << 0;
    QTest::newRow("epoch") << u"1970-01-01T00:00:00Z"_s << qint64{0} << 0;
    QTest::newRow("before the epoch") << u"1969-12-31T23:59:59.5Z"_s << qint64{-1} << 500'000'000;
    QTest::newRow("first year") << u"0001-01-01T00:00:00Z"_s << qint64{-62135596800} << 0;
    QTest::newRow("last year") << u"9999-12-31T23:59:59.999999999Z"_s << qint64{253402300799} << 999'999'999;
}

void tst_Timestamp::readsTimestamp()
{
    QFETCH(const QString, text);
    const auto time = Timestamp::fromText(text);
    QVERIFY(time);
    QTEST(time->seconds, "seconds");
    QTEST(time->nanoseconds, "nanoseconds");
}

void tst_Timestamp::refusesTimestamp_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("no zone") << u"2024-08-26T08:24:56"_s;
    QTest::newRow("date only") << u"2024-08-26"_s;
    QTest::newRow("leap second") << u"2016-12-31T23:59:60Z"_s;
    QTest::newRow("year 0000") << u"0000-01-01T00:00:00Z"_s;
    QTest::newRow("year 10000") << u"10000-01-01T00:00:00Z"_s;
    QTest::newRow("month 0") << u"2024-00-26T08:24:56Z"_s;
    QTest::newRow("month 13") << u"2024-13-26T08:24:56Z"_s;
    QTest::newRow("day 0") << u"2024-08-00T08:24:56Z"_s;
    QTest::newRow("no leap day") << u"2023-02-29T08:24:56Z"_s;
    QTest::newRow("hour 24") << u"2024-08-26T24:00:00Z"_s;
    QTest::newRow("minute 60") << u"2024-08-26T08:60:00Z"_s;
    QTest::newRow("10 digits") << u"2024-08-26T08:24:56.1234567890Z"_s;
    QTest::newRow("point without digits") << u"2024-08-26T08:24:56.Z"_s;
    QTest::newRow("comma") << u"2024-08-26T08:24:56,5Z"_s;
    QTest::newRow("junk behind") << u"2024-08-26T08:24:56Zx"_s;
    QTest::newRow("line break behind") << u"2024-08-26T08:24:56Z\n"_s;
    QTest::newRow("blank before") << u" 2024-08-26T08:24:56Z"_s;
    QTest::newRow("blank as separator") << u"2024-08-26 08:24:56Z"_s;
    QTest::newRow("negative year") << u"-024-08-26T08:24:56Z"_s;
    QTest::newRow("one digit month") << u"2024-8-26T08:24:56Z"_s;
    QTest::newRow("foreign digits") << u"２０２４-08-26T08:24:56Z"_s;
    QTest::newRow("offset without colon") << u"2024-08-26T08:24:56+0200"_s;
    QTest::newRow("offset of 24 hours") << u"2024-08-26T08:24:56+24:00"_s;
    QTest::newRow("offset of 60 minutes") << u"2024-08-26T08:24:56+01:60"_s;
    // A NUL character at the end must not make a wrong text valid.
    QTest::newRow("offset too large, zero character") << (u"2024-08-26T08:24:56+24:00"_s + QChar(u'\0'));
    QTest::newRow("zero character behind") << (u"2024-08-26T08:24:56Z"_s + QChar(u'\0'));
    QTest::newRow("offset moves before the year 1") << u"0001-01-01T00:00:00+00:01"_s;
    QTest::newRow("offset moves behind the year 9999") << u"9999-12-31T23:59:59-00:01"_s;
    QTest::newRow("number") << u"1724660696"_s;
}

void tst_Timestamp::refusesTimestamp()
{
    QFETCH(const QString, text);
    QVERIFY(!Timestamp::fromText(text));
}

void tst_Timestamp::writesTimestamp_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("written");
    QTest::newRow("0") << u"2024-08-26T08:24:56Z"_s << u"2024-08-26T08:24:56Z"_s;
    QTest::newRow("3") << u"2024-08-26T08:24:56.1Z"_s << u"2024-08-26T08:24:56.100Z"_s;
    QTest::newRow("6") << u"2024-08-26T08:24:56.068012Z"_s << u"2024-08-26T08:24:56.068012Z"_s;
    QTest::newRow("9") << u"2024-08-28T08:24:56.049455995Z"_s << u"2024-08-28T08:24:56.049455995Z"_s;
    QTest::newRow("leading zeros") << u"2024-08-28T08:24:56.000000001Z"_s << u"2024-08-28T08:24:56.000000001Z"_s;
    QTest::newRow("offset") << u"2024-08-26T10:24:56+02:00"_s << u"2024-08-26T08:24:56Z"_s;
    QTest::newRow("before the epoch") << u"1969-12-31T23:59:59.5Z"_s << u"1969-12-31T23:59:59.500Z"_s;
    QTest::newRow("first") << u"0001-01-01T00:00:00Z"_s << u"0001-01-01T00:00:00Z"_s;
    QTest::newRow("last") << u"9999-12-31T23:59:59.999999999Z"_s << u"9999-12-31T23:59:59.999999999Z"_s;
}

void tst_Timestamp::writesTimestamp()
{
    QFETCH(const QString, text);
    const auto time = Timestamp::fromText(text);
    QVERIFY(time);
    QTEST(time->toText(), "written");
    QCOMPARE(Timestamp::fromText(time->toText()), time);
}

void tst_Timestamp::timestampsCompareByTime()
{
    const auto earlier = Timestamp::fromText(u"2024-08-26T08:24:56.000000001Z");
    const auto later = Timestamp::fromText(u"2024-08-26T08:24:56.000000002Z");
    QVERIFY(earlier && later);
    QVERIFY(*earlier < *later);
    QCOMPARE(Timestamp::fromText(u"2024-08-26T10:24:56+02:00"), Timestamp::fromText(u"2024-08-26T08:24:56.0Z"));
}

void tst_Timestamp::convertsToDateTime()
{
    const auto time = Timestamp::fromText(u"2024-08-28T08:24:56.049955995Z");
    QVERIFY(time);
    QCOMPARE(time->toDateTime(), QDateTime(QDate(2024, 8, 28), QTime(8, 24, 56, 49), Qt::UTC));
    QCOMPARE(time->toDateTime().timeSpec(), Qt::UTC);
}

void tst_Timestamp::readsDuration_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("nanoseconds");
    QTest::addColumn<QString>("written");
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    QTest::newRow("whole") << u"596s"_s << qint64{596} << 0 << u"596s"_s;
    QTest::newRow("zero") << u"0s"_s << qint64{0} << 0 << u"0s"_s;
    QTest::newRow("half") << u"3.5s"_s << qint64{3} << 500'000'000 << u"3.500s"_s;
    QTest::newRow("nine digits") << u"12.000000001s"_s << qint64{12} << 1 << u"12.000000001s"_s;
    QTest::newRow("largest") << u"9223372036854775807s"_s << largest << 0 << u"9223372036854775807s"_s;
    QTest::newRow("one more") << u"9223372036854775808s"_s << largest << 0 << u"9223372036854775807s"_s;
    QTest::newRow("absurd") << u"99999999999999999999999999s"_s << largest << 0 << u"9223372036854775807s"_s;
}

void tst_Timestamp::readsDuration()
{
    QFETCH(const QString, text);
    const auto duration = Duration::fromText(text);
    QVERIFY(duration);
    QTEST(duration->seconds, "seconds");
    QTEST(duration->nanoseconds, "nanoseconds");
    QTEST(duration->toText(), "written");
}

void tst_Timestamp::refusesDuration_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("empty") << QString();
    QTest::newRow("unit only") << u"s"_s;
    QTest::newRow("no unit") << u"5"_s;
    QTest::newRow("other unit") << u"5ms"_s;
    QTest::newRow("negative") << u"-5s"_s;
    QTest::newRow("negative zero") << u"-0.5s"_s;
    QTest::newRow("plus") << u"+5s"_s;
    QTest::newRow("exponent") << u"1e9s"_s;
    QTest::newRow("point first") << u".5s"_s;
    QTest::newRow("point last") << u"5.s"_s;
    QTest::newRow("ten digits") << u"5.0123456789s"_s;
    QTest::newRow("blank") << u"5 s"_s;
    QTest::newRow("junk behind") << u"5s "_s;
    QTest::newRow("hexadecimal") << u"0x10s"_s;
}

void tst_Timestamp::refusesDuration()
{
    QFETCH(const QString, text);
    QVERIFY(!Duration::fromText(text));
}

void tst_Timestamp::durationInMilliseconds_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("milliseconds");
    QTest::newRow("whole") << u"28s"_s << qint64{28000};
    QTest::newRow("rounded down") << u"1.0019s"_s << qint64{1001};
    QTest::newRow("largest") << u"9223372036854775807s"_s << std::numeric_limits<qint64>::max();
    QTest::newRow("just too large") << u"9223372036854775.808s"_s << std::numeric_limits<qint64>::max();
}

void tst_Timestamp::durationInMilliseconds()
{
    QFETCH(const QString, text);
    const auto duration = Duration::fromText(text);
    QVERIFY(duration);
    QTEST(qint64{duration->toMilliseconds().count()}, "milliseconds");
}

QTEST_GUILESS_MAIN(tst_Timestamp)
#include "tst_timestamp.moc"
