// SPDX-License-Identifier: Apache-2.0
#include "app/cli/output/textcolumns.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_TextColumns final : public QObject {
    Q_OBJECT

private slots:
    void width_data();
    void width();
    void fitted_data();
    void fitted();
};

void tst_TextColumns::width_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");

    QTest::newRow("nothing") << QString() << 0;
    QTest::newRow("ASCII") << u"report.pdf"_s << 10;
    QTest::newRow("precomposed") << u"Übersicht"_s << 9;
    QTest::newRow("combining") << u"U\u0308bersicht"_s << 9;
    QTest::newRow("Cyrillic") << u"Протокол"_s << 8;
    QTest::newRow("Japanese") << u"会議メモ"_s << 8;
    QTest::newRow("Korean") << u"회의"_s << 4;
    QTest::newRow("pictograph") << u"a📄"_s << 3;
    QTest::newRow("isolated writing direction") << u"\u2068abc\u2069"_s << 3;
}

void tst_TextColumns::width()
{
    QFETCH(QString, text);
    QTEST(textcolumns::width(text), "columns");
}

void tst_TextColumns::fitted_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("line");

    QTest::newRow("filled up") << u"abc"_s << 5 << u"abc  "_s;
    QTest::newRow("just fits") << u"abcde"_s << 5 << u"abcde"_s;
    QTest::newRow("cut") << u"abcdef"_s << 5 << u"abcd…"_s;
    QTest::newRow("wide characters filled up") << u"会議"_s << 6 << u"会議  "_s;
    QTest::newRow("half a wide character is left out") << u"会議メモ"_s << 6 << u"会議… "_s;
    QTest::newRow("never between a letter and its mark") << u"abU\u0308cd"_s << 4 << u"abU\u0308…"_s;
    QTest::newRow("one column") << u"abc"_s << 1 << u"…"_s;
    QTest::newRow("no column") << u"abc"_s << 0 << QString();
}

void tst_TextColumns::fitted()
{
    QFETCH(QString, text);
    QFETCH(int, columns);
    const QString line = textcolumns::fitted(text, columns);
    QTEST(line, "line");
    QCOMPARE(textcolumns::width(line), columns);
}

QTEST_APPLESS_MAIN(tst_TextColumns)
#include "tst_textcolumns.moc"
