// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmimedata.h"

#include "models/items/files/filesmodel.h"
#include "views/files/filestable.h"

#include <QDrag>
#include <QMouseEvent>
#include <QStandardItemModel>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_FileNamesMime : public QObject {
    Q_OBJECT

private slots:
    void namesComeBack();
    void decodesOnlyNames_data();
    void decodesOnlyNames();
    void takesSoManyNames();
    void tableIsDragged_data();
    void tableIsDragged();
};

void tst_FileNamesMime::namesComeBack()
{
    const QStringList names{u"files/a"_s, u"files/b-c"_s};
    const auto mime = filenamesmime::encode(names);
    QCOMPARE(mime->formats(), QStringList{u"application/x-pollux-file-names"_s});
    QCOMPARE(filenamesmime::decode(*mime), names);
}

void tst_FileNamesMime::decodesOnlyNames_data()
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

void tst_FileNamesMime::decodesOnlyNames()
{
    QFETCH(const QByteArray, data);
    QMimeData mime;
    mime.setData(QLatin1StringView(filenamesmime::type), data);
    QTEST(filenamesmime::decode(mime), "names");
}

void tst_FileNamesMime::takesSoManyNames()
{
    QStringList names;
    for (int number = 0; number <= filenamesmime::maxNames; ++number)
        names.append(u"files/f%1"_s.arg(number));
    QCOMPARE(filenamesmime::decode(*filenamesmime::encode(names)).size(), filenamesmime::maxNames);
    QMimeData foreign;
    foreign.setData(QLatin1StringView(filenamesmime::type), names.join(u'\n').toUtf8());
    QCOMPARE(filenamesmime::decode(foreign).size(), filenamesmime::maxNames);
}

void tst_FileNamesMime::tableIsDragged_data()
{
    QTest::addColumn<QStringList>("selected");
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("dragged");
    const QStringList both{u"files/f0"_s, u"files/f1"_s};
    QTest::newRow("selected rows by any cell") << both << int{FilesModel::SizeColumn} << both;
    QTest::newRow("selected rows by the name") << both << int{FilesModel::NameColumn} << both;
    QTest::newRow("another row by its name") << QStringList() << int{FilesModel::NameColumn} << both.mid(0, 1);
    QTest::newRow("another row beside its name") << QStringList() << int{FilesModel::SizeColumn} << QStringList();
}

/// The mouse presses and moves; what happens between table and target is the platform's.
void tst_FileNamesMime::tableIsDragged()
{
    QFETCH(const QStringList, selected);
    QFETCH(const int, column);
    QFETCH(const QStringList, dragged);
    QStandardItemModel files(2, FilesModel::ColumnCount);
    for (int row = 0; row < files.rowCount(); ++row) {
        for (int each = 0; each < FilesModel::ColumnCount; ++each)
            files.setData(files.index(row, each), u"files/f%1"_s.arg(row), FilesModel::ResourceNameRole);
    }
    FilesTable table;
    table.setModel(&files);
    table.resize(900, 300);
    table.show();
    QVERIFY(QTest::qWaitForWindowExposed(&table));
    table.selectNames(selected);
    const QPoint start = table.visualRect(files.index(0, column)).center();
    const auto move = [&table, start](int distance) {
        const QPointF place = start + QPoint(distance, 0);
        QMouseEvent event(QEvent::MouseMove, place, table.viewport()->mapToGlobal(place), Qt::NoButton, Qt::LeftButton,
                          {});
        QCoreApplication::sendEvent(table.viewport(), &event);
    };
    QTest::mousePress(table.viewport(), Qt::LeftButton, {}, start);
    move(2);
    QVERIFY(!table.findChild<QDrag *>());
    move(30);
    const auto *drag = table.findChild<QDrag *>();
    QCOMPARE(drag != nullptr, !dragged.isEmpty());
    if (drag)
        QCOMPARE(filenamesmime::decode(*drag->mimeData()), dragged);
}

QTEST_MAIN(tst_FileNamesMime)
#include "tst_filesmimedata.moc"
