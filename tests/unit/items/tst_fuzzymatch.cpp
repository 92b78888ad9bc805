// SPDX-License-Identifier: Apache-2.0
#include "models/items/fuzzymatch.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_FuzzyMatch : public QObject {
    Q_OBJECT

private slots:
    void finds_data();
    void finds();
    void positions_data();
    void positions();
    void prefers_data();
    void prefers();
    void positionsAreThoseOfTheScore();
    void ofManyTheBest();
    void equalsInOrder();
    void nothingTypedFindsAll();
    void longTexts();
    void hundredThousand_data();
    void hundredThousand();
};

void tst_FuzzyMatch::finds_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<bool>("isFound");
    QTest::newRow("whole") << u"report.pdf"_s << u"report.pdf"_s << true;
    QTest::newRow("letters apart") << u"rpf"_s << u"report.pdf"_s << true;
    QTest::newRow("other order") << u"pr"_s << u"rp"_s << false;
    QTest::newRow("a letter too many") << u"reporrt"_s << u"report"_s << false;
    QTest::newRow("one letter for two") << u"aa"_s << u"a"_s << false;
    QTest::newRow("other case") << u"REPORT"_s << u"report"_s << true;
    QTest::newRow("capitals in the text") << u"report"_s << u"REPORT"_s << true;
    QTest::newRow("accent in the text") << u"entwurfe"_s << u"Entwürfe"_s << true;
    QTest::newRow("accent typed") << u"café"_s << u"Cafe"_s << true;
    QTest::newRow("Greek with accent") << u"αθηνα"_s << u"Αθήνα"_s << true;
    QTest::newRow("two accents on one letter") << u"viet"_s << u"Việt"_s << true;
    QTest::newRow("Cyrillic capitals") << u"отчёт"_s << u"ОТЧЁТ"_s << true;
    QTest::newRow("Japanese") << u"文書"_s << u"古い文書.txt"_s << true;
    QTest::newRow("words in any order") << u"pdf rep"_s << u"report.pdf"_s << true;
    QTest::newRow("a word is missing") << u"report doc"_s << u"report.pdf"_s << false;
    QTest::newRow("blanks around") << u"  rep  "_s << u"report.pdf"_s << true;
    QTest::newRow("nothing typed") << u""_s << u"report.pdf"_s << true;
    QTest::newRow("nothing in nothing") << u""_s << u""_s << true;
    QTest::newRow("something in nothing") << u"a"_s << u""_s << false;
    QTest::newRow("emoji") << u"📄"_s << u"a 📄 b"_s << true;
}

void tst_FuzzyMatch::finds()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, text);
    QTEST(FuzzyMatch(typed).score(text).has_value(), "isFound");
}

void tst_FuzzyMatch::positions_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QList<qsizetype>>("wanted");
    using List = QList<qsizetype>;
    QTest::newRow("beginning") << u"rep"_s << u"report"_s << List{0, 1, 2};
    QTest::newRow("starts of words") << u"uf"_s << u"upsetofile Upload Files"_s << List{11, 18};
    QTest::newRow("side by side before apart") << u"log"_s << u"l-o-g catalog"_s << List{10, 11, 12};
    QTest::newRow("camel case") << u"fm"_s << u"forumFuzzyMatch"_s << List{5, 10};
    QTest::newRow("digits after letters") << u"v2"_s << u"oven12-video v2"_s << List{13, 14};
    QTest::newRow("case typed") << u"A"_s << u"-a-A"_s << List{3};
    QTest::newRow("two words") << u"pdf re"_s << u"report.pdf"_s << List{0, 1, 7, 8, 9};
    QTest::newRow("overlapping words") << u"re rep"_s << u"report"_s << List{0, 1, 2};
    QTest::newRow("not found") << u"x"_s << u"report"_s << List{};
    QTest::newRow("nothing typed") << u""_s << u"report"_s << List{};
}

void tst_FuzzyMatch::positions()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, text);
    QTEST(FuzzyMatch(typed).positions(text), "wanted");
}

void tst_FuzzyMatch::prefers_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QString>("better");
    QTest::addColumn<QString>("worse");
    QTest::newRow("beginning of the text") << u"rep"_s << u"report"_s << u"my report"_s;
    QTest::newRow("beginning of a word") << u"rep"_s << u"my-report"_s << u"myreport"_s;
    QTest::newRow("side by side") << u"abc"_s << u"xxabcxx"_s << u"xaxbxcx"_s;
    QTest::newRow("small gap") << u"ac"_s << u"xabc"_s << u"xabbbbc"_s;
    QTest::newRow("initials") << u"cs"_s << u"Code Snippet"_s << u"Accessible"_s;
    QTest::newRow("case") << u"R"_s << u"xR"_s << u"xr"_s;
}

void tst_FuzzyMatch::prefers()
{
    QFETCH(const QString, typed);
    QFETCH(const QString, better);
    QFETCH(const QString, worse);
    const FuzzyMatch match(typed);
    QVERIFY(match.score(better) > match.score(worse));
}

// The positions, found by tracing back through the score table, are those of the typed letters in order.
void tst_FuzzyMatch::positionsAreThoseOfTheScore()
{
    const QString text = u"ab-Abc abcABC_a1b2c3 Aabbcc"_s;
    for (const QString &typed : {u"abc"_s, u"aabbcc"_s, u"abcabc"_s, u"ccc"_s, u"123"_s, u"abcabcabcabcc"_s}) {
        const FuzzyMatch match(typed);
        QVERIFY(match.score(text));
        QString found;
        for (const qsizetype position : match.positions(text))
            found += text.at(position).toLower();
        QCOMPARE(found, typed);
    }
}

void tst_FuzzyMatch::ofManyTheBest()
{
    const QStringList names = {u"aXbXc"_s, u"zzz"_s, u"abcd"_s, u"abc"_s, u"x abc"_s};
    const auto nameAt = [&](int index) { return names.at(index); };
    const auto indexesOf = [](const QList<FuzzyMatch::Found> &found) {
        QList<int> indexes;
        for (const FuzzyMatch::Found &each : found)
            indexes.append(each.index);
        return indexes;
    };
    const FuzzyMatch match(u"abc"_s);
    QCOMPARE(indexesOf(match.best(5, nameAt, 10)), QList<int>({3, 2, 4, 0}));
    QCOMPARE(indexesOf(match.best(5, nameAt, 2)), QList<int>({3, 2}));
    QVERIFY(match.best(5, nameAt, 0).isEmpty());
    QVERIFY(match.best(0, nameAt, 5).isEmpty());
}

void tst_FuzzyMatch::equalsInOrder()
{
    const auto same = [](int) { return u"abc"_s; };
    const QList<FuzzyMatch::Found> found = FuzzyMatch(u"b"_s).best(100, same, 4);
    QCOMPARE(found.size(), 4);
    for (int index = 0; index < 4; ++index)
        QCOMPARE(found.at(index).index, index);
}

void tst_FuzzyMatch::nothingTypedFindsAll()
{
    const QStringList names = {u"longer name"_s, u"b"_s, u"a"_s};
    const FuzzyMatch match(u" \t "_s);
    QVERIFY(match.isEmpty());
    const auto found = match.best(
        3, [&](int index) { return names.at(index); }, 3);
    QCOMPARE(found.size(), 3);
    QCOMPARE(found.constFirst(), (FuzzyMatch::Found{0, 0})); // equal scores keep their order
}

void tst_FuzzyMatch::longTexts()
{
    const QString text = QString(FuzzyMatch::maxTextLength - 1, u'a') + u"bc"_s;
    QVERIFY(FuzzyMatch(u"b"_s).score(text));
    QVERIFY(!FuzzyMatch(u"c"_s).score(text));
    const QString typed(500, u'a');
    QVERIFY(FuzzyMatch(typed).score(text));
    QCOMPARE(FuzzyMatch(typed).positions(text).size(), FuzzyMatch::maxChars);
    QVERIFY(FuzzyMatch(QString(5000, u'x') + u" a"_s).positions(u"a"_s).isEmpty());
}

void tst_FuzzyMatch::hundredThousand_data()
{
    QTest::addColumn<QString>("typed");
    QTest::newRow("a letter") << u"r"_s;
    QTest::newRow("words") << u"rpt 4711"_s;
    QTest::newRow("all fit") << u"final report"_s;
    QTest::newRow("none fits") << u"final reportz"_s;
}

// A benchmark to read in a release build: less than 50 ms each.
void tst_FuzzyMatch::hundredThousand()
{
    QFETCH(const QString, typed);
    constexpr int count = 100'000;
    QStringList names;
    names.reserve(count);
    for (int index = 0; index < count; ++index)
        names.append(u"Quarterly report %1 of the region, final version.pdf"_s.arg(index));
    const FuzzyMatch match(typed);
    QList<FuzzyMatch::Found> found;
    QBENCHMARK_ONCE
    {
        found = match.best(
            count, [&](int index) { return names.at(index); }, 20);
    }
    QCOMPARE(found.isEmpty(), typed.endsWith(u'z'));
}

QTEST_APPLESS_MAIN(tst_FuzzyMatch)
#include "tst_fuzzymatch.moc"
