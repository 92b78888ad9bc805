// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmimedata.h"

#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_FilesMimeData : public QObject {
    Q_OBJECT

private slots:
    void namesComeBack();
    void decodesOnlyNames_data();
    void decodesOnlyNames();
    void takesSoManyNames();
};

void tst_FilesMimeData::namesComeBack()
{
    const QStringList names{u"files/a"_s, u"files/b-c"_s};
    const auto mime = filenamesmime::encode(names);
    QCOMPARE(mime->formats(), QStringList{u"application/x-pollux-file-names"_s});
    QCOMPARE(filenamesmime::decode(*mime), names);
}

void tst_FilesMimeData::decodesOnlyNames_data()
{
    QTest::addColumn<QByteArray>("data");
    QTest::addColumn<QStringList>("names");
    QTest::newRow("nothing") << QByteArray() << QStringList();
    QTest::newRow("twice") << "files/a\nfiles/b\nfiles/a"_ba << QStringList{u"files/a"_s, u"files/b"_s};
    QTest::newRow("empty lines") << "\n\nfiles/a\n"_ba << QStringList{u"files/a"_s};
    QTest::newRow("bare id") << "a"_ba << QStringList();
    QTest::newRow("path") << "../x\nfiles/../y\n/etc/passwd"_ba << QStringList();
    QTest::newRow("query") << "files/c?d"_ba << QStringList();
    QTest::newRow("address") << "https://example.org/v1beta/files/a"_ba << QStringList();
    QTest::newRow("no text") << QByteArray("\xff\xfe\0files/a", 10) << QStringList();
}

void tst_FilesMimeData::decodesOnlyNames()
{
    QFETCH(const QByteArray, data);
    QMimeData mime;
    mime.setData(QLatin1StringView(filenamesmime::type), data);
    QTEST(filenamesmime::decode(mime), "names");
}

void tst_FilesMimeData::takesSoManyNames()
{
    QStringList names;
    for (int number = 0; number <= filenamesmime::maxNames; ++number)
        names.append(u"files/f%1"_s.arg(number));
    QCOMPARE(filenamesmime::decode(*filenamesmime::encode(names)).size(), filenamesmime::maxNames);
    QMimeData foreign;
    foreign.setData(QLatin1StringView(filenamesmime::type), names.join(u'\n').toUtf8());
    QCOMPARE(filenamesmime::decode(foreign).size(), filenamesmime::maxNames);
}

QTEST_GUILESS_MAIN(tst_FilesMimeData)
#include "tst_filesmimedata.moc"
