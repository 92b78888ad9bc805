// SPDX-License-Identifier: Apache-2.0
#include "views/stores/documentspage.h"

#include "models/items/stores/documentsmodel.h"
#include "tests/views/storesscene.h"
#include "views/details/fieldvalue.h"
#include "views/messages/placeholdermessage.h"
#include "views/stores/storedetails.h"
#include "views/widgets/dropoverlay.h"
#include "views/widgets/itemtable.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <memory>

using namespace pollux;
using namespace Qt::StringLiterals;

class tst_DocumentsPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showsTheStore();
    void sortingLoadsTheRest();
    void selectingAllLoadsTheRest();
    void readsPagesAsTheyAreScrolledTo();
    void saysThatThereIsNone();
    void errorsCanBeRetried();
    void refusedKeyCanBeChanged();
    void saysThatItIsLoading();
    void sortsByHeader();
    void deleteAndCopyKeys();
    void contextMenu();
    void headerMenuHidesColumns();
    void headerButtonsAsk();
    void detailsFollowTheRow();
    void detailsOfTheStoreAndOfSeveral();
    void selectsADocumentThatComesLater();
    void dropsOfLocalFiles();
    void refusedDrops();
    void layoutIsKept();

private:
    void choose(const QString &store);
    QToolButton *button(const QString &text) const;
    QString label(const QString &name) const;
    /// The text of a field in the current details.
    QString detail(const QString &name) const;
    PlaceholderMessage *empty() const { return m_page->findChild<PlaceholderMessage *>(); }
    QAbstractItemModel *rows() const { return m_page->table().model(); }
    void clickRow(int row);

    std::unique_ptr<StoresScene> m_scene;
    std::unique_ptr<DocumentsModel> m_documents;
    std::unique_ptr<DocumentsPage> m_page;
    QString m_store;
};

void tst_DocumentsPage::init()
{
    m_scene = std::make_unique<StoresScene>();
    m_store = m_scene->addStore(u"manuals-1"_s, u"Manuals"_s);
    m_documents = std::make_unique<DocumentsModel>(m_scene->client);
    m_page = std::make_unique<DocumentsPage>(m_scene->stores, *m_documents);
    m_page->resize(1000, 300);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
}

void tst_DocumentsPage::cleanup()
{
    m_page.reset();
    m_documents.reset();
    m_scene.reset();
}

void tst_DocumentsPage::choose(const QString &store)
{
    m_scene->stores.reset(true);
    m_documents->setStore(store);
    QTRY_COMPARE(m_scene->stores.loading(), StoresModel::Loading::Complete);
    QTRY_VERIFY(m_documents->loading() == DocumentsModel::Loading::Complete ||
                (m_documents->loading() == DocumentsModel::Loading::Partial && m_documents->rowCount() > 0));
}

QToolButton *tst_DocumentsPage::button(const QString &text) const
{
    for (QToolButton *candidate : m_page->findChildren<QToolButton *>()) {
        if (candidate->text() == text)
            return candidate;
    }
    return nullptr;
}

QString tst_DocumentsPage::label(const QString &name) const
{
    const auto *found = m_page->findChild<QLabel *>(name);
    return found ? found->text() : u"(no such label)"_s;
}

QString tst_DocumentsPage::detail(const QString &name) const
{
    for (const FieldValue *field : m_page->findChildren<FieldValue *>(name)) {
        if (field->isVisible())
            return field->value();
    }
    return u"(no such field)"_s;
}

void tst_DocumentsPage::clickRow(int row)
{
    ItemTable &table = m_page->table();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(rows()->index(row, 0)).center());
}

void tst_DocumentsPage::sortingLoadsTheRest()
{
    m_scene->addDocuments(m_store, 45);
    choose(m_store);
    QCOMPARE(m_documents->loading(), DocumentsModel::Loading::Partial);
    m_page->table().sortByColumn(DocumentsModel::NameColumn, Qt::AscendingOrder);
    QCOMPARE(m_page->countText(), u"20 documents loaded, loading the rest…"_s);
    QTRY_COMPARE(m_documents->loading(), DocumentsModel::Loading::Complete);
    QCOMPARE(rows()->rowCount(), 45);
}

void tst_DocumentsPage::selectingAllLoadsTheRest()
{
    m_scene->addDocuments(m_store, 45);
    choose(m_store);
    m_page->table().selectAll();
    QTRY_COMPARE(m_page->selectedNames().size(), 45);
}

void tst_DocumentsPage::showsTheStore()
{
    m_scene->addDocuments(m_store, 3);
    choose(m_store);
    QCOMPARE(label(u"storeTitle"_s), u"Manuals"_s);
    QCOMPARE(label(u"storeName"_s), m_store);
    QVERIFY2(label(u"storeSummary"_s).startsWith(u"3 active · 3.0 kB"_s), qPrintable(label(u"storeSummary"_s)));
    QTest::mouseClick(button(u"Copy Name"_s), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), m_store);
    QVERIFY(m_page->table().isVisible());
    QCOMPARE(m_page->countText(), u"3 documents"_s);

    RagStore renewed = *m_scene->stores.find(m_store);
    renewed.failedDocumentsCount = 7;
    m_scene->stores.upsert(renewed);
    QVERIFY(label(u"storeSummary"_s).startsWith(u"3 active · 7 failed · 3.0 kB"_s));
}

void tst_DocumentsPage::readsPagesAsTheyAreScrolledTo()
{
    m_scene->addDocuments(m_store, 50);
    choose(m_store);
    QTRY_COMPARE(m_documents->rowCount(), 20);
    QTRY_COMPARE(m_page->countText(), u"20 documents loaded, more on the server"_s);
    m_page->table().setFocus();
    QTest::keyClick(&m_page->table(), Qt::Key_End);
    QTRY_COMPARE(m_documents->rowCount(), 40);
    // Sorted by newest first: documents of a later page are newer and go to the top, so scroll to the end again.
    m_page->table().verticalScrollBar()->setValue(m_page->table().verticalScrollBar()->maximum());
    QTRY_COMPARE(m_documents->rowCount(), 50);
    QTRY_COMPARE(m_page->countText(), u"50 documents"_s);
}

void tst_DocumentsPage::saysThatThereIsNone()
{
    choose(m_store);
    QTRY_VERIFY(empty()->isVisible());
    QCOMPARE(empty()->accessibleName(), u"No documents yet"_s);
    QSignalSpy asked(m_page.get(), &DocumentsPage::uploadToStoreRequested);
    QTest::mouseClick(empty()->findChild<QPushButton *>(), Qt::LeftButton);
    QCOMPARE(asked.takeFirst().first().toString(), m_store);

    Document document;
    document.name = m_store + u"/documents/new"_s;
    m_documents->upsert(document);
    QVERIFY(m_page->table().isVisible());
    m_documents->drop(document.name);
    QVERIFY(empty()->isVisible());
}

void tst_DocumentsPage::errorsCanBeRetried()
{
    m_scene->addDocuments(m_store, 2);
    m_scene->fixture.server().stop();
    m_documents->setStore(m_store);
    QTRY_COMPARE(m_documents->loading(), DocumentsModel::Loading::Failed);
    QVERIFY(empty()->isVisible());
    auto *again = empty()->findChild<QPushButton *>();
    QCOMPARE(again->text(), u"Try Again"_s);
    QVERIFY(m_scene->fixture.server().start());
    again->setFocus();
    QTest::keyClick(again, Qt::Key_Space);
    QTRY_COMPARE(m_documents->rowCount(), 2);
    QVERIFY(m_page->table().isVisible());
}

void tst_DocumentsPage::refusedKeyCanBeChanged()
{
    FaultRule rule;
    rule.method = "GET";
    rule.path = faultpaths::documents();
    rule.times = -1;
    rule.action = faults::answer(401, R"({"error":{"code":401,"status":"UNAUTHENTICATED","details":
        [{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"ACCESS_TOKEN_TYPE_UNSUPPORTED"}]}})");
    m_scene->fixture.server().faults().add(rule);
    m_documents->setStore(m_store);
    QTRY_COMPARE(m_documents->loading(), DocumentsModel::Loading::Failed);
    QCOMPARE(empty()->accessibleName(), u"Keys of this kind are no longer accepted"_s);
    const QList<QPushButton *> buttons = empty()->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 3);
    QCOMPARE(buttons.at(0)->text(), u"Change Key…"_s);
    QCOMPARE(buttons.at(1)->text(), u"Get a Key"_s);
    QCOMPARE(buttons.at(2)->text(), u"Try Again"_s);
    const QSignalSpy asked(m_page.get(), &DocumentsPage::changeKeyRequested);
    buttons.at(0)->click();
    QCOMPARE(asked.size(), 1);
}

void tst_DocumentsPage::saysThatItIsLoading()
{
    m_scene->addDocuments(m_store, 2);
    FaultScript &faultScript = m_scene->fixture.server().faults();
    FaultRule rule;
    rule.method = "GET";
    rule.path = faultpaths::documents();
    rule.action = faults::stallBefore();
    const int stall = faultScript.add(rule);
    m_documents->setStore(m_store);
    // The loading message appears only after a while, so the table is still visible.
    QVERIFY(m_page->table().isVisible());
    QTRY_VERIFY(empty()->isVisible());
    QCOMPARE(empty()->accessibleName(), u"Loading documents…"_s);
    faultScript.release(stall);
    QTRY_VERIFY(m_page->table().isVisible());
    QCOMPARE(m_documents->rowCount(), 2);
}

void tst_DocumentsPage::sortsByHeader()
{
    m_scene->addDocuments(m_store, 12);
    choose(m_store);
    QHeaderView *header = m_page->table().horizontalHeader();
    const auto click = [header](int column) {
        const int x = header->sectionViewportPosition(column) + header->sectionSize(column) / 2;
        QTest::mouseClick(header->viewport(), Qt::LeftButton, {}, QPoint(x, header->height() / 2));
    };
    click(DocumentsModel::NameColumn);
    QCOMPARE(rows()->index(0, 0).data().toString(), u"document 1.txt"_s);
    click(DocumentsModel::NameColumn);
    QCOMPARE(rows()->index(0, 0).data().toString(), u"document 9.txt"_s);
}

void tst_DocumentsPage::deleteAndCopyKeys()
{
    m_scene->addDocuments(m_store, 3);
    choose(m_store);
    QSignalSpy asked(m_page.get(), &DocumentsPage::deleteRequested);
    ItemTable &table = m_page->table();
    table.setFocus();
    table.clearSelection();
    QTest::keyClick(&table, Qt::Key_Delete);
    QCOMPARE(asked.size(), 0);
    table.sortByColumn(DocumentsModel::NameColumn, Qt::AscendingOrder);
    clickRow(0);
    QTest::keyClick(&table, Qt::Key_Down, Qt::ShiftModifier);
    const QStringList names{StoresScene::documentName(m_store, 1), StoresScene::documentName(m_store, 2)};
    QCOMPARE(m_page->selectedNames(), names);
    QTest::keyClick(&table, Qt::Key_Delete);
    QCOMPARE(asked.takeFirst().first().toStringList(), names);
    QTest::keySequence(&table, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(), names.join(u'\n'));
}

void tst_DocumentsPage::contextMenu()
{
    m_scene->addDocuments(m_store, 3);
    choose(m_store);
    clickRow(1);
    const QString name = m_page->selectedNames().constFirst();
    QSignalSpy asked(m_page.get(), &DocumentsPage::deleteRequested);
    QSignalSpy refresh(m_page.get(), &DocumentsPage::refreshRequested);
    ItemTable &table = m_page->table();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, QPoint(5, 5), QPoint());
    QCoreApplication::sendEvent(table.viewport(), &event);
    auto *menu = table.findChild<QMenu *>();
    QVERIFY(menu && menu->isVisible());
    QList<QAction *> actions = menu->actions();
    actions.removeIf([](const QAction *action) { return action->isSeparator(); });
    QCOMPARE(actions.size(), 5);
    actions.at(0)->trigger();
    QVERIFY(m_page->areDetailsShown());
    QSignalSpy snippet(m_page.get(), &DocumentsPage::snippetRequested);
    actions.at(2)->trigger();
    QCOMPARE(snippet.size(), 1);
    actions.at(3)->trigger();
    QCOMPARE(asked.takeFirst().first().toStringList(), QStringList{name});
    actions.at(4)->trigger();
    QCOMPARE(refresh.size(), 1);
    menu->close();
}

void tst_DocumentsPage::headerMenuHidesColumns()
{
    choose(m_store);
    QHeaderView *header = m_page->table().horizontalHeader();
    QVERIFY(header->isSectionHidden(DocumentsModel::ResourceNameColumn));
    emit header->customContextMenuRequested(QPoint(3, 3));
    auto *menu = m_page->table().findChild<QMenu *>();
    QVERIFY(menu);
    QVERIFY(!menu->actions().at(DocumentsModel::NameColumn)->isEnabled());
    menu->actions().at(DocumentsModel::ResourceNameColumn)->trigger();
    menu->actions().at(DocumentsModel::SizeColumn)->trigger();
    QVERIFY(!header->isSectionHidden(DocumentsModel::ResourceNameColumn));
    QVERIFY(header->isSectionHidden(DocumentsModel::SizeColumn));
    menu->actions().constLast()->trigger();
    QVERIFY(header->isSectionHidden(DocumentsModel::ResourceNameColumn));
    QVERIFY(!header->isSectionHidden(DocumentsModel::SizeColumn));
    menu->close();
}

void tst_DocumentsPage::headerButtonsAsk()
{
    choose(m_store);
    QSignalSpy upload(m_page.get(), &DocumentsPage::uploadToStoreRequested);
    QSignalSpy remove(m_page.get(), &DocumentsPage::deleteStoreRequested);
    QSignalSpy refresh(m_page.get(), &DocumentsPage::refreshRequested);
    QTest::mouseClick(button(u"Upload Files…"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"Delete Store…"_s), Qt::LeftButton);
    QTest::mouseClick(button(u"Refresh"_s), Qt::LeftButton);
    QCOMPARE(upload.takeFirst().first().toString(), m_store);
    QCOMPARE(remove.takeFirst().first().toString(), m_store);
    QCOMPARE(refresh.size(), 1);
    QTest::mouseClick(button(u"Details"_s), Qt::LeftButton);
    QVERIFY(m_page->areDetailsShown());
    QTest::mouseClick(button(u"Details"_s), Qt::LeftButton);
    QVERIFY(!m_page->areDetailsShown());
}

void tst_DocumentsPage::detailsFollowTheRow()
{
    m_scene->addDocuments(m_store, 2);
    choose(m_store);
    m_page->table().sortByColumn(DocumentsModel::NameColumn, Qt::AscendingOrder);
    clickRow(0);
    QTest::keyClick(&m_page->table(), Qt::Key_Return);
    QVERIFY(m_page->areDetailsShown());
    QCOMPARE(detail(u"displayName"_s), u"document 1.txt"_s);
    QTest::keyClick(&m_page->table(), Qt::Key_Down);
    QTRY_COMPARE(detail(u"displayName"_s), u"document 2.txt"_s);
    Document failed = m_documents->documentAt(m_documents->rowOf(StoresScene::documentName(m_store, 2)));
    failed.state = Document::State::Failed;
    failed.stateText = u"STATE_FAILED"_s;
    m_documents->upsert(failed);
    QTRY_COMPARE(detail(u"state"_s), u"Failed (STATE_FAILED)"_s);
}

void tst_DocumentsPage::detailsOfTheStoreAndOfSeveral()
{
    m_scene->addDocuments(m_store, 2);
    choose(m_store);
    m_page->setDetailsShown(true);
    QCOMPARE(detail(u"name"_s), m_store);
    QCOMPARE(detail(u"activeDocumentsCount"_s), u"2"_s);
    m_page->table().selectAll();
    QCOMPARE(detail(u"Documents"_s), u"2"_s);
    QCOMPARE(detail(u"Active"_s), u"2"_s);
    m_page->table().clearSelection();
    QCOMPARE(detail(u"displayName"_s), u"Manuals"_s);
    RagStore renamed = *m_scene->stores.find(m_store);
    renamed.displayName = u"Guides"_s;
    m_scene->stores.upsert(renamed);
    QTRY_COMPARE(detail(u"displayName"_s), u"Guides"_s);
}

void tst_DocumentsPage::selectsADocumentThatComesLater()
{
    m_scene->addDocuments(m_store, 3);
    m_documents->setStore(m_store);
    const QString name = StoresScene::documentName(m_store, 2);
    m_page->selectDocument(name);
    QCOMPARE(m_page->selectedNames(), QStringList());
    QTRY_COMPARE(m_page->selectedNames(), QStringList{name});
    QCOMPARE(detail(u"displayName"_s), u"document 2.txt"_s);
}

void tst_DocumentsPage::dropsOfLocalFiles()
{
    m_scene->addDocuments(m_store, 1);
    choose(m_store);
    QSignalSpy asked(m_page.get(), &DocumentsPage::uploadRequested);
    const auto *hint = m_page->findChild<DropOverlay *>();
    QMimeData mime;
    mime.setUrls({QUrl::fromLocalFile(u"/data/a.txt"_s), QUrl::fromLocalFile(u"/data/b.txt"_s),
                  QUrl(u"https://example.org/c"_s)});
    QCOMPARE(drag(*m_page, QEvent::DragEnter, QPoint(50, 150), mime), Qt::CopyAction);
    QVERIFY2(hint->sentence().contains(u"Manuals"_s), qPrintable(hint->sentence()));
    QCOMPARE(drag(*m_page, QEvent::DragMove, QPoint(60, 150), mime), Qt::CopyAction);
    QDragLeaveEvent leave;
    QCoreApplication::sendEvent(m_page.get(), &leave);
    QCOMPARE(hint->sentence(), QString());
    drag(*m_page, QEvent::DragEnter, QPoint(50, 150), mime);
    QCOMPARE(drag(*m_page, QEvent::Drop, QPoint(50, 150), mime), Qt::CopyAction);
    QCOMPARE(hint->sentence(), QString());
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked.first().at(0).toStringList(), (QStringList{u"/data/a.txt"_s, u"/data/b.txt"_s}));
    QCOMPARE(asked.first().at(1).toString(), m_store);
    QCOMPARE(asked.first().at(2).toInt(), 1);
}

void tst_DocumentsPage::refusedDrops()
{
    QSignalSpy asked(m_page.get(), &DocumentsPage::uploadRequested);
    QMimeData local;
    local.setUrls({QUrl::fromLocalFile(u"/data/a.txt"_s)});
    // Without a store drops are refused.
    QCOMPARE(drag(*m_page, QEvent::DragEnter, QPoint(50, 150), local), Qt::IgnoreAction);
    QCOMPARE(drag(*m_page, QEvent::Drop, QPoint(50, 150), local), Qt::IgnoreAction);
    choose(m_store);
    QMimeData text;
    text.setText(u"/data/a.txt"_s);
    QCOMPARE(drag(*m_page, QEvent::DragEnter, QPoint(50, 150), text), Qt::IgnoreAction);
    QCOMPARE(drag(*m_page, QEvent::Drop, QPoint(50, 150), text), Qt::IgnoreAction);
    QCOMPARE(asked.size(), 0);
}

void tst_DocumentsPage::layoutIsKept()
{
    m_page->setDetailsShown(true);
    QHeaderView *header = m_page->table().horizontalHeader();
    header->setSectionHidden(DocumentsModel::TypeColumn, true);
    const QByteArray layout = m_page->saveLayout();
    DocumentsPage other(m_scene->stores, *m_documents);
    QVERIFY(!other.restoreLayout("nonsense"));
    QVERIFY(!other.areDetailsShown());
    QVERIFY(other.restoreLayout(layout));
    QVERIFY(other.areDetailsShown());
    QVERIFY(other.table().horizontalHeader()->isSectionHidden(DocumentsModel::TypeColumn));
}

QTEST_MAIN(tst_DocumentsPage)
#include "tst_documentspage.moc"
