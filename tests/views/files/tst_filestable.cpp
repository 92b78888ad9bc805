// SPDX-License-Identifier: Apache-2.0
#include "views/files/filestable.h"

#include "models/items/files/filesmodel.h"

#include <QContextMenuEvent>
#include <QDataStream>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QTest>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

namespace {

/// A row like those of FilesModel. Name, order and creation time depend on `number`.
QList<QStandardItem *> fileRow(int number)
{
    QList<QStandardItem *> row;
    for (int column = 0; column < FilesModel::ColumnCount; ++column) {
        auto *item = new QStandardItem(u"column %1"_s.arg(column));
        item->setData(u"files/%1"_s.arg(number), FilesModel::ResourceNameRole);
        item->setData(number, FilesModel::SortRole);
        row.append(item);
    }
    row.at(FilesModel::NameColumn)->setText(u"name %1.txt"_s.arg(number, 4, 10, QChar(u'0')));
    row.at(FilesModel::TypeColumn)->setText(u"text/plain"_s);
    return row;
}

} // namespace

class tst_FilesTable : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void selectsByName();
    void selectionOutlivesAReset();
    void selectionIsReported();
    void scrollPlaceOutlivesNewRows_data();
    void scrollPlaceOutlivesNewRows();
    void topStaysTop();
    void sortsByHeader();
    void homeAndEndAreRows();
    void typingFindsNames();
    void layoutIsKept();
    void badLayouts_data();
    void badLayouts();
    void headerMenuHidesColumns();
    void freeWidthGoesToTheName();
    void columnsWithoutRoomAreHidden_data();
    void columnsWithoutRoomAreHidden();
    void hiddenForRoomIsNotHiddenByHand();
    void activation();
    void toolTips();
    void layoutHasTheFormatOfEarlierVersions();
    void contextMenuFromTheKeyboard();

private:
    QString topName() const;
    void addRows(int first, int last);
    void scrollToRow(int row);

    std::unique_ptr<QStandardItemModel> m_source;
    std::unique_ptr<QSortFilterProxyModel> m_proxy;
    std::unique_ptr<FilesTable> m_table;
};

void tst_FilesTable::init()
{
    m_source = std::make_unique<QStandardItemModel>(0, FilesModel::ColumnCount);
    m_proxy = std::make_unique<QSortFilterProxyModel>();
    m_proxy->setSortRole(FilesModel::SortRole);
    m_proxy->setSourceModel(m_source.get());
    addRows(100, 299);
    m_table = std::make_unique<FilesTable>();
    m_table->setModel(m_proxy.get());
    m_table->resize(900, 400);
    m_table->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_table.get()));
    m_table->sortByColumn(FilesModel::NameColumn, Qt::AscendingOrder);
}

void tst_FilesTable::cleanup()
{
    m_table.reset();
    m_proxy.reset();
    m_source.reset();
}

void tst_FilesTable::addRows(int first, int last)
{
    for (int number = first; number <= last; ++number)
        m_source->appendRow(fileRow(number));
}

QString tst_FilesTable::topName() const
{
    return m_table->indexAt(QPoint(1, 1)).data(FilesModel::ResourceNameRole).toString();
}

void tst_FilesTable::scrollToRow(int row)
{
    m_table->scrollTo(m_proxy->index(row, 0), QAbstractItemView::PositionAtTop);
}

void tst_FilesTable::selectsByName()
{
    m_table->selectNames({u"files/150"_s, u"files/120"_s, u"files/none"_s});
    QCOMPARE(m_table->selectedNames(), (QStringList{u"files/120"_s, u"files/150"_s}));
    QCOMPARE(m_table->currentIndex().data(FilesModel::ResourceNameRole).toString(), u"files/150"_s);
    m_table->selectNames({});
    QCOMPARE(m_table->selectedNames(), QStringList());
    m_table->selectAll();
    QCOMPARE(m_table->selectedNames().size(), 200);
}

void tst_FilesTable::selectionOutlivesAReset()
{
    m_table->selectNames({u"files/150"_s, u"files/151"_s});
    scrollToRow(100);
    QCOMPARE(topName(), u"files/200"_s);
    // Setting the source model again resets the proxy.
    m_proxy->setSourceModel(nullptr);
    m_proxy->setSourceModel(m_source.get());
    QCOMPARE(m_table->selectedNames(), QStringList());
    m_table->selectNames({u"files/150"_s});
    scrollToRow(100);
    QStandardItemModel other(0, FilesModel::ColumnCount);
    for (int number = 140; number < 290; ++number)
        other.appendRow(fileRow(number));
    m_proxy->setSourceModel(&other);
    QCOMPARE(m_table->selectedNames(), QStringList{u"files/150"_s});
    QCOMPARE(topName(), u"files/200"_s);
    m_proxy->setSourceModel(m_source.get());
}

void tst_FilesTable::selectionIsReported()
{
    QSignalSpy spy(m_table.get(), &ItemTable::selectedRowsChanged);
    m_table->selectNames({u"files/150"_s});
    QVERIFY(!spy.isEmpty());
    spy.clear();
    m_source->removeRow(50);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(m_table->selectedNames(), QStringList());
}

void tst_FilesTable::scrollPlaceOutlivesNewRows_data()
{
    QTest::addColumn<int>("added");
    QTest::addColumn<int>("removed");
    QTest::newRow("rows added above") << 10 << 0;
    QTest::newRow("rows removed above") << 0 << 7;
    QTest::newRow("both") << 3 << 5;
}

void tst_FilesTable::scrollPlaceOutlivesNewRows()
{
    QFETCH(const int, added);
    QFETCH(const int, removed);
    scrollToRow(100);
    m_table->verticalScrollBar()->setValue(m_table->verticalScrollBar()->value() + 5);
    const int offset = m_table->rowViewportPosition(100);
    addRows(0, added - 1);
    if (removed > 0)
        m_source->removeRows(0, removed);
    const int row = 100 + added - removed;
    QTRY_COMPARE(topName(), u"files/200"_s);
    QTRY_COMPARE(m_table->rowViewportPosition(row), offset);
}

void tst_FilesTable::topStaysTop()
{
    addRows(0, 9);
    QCoreApplication::sendPostedEvents();
    QCOMPARE(topName(), u"files/0"_s);
}

void tst_FilesTable::sortsByHeader()
{
    m_table->selectNames({u"files/299"_s});
    QHeaderView *header = m_table->horizontalHeader();
    const QPoint inName(header->sectionViewportPosition(FilesModel::NameColumn) + 20, header->height() / 2);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, inName);
    QCOMPARE(header->sortIndicatorOrder(), Qt::DescendingOrder);
    QCOMPARE(m_proxy->index(0, 0).data(FilesModel::ResourceNameRole).toString(), u"files/299"_s);
    QCOMPARE(m_table->selectedNames(), QStringList{u"files/299"_s});
    QTRY_COMPARE(topName(), u"files/299"_s);
}

void tst_FilesTable::homeAndEndAreRows()
{
    m_table->selectNames({u"files/150"_s});
    QTest::keyClick(m_table.get(), Qt::Key_End);
    QCOMPARE(m_table->selectedNames(), QStringList{u"files/299"_s});
    QTest::keyClick(m_table.get(), Qt::Key_Home);
    QCOMPARE(m_table->selectedNames(), QStringList{u"files/100"_s});
    QTest::keyClick(m_table.get(), Qt::Key_PageDown);
    QVERIFY(m_table->currentIndex().data(FilesModel::ResourceNameRole).toString() > u"files/105"_s);
}

void tst_FilesTable::typingFindsNames()
{
    m_table->setCurrentIndex(m_proxy->index(10, FilesModel::TypeColumn));
    QTest::keyClicks(m_table.get(), u"name 0250"_s);
    QCOMPARE(m_table->currentIndex().data(FilesModel::ResourceNameRole).toString(), u"files/250"_s);
}

void tst_FilesTable::layoutIsKept()
{
    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(FilesModel::SizeColumn, 77);
    header->setSectionHidden(FilesModel::TypeColumn, true);
    header->setSectionHidden(FilesModel::HashColumn, false);
    header->moveSection(header->visualIndex(FilesModel::StateColumn), 0);
    m_table->sortByColumn(FilesModel::SizeColumn, Qt::DescendingOrder);

    FilesTable other;
    other.setModel(m_proxy.get());
    QVERIFY(other.restoreLayout(m_table->saveLayout()));
    const QHeaderView *restored = other.horizontalHeader();
    QCOMPARE(restored->sectionSize(FilesModel::SizeColumn), 77);
    QVERIFY(restored->isSectionHidden(FilesModel::TypeColumn));
    QVERIFY(!restored->isSectionHidden(FilesModel::HashColumn));
    QCOMPARE(restored->visualIndex(FilesModel::StateColumn), 0);
    QCOMPARE(restored->sortIndicatorSection(), int{FilesModel::SizeColumn});
    QCOMPARE(restored->sortIndicatorOrder(), Qt::DescendingOrder);
}

void tst_FilesTable::badLayouts_data()
{
    QTest::addColumn<QByteArray>("layout");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("rubbish") << "rubbish, and more of it"_ba;
    FilesTable table;
    QByteArray cut = table.saveLayout();
    cut.chop(10);
    QTest::newRow("cut off") << cut;
    QByteArray future = table.saveLayout();
    future[3] = 99;
    QTest::newRow("another version") << future;
}

void tst_FilesTable::badLayouts()
{
    QFETCH(const QByteArray, layout);
    const QByteArray before = m_table->saveLayout();
    QVERIFY(!m_table->restoreLayout(layout));
    QCOMPARE(m_table->saveLayout(), before);
}

void tst_FilesTable::headerMenuHidesColumns()
{
    QHeaderView *header = m_table->horizontalHeader();
    QVERIFY(header->isSectionHidden(FilesModel::HashColumn));
    emit header->customContextMenuRequested(QPoint(5, 5));
    auto *menu = m_table->findChild<QMenu *>();
    QVERIFY(menu);
    QVERIFY(!menu->actions().at(FilesModel::NameColumn)->isEnabled());
    menu->actions().at(FilesModel::HashColumn)->trigger();
    menu->actions().at(FilesModel::SizeColumn)->trigger();
    QVERIFY(!header->isSectionHidden(FilesModel::HashColumn));
    QVERIFY(header->isSectionHidden(FilesModel::SizeColumn));
    menu->actions().last()->trigger();
    QVERIFY(header->isSectionHidden(FilesModel::HashColumn));
    QVERIFY(!header->isSectionHidden(FilesModel::SizeColumn));
    menu->close();
}

void tst_FilesTable::freeWidthGoesToTheName()
{
    QHeaderView *header = m_table->horizontalHeader();
    m_table->resize(1600, 400);
    QTRY_COMPARE(header->length(), m_table->viewport()->width());
    const int stateWidth = header->sectionSize(FilesModel::StateColumn);
    m_table->resize(1700, 400);
    QTRY_COMPARE(header->length(), m_table->viewport()->width());
    QCOMPARE(header->sectionSize(FilesModel::StateColumn), stateWidth);
    header->resizeSection(FilesModel::StateColumn, stateWidth + 9);
    const int length = header->length();
    m_table->resize(1500, 400);
    QTRY_VERIFY(m_table->viewport()->width() < length);
    QCOMPARE(header->length(), length);
}

void tst_FilesTable::columnsWithoutRoomAreHidden_data()
{
    QTest::addColumn<int>("room"); // beyond the name, State and Expires, in average characters
    QTest::addColumn<QList<int>>("shown");
    const int size = 13;
    const int type = 21;
    const int duration = 12;
    const int created = 27;
    QTest::newRow("none") << size - 1 << QList<int>{};
    QTest::newRow("size") << size << QList<int>{FilesModel::SizeColumn};
    QTest::newRow("type") << size + type << QList<int>{FilesModel::SizeColumn, FilesModel::TypeColumn};
    QTest::newRow("duration") << size + type + duration + created - 1
                              << QList<int>{FilesModel::SizeColumn, FilesModel::TypeColumn, FilesModel::DurationColumn};
    QTest::newRow("all") << size + type + duration + created
                         << QList<int>{FilesModel::SizeColumn, FilesModel::TypeColumn, FilesModel::DurationColumn,
                                       FilesModel::CreatedColumn};
}

void tst_FilesTable::columnsWithoutRoomAreHidden()
{
    QFETCH(const int, room);
    QFETCH(const QList<int>, shown);
    const int nameStateAndExpires = 32 + 19 + 16;
    const int frame = m_table->width() - m_table->viewport()->width();
    m_table->resize((nameStateAndExpires + room) * m_table->fontMetrics().averageCharWidth() + frame, 400);
    const QHeaderView *header = m_table->horizontalHeader();
    const auto isShown = [header](int column) { return !header->isSectionHidden(column); };
    const QList<int> ranked{FilesModel::SizeColumn, FilesModel::TypeColumn, FilesModel::DurationColumn,
                            FilesModel::CreatedColumn};
    QTRY_COMPARE(header->length(), m_table->viewport()->width());
    for (const int column : ranked)
        QCOMPARE(isShown(column), shown.contains(column));
    for (const int column : {FilesModel::NameColumn, FilesModel::StateColumn, FilesModel::ExpiresColumn})
        QVERIFY(isShown(column));
    QVERIFY(header->sectionSize(FilesModel::NameColumn) >= 32 * m_table->fontMetrics().averageCharWidth());
    m_table->resize(1600, 400);
    for (const int column : ranked)
        QTRY_VERIFY(isShown(column));
}

void tst_FilesTable::hiddenForRoomIsNotHiddenByHand()
{
    m_table->resize(400, 400);
    QTRY_VERIFY(m_table->horizontalHeader()->isSectionHidden(FilesModel::CreatedColumn));
    FilesTable other;
    other.setModel(m_proxy.get());
    other.resize(1600, 400);
    other.show();
    QVERIFY(other.restoreLayout(m_table->saveLayout()));
    QVERIFY(m_table->horizontalHeader()->isSectionHidden(FilesModel::CreatedColumn));
    QTRY_VERIFY(!other.horizontalHeader()->isSectionHidden(FilesModel::CreatedColumn));
    // Shown by hand, a column stays.
    emit m_table->horizontalHeader()->customContextMenuRequested(QPoint(5, 5));
    auto *menu = m_table->findChild<QMenu *>();
    QVERIFY(menu);
    menu->actions().at(FilesModel::CreatedColumn)->trigger();
    QVERIFY(!m_table->horizontalHeader()->isSectionHidden(FilesModel::CreatedColumn));
    menu->close();
}

void tst_FilesTable::activation()
{
    QSignalSpy spy(m_table.get(), &FilesTable::nameActivated);
    m_table->selectNames({u"files/150"_s});
    m_table->setFocus();
    QTest::keyClick(m_table.get(), Qt::Key_Return);
    QCOMPARE(spy.size(), 1);
    QCOMPARE(spy.first().first().toString(), u"files/150"_s);
}

void tst_FilesTable::toolTips()
{
    QStandardItem *name = m_source->item(0, FilesModel::NameColumn);
    QCOMPARE(m_table->cellToolTip(m_proxy->index(0, FilesModel::NameColumn)), QString());
    name->setText(QString(300, u'x'));
    QCOMPARE(m_table->cellToolTip(m_proxy->index(0, FilesModel::NameColumn)), name->text());

    RemoteFile file;
    file.error = Status();
    file.error->message = u"<b>cannot decode</b>"_s;
    m_source->item(0, FilesModel::StateColumn)->setData(QVariant::fromValue(file), FilesModel::FileRole);
    QVERIFY(m_table->cellToolTip(m_proxy->index(0, FilesModel::StateColumn)).contains(file.error->message));
}

void tst_FilesTable::contextMenuFromTheKeyboard()
{
    QSignalSpy spy(m_table.get(), &ItemTable::contextMenuRequested);
    m_table->selectNames({u"files/103"_s});
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(), m_table->mapToGlobal(QPoint()));
    QCoreApplication::sendEvent(m_table->viewport(), &event);
    QCOMPARE(spy.size(), 1);
    const QPoint position = m_table->viewport()->mapFromGlobal(spy.first().first().toPoint());
    QCOMPARE(m_table->indexAt(position).row(), 3);
}

void tst_FilesTable::layoutHasTheFormatOfEarlierVersions()
{
    m_table->resize(1600, 400); // room for all columns
    QTRY_COMPARE(m_table->horizontalHeader()->length(), m_table->viewport()->width());
    QByteArray layout;
    QDataStream stream(&layout, QIODevice::WriteOnly);
    stream << qint32{1} << qint32{11} << true << m_table->horizontalHeader()->saveState();
    QCOMPARE(m_table->saveLayout(), layout);
}

QTEST_MAIN(tst_FilesTable)
#include "tst_filestable.moc"
