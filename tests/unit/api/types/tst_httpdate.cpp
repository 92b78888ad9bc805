// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/httpdate.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_HttpDate final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_zone = qgetenv("TZ"); }
    void cleanup() { qputenv("TZ", m_zone); }

    void readsUtcInEveryZone_data();
    void readsUtcInEveryZone();
    void refusesOtherTexts_data();
    void refusesOtherTexts();

private:
    QByteArray m_zone;
};

void tst_HttpDate::readsUtcInEveryZone_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QDateTime>("time");
    const int present = QDateTime::currentDateTimeUtc().date().year();
    const auto yearAhead = [present](int years) { return QByteArray::number(present + years).right(2); };
    // Rules instead of names, so that the test needs no zone files: Berlin, New York.
    for (const auto &zone : {"UTC0"_ba, "CET-1CEST,M3.5.0,M10.5.0/3"_ba, "EST5EDT,M3.2.0,M11.1.0"_ba}) {
        const auto row = [&zone](const char *name, const QByteArray &text, const QDateTime &time) {
            QTest::addRow("%s: %s", zone.left(3).constData(), name) << zone << text << time;
        };
        row("usual form", "Sun, 06 Nov 1994 08:49:37 GMT", QDateTime({1994, 11, 6}, {8, 49, 37}, Qt::UTC));
        row("RFC 850", "Sunday, 06-Nov-94 08:49:37 GMT", QDateTime({1994, 11, 6}, {8, 49, 37}, Qt::UTC));
        row("asctime", "Sun Nov  6 08:49:37 1994", QDateTime({1994, 11, 6}, {8, 49, 37}, Qt::UTC));
        row("asctime, two digits", "Wed Nov 16 08:49:37 1994", QDateTime({1994, 11, 16}, {8, 49, 37}, Qt::UTC));
        row("skipped in Berlin", "Sun, 30 Mar 2025 02:30:00 GMT", QDateTime({2025, 3, 30}, {2, 30, 0}, Qt::UTC));
        row("skipped in Berlin, RFC 850", "Sunday, 30-Mar-25 02:30:00 GMT",
            QDateTime({2025, 3, 30}, {2, 30, 0}, Qt::UTC));
        row("skipped in Berlin, asctime", "Sun Mar 30 02:30:00 2025", QDateTime({2025, 3, 30}, {2, 30, 0}, Qt::UTC));
        row("twice in Berlin", "Sun, 26 Oct 2025 02:30:00 GMT", QDateTime({2025, 10, 26}, {2, 30, 0}, Qt::UTC));
        row("skipped in New York", "Sun, 09 Mar 2025 02:30:00 GMT", QDateTime({2025, 3, 9}, {2, 30, 0}, Qt::UTC));
        row("leap day", "Thu, 29 Feb 2024 23:59:59 GMT", QDateTime({2024, 2, 29}, {23, 59, 59}, Qt::UTC));
        row("blanks around", "  Sun, 06 Nov 1994 08:49:37 GMT\t", QDateTime({1994, 11, 6}, {8, 49, 37}, Qt::UTC));
        row("another weekday", "Mon, 06 Nov 1994 08:49:37 GMT", QDateTime({1994, 11, 6}, {8, 49, 37}, Qt::UTC));
        row("two digits, 49 years ahead", "Sunday, 06-Nov-" + yearAhead(49) + " 08:49:37 GMT",
            QDateTime({present + 49, 11, 6}, {8, 49, 37}, Qt::UTC));
        row("two digits, 51 years ahead", "Sunday, 06-Nov-" + yearAhead(51) + " 08:49:37 GMT",
            QDateTime({present - 49, 11, 6}, {8, 49, 37}, Qt::UTC));
    }
}

void tst_HttpDate::readsUtcInEveryZone()
{
    QFETCH(QByteArray, zone);
    QFETCH(QByteArray, text);
    QFETCH(QDateTime, time);
    qputenv("TZ", zone);
    const auto found = httpDate(text);
    QVERIFY(found);
    QCOMPARE(*found, time);
    QCOMPARE(found->timeSpec(), Qt::UTC);
}

void tst_HttpDate::refusesOtherTexts_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             " ",
                             "0",
                             "soon",
                             "yesterday",
                             "1994-11-06T08:49:37Z",
                             "Sun, 06 Nov 1994 08:49:37",
                             "Sun, 06 Nov 1994 08:49:37 CET",
                             "Sun, 06 Nov 1994 08:49:37 +0100",
                             "Sun, 06 Nov 94 08:49:37 GMT",
                             "Sun, 6 Nov 1994 08:49:37 GMT",
                             "Sun, 31 Nov 1994 08:49:37 GMT",
                             "Sun, 00 Nov 1994 08:49:37 GMT",
                             "Sun, 29 Feb 2025 08:49:37 GMT",
                             "Sun, 06 Nie 1994 08:49:37 GMT",
                             "Sun, 06 Nov 1994 24:00:00 GMT",
                             "Sun, 06 Nov 1994 08:60:00 GMT",
                             "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                             "Sun, 06 Nov 1994 08:49:37 GMT\x01",
                             "Sun Nov 6 08:49:37 1994",
                             "Sunday, 06-Nov-1994 08:49:37 GMT",
                             "\xff\xfe",
                             "Sun, 06 Nov 0000 08:49:37 GMT"})
        QTest::newRow(*text ? text : "empty") << QByteArray(text);
    QTest::newRow("a zero byte") << "Sun, 06 Nov 1994 08:49:37 GMT\0x"_ba;
    QTest::newRow("long") << QByteArray(1'000'000, 'S');
}

void tst_HttpDate::refusesOtherTexts()
{
    QFETCH(QByteArray, text);
    QVERIFY(!httpDate(text));
}

QTEST_GUILESS_MAIN(tst_HttpDate)
#include "tst_httpdate.moc"
