// SPDX-License-Identifier: Apache-2.0
#include "views/files/expirylist.h"

#include "tests/unit/items/filesscene.h"
#include "tests/views/hostilenames.h"
#include "views/files/filestable.h"

#include <QDialogButtonBox>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_ExpiryList : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void soonestFirst();
    void loadsAllPages();
    void emptyListSaysSo();
    void followsTheFiles();
    void showsByKeyboard();
    void returnOnCloseShowsNothing();
    void hostileNamesStayText();

private:
    void open();
    void add(int number, std::optional<int> expiry, const QString &displayName = {});
    FilesTable &table() const { return *m_list->findChild<FilesTable *>(); }
    QString nameAt(int row) const { return table().model()->index(row, FilesModel::NameColumn).data().toString(); }
    QString words() const { return m_list->findChild<QLabel *>()->text(); }

    std::unique_ptr<FilesScene> m_scene;
    std::unique_ptr<ExpiryList> m_list;
};

void tst_ExpiryList::init()
{
    m_scene = std::make_unique<FilesScene>();
}

void tst_ExpiryList::cleanup()
{
    m_list.reset();
    m_scene.reset();
}

void tst_ExpiryList::open()
{
    m_list = std::make_unique<ExpiryList>(m_scene->model);
    m_list->show();
    QVERIFY(QTest::qWaitForWindowActive(m_list.get()));
}

void tst_ExpiryList::add(int number, std::optional<int> expiry, const QString &displayName)
{
    RemoteFile file = FilesScene::file(number);
    file.displayName = displayName.isNull() ? file.name : displayName;
    if (expiry)
        file.expirationTime = Timestamp{QDateTime::currentSecsSinceEpoch() + *expiry, 0};
    m_scene->model.upsert(file);
}

void tst_ExpiryList::soonestFirst()
{
    m_scene->model.reset(true);
    m_scene->loadPage();
    add(1, 5000);
    add(2, {});
    add(3, 4000);
    open();
    QCOMPARE(table().model()->rowCount(), 3);
    QCOMPARE(nameAt(0), FilesScene::name(3));
    QCOMPARE(nameAt(1), FilesScene::name(1));
    QCOMPARE(nameAt(2), FilesScene::name(2)); // never expires
    QVERIFY(!table().isColumnHidden(FilesModel::ExpiresColumn));
    QVERIFY(table().isColumnHidden(FilesModel::HashColumn));
    QVERIFY(table().hasFocus());
}

void tst_ExpiryList::loadsAllPages()
{
    m_scene->addFiles(0, 350);
    m_scene->model.reset(true);
    m_scene->loadPage();
    open();
    QTRY_COMPARE(table().model()->rowCount(), 350);
    QCOMPARE(m_scene->model.loading(), FilesModel::Loading::Complete);
}

void tst_ExpiryList::emptyListSaysSo()
{
    m_scene->model.reset(true);
    m_scene->loadPage();
    open();
    QTRY_COMPARE(words(), u"There are no files: nothing expires."_s);
    QVERIFY(!m_list->findChild<QPushButton *>(u"showButton"_s)->isEnabled());
}

void tst_ExpiryList::followsTheFiles()
{
    m_scene->model.reset(true);
    m_scene->loadPage();
    open();
    add(1, 5000);
    add(2, 400);
    QTRY_COMPARE(nameAt(0), FilesScene::name(2));
    QTRY_VERIFY2(words().contains("used"_L1) && words().count(u'\n') == 2, qPrintable(words()));
    m_scene->model.drop(FilesScene::name(2));
    QCOMPARE(nameAt(0), FilesScene::name(1));
    QTRY_COMPARE(words().count(u'\n'), 1);
}

void tst_ExpiryList::showsByKeyboard()
{
    m_scene->model.reset(true);
    m_scene->loadPage();
    add(1, 5000);
    add(2, 400);
    open();
    QSignalSpy wanted(m_list.get(), &ExpiryList::showRequested);
    QTest::keyClick(&table(), Qt::Key_Home);
    QTest::keyClick(&table(), Qt::Key_Down, Qt::ShiftModifier);
    auto *button = m_list->findChild<QPushButton *>(u"showButton"_s);
    QVERIFY(button->isEnabled());
    QTest::keyClick(&table(), Qt::Key_Return);
    QCOMPARE(wanted.size(), 1);
    QCOMPARE(wanted.first().first().toStringList(), FilesScene::names(2, 1) + FilesScene::names(1, 1));
    QVERIFY(m_list->isHidden());
}

void tst_ExpiryList::returnOnCloseShowsNothing()
{
    m_scene->model.reset(true);
    m_scene->loadPage();
    add(1, 5000);
    open();
    table().selectRow(0);
    QSignalSpy wanted(m_list.get(), &ExpiryList::showRequested);
    QPushButton *close = m_list->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Close);
    close->setFocus();
    QTest::keyClick(close, Qt::Key_Return);
    QCOMPARE(wanted.size(), 0);
    QVERIFY(m_list->isHidden());
}

void tst_ExpiryList::hostileNamesStayText()
{
    m_scene->model.reset(true);
    m_scene->loadPage();
    int number = 0;
    for (const HostileName &hostile : hostileNames()) {
        ++number;
        add(number, 1000 + number, hostile.name);
    }
    open();
    for (const QLabel *label : m_list->findChildren<QLabel *>())
        QVERIFY(label->textFormat() == Qt::PlainText || label->text().isEmpty());
    for (int row = 0; row < number; ++row) {
        QVERIFY(!nameAt(row).contains(u'\n') && !nameAt(row).contains(QChar(0x202e)));
        QCOMPARE(table().rowHeight(row), table().rowHeight(0));
    }
}

QTEST_MAIN(tst_ExpiryList)
#include "tst_expirylist.moc"
