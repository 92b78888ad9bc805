// SPDX-License-Identifier: Apache-2.0
#include "views/widgets/localpaths.h"

#include <QTest>
#include <QUrl>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_LocalPaths : public QObject {
    Q_OBJECT

private slots:
    void paths_data();
    void paths();
    void otherFormatsAreNotRead();
    void capsTheNumberOfUrls();
};

void tst_LocalPaths::paths_data()
{
    QTest::addColumn<QStringList>("urls");
    QTest::addColumn<QStringList>("paths");
    QTest::addColumn<int>("refused");

    QTest::newRow("nothing") << QStringList() << QStringList() << 0;
    QTest::newRow("one file") << QStringList{u"file:///tmp/a.txt"_s} << QStringList{u"/tmp/a.txt"_s} << 0;
    QTest::newRow("order is kept") << QStringList{u"file:///b"_s, u"file:///a"_s} << QStringList{u"/b"_s, u"/a"_s} << 0;
    QTest::newRow("twice is once") << QStringList{u"file:///a"_s, u"file:///a"_s} << QStringList{u"/a"_s} << 0;
    QTest::newRow("folder with and without slash")
        << QStringList{u"file:///dir/"_s, u"file:///dir"_s} << QStringList{u"/dir"_s} << 0;
    QTest::newRow("root stays root") << QStringList{u"file:///"_s} << QStringList{u"/"_s} << 0;
    QTest::newRow("percent-encoded and beyond ASCII")
        << QStringList{u"file:///tmp/%C3%9Cbersicht%20%23%3F.txt"_s} << QStringList{u"/tmp/Übersicht #?.txt"_s} << 0;
    QTest::newRow("localhost") << QStringList{u"file://localhost/tmp/a"_s} << QStringList{u"/tmp/a"_s} << 0;
    QTest::newRow("remote") << QStringList{u"https://example.org/a"_s, u"sftp://example.org/a"_s} << QStringList() << 2;
    QTest::newRow("mixed") << QStringList{u"https://example.org/a"_s, u"file:///a"_s} << QStringList{u"/a"_s} << 1;
#ifndef Q_OS_WIN
    QTest::newRow("a share of another host") << QStringList{u"file://server/share/a"_s} << QStringList() << 1;
#endif
    QTest::newRow("NUL in the path") << QStringList{u"file:///tmp/a%00.txt"_s} << QStringList() << 1;
    QTest::newRow("query") << QStringList{u"file:///tmp/a?b"_s} << QStringList() << 1;
    QTest::newRow("no path") << QStringList{u"file:"_s} << QStringList() << 1;
    QTest::newRow("resource of the program") << QStringList{u"qrc:/icons/file.svg"_s} << QStringList() << 1;
}

void tst_LocalPaths::paths()
{
    QFETCH(const QStringList, urls);
    QFETCH(const QStringList, paths);
    QFETCH(const int, refused);

    QMimeData mime;
    mime.setUrls(QUrl::fromStringList(urls));
    const LocalPaths found = localPaths(mime);
    QCOMPARE(found.paths, paths);
    QCOMPARE(found.refused, refused);
}

void tst_LocalPaths::otherFormatsAreNotRead()
{
    QMimeData mime;
    mime.setText(u"/etc/hosts"_s);
    mime.setData(u"application/x-qabstractitemmodeldatalist"_s, "anything"_ba);
    QCOMPARE(localPaths(mime), LocalPaths());
}

void tst_LocalPaths::capsTheNumberOfUrls()
{
    QList<QUrl> urls;
    for (int i = 0; i < maxDroppedUrls + 5; ++i)
        urls.append(QUrl::fromLocalFile(u"/tmp/%1"_s.arg(i)));
    QMimeData mime;
    mime.setUrls(urls);
    const LocalPaths found = localPaths(mime);
    QCOMPARE(found.paths.size(), maxDroppedUrls);
    QCOMPARE(found.refused, 5);
}

QTEST_GUILESS_MAIN(tst_LocalPaths)
#include "tst_localpaths.moc"
