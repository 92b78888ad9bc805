// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/items/filesscene.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/messages/placeholdermessage.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_FilesPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void saysNothingWithoutAnAccount();
    void saysThatItLoads();
    void forgetsWhatItSaidAboutAnotherAccount();
    void saysHowManyAreShown();
    void saysThatItLoadsTheRest();
    void saysThatTheRestIsMissing();
    void waitsForTheEndOfTyping();
    void escapeClearsAndLeaves();
    void escapeClearsStatesAndTypes();
    void noMatchOffersToClear();
    void sortingLoadsTheRest();
    void firstOrderLoadsNoMore();
    void selectingAllLoadsTheRest();
    void changedSelectionStays();
    void countsWhatIsLeft_data();
    void countsWhatIsLeft();
    void refusedKeyCanBeChanged();

private:
    void open(int files);
    QLineEdit &field() const { return *m_page->findChild<QLineEdit *>(); }
    bool says(const QString &text) const;
    PlaceholderMessage &message() const { return *m_page->findChild<PlaceholderMessage *>(); }

    std::unique_ptr<FilesScene> m_scene;
    std::unique_ptr<FilesFilterModel> m_filter;
    std::unique_ptr<FilesPage> m_page;
};

void tst_FilesPage::init()
{
    m_scene = std::make_unique<FilesScene>();
    m_filter = std::make_unique<FilesFilterModel>(m_scene->model);
    m_page = std::make_unique<FilesPage>(*m_filter);
    m_page->resize(900, 400);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void tst_FilesPage::cleanup()
{
    m_page.reset();
    m_filter.reset();
    m_scene.reset();
}

void tst_FilesPage::open(int files)
{
    m_scene->addFiles(0, files);
    m_scene->model.reset(true);
    QTRY_COMPARE(m_scene->model.rowCount(), std::min(files, 100));
}

bool tst_FilesPage::says(const QString &text) const
{
    return std::ranges::any_of(m_page->findChildren<QLabel *>(),
                               [&text](const QLabel *label) { return label->text() == text; });
}

void tst_FilesPage::saysNothingWithoutAnAccount()
{
    QVERIFY(m_page->table().isVisible());
    QVERIFY(!message().isVisible());
}

void tst_FilesPage::saysThatItLoads()
{
    m_scene->answerStalled();
    m_scene->model.reset(true);
    QVERIFY(!message().isVisible());
    QTRY_VERIFY(message().isVisible());
    QCOMPARE(message().accessibleName(), u"Loading files…"_s);
}

void tst_FilesPage::forgetsWhatItSaidAboutAnotherAccount()
{
    m_scene->model.reset(true);
    QTRY_COMPARE(message().accessibleName(), u"No files yet"_s);
    QVERIFY(message().isVisible());
    m_scene->answerStalled();
    m_scene->model.reset(true);
    QVERIFY(!message().isVisible());
    QTRY_VERIFY(message().isVisible());
    QCOMPARE(message().accessibleName(), u"Loading files…"_s);
}

void tst_FilesPage::saysHowManyAreShown()
{
    open(340);
    QCOMPARE(m_page->countText(), u"100 files loaded, more on the server"_s);
    QTest::keyClicks(&field(), u"e 33"_s);
    QTRY_VERIFY(says(u"11 of 340 shown"_s));
    QCOMPARE(m_page->countText(), u"11 of 340 files shown"_s);
    m_page->clearFilter();
    QVERIFY(!says(u"11 of 340 shown"_s));
}

void tst_FilesPage::saysThatItLoadsTheRest()
{
    open(340);
    m_scene->answerStalled();
    QTest::keyClicks(&field(), u"FILE 5"_s);
    QTRY_VERIFY(says(u"11 of 100 shown, loading the rest…"_s));
}

void tst_FilesPage::saysThatTheRestIsMissing()
{
    open(340);
    m_scene->answerError(503);
    QTest::keyClicks(&field(), u"file 5"_s);
    QTRY_VERIFY(says(u"11 of 100 shown; the rest could not be loaded"_s));
}

void tst_FilesPage::waitsForTheEndOfTyping()
{
    open(5);
    QTest::keyClicks(&field(), u"le 4"_s);
    QCOMPARE(m_filter->filter().text, QString());
    QTRY_COMPARE(m_filter->filter().text, u"le 4"_s);
    QCOMPARE(m_filter->rowCount(), 1);
}

void tst_FilesPage::escapeClearsAndLeaves()
{
    open(5);
    m_page->startFinding();
    QVERIFY(field().hasFocus());
    QTest::keyClicks(&field(), u"le 4"_s);
    QTRY_COMPARE(m_filter->rowCount(), 1);
    QTest::keyClick(&field(), Qt::Key_Escape);
    QCOMPARE(field().text(), QString());
    QCOMPARE(m_filter->rowCount(), 5);
    QVERIFY(m_page->table().hasFocus());
    m_page->startFinding();
    QTest::keyClick(&field(), Qt::Key_Escape);
    QVERIFY(m_page->table().hasFocus());
}

void tst_FilesPage::escapeClearsStatesAndTypes()
{
    open(5);
    FilesScene::setTypes(*m_filter, {FileType::Video});
    FilesScene::setStates(*m_filter, {RemoteFile::State::Failed});
    QCOMPARE(m_filter->rowCount(), 0);
    QTest::keyClick(m_page.get(), Qt::Key_Escape);
    QCOMPARE(m_filter->rowCount(), 5);
    QVERIFY(!m_filter->isFiltering());
}

void tst_FilesPage::noMatchOffersToClear()
{
    open(5);
    FilesScene::setTypes(*m_filter, {FileType::Video});
    const auto *empty = m_page->findChild<PlaceholderMessage *>();
    QVERIFY(empty->isVisible());
    QCOMPARE(empty->accessibleName(), u"No file matches"_s);
    FilesScene::setTypes(*m_filter, {});
    QVERIFY(m_page->table().isVisible());
}

void tst_FilesPage::sortingLoadsTheRest()
{
    open(340);
    const int stall = m_scene->answerStalled();
    m_page->table().sortByColumn(FilesModel::SizeColumn, Qt::DescendingOrder);
    QVERIFY(says(u"100 files loaded, loading the rest…"_s));
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(m_scene->model.loading(), FilesModel::Loading::Complete);
    QCOMPARE(FilesScene::nameAt(*m_filter, 0), FilesScene::name(339));
    QCOMPARE(m_page->countText(), u"340 files"_s);
    QVERIFY(!says(u"340 files"_s));
    // The order stays when the account changes.
    m_scene->model.reset(true);
    QTRY_COMPARE(m_scene->model.loading(), FilesModel::Loading::Complete);
    QCOMPARE(m_scene->model.rowCount(), 340);
}

void tst_FilesPage::firstOrderLoadsNoMore()
{
    open(340);
    m_page->table().sortByColumn(FilesModel::CreatedColumn, Qt::DescendingOrder);
    QVERIFY(!m_scene->model.isLoadingAll());
    QCOMPARE(m_scene->model.loading(), FilesModel::Loading::Partial);
}

void tst_FilesPage::selectingAllLoadsTheRest()
{
    open(340);
    m_page->table().selectAll();
    QCOMPARE(m_page->table().selectedNames().size(), 100);
    QTRY_COMPARE(m_page->table().selectedNames().size(), 340);
}

void tst_FilesPage::changedSelectionStays()
{
    open(340);
    const int stall = m_scene->answerStalled();
    m_page->table().selectAll();
    m_page->table().selectRow(3);
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(m_scene->model.loading(), FilesModel::Loading::Complete);
    QCOMPARE(m_page->table().selectedNames(), QStringList(FilesScene::name(3)));
}

void tst_FilesPage::countsWhatIsLeft_data()
{
    QTest::addColumn<QString>("filter");
    QTest::addColumn<int>("distance");
    QTest::addColumn<QString>("expected");
    QTest::newRow("one") << QString() << 90 << u"89 files"_s;
    QTest::newRow("scattered") << QString() << 2 << u"45 files"_s;
    QTest::newRow("one that is not shown") << u"file 8"_s << 90 << u"11 of 89 files shown"_s;
    QTest::newRow("scattered, filtered") << u"file 8"_s << 2 << u"5 of 45 files shown"_s;
}

void tst_FilesPage::countsWhatIsLeft()
{
    QFETCH(QString, filter);
    QFETCH(int, distance);
    open(90);
    m_filter->setFilterText(filter);
    QString told;
    connect(m_page.get(), &FilesPage::countChanged, this, [this, &told] { told = m_page->countText(); });
    QStringList leaving;
    for (int number = 0; number < 90; number += distance)
        leaving.append(FilesScene::name(number));
    m_scene->model.dropAll(leaving);
    QTRY_COMPARE(m_scene->model.rowCount(), 90 - static_cast<int>(leaving.size()));
    QTEST(told, "expected");
}

void tst_FilesPage::refusedKeyCanBeChanged()
{
    m_scene->answerError(401);
    m_scene->model.reset(true);
    const auto *empty = m_page->findChild<PlaceholderMessage *>();
    QTRY_COMPARE(empty->accessibleName(), u"The API key was not accepted"_s);
    const QList<QPushButton *> buttons = empty->findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 3);
    QCOMPARE(buttons.at(0)->text(), u"Change Key…"_s);
    QCOMPARE(buttons.at(1)->text(), u"Get a Key"_s);
    QCOMPARE(buttons.at(2)->text(), u"Try Again"_s);
    const QSignalSpy asked(m_page.get(), &FilesPage::changeKeyRequested);
    buttons.at(0)->click();
    QCOMPARE(asked.size(), 1);
}

QTEST_MAIN(tst_FilesPage)
#include "tst_filespage.moc"
