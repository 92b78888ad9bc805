// SPDX-License-Identifier: Apache-2.0
#include "views/window/sidebar.h"

#include "models/items/files/filesmimedata.h"
#include "tests/views/storesscene.h"
#include "views/messages/messagewidget.h"
#include "views/window/sidebarmodel.h"
#include "views/window/sidebarview.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_Sidebar : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void inactive();
    void showsFilesAndStores();
    void saysThatThereIsNone();
    void countsAreLive();
    void errorsCanBeRetried();
    void refusedKeyIsLeftToThePage();
    void keysChoose();
    void clicksChoose();
    void headingCannotBeChosen();
    void goneStoreLeadsToFiles();
    void selectionOutlivesARefresh();
    void resetLeadsToFiles();
    void deleteAndCopyKeys();
    void contextMenu();
    void rightClickChoosesNothing();
    void menuMarksItsStore();
    void buttonsAsk();
    void dropsOfFileNames();
    void dropsOfLocalFiles();
    void refusedDrops_data();
    void refusedDrops();
    void toolTipsTellAll();

private:
    void load();
    QStringList rows() const;
    QPoint centreOf(const QString &text) const;
    QMenu *openMenu(const QString &text);

    std::unique_ptr<StoresScene> m_scene;
    std::unique_ptr<Sidebar> m_sidebar;
    SidebarView *m_list = nullptr;
    QString m_first;
    QString m_second;
};

void tst_Sidebar::init()
{
    m_scene = std::make_unique<StoresScene>();
    m_first = m_scene->addStore(u"manuals-1"_s, u"Manuals <b>1</b>"_s);
    m_second = m_scene->addStore(u"letters-2"_s, u"Letters"_s);
    m_scene->addDocuments(m_first, 3);
    m_sidebar = std::make_unique<Sidebar>(m_scene->stores);
    m_list = m_sidebar->findChild<SidebarView *>();
    new QAbstractItemModelTester(m_list->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                 m_sidebar.get());
    m_sidebar->resize(260, 500);
    m_sidebar->show();
    QVERIFY(QTest::qWaitForWindowActive(m_sidebar.get()));
}

void tst_Sidebar::cleanup()
{
    m_sidebar.reset();
    m_scene.reset();
}

void tst_Sidebar::load()
{
    m_scene->stores.reset(true);
    QTRY_COMPARE(m_scene->stores.loading(), StoresModel::Loading::Complete);
}

QStringList tst_Sidebar::rows() const
{
    QStringList texts;
    for (int row = 0; row < m_list->model()->rowCount(); ++row)
        texts.append(m_list->model()->index(row, 0).data().toString());
    return texts;
}

QPoint tst_Sidebar::centreOf(const QString &text) const
{
    const int row = static_cast<int>(rows().indexOf(text));
    return m_list->visualRect(m_list->model()->index(row, 0)).center();
}

QMenu *tst_Sidebar::openMenu(const QString &text)
{
    const QPoint position = centreOf(text);
    QContextMenuEvent event(QContextMenuEvent::Mouse, position, m_list->viewport()->mapToGlobal(position));
    QCoreApplication::sendEvent(m_list->viewport(), &event);
    return m_sidebar->findChild<QMenu *>();
}

void tst_Sidebar::inactive()
{
    QCOMPARE(rows(), (QStringList{u"Files"_s, u"Stores"_s}));
    QCOMPARE(m_sidebar->currentStore(), QString());
    QVERIFY(!m_sidebar->findChild<QToolButton *>(u"createStore"_s)->isEnabled());
}

void tst_Sidebar::showsFilesAndStores()
{
    m_scene->stores.reset(true);
    QCOMPARE(rows(), (QStringList{u"Files"_s, u"Stores"_s, u"Loading stores…"_s}));
    QTRY_COMPARE(rows(), (QStringList{u"Files"_s, u"Stores"_s, u"Manuals <b>1</b>"_s, u"Letters"_s}));
    const QModelIndex store = m_list->model()->index(2, 0);
    QCOMPARE(store.data(SidebarModel::DetailRole).toString(), u"3 active · 3.0 kB"_s);
    QCOMPARE(store.data(Qt::AccessibleTextRole).toString(), u"store Manuals <b>1</b>, 3 active · 3.0 kB"_s);
    QCOMPARE(store.siblingAtRow(3).data(SidebarModel::DetailRole).toString(), u"no documents"_s);
    QVERIFY(m_sidebar->findChild<QToolButton *>(u"createStore"_s)->isEnabled());
}

void tst_Sidebar::saysThatThereIsNone()
{
    m_scene->onServer().removeStore(m_first);
    m_scene->onServer().removeStore(m_second);
    load();
    QCOMPARE(rows(), (QStringList{u"Files"_s, u"Stores"_s, u"No stores yet"_s}));
    RagStore store;
    store.name = m_first;
    m_scene->stores.upsert(store);
    QCOMPARE(rows(), (QStringList{u"Files"_s, u"Stores"_s, m_first}));
    m_scene->stores.drop(m_first);
    QCOMPARE(rows(), (QStringList{u"Files"_s, u"Stores"_s, u"No stores yet"_s}));
}

void tst_Sidebar::countsAreLive()
{
    load();
    RagStore store = *m_scene->stores.find(m_second);
    store.activeDocumentsCount = 24;
    store.pendingDocumentsCount = 2;
    store.failedDocumentsCount = 1;
    store.sizeBytes = 3'400'000;
    m_scene->stores.upsert(store);
    QCOMPARE(m_list->model()->index(3, 0).data(SidebarModel::DetailRole).toString(),
             u"24 active · 2 pending · 1 failed · 3.4 MB"_s);
}

void tst_Sidebar::errorsCanBeRetried()
{
    m_scene->fixture.server().stop();
    m_scene->stores.reset(true);
    auto *notice = m_sidebar->findChild<MessageWidget *>();
    QTRY_VERIFY(notice->isVisible());
    QCOMPARE(notice->kind(), MessageWidget::Kind::Error);
    QVERIFY(!notice->text().isEmpty());
    QCOMPARE(rows(), (QStringList{u"Files"_s, u"Stores"_s, u"Could not be loaded"_s}));
    QVERIFY(m_scene->fixture.server().start());
    auto *again = notice->findChild<QPushButton *>();
    again->setFocus();
    QTest::keyClick(again, Qt::Key_Space);
    QTRY_COMPARE(rows().size(), 4);
    QTRY_VERIFY(!notice->isVisible());
}

void tst_Sidebar::refusedKeyIsLeftToThePage()
{
    FaultRule rule;
    rule.method = "GET";
    rule.path = faultpaths::stores();
    rule.times = -1;
    rule.action = faults::answer(401);
    m_scene->fixture.server().faults().add(rule);
    m_scene->stores.reset(true);
    QTRY_VERIFY(m_scene->stores.loadError() && m_scene->stores.loadError()->kind == ErrorKind::InvalidKey);
    QVERIFY(!m_sidebar->findChild<MessageWidget *>()->isVisible());
    QCOMPARE(rows(), (QStringList{u"Files"_s, u"Stores"_s, u"Could not be loaded"_s}));
}

void tst_Sidebar::keysChoose()
{
    load();
    QSignalSpy stores(m_sidebar.get(), &Sidebar::storeChosen);
    QSignalSpy files(m_sidebar.get(), &Sidebar::filesChosen);
    m_list->setFocus();
    QTest::keyClick(m_list, Qt::Key_Down);
    QCOMPARE(stores.takeFirst().first().toString(), m_first);
    QCOMPARE(m_sidebar->currentStore(), m_first);
    QTest::keyClick(m_list, Qt::Key_Down);
    QCOMPARE(stores.takeFirst().first().toString(), m_second);
    QTest::keyClick(m_list, Qt::Key_Home);
    QCOMPARE(files.size(), 1);
    QCOMPARE(m_sidebar->currentStore(), QString());
}

void tst_Sidebar::clicksChoose()
{
    load();
    QSignalSpy stores(m_sidebar.get(), &Sidebar::storeChosen);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, centreOf(u"Letters"_s));
    QCOMPARE(stores.takeFirst().first().toString(), m_second);
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, centreOf(u"Letters"_s));
    QCOMPARE(stores.size(), 0);
    QVERIFY(m_sidebar->chooseStore(m_first));
    QCOMPARE(stores.takeFirst().first().toString(), m_first);
    QVERIFY(!m_sidebar->chooseStore(u"ragStores/none"_s));
    QCOMPARE(m_sidebar->currentStore(), m_first);
}

void tst_Sidebar::headingCannotBeChosen()
{
    load();
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, centreOf(u"Letters"_s));
    QTest::mouseClick(m_list->viewport(), Qt::LeftButton, {}, centreOf(u"Stores"_s));
    QCOMPARE(m_sidebar->currentStore(), m_second);
    QVERIFY(m_list->selectionModel()->isSelected(m_list->model()->index(3, 0)));
}

void tst_Sidebar::goneStoreLeadsToFiles()
{
    load();
    QVERIFY(m_sidebar->chooseStore(m_first));
    QSignalSpy files(m_sidebar.get(), &Sidebar::filesChosen);
    QSignalSpy stores(m_sidebar.get(), &Sidebar::storeChosen);
    m_scene->stores.drop(m_second);
    QCOMPARE(files.size(), 0);
    m_scene->stores.drop(m_first);
    QCOMPARE(files.size(), 1);
    QCOMPARE(stores.size(), 0);
    QVERIFY(m_list->selectionModel()->isSelected(m_list->model()->index(0, 0)));
}

void tst_Sidebar::selectionOutlivesARefresh()
{
    load();
    QVERIFY(m_sidebar->chooseStore(m_second));
    QSignalSpy files(m_sidebar.get(), &Sidebar::filesChosen);
    m_scene->onServer().removeStore(m_first);
    m_scene->stores.refresh();
    QTRY_COMPARE(m_scene->stores.rowCount(), 1);
    QCOMPARE(m_sidebar->currentStore(), m_second);
    QVERIFY(m_list->selectionModel()->isSelected(m_list->model()->index(2, 0)));
    QCOMPARE(files.size(), 0);
}

void tst_Sidebar::resetLeadsToFiles()
{
    load();
    QVERIFY(m_sidebar->chooseStore(m_second));
    QSignalSpy files(m_sidebar.get(), &Sidebar::filesChosen);
    m_scene->stores.reset(true);
    QCOMPARE(files.size(), 1);
    QVERIFY(m_list->selectionModel()->isSelected(m_list->model()->index(0, 0)));
}

void tst_Sidebar::deleteAndCopyKeys()
{
    load();
    QSignalSpy asked(m_sidebar.get(), &Sidebar::deleteRequested);
    m_list->setFocus();
    QTest::keyClick(m_list, Qt::Key_Delete);
    QCOMPARE(asked.size(), 0);
    QVERIFY(m_sidebar->chooseStore(m_second));
    QTest::keyClick(m_list, Qt::Key_Delete);
    QCOMPARE(asked.takeFirst().first().toString(), m_second);
    QTest::keySequence(m_list, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_second);
}

void tst_Sidebar::contextMenu()
{
    load();
    QSignalSpy upload(m_sidebar.get(), &Sidebar::uploadToStoreRequested);
    QSignalSpy remove(m_sidebar.get(), &Sidebar::deleteRequested);
    QMenu *menu = openMenu(u"Letters"_s);
    QVERIFY(menu);
    // Opening the context menu does not change the current store.
    QCOMPARE(m_sidebar->currentStore(), QString());
    const QList<QAction *> actions = menu->actions();
    QCOMPARE(actions.size(), 8);
    actions.at(0)->trigger();
    QCOMPARE(upload.takeFirst().first().toString(), m_second);
    QSignalSpy document(m_sidebar.get(), &Sidebar::documentRequested);
    actions.at(1)->trigger();
    QCOMPARE(document.takeFirst().first().toString(), m_second);
    actions.at(2)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), m_second);
    QSignalSpy snippet(m_sidebar.get(), &Sidebar::snippetRequested);
    actions.at(3)->trigger();
    QCOMPARE(snippet.takeFirst().first().toString(), m_second);
    actions.at(4)->trigger();
    QCOMPARE(remove.takeFirst().first().toString(), m_second);
    menu->close();
    QTRY_VERIFY(!m_sidebar->findChild<QMenu *>());
    menu = openMenu(u"Files"_s);
    QCOMPARE(menu->actions().size(), 2);
    menu->close();
}

void tst_Sidebar::rightClickChoosesNothing()
{
    load();
    QSignalSpy stores(m_sidebar.get(), &Sidebar::storeChosen);
    QTest::mouseClick(m_list->viewport(), Qt::RightButton, {}, centreOf(u"Letters"_s));
    QCOMPARE(stores.size(), 0);
    QCOMPARE(m_sidebar->currentStore(), QString());
}

void tst_Sidebar::menuMarksItsStore()
{
    load();
    const QPoint letters = centreOf(u"Letters"_s);
    const auto rowImage = [&] {
        return m_list->viewport()->grab(QRect(letters - QPoint(10, 5), QSize(20, 10))).toImage();
    };
    const QImage plain = rowImage();
    QMenu *menu = openMenu(u"Letters"_s);
    QVERIFY(rowImage() != plain);
    menu->close();
    QCOMPARE(rowImage(), plain);
}

void tst_Sidebar::buttonsAsk()
{
    load();
    QSignalSpy create(m_sidebar.get(), &Sidebar::createRequested);
    QSignalSpy refresh(m_sidebar.get(), &Sidebar::refreshRequested);
    QTest::mouseClick(m_sidebar->findChild<QToolButton *>(u"createStore"_s), Qt::LeftButton);
    QTest::mouseClick(m_sidebar->findChild<QToolButton *>(u"refreshStores"_s), Qt::LeftButton);
    QCOMPARE(create.size(), 1);
    QCOMPARE(refresh.size(), 1);
}

void tst_Sidebar::dropsOfFileNames()
{
    load();
    QSignalSpy asked(m_sidebar.get(), &Sidebar::importRequested);
    const auto mime = filenamesmime::encode({u"files/a"_s, u"files/b"_s, u"../x"_s, u"files/a"_s, u"files/c?d"_s});
    QWidget &over = *m_list->viewport();
    const QPoint letters = centreOf(u"Letters"_s);
    const auto rowImage = [&] { return over.grab(QRect(letters - QPoint(10, 5), QSize(20, 10))).toImage(); };
    const QImage plain = rowImage();
    QCOMPARE(drag(over, QEvent::DragEnter, letters, *mime), Qt::CopyAction);
    QVERIFY(rowImage() != plain);
    QCOMPARE(drag(over, QEvent::DragMove, centreOf(u"Files"_s), *mime), Qt::IgnoreAction);
    QCOMPARE(rowImage(), plain);
    QCOMPARE(drag(over, QEvent::DragMove, letters, *mime), Qt::CopyAction);
    QCOMPARE(drag(over, QEvent::Drop, letters, *mime), Qt::CopyAction);
    QCOMPARE(rowImage(), plain);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toStringList(), (QStringList{u"files/a"_s, u"files/b"_s}));
    QCOMPARE(asked.first().at(1).toString(), m_second);
}

void tst_Sidebar::dropsOfLocalFiles()
{
    load();
    QSignalSpy asked(m_sidebar.get(), &Sidebar::uploadRequested);
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(u"/data/a.txt"_s), QUrl(u"https://example.org/b"_s)});
    QWidget &over = *m_list->viewport();
    const QPoint letters = centreOf(u"Letters"_s);
    QCOMPARE(drag(over, QEvent::DragEnter, letters, mime), Qt::CopyAction);
    QCOMPARE(drag(over, QEvent::Drop, letters, mime), Qt::CopyAction);
    QCOMPARE(asked.first().at(0).toStringList(), QStringList{u"/data/a.txt"_s});
    QCOMPARE(asked.first().at(1).toString(), m_second);
    QCOMPARE(asked.first().at(2).toInt(), 1);
    asked.clear();
    QCOMPARE(drag(over, QEvent::DragEnter, centreOf(u"Files"_s), mime), Qt::CopyAction);
    QCOMPARE(drag(over, QEvent::Drop, centreOf(u"Files"_s), mime), Qt::CopyAction);
    QCOMPARE(asked.first().at(1).toString(), QString());
}

void tst_Sidebar::refusedDrops_data()
{
    QTest::addColumn<QString>("row");
    QTest::addColumn<bool>("hasNames");
    QTest::addColumn<QList<QUrl>>("urls");
    const QList<QUrl> local{QUrl::fromLocalFile(u"/data/a.txt"_s)};
    QTest::newRow("names on Files") << u"Files"_s << true << QList<QUrl>();
    QTest::newRow("names on the heading") << u"Stores"_s << true << QList<QUrl>();
    QTest::newRow("local files on the heading") << u"Stores"_s << false << local;
    QTest::newRow("web addresses") << u"Letters"_s << false << QList<QUrl>{QUrl(u"https://example.org/b"_s)};
    QTest::newRow("nothing of ours") << u"Letters"_s << false << QList<QUrl>();
}

void tst_Sidebar::refusedDrops()
{
    QFETCH(const QString, row);
    QFETCH(const bool, hasNames);
    QFETCH(const QList<QUrl>, urls);
    load();
    QSignalSpy imports(m_sidebar.get(), &Sidebar::importRequested);
    QSignalSpy uploads(m_sidebar.get(), &Sidebar::uploadRequested);
    const auto mime = hasNames ? filenamesmime::encode({u"files/a"_s}) : std::make_unique<QMimeData>();
    mime->setText(u"files/a"_s);
    mime->setUrls(urls);
    QWidget &over = *m_list->viewport();
    drag(over, QEvent::DragEnter, centreOf(row), *mime);
    QCOMPARE(drag(over, QEvent::DragMove, centreOf(row), *mime), Qt::IgnoreAction);
    QCOMPARE(drag(over, QEvent::Drop, centreOf(row), *mime), Qt::IgnoreAction);
    QCOMPARE(imports.size() + uploads.size(), 0);
}

void tst_Sidebar::toolTipsTellAll()
{
    load();
    QCOMPARE(m_list->cellToolTip(m_list->model()->index(2, 0)),
             u"Manuals <b>1</b>\nfileSearchStores/manuals-1\n3 active · 3.0 kB"_s);
    QCOMPARE(m_list->cellToolTip(m_list->model()->index(0, 0)), QString());
}

QTEST_MAIN(tst_Sidebar)
#include "tst_sidebar.moc"
