// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/items/filesscene.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using Loading = FilesModel::Loading;

/// FilesModel::refresh(): which rows it keeps, adds and removes, and which pages it requests.
class tst_FilesModelRefresh final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_scene = std::make_unique<FilesScene>(); }
    void cleanup() { m_scene.reset(); }

    void unchangedListChangesNothing();
    void mergesWhatChanged();
    void removesRangesFromTheEnd();
    void readsAsFarAsItWasLoaded();
    void newFilesDoNotPushOutOldOnes();
    void listWithoutAnyKnownRowEndsTheWalk();
    void goesOnAfterFailure();
    void firstPageIsAskedForOnce();
    void startsAnewInTheMiddleOfAWalk();
    void takesOverFromAPageUnderWay();
    void repeatedTokenTakesNothingAway();
    void uploadedFileStaysThroughAWalk();
    void firstRefreshReadsTheFirstPage();
    void emptiedAccount();
    void readsTheRestUnasked();
    void readsTheRestAfterAFailure();

private:
    FilesModel &model() { return m_scene->model; }
    void refreshAndWait()
    {
        model().refresh();
        QCOMPARE(model().loading(), Loading::Loading);
        QTRY_VERIFY(model().loading() != Loading::Loading);
    }

    std::unique_ptr<FilesScene> m_scene;
};

void tst_FilesModelRefresh::unchangedListChangesNothing()
{
    m_scene->addFiles(0, 250);
    m_scene->loadAll();
    QSignalSpy changed(&model(), &FilesModel::dataChanged);
    QSignalSpy inserted(&model(), &FilesModel::rowsInserted);
    QSignalSpy removed(&model(), &FilesModel::rowsRemoved);
    QSignalSpy reset(&model(), &FilesModel::modelReset);
    QSignalSpy seen(&model(), &FilesModel::fileSeen);
    refreshAndWait();
    QCOMPARE(model().loading(), Loading::Complete);
    QCOMPARE(changed.size() + inserted.size() + removed.size() + reset.size() + seen.size(), 0);
    QCOMPARE(m_scene->listRequests(), 6);
}

void tst_FilesModelRefresh::mergesWhatChanged()
{
    m_scene->addFiles(10, 5);
    m_scene->loadAll();
    const QPersistentModelIndex kept = model().index(model().rowOf(FilesScene::name(13)), 0);
    QSignalSpy seen(&model(), &FilesModel::fileSeen);
    QSignalSpy gone(&model(), &FilesModel::fileGone);
    m_scene->addFiles(0, 2);
    QVERIFY(m_scene->server.removeFile(FilesScene::name(11)));
    QVERIFY(m_scene->server.setState(FilesScene::name(14), u"FAILED"_s));
    refreshAndWait();
    QCOMPARE(m_scene->rows(), (QStringList{FilesScene::name(10), FilesScene::name(12), FilesScene::name(13),
                                           FilesScene::name(14), FilesScene::name(0), FilesScene::name(1)}));
    QCOMPARE(kept.data(FilesModel::ResourceNameRole).toString(), FilesScene::name(13));
    QCOMPARE(model().fileAt(3).state, RemoteFile::State::Failed);
    QCOMPARE(seen.size(), 3);
    QCOMPARE(gone.size(), 1);
    QCOMPARE(gone.constFirst().constFirst().toString(), FilesScene::name(11));
}

void tst_FilesModelRefresh::removesRangesFromTheEnd()
{
    m_scene->addFiles(0, 20);
    m_scene->loadAll();
    QList<std::pair<int, int>> ranges;
    connect(&model(), &FilesModel::rowsRemoved, this, [&ranges, this](const QModelIndex &, int first, int last) {
        ranges.append({first, last});
        // A slot of the signal can find each row that is left.
        for (int row = 0; row < model().rowCount(); ++row)
            QCOMPARE(model().rowOf(model().fileAt(row).name), row);
    });
    for (const int number : {0, 3, 4, 5, 9, 18, 19})
        QVERIFY(m_scene->server.removeFile(FilesScene::name(number)));
    refreshAndWait();
    QCOMPARE(ranges, (QList<std::pair<int, int>>{{18, 19}, {9, 9}, {3, 5}, {0, 0}}));
    QCOMPARE(model().rowCount(), 13);
}

void tst_FilesModelRefresh::readsAsFarAsItWasLoaded()
{
    m_scene->addFiles(0, 500);
    model().reset(true);
    m_scene->loadPage();
    m_scene->loadPage();
    refreshAndWait();
    QCOMPARE(model().loading(), Loading::Partial);
    QCOMPARE(model().rowCount(), 200);
    QCOMPARE(m_scene->listRequests(), 4);
    m_scene->loadPage();
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 300));
}

void tst_FilesModelRefresh::newFilesDoNotPushOutOldOnes()
{
    m_scene->addFiles(1000, 500);
    model().reset(true);
    m_scene->loadPage();
    QSignalSpy gone(&model(), &FilesModel::fileGone);
    // These files push the last loaded rows to the second page.
    m_scene->addFiles(0, 150);
    QVERIFY(m_scene->server.removeFile(FilesScene::name(1005)));
    refreshAndWait();
    QCOMPARE(gone.size(), 1);
    QCOMPARE(gone.constFirst().constFirst().toString(), FilesScene::name(1005));
    QVERIFY(model().rowOf(FilesScene::name(1099)) >= 0);
    QVERIFY(model().rowOf(FilesScene::name(149)) >= 0);
}

void tst_FilesModelRefresh::listWithoutAnyKnownRowEndsTheWalk()
{
    m_scene->addFiles(5000, 100);
    m_scene->loadAll();
    for (int number = 5000; number < 5100; ++number)
        QVERIFY(m_scene->server.removeFile(FilesScene::name(number)));
    m_scene->addFiles(0, 2000);
    refreshAndWait();
    QCOMPARE(model().loading(), Loading::Partial);
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 1100));
}

void tst_FilesModelRefresh::goesOnAfterFailure()
{
    m_scene->addFiles(0, 150);
    m_scene->loadAll();
    QVERIFY(m_scene->server.removeFile(FilesScene::name(120)));
    m_scene->answerPage(FilesScene::names(0, 100), u"next"_s);
    m_scene->answerError(503);
    refreshAndWait();
    QCOMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().rowCount(), 150);

    QStringList rest = FilesScene::names(100, 50);
    rest.removeOne(FilesScene::name(120));
    m_scene->answerPage(rest, {});
    model().retry();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->listQuery(4), "pageSize=100&pageToken=next"_ba);
    QCOMPARE(model().rowCount(), 149);
    QCOMPARE(model().rowOf(FilesScene::name(120)), -1);
}

void tst_FilesModelRefresh::firstPageIsAskedForOnce()
{
    m_scene->addFiles(0, 5);
    model().reset(true);
    model().fetchMore({});
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->listRequests(), 1);

    model().refresh();
    model().refresh();
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->listRequests(), 2);
}

void tst_FilesModelRefresh::startsAnewInTheMiddleOfAWalk()
{
    m_scene->addFiles(0, 150);
    m_scene->loadAll();
    m_scene->answerPage(FilesScene::names(0, 100), u"next"_s);
    const int stall = m_scene->answerStalled();
    model().refresh();
    QTRY_COMPARE(m_scene->listRequests(), 4);
    QVERIFY(m_scene->server.removeFile(FilesScene::name(0)));
    model().refresh();
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->listQuery(4), "pageSize=100"_ba);
    QCOMPARE(m_scene->rows(), FilesScene::names(1, 149));
}

void tst_FilesModelRefresh::takesOverFromAPageUnderWay()
{
    m_scene->addFiles(0, 250);
    model().reset(true);
    m_scene->loadPage();
    const int stall = m_scene->answerStalled();
    model().fetchMore({});
    QTRY_COMPARE(m_scene->listRequests(), 2);
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Partial);
    m_scene->server.faults().release(stall);
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 100));
    m_scene->loadPage();
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 200));
}

void tst_FilesModelRefresh::repeatedTokenTakesNothingAway()
{
    m_scene->addFiles(0, 150);
    m_scene->loadAll();
    m_scene->answerPage(FilesScene::names(0, 50), u"one"_s);
    m_scene->answerPage(FilesScene::names(50, 50), u"one"_s);
    refreshAndWait();
    QCOMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::Protocol);
    QCOMPARE(model().rowCount(), 150);
}

void tst_FilesModelRefresh::uploadedFileStaysThroughAWalk()
{
    m_scene->addFiles(0, 3);
    m_scene->loadAll();
    const int held = m_scene->answerStalled();
    model().refresh();
    QTRY_COMPARE(m_scene->listRequests(), 2);
    // The file is added after the server has built its answer.
    m_scene->server.addFile(FilesScene::fileJson(9));
    model().upsert(FilesScene::file(9));
    m_scene->server.faults().release(held);
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QVERIFY(model().rowOf(FilesScene::name(9)) >= 0);
}

void tst_FilesModelRefresh::firstRefreshReadsTheFirstPage()
{
    m_scene->addFiles(0, 150);
    model().reset(true);
    refreshAndWait();
    QCOMPARE(model().loading(), Loading::Partial);
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 100));

    model().reset(true);
    m_scene->answerPage({}, u"one"_s);
    m_scene->answerPage(FilesScene::names(0, 2), {});
    refreshAndWait();
    QCOMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 2));
}

void tst_FilesModelRefresh::emptiedAccount()
{
    m_scene->addFiles(0, 150);
    m_scene->loadAll();
    for (int number = 0; number < 150; ++number)
        QVERIFY(m_scene->server.removeFile(FilesScene::name(number)));
    QSignalSpy removed(&model(), &FilesModel::rowsRemoved);
    refreshAndWait();
    QCOMPARE(model().loading(), Loading::Complete);
    QCOMPARE(model().rowCount(), 0);
    QCOMPARE(removed.size(), 1);
}

void tst_FilesModelRefresh::readsTheRestUnasked()
{
    m_scene->addFiles(0, 350);
    model().reset(true);
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Partial);
    QVERIFY(!model().isLoadingAll());
    model().loadAll();
    QVERIFY(model().isLoadingAll());
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QVERIFY(!model().isLoadingAll());
    QCOMPARE(model().rowCount(), 350);
    QCOMPARE(m_scene->listRequests(), 4);
    // Another account's list is read as a view asks for it.
    model().reset(true);
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Partial);
}

void tst_FilesModelRefresh::readsTheRestAfterAFailure()
{
    m_scene->addFiles(0, 350);
    model().reset(true);
    m_scene->loadPage();
    m_scene->answerError(503);
    model().loadAll();
    QTRY_COMPARE(model().loading(), Loading::Failed);
    QVERIFY(!model().isLoadingAll());
    model().retry();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(model().rowCount(), 350);
}

QTEST_GUILESS_MAIN(tst_FilesModelRefresh)
#include "tst_filesmodelrefresh.moc"
