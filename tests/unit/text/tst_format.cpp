// SPDX-License-Identifier: Apache-2.0
#include "models/text/format.h"

#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;

class tst_Format final : public QObject {
    Q_OBJECT

private slots:
    void sentenceLocale_data();
    void sentenceLocale();
    void size_data();
    void size();
    void speed_data();
    void speed();
    void duration_data();
    void duration();
    void times_data();
    void times();
    void moment_data();
    void moment();
    void singleLine_data();
    void singleLine();
    void singleLineIsCapped();
};

void tst_Format::sentenceLocale_data()
{
    QTest::addColumn<QString>("language");
    QTest::addColumn<QLocale>("system");
    QTest::addColumn<QLocale::Language>("expected");
    QTest::addColumn<QString>("number"); // 1234.5
    const QLocale austrian(QLocale::German, QLocale::Austria);
    QTest::newRow("English in Egypt") << u"en"_s << QLocale(QLocale::Arabic, QLocale::Egypt) << QLocale::English
                                      << u"1,234.5"_s;
    QTest::newRow("English in Iran") << u"en"_s << QLocale(QLocale::Persian, QLocale::Iran) << QLocale::English
                                     << u"1,234.5"_s;
    QTest::newRow("German in Austria") << u"de"_s << austrian << QLocale::German << austrian.toString(1234.5);
    QTest::newRow("German in the United States")
        << u"de"_s << QLocale(QLocale::English, QLocale::UnitedStates) << QLocale::German << u"1.234,5"_s;
    QTest::newRow("C") << u"en"_s << QLocale::c() << QLocale::C << u"1234.5"_s;
}

void tst_Format::sentenceLocale()
{
    QFETCH(const QString, language);
    QFETCH(const QLocale, system);
    const QLocale locale = format::sentenceLocale(language, system);
    QTEST(locale.language(), "expected");
    QTEST(locale.toString(1234.5), "number");
}

void tst_Format::size_data()
{
    QTest::addColumn<qint64>("bytes");
    QTest::addColumn<QString>("inC");
    QTest::addColumn<QString>("inGerman");
    const auto row = [](qint64 bytes, const QString &inC, const QString &inGerman) {
        QTest::newRow(qPrintable(QString::number(bytes))) << bytes << inC << inGerman;
    };
    row(0, u"0 B"_s, u"0 B"_s);
    row(1, u"1 B"_s, u"1 B"_s);
    row(999, u"999 B"_s, u"999 B"_s);
    row(1000, u"1.0 kB"_s, u"1,0 kB"_s);
    row(1049, u"1.0 kB"_s, u"1,0 kB"_s);
    row(4'200'000, u"4.2 MB"_s, u"4,2 MB"_s);
    row(20'971'521, u"21.0 MB"_s, u"21,0 MB"_s);
    row(999'949, u"999.9 kB"_s, u"999,9 kB"_s);
    row(999'950, u"1.0 MB"_s, u"1,0 MB"_s);
    row(999'999'999, u"1.0 GB"_s, u"1,0 GB"_s);
    row(2'147'483'648, u"2.1 GB"_s, u"2,1 GB"_s);
    row(21'474'836'480, u"21.5 GB"_s, u"21,5 GB"_s);
    row(std::numeric_limits<qint64>::max(), u"9.2 EB"_s, u"9,2 EB"_s);
}

void tst_Format::size()
{
    QFETCH(qint64, bytes);
    QTEST(format::size(bytes, QLocale::c()), "inC");
    QTEST(format::size(bytes, QLocale(QLocale::German, QLocale::Germany)), "inGerman");
}

void tst_Format::speed_data()
{
    QTest::addColumn<double>("bytesPerSecond");
    QTest::addColumn<QString>("inC");
    QTest::addColumn<QString>("inGerman");
    QTest::newRow("none") << 0.0 << QString() << QString();
    QTest::newRow("less than half a byte") << 0.4 << QString() << QString();
    QTest::newRow("negative") << -5.0 << QString() << QString();
    QTest::newRow("slow") << 12.6 << u"13 B/s"_s << u"13 B/s"_s;
    QTest::newRow("fast") << 4.2e6 << u"4.2 MB/s"_s << u"4,2 MB/s"_s;
    QTest::newRow("impossible") << 1e300 << u"1.0 PB/s"_s << u"1,0 PB/s"_s;
}

void tst_Format::speed()
{
    QFETCH(double, bytesPerSecond);
    QTEST(format::speed(bytesPerSecond, QLocale::c()), "inC");
    QTEST(format::speed(bytesPerSecond, QLocale(QLocale::German, QLocale::Germany)), "inGerman");
}

void tst_Format::duration_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<int>("nanoseconds");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, qint64 seconds, int nanoseconds, const QString &expected) {
        QTest::newRow(name) << seconds << nanoseconds << expected;
    };
    row("nothing", 0, 0, u"0:00"_s);
    row("rounded down", 0, 499'999'999, u"0:00"_s);
    row("rounded up", 0, 500'000'000, u"0:01"_s);
    row("12 s", 12, 0, u"0:12"_s);
    row("rounded into a minute", 59, 999'999'999, u"1:00"_s);
    row("596 s", 596, 0, u"9:56"_s);
    row("under an hour", 3599, 0, u"59:59"_s);
    row("rounded into an hour", 3599, 600'000'000, u"1:00:00"_s);
    row("over an hour", 3723, 0, u"1:02:03"_s);
    row("days", 360'000, 0, u"100:00:00"_s);
    row("the longest", std::numeric_limits<qint64>::max(), 999'999'999, u"2562047788015215:30:07"_s);
}

void tst_Format::duration()
{
    QFETCH(qint64, seconds);
    QFETCH(int, nanoseconds);
    QTEST(format::duration({seconds, nanoseconds}), "expected");
}

void tst_Format::times_data()
{
    QTest::addColumn<qint64>("seconds");
    QTest::addColumn<QString>("timeLeft");
    QTest::addColumn<QString>("distance");
    QTest::addColumn<QString>("words");
    const auto row = [](qint64 seconds, const QString &timeLeft, const QString &distance, const QString &words) {
        QTest::newRow(qPrintable(QString::number(seconds))) << seconds << timeLeft << distance << words;
    };
    row(-1, u"0 s"_s, u"0 s"_s, u"0 seconds"_s);
    row(0, u"0 s"_s, u"0 s"_s, u"0 seconds"_s);
    row(1, u"1 s"_s, u"1 s"_s, u"1 second"_s);
    row(8, u"8 s"_s, u"8 s"_s, u"8 seconds"_s);
    row(59, u"59 s"_s, u"59 s"_s, u"59 seconds"_s);
    row(60, u"1 min"_s, u"1 min"_s, u"1 minute"_s);
    row(89, u"1 min"_s, u"1 min"_s, u"1 minute"_s);
    row(90, u"2 min"_s, u"1 min"_s, u"1 minute"_s);
    row(180, u"3 min"_s, u"3 min"_s, u"3 minutes"_s);
    row(3569, u"59 min"_s, u"59 min"_s, u"59 minutes"_s);
    row(3599, u"1 h"_s, u"59 min"_s, u"59 minutes"_s);
    row(3600, u"1 h"_s, u"1 h"_s, u"1 hour"_s);
    row(7500, u"2 h 5 min"_s, u"2 h"_s, u"2 hours"_s);
    row(169'199, u"47 h"_s, u"46 h"_s, u"46 hours"_s);
    row(1'000'000'000, u"277777 h 47 min"_s, u"277777 h"_s, u"277777 hours"_s);
}

void tst_Format::times()
{
    QFETCH(qint64, seconds);
    QTEST(format::timeLeft(std::chrono::seconds(seconds)), "timeLeft");
    QTEST(format::distance(std::chrono::seconds(seconds)), "distance");
    QTEST(format::distanceText(std::chrono::seconds(seconds)), "words");
}

void tst_Format::moment_data()
{
    QTest::addColumn<QLocale>("locale");
    QTest::addColumn<QString>("expected");
    QTest::newRow("German") << QLocale(QLocale::German, QLocale::Germany) << u"28.02.26 13:14"_s;
    QTest::newRow("British") << QLocale(QLocale::English, QLocale::UnitedKingdom) << u"28/02/2026 13:14"_s;
}

void tst_Format::moment()
{
    QFETCH(QLocale, locale);
    // The time zone of the test is UTC.
    QTEST(format::moment(*Timestamp::fromText(u"2026-02-28T13:14:15.999Z"), locale), "expected");
}

void tst_Format::singleLine_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("expected");
    const QString isolate = QChar(0x2068);
    const QString end = QChar(0x2069);
    QTest::newRow("empty") << QString() << QString();
    QTest::newRow("plain") << u"Übersicht – «ü» 📄.txt"_s << u"Übersicht – «ü» 📄.txt"_s;
    QTest::newRow("line breaks") << u"a\nb\r\nc"_s << u"a␊b␍␊c"_s;
    QTest::newRow("tab, escape, delete, NUL") << u"a\t\x1b[1m\x7f"_s + QChar(0) << u"a␉␛[1m␡␀"_s;
    QTest::newRow("separators of lines and paragraphs")
        << u"a"_s + QChar(0x2028) + u'b' + QChar(0x2029) + QChar(0x85) << u"a␤b␤␤"_s;
    QTest::newRow("second control block") << u"a"_s + QChar(0x9B) + u'b' << u"a\uFFFDb"_s;
    QTest::newRow("override") << u"x\u202Etxt.exe"_s << u"x\uFFFDtxt.exe"_s;
    QTest::newRow("unbalanced isolate") << u"x\u2067y\u2069\u2069z"_s << u"x\uFFFDy\uFFFD\uFFFDz"_s;
    QTest::newRow("Hebrew") << u"שלום.pdf"_s << isolate + u"שלום.pdf"_s + end;
    QTest::newRow("Arabic") << u"a ملف.txt"_s << isolate + u"a ملف.txt"_s + end;
    QTest::newRow("right-to-left mark") << u"a\u200Fb"_s << isolate + u"a\u200Fb"_s + end;
}

void tst_Format::singleLine()
{
    QFETCH(QString, text);
    QTEST(format::singleLine(text), "expected");
}

void tst_Format::singleLineIsCapped()
{
    const QString longest = QString(format::maxLineLength, u'a');
    QCOMPARE(format::singleLine(longest), longest);
    const QString cut = format::singleLine(longest + u'b');
    QCOMPARE(cut, longest.chopped(1) + u'…');
    // A character of two UTF-16 units is left out, not cut in half.
    const QString paired = QString(format::maxLineLength - 2, u'a') + u"📄📄"_s;
    QCOMPARE(format::singleLine(paired), QString(format::maxLineLength - 2, u'a') + u'…');
}

QTEST_GUILESS_MAIN(tst_Format)
#include "tst_format.moc"
