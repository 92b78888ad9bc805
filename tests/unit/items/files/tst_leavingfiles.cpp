// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/items/filesscene.h"

#include <QPersistentModelIndex>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// Rows that leave together.
class tst_LeavingFiles final : public QObject {
    Q_OBJECT

private slots:
    void rowsFollowRandomChanges();
    void scatteredRowsLeaveAtOnce_data();
    void scatteredRowsLeaveAtOnce();
    void filterFollowsRandomRemovals();
};

/// FileRows against a plain list.
void tst_LeavingFiles::rowsFollowRandomChanges()
{
    QRandomGenerator random(3);
    FileRows rows;
    QList<RemoteFile> expected;
    for (int step = 0; step < 2000; ++step) {
        const int choice = random.bounded(10);
        const auto row = expected.isEmpty() ? 0 : random.bounded(static_cast<int>(expected.size()));
        if (expected.isEmpty() || choice < 6) {
            RemoteFile file = FilesScene::file(step);
            file.sizeBytes = random.bounded(20);
            rows.append(file);
            expected.append(file);
        } else if (choice < 7) {
            expected[row].sizeBytes = random.bounded(20);
            rows.replace(row, expected.at(row));
        } else if (choice < 8) {
            rows.remove(row, row);
            expected.removeAt(row);
        } else {
            std::vector<int> moved;
            QList<RemoteFile> staying;
            QList<RemoteFile> leaving;
            for (int each = 0; each < expected.size(); ++each) {
                const bool leaves = random.bounded(5) == 0;
                (leaves ? leaving : staying).append(expected.at(each));
                if (leaves)
                    moved.push_back(each);
            }
            rows.moveToEnd(moved);
            expected = staying + leaving;
            const auto gone = static_cast<int>(leaving.size() / 2);
            if (gone > 0)
                rows.remove(rows.count() - gone, rows.count() - 1);
            expected.resize(expected.size() - gone);
        }
        if (step % 3 != 0) // so that new rows wait for the index
            continue;
        QCOMPARE(rows.count(), static_cast<int>(expected.size()));
        qint64 total = 0;
        for (int each = 0; each < rows.count(); ++each) {
            QCOMPARE(rows.at(each), expected.at(each));
            QCOMPARE(rows.rowOf(expected.at(each).name), each);
            total += *expected.at(each).sizeBytes;
        }
        QCOMPARE(rows.totalBytes(), total);
        QCOMPARE(rows.rowOf(u"files/none"_s), -1);
        const qint64 size = random.bounded(20);
        std::vector<int> found = rows.rowsOfSize(size);
        std::ranges::sort(found);
        std::vector<int> wanted;
        for (int each = 0; each < rows.count(); ++each) {
            if (expected.at(each).sizeBytes == size)
                wanted.push_back(each);
        }
        QCOMPARE(found, wanted);
    }
}

void tst_LeavingFiles::scatteredRowsLeaveAtOnce_data()
{
    QTest::addColumn<int>("each");
    QTest::addColumn<int>("sortColumn");
    QTest::addColumn<int>("signalCount");
    QTest::newRow("few ranges one by one") << 50 << -1 << 4;
    QTest::newRow("many together") << 3 << -1 << 1;
    QTest::newRow("many of a sorted list") << 3 << int(FilesModel::NameColumn) << 1;
}

void tst_LeavingFiles::scatteredRowsLeaveAtOnce()
{
    QFETCH(int, each);
    QFETCH(int, sortColumn);
    QFETCH(int, signalCount);
    FilesScene scene;
    scene.addFiles(0, 200);
    FilesFilterModel filter(scene.model);
    const QAbstractItemModelTester tester(&filter);
    filter.sort(sortColumn, Qt::DescendingOrder);
    scene.loadAll();
    QCOMPARE(scene.model.rowCount(), 200);
    QList<QPersistentModelIndex> kept;
    QStringList keptNames;
    QStringList leaving;
    for (int row = 0; row < 200; ++row) {
        const QString name = FilesScene::name(row);
        if (row % each == 0) {
            leaving.append(name);
            continue;
        }
        keptNames.append(name);
        kept.append(scene.model.index(scene.model.rowOf(name), 0));
        kept.append(filter.index(filter.rowOf(name), 0));
    }
    const QSignalSpy removed(&scene.model, &QAbstractItemModel::rowsRemoved);
    const QSignalSpy gone(&scene.model, &FilesModel::fileGone);
    scene.model.dropAll(leaving);
    QCOMPARE(removed.size(), signalCount);
    QCOMPARE(gone.size(), leaving.size());
    QCOMPARE(scene.model.rowCount(), static_cast<int>(keptNames.size()));
    QCOMPARE(filter.rowCount(), static_cast<int>(keptNames.size()));
    QCOMPARE(filter.counts().states.value(RemoteFile::State::Active), static_cast<int>(keptNames.size()));
    for (qsizetype i = 0; i < keptNames.size(); ++i) {
        QCOMPARE(kept.at(2 * i).data(FilesModel::ResourceNameRole).toString(), keptNames.at(i));
        QCOMPARE(kept.at(2 * i + 1).data(FilesModel::ResourceNameRole).toString(), keptNames.at(i));
    }
}

/// The filter after removals against one that is made anew.
void tst_LeavingFiles::filterFollowsRandomRemovals()
{
    FilesScene scene;
    scene.addFiles(0, 400);
    FilesFilterModel filter(scene.model);
    const QAbstractItemModelTester tester(&filter);
    filter.sort(FilesModel::NameColumn, Qt::AscendingOrder);
    scene.loadAll();
    filter.setFilterText(u"1"_s);
    QRandomGenerator random(4);
    while (scene.model.rowCount() > 20) {
        QStringList names;
        for (const QString &name : scene.rows()) {
            if (random.bounded(6) == 0)
                names.append(name);
        }
        scene.model.dropAll(names);
        FilesFilterModel expected(scene.model);
        expected.sort(FilesModel::NameColumn, Qt::AscendingOrder);
        expected.setFilterText(u"1"_s);
        QCOMPARE(filter.rowCount(), expected.rowCount());
        for (int row = 0; row < filter.rowCount(); ++row) {
            QCOMPARE(FilesScene::nameAt(filter, row), FilesScene::nameAt(expected, row));
            QCOMPARE(filter.rowOf(FilesScene::nameAt(filter, row)), row);
        }
        QCOMPARE(filter.counts(), expected.counts());
    }
}

QTEST_GUILESS_MAIN(tst_LeavingFiles)
#include "tst_leavingfiles.moc"
