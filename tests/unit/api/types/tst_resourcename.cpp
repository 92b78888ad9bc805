// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/resourcename.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_ResourceName final : public QObject {
    Q_OBJECT

private slots:
    void names_data();
    void names();
    void noNames_data();
    void noNames();
};

void tst_ResourceName::names_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");

    const QString abc = u"files/abc-123"_s;
    QTest::newRow("bare id") << u"abc-123"_s << abc;
    QTest::newRow("name") << u"files/abc-123"_s << abc;
    QTest::newRow("doubled prefix, as the seed's samples write it") << u"files/files/abc-123"_s << abc;
    QTest::newRow("white space around") << u"  files/abc-123\n"_s << abc;
    QTest::newRow("quoted by a JSON tool") << u"\"files/abc-123\""_s << abc;
    QTest::newRow("quoted id") << u"\"abc-123\""_s << abc;
    QTest::newRow("single quotes") << u"'files/abc-123'"_s << abc;
    QTest::newRow("blanks inside the quotes") << u"\" abc-123 \""_s << abc;
    QTest::newRow("uri") << u"https://generativelanguage.googleapis.com/v1beta/files/abc-123"_s << abc;
    QTest::newRow("quoted uri") << u"\"https://generativelanguage.googleapis.com/v1beta/files/abc-123\""_s << abc;
    QTest::newRow("uri with a query") << u"https://example.org/v1beta/files/abc-123?alt=json"_s << abc;
    QTest::newRow("download uri") << u"https://example.org/v1beta/files/abc-123:download?alt=media"_s << abc;
    QTest::newRow("another version and port") << u"http://127.0.0.1:8080/v1/files/abc-123"_s << abc;
    QTest::newRow("a base path before") << u"https://example.org/gemini/v1beta/files/abc-123"_s << abc;
    QTest::newRow("one character") << u"a"_s << u"files/a"_s;
    QTest::newRow("40 characters and digits first")
        << u"0123456789012345678901234567890123456789"_s << u"files/0123456789012345678901234567890123456789"_s;
    QTest::newRow("an id named like the collection") << u"files/files-2"_s << u"files/files-2"_s;
}

void tst_ResourceName::names()
{
    QFETCH(QString, text);
    QTEST(fileResourceName(text).value_or(QString()), "name");
}

void tst_ResourceName::noNames_data()
{
    QTest::addColumn<QString>("text");

    QTest::newRow("nothing") << QString();
    QTest::newRow("blanks") << u"  "_s;
    QTest::newRow("empty quotes") << u"\"\""_s;
    QTest::newRow("prefix only") << u"files/"_s;
    QTest::newRow("the collection") << u"files"_s;
    QTest::newRow("uri of the collection") << u"https://example.org/v1beta/files"_s;
    QTest::newRow("uri that names no file") << u"https://example.org/v1beta/"_s;
    QTest::newRow("store") << u"fileSearchStores/abc"_s;
    QTest::newRow("store in a uri") << u"https://example.org/v1beta/fileSearchStores/abc"_s;
    QTest::newRow("something below a file") << u"files/abc/def"_s;
    QTest::newRow("way up") << u"files/.."_s;
    QTest::newRow("dot") << u"."_s;
    QTest::newRow("escaped slash") << u"files/abc%2Fdef"_s;
    QTest::newRow("two names") << u"files/abc files/def"_s;
    QTest::newRow("beyond ASCII") << u"files/äbc"_s;
    QTest::newRow("another scheme") << u"file:///home/me/files/abc"_s;
}

void tst_ResourceName::noNames()
{
    QFETCH(QString, text);
    QVERIFY2(!fileResourceName(text), qPrintable(fileResourceName(text).value_or(QString())));
}

QTEST_APPLESS_MAIN(tst_ResourceName)
#include "tst_resourcename.moc"
