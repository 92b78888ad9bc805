// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/apikey.h"

#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_ApiKey : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void good_data();
    void good();
    void bad_data();
    void bad();
    void everyCharacterOfTheFirstPlane();
    void overwriting();
};

void tst_ApiKey::good_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("key");
    const QByteArray key = "AIzaSy-made_up.0123456789~!"_ba;
    const QString text = QString::fromLatin1(key);
    const auto surrounded = [&](const char *tag, const QString &before, const QString &after) {
        QTest::newRow(tag) << before + text + after << key;
    };
    surrounded("plain", u""_s, u""_s);
    surrounded("line end", u""_s, u"\n"_s);
    surrounded("Windows line end", u""_s, u"\r\n"_s);
    surrounded("blanks and tabs", u" \t "_s, u" \v\f "_s);
    surrounded("no-break spaces", u"\u00A0\u202F"_s, u"\u2007\u00A0"_s);
    surrounded("zero-width space", u"\u200B"_s, u"\u200B\u200B"_s);
    surrounded("byte order mark, direction marks", u"\uFEFF\u200E"_s, u"\u2060\u200F"_s);
    surrounded("straight quotes", u"\""_s, u"\""_s);
    surrounded("single quotes", u"'"_s, u"'"_s);
    surrounded("back ticks", u"`"_s, u"`"_s);
    surrounded("English quotes", u"\u201C"_s, u"\u201D"_s);
    surrounded("German quotes", u"\u201E"_s, u"\u201C"_s);
    surrounded("Swedish quotes", u"\u201D"_s, u"\u201D"_s);
    surrounded("single English quotes", u"\u2018"_s, u"\u2019"_s);
    surrounded("guillemets", u"\u00AB\u00A0"_s, u"\u00A0\u00BB"_s);
    surrounded("blanks around quotes", u" \n\" "_s, u" \" \n"_s);
    QTest::newRow("one pair only") << u"''a''"_s << "'a'"_ba;
    QTest::newRow("unlike quotes stay") << u"'a\""_s << "'a\""_ba;
    QTest::newRow("a single quote is a character") << u"\""_s << "\""_ba;
    QTest::newRow("longest") << QString(512, u'k') << QByteArray(512, 'k');
    QTest::newRow("longest, quoted") << u'"' + QString(512, u'k') + u'"' << QByteArray(512, 'k');
    QTest::newRow("both ends of the range") << u"x!~x"_s << "x!~x"_ba;
}

void tst_ApiKey::good()
{
    QFETCH(QString, text);
    const ApiKeyCheck check = checkedApiKey(text);
    QCOMPARE(check.problem, ApiKeyProblem::None);
    QTEST(check.key, "key");
    QCOMPARE(check.position, -1);
}

void tst_ApiKey::bad_data()
{
    using enum ApiKeyProblem;
    QTest::addColumn<QString>("text");
    QTest::addColumn<ApiKeyProblem>("problem");
    QTest::addColumn<qsizetype>("position");
    const auto row = [](const char *tag, const QString &text, ApiKeyProblem problem, qsizetype position) {
        QTest::newRow(tag) << text << problem << position;
    };
    row("empty", u""_s, Empty, -1);
    row("null", QString(), Empty, -1);
    row("blank", u" \n\u00A0\u200B"_s, Empty, -1);
    row("quotes only", u"\"\""_s, Empty, -1);
    row("blanks in quotes", u" ' \u200B' "_s, Empty, -1);
    row("header injection", u"abc\r\nX-Evil: 1"_s, BadCharacter, 3);
    row("blank inside", u"abc def"_s, BadCharacter, 3);
    row("position counts what was dropped", u"  \"abc\u200Bdef\""_s, BadCharacter, 6);
    row("NUL", u"ab"_s + QChar(0) + u"c"_s, BadCharacter, 2);
    row("NUL at the end", u"ab"_s + QChar(0), BadCharacter, 2);
    row("DEL", u"a\u007F"_s, BadCharacter, 1);
    row("C1 control", u"a\u0080b"_s, BadCharacter, 1);
    row("umlaut", u"keyü"_s, BadCharacter, 3);
    row("typographic hyphen", u"AIza\u2010Sy"_s, BadCharacter, 4);
    row("opening quote only", u"\u201Cabc"_s, BadCharacter, 0);
    row("emoji", u"a😀"_s, BadCharacter, 1);
    row("too long", QString(513, u'k'), TooLong, 512);
    row("too long after blanks", u"  "_s + QString(600, u'k'), TooLong, 514);
    row("a pasted document", QString(10'000'000, u'k'), TooLong, 512);
}

void tst_ApiKey::bad()
{
    QFETCH(QString, text);
    const ApiKeyCheck check = checkedApiKey(text);
    QTEST(check.problem, "problem");
    QTEST(check.position, "position");
    QVERIFY(check.key.isEmpty());
}

void tst_ApiKey::everyCharacterOfTheFirstPlane()
{
    for (char16_t character = 0; character < 0xFFFF; ++character) {
        const ApiKeyCheck check = checkedApiKey(u"a"_s + QChar(character) + u"b"_s);
        const bool good = character >= 0x21 && character <= 0x7E;
        QVERIFY2(check.key.isEmpty() == !good, qPrintable(QString::number(character, 16)));
        QCOMPARE(check.position, good ? -1 : 1);
    }
}

void tst_ApiKey::overwriting()
{
    QByteArray key(40, 'k');
    QByteArray shared = key;
    overwriteApiKey(shared);
    QVERIFY(shared.isEmpty());
    QCOMPARE(key, QByteArray(40, 'k')); // a copy that shares the bytes keeps them
    overwriteApiKey(key);
    QVERIFY(key.isEmpty());
}

QTEST_GUILESS_MAIN(tst_ApiKey)
#include "tst_apikey.moc"
