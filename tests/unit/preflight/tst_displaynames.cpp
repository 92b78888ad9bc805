// SPDX-License-Identifier: Apache-2.0
#include "models/preflight/displaynames.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_DisplayNames final : public QObject {
    Q_OBJECT

private slots:
    void patterns_data();
    void patterns();
    void unknownPlaceholders_data();
    void unknownPlaceholders();
    void editedNames_data();
    void editedNames();
    void lengths_data();
    void lengths();
    void sharedNames_data();
    void sharedNames();
    void numbersTellFilesApart();
};

void tst_DisplayNames::patterns_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("name");
    const QString path = u"/home/me/museum/vase.tar.gz"_s;
    QTest::newRow("name") << u"{name}"_s << path << u"vase.tar.gz"_s;
    QTest::newRow("stem") << u"{stem}"_s << path << u"vase.tar"_s;
    QTest::newRow("number") << u"{n}"_s << path << u"7"_s;
    QTest::newRow("folder") << u"{folder}"_s << path << u"museum"_s;
    QTest::newRow("all") << u"{folder}: {stem} ({n}), {name}"_s << path << u"museum: vase.tar (7), vase.tar.gz"_s;
    QTest::newRow("twice") << u"{n}-{n}"_s << path << u"7-7"_s;
    QTest::newRow("plain text") << u"Überblick 📄"_s << path << u"Überblick 📄"_s;
    QTest::newRow("no suffix") << u"{stem}|{name}"_s << u"/a/README"_s << u"README|README"_s;
    QTest::newRow("only a suffix") << u"{stem}"_s << u"/a/.profile"_s << u".profile"_s;
    QTest::newRow("hidden, with a suffix") << u"{stem}"_s << u"/a/.profile.bak"_s << u".profile"_s;
    QTest::newRow("dot at the end") << u"{stem}"_s << u"/a/end."_s << u"end"_s;
    QTest::newRow("empty pattern") << QString() << path << u"vase.tar.gz"_s;
    QTest::newRow("blanks") << u" \t "_s << path << u"vase.tar.gz"_s;
    QTest::newRow("empty result") << u"{folder}"_s << u"/vase.txt"_s << u"vase.txt"_s;
    QTest::newRow("blanks at the ends") << u" {stem} "_s << path << u"vase.tar"_s;
    QTest::newRow("unknown") << u"{date} {n}"_s << path << u"{date} 7"_s;
    QTest::newRow("capitals are unknown") << u"{Name}"_s << path << u"{Name}"_s;
    QTest::newRow("single braces") << u"} {n} {"_s << path << u"} 7 {"_s;
    QTest::newRow("nested braces") << u"{{n}}"_s << path << u"{7}"_s;
    QTest::newRow("braces in the file's name") << u"{stem}"_s << u"/a/{n}{name}.txt"_s << u"{n}{name}"_s;
    QTest::newRow("braces in the folder's name") << u"{folder}"_s << u"/{stem}/b.txt"_s << u"{stem}"_s;
    QTest::newRow("line break in the file's name") << u"{name}"_s << u"/a/b\nc.txt"_s << u"b c.txt"_s;
}

void tst_DisplayNames::patterns()
{
    QFETCH(const QString, pattern);
    QFETCH(const QString, path);
    QTEST(DisplayNamePattern(pattern).nameOf(path, 7), "name");
}

void tst_DisplayNames::unknownPlaceholders_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::addColumn<QString>("unknown");
    QTest::newRow("none") << u"Report"_s << QString();
    QTest::newRow("all known") << u"{name}{stem}{n}{folder}"_s << QString();
    QTest::newRow("unknown") << u"{n} {date}"_s << u"{date}"_s;
    QTest::newRow("first of two") << u"{day} {date}"_s << u"{day}"_s;
    QTest::newRow("empty") << u"{}"_s << u"{}"_s;
    QTest::newRow("blanks inside") << u"{ n }"_s << u"{ n }"_s;
    QTest::newRow("capitals") << u"{N}"_s << u"{N}"_s;
    QTest::newRow("not closed") << u"{n"_s << QString();
    QTest::newRow("not opened") << u"n}"_s << QString();
}

void tst_DisplayNames::unknownPlaceholders()
{
    QFETCH(const QString, pattern);
    QTEST(DisplayNamePattern(pattern).unknownPlaceholder(), "unknown");
}

void tst_DisplayNames::editedNames_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << u"Annual report"_s << u"Annual report"_s;
    QTest::newRow("empty") << QString() << u"a.txt"_s;
    QTest::newRow("blanks") << u" \n "_s << u"a.txt"_s;
    QTest::newRow("trimmed") << u" b "_s << u"b"_s;
    QTest::newRow("control characters") << QString(u"b\nc\td\u2028e"_s + QChar(QChar::Null) + u'f') << u"b c d e f"_s;
    QTest::newRow("braces") << u"{n}"_s << u"{n}"_s;
}

void tst_DisplayNames::editedNames()
{
    QFETCH(const QString, text);
    QTEST(editedDisplayName(text, u"/home/me/a.txt"_s), "name");
}

void tst_DisplayNames::lengths_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("length");
    QTest::addColumn<bool>("isTooLong");
    QTest::newRow("empty") << QString() << 0 << false;
    QTest::newRow("512") << QString(512, u'x') << 512 << false;
    QTest::newRow("513") << QString(513, u'x') << 513 << true;
    QTest::newRow("512 surrogate pairs") << u"📄"_s.repeated(512) << 512 << false;
    QTest::newRow("513 surrogate pairs") << u"📄"_s.repeated(513) << 513 << true;
    QTest::newRow("pair as the 512th") << QString(QString(511, u'x') + u"📄"_s) << 512 << false;
    QTest::newRow("pair as the 513th") << QString(QString(512, u'x') + u"📄"_s) << 513 << true;
}

void tst_DisplayNames::lengths()
{
    QFETCH(const QString, name);
    QFETCH(const int, length);
    QFETCH(const bool, isTooLong);
    QCOMPARE(displayNameLength(name), qsizetype{length});
    QCOMPARE(isDisplayNameTooLong(name), isTooLong);
    // The rule refuses a long name and never cuts it.
    QCOMPARE(displayNameLength(DisplayNamePattern(name).nameOf(u"/x"_s, 1)), qsizetype{length == 0 ? 1 : length});
}

void tst_DisplayNames::sharedNames_data()
{
    QTest::addColumn<QStringList>("names");
    QTest::addColumn<int>("count");
    QTest::newRow("none") << QStringList() << 0;
    QTest::newRow("different") << QStringList{u"a"_s, u"b"_s} << 0;
    QTest::newRow("capitals differ") << QStringList{u"a"_s, u"A"_s} << 0;
    QTest::newRow("two of three") << QStringList{u"a"_s, u"b"_s, u"a"_s} << 2;
    QTest::newRow("two pairs") << QStringList{u"a"_s, u"b"_s, u"a"_s, u"b"_s} << 4;
}

void tst_DisplayNames::sharedNames()
{
    QFETCH(const QStringList, names);
    QTEST(sharedNameCount(names), "count");
}

void tst_DisplayNames::numbersTellFilesApart()
{
    QStringList same;
    QStringList numbered;
    for (int number = 1; number <= 3; ++number) {
        const QString path = u"/folder %1/a.txt"_s.arg(number);
        same.append(DisplayNamePattern(u"{name}"_s).nameOf(path, number));
        numbered.append(DisplayNamePattern(u"{stem} {n}"_s).nameOf(path, number));
    }
    QCOMPARE(sharedNameCount(same), 3);
    QCOMPARE(numbered, (QStringList{u"a 1"_s, u"a 2"_s, u"a 3"_s}));
}

QTEST_GUILESS_MAIN(tst_DisplayNames)
#include "tst_displaynames.moc"
