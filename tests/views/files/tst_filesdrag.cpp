// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmimedata.h"
#include "tests/unit/items/filesscene.h"
#include "views/files/filestable.h"

#include <QDrag>
#include <QMouseEvent>
#include <QTest>

using namespace pollux;

class tst_FilesDrag : public QObject {
    Q_OBJECT

private slots:
    void tableIsDragged_data();
    void tableIsDragged();
};

void tst_FilesDrag::tableIsDragged_data()
{
    QTest::addColumn<QStringList>("selected");
    QTest::addColumn<int>("column");
    QTest::addColumn<QStringList>("dragged");
    const QStringList both = FilesScene::names(0, 2);
    QTest::newRow("selected rows by any cell") << both << int{FilesModel::SizeColumn} << both;
    QTest::newRow("selected rows by the name") << both << int{FilesModel::NameColumn} << both;
    QTest::newRow("another row by its name") << QStringList() << int{FilesModel::NameColumn} << both.mid(0, 1);
    QTest::newRow("another row beside its name") << QStringList() << int{FilesModel::SizeColumn} << QStringList();
}

/// Only the press and the moves are tested; the platform handles the drag between table and target.
void tst_FilesDrag::tableIsDragged()
{
    QFETCH(const QStringList, selected);
    QFETCH(const int, column);
    QFETCH(const QStringList, dragged);
    FilesScene scene;
    scene.addFiles(0, 3);
    scene.model.reset(true);
    scene.loadPage();
    FilesFilterModel files(scene.model);
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

QTEST_MAIN(tst_FilesDrag)
#include "tst_filesdrag.moc"
