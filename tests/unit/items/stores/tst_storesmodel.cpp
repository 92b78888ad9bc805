// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/storesmodel.h"

#include "models/items/stores/storesmodel.h"
#include "tests/unit/items/storesscene.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using Loading = StoresModel::Loading;

class tst_StoresModel final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void readsAllPages();
    void staysEmptyWithoutAnAccount();
    void otherCollectionIsFound();
    void failedPageIsAskedForAgain();
    void circleOfPagesEnds();
    void newPagesWithoutRowsEnd();
    void refreshMerges();
    void refreshDuringTheWalkStartsAnew();
    void leftRowIsNotBroughtBackByAPage();
    void resetFromWithinASignal();
    void pendingCountsAreLive();
    void pauseGrowsWhenTheServerFails();
    void storeIsReread();
    void missingStoreLeaves();
    void cells_data();
    void cells();
    void headers();

private:
    StoresModel &model() { return *m_model; }
    QStringList rows() const;
    void load();

    std::unique_ptr<StoresScene> m_scene;
    std::unique_ptr<StoresModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_StoresModel::init()
{
    m_scene = std::make_unique<StoresScene>();
    m_model = std::make_unique<StoresModel>(m_scene->client);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_StoresModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_scene.reset();
}

QStringList tst_StoresModel::rows() const
{
    QStringList names;
    for (const RagStore &store : m_model->stores())
        names.append(store.name);
    return names;
}

void tst_StoresModel::load()
{
    model().reset(true);
    QTRY_COMPARE(model().loading(), Loading::Complete);
}

void tst_StoresModel::readsAllPages()
{
    m_scene->addStores(0, 45);
    QSignalSpy loadings(&model(), &StoresModel::loadingChanged);
    load();
    QCOMPARE(rows(), StoresScene::stores(0, 45));
    QCOMPARE(m_scene->count("GET", faultpaths::stores()), 3);
    QCOMPARE(loadings.size(), 2);
    QCOMPARE(model().rowOf(StoresScene::store(44)), 44);
    QVERIFY(!model().find(u"fileSearchStores/none"_s));
}

void tst_StoresModel::staysEmptyWithoutAnAccount()
{
    m_scene->addStores(0, 1);
    load();
    model().reset(false);
    QCOMPARE(model().loading(), Loading::Inactive);
    QCOMPARE(model().rowCount(), 0);
    m_scene->server.clearRequests();
    model().refresh();
    model().retry();
    model().reread(StoresScene::store(0));
    model().upsert(*RagStore::fromJson(StoresScene::storeJson(0)));
    QCOMPARE(model().loading(), Loading::Inactive);
    QCOMPARE(model().rowCount(), 0);
    QVERIFY(m_scene->server.requests().isEmpty());
}

void tst_StoresModel::otherCollectionIsFound()
{
    m_scene->server.stores().setCollections(DemoCollections::RagStores);
    m_scene->server.stores().addStore({{u"name"_s, u"ragStores/old"_s}});
    load();
    QCOMPARE(rows(), QStringList{u"ragStores/old"_s});
}

void tst_StoresModel::failedPageIsAskedForAgain()
{
    m_scene->addStores(0, 30);
    m_scene->plan("GET", faultpaths::stores(), faults::answer(503), 1, 1);
    model().reset(true);
    QTRY_COMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::ServerBusy);
    QCOMPARE(model().rowCount(), 20);
    model().retry();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QVERIFY(!model().loadError());
    QCOMPARE(rows(), StoresScene::stores(0, 30));
    QCOMPARE(m_scene->count("GET", faultpaths::stores()), 3);
}

void tst_StoresModel::circleOfPagesEnds()
{
    m_scene->planPage(u"fileSearchStores"_s, StoresScene::stores(0, 2), u"a"_s);
    m_scene->planPage(u"fileSearchStores"_s, StoresScene::stores(2, 2), u"b"_s);
    m_scene->planPage(u"fileSearchStores"_s, StoresScene::stores(4, 2), u"a"_s);
    model().reset(true);
    QTRY_COMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::Protocol);
    QCOMPARE(rows(), StoresScene::stores(0, 6));
    QCOMPARE(m_scene->count("GET", faultpaths::stores()), 3);
}

void tst_StoresModel::newPagesWithoutRowsEnd()
{
    for (int page = 0; page < 120; ++page)
        m_scene->planPage(u"fileSearchStores"_s, {}, u"token%1"_s.arg(page));
    model().reset(true);
    QTRY_COMPARE_WITH_TIMEOUT(model().loading(), Loading::Failed, 20'000);
    QCOMPARE(model().loadError()->kind, ErrorKind::Protocol);
    QCOMPARE(m_scene->count("GET", faultpaths::stores()), 100);
}

void tst_StoresModel::refreshMerges()
{
    m_scene->addStores(0, 30);
    load();
    QVERIFY(m_scene->server.stores().removeStore(StoresScene::store(3)));
    m_scene->addStores(40, 1);
    QJsonObject renamed = StoresScene::storeJson(5);
    renamed[u"displayName"_s] = u"Renamed"_s;
    m_scene->server.stores().addStore(renamed);
    QSignalSpy seen(&model(), &StoresModel::storeSeen);
    QSignalSpy gone(&model(), &StoresModel::storeGone);
    model().refresh();
    QCOMPARE(model().rowCount(), 30);
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QStringList expected = StoresScene::stores(0, 30);
    expected.removeAt(3);
    expected.append(StoresScene::store(40));
    QCOMPARE(rows(), expected);
    QCOMPARE(model().find(StoresScene::store(5))->displayName, u"Renamed"_s);
    QCOMPARE(seen.size(), 2);
    QCOMPARE(gone.size(), 1);
}

void tst_StoresModel::refreshDuringTheWalkStartsAnew()
{
    m_scene->addStores(0, 30);
    m_scene->plan("GET", faultpaths::stores(), faults::stallAfter(), 1, 1);
    model().reset(true);
    QTRY_COMPARE(model().rowCount(), 20);
    QTRY_COMPARE(m_scene->count("GET", faultpaths::stores()), 2);
    QVERIFY(m_scene->server.stores().removeStore(StoresScene::store(0)));
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(rows(), StoresScene::stores(1, 29));
}

void tst_StoresModel::leftRowIsNotBroughtBackByAPage()
{
    m_scene->addStores(0, 3);
    load();
    const int stall = m_scene->plan("GET", faultpaths::stores(), faults::stallAfter());
    model().refresh();
    QTRY_COMPARE(m_scene->count("GET", faultpaths::stores()), 2);
    QVERIFY(m_scene->server.stores().removeStore(StoresScene::store(1)));
    model().drop(StoresScene::store(1));
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(rows(), (QStringList{StoresScene::store(0), StoresScene::store(2)}));
}

void tst_StoresModel::resetFromWithinASignal()
{
    m_scene->addStores(0, 30);
    connect(&model(), &StoresModel::storeSeen, this, [this] { model().reset(false); });
    model().reset(true);
    QTRY_COMPARE(model().loading(), Loading::Inactive);
    QCOMPARE(model().rowCount(), 0);
    disconnect(&model(), &StoresModel::storeSeen, this, nullptr);
    load();
    QCOMPARE(model().rowCount(), 30);
}

void tst_StoresModel::pendingCountsAreLive()
{
    using namespace std::chrono_literals;
    model().setPace({10ms, 40ms});
    m_scene->addStores(0, 2);
    m_scene->addDocuments(0, 2);
    QVERIFY(m_scene->server.stores().addDocument(
        StoresScene::documentJson(2, StoresScene::store(0), u"STATE_PENDING"_s), 300ms));
    load();
    QCOMPARE(model().storeAt(0).pendingDocumentsCount, 1);
    QTRY_COMPARE(model().storeAt(0).pendingDocumentsCount, 0);
    QCOMPARE(model().storeAt(0).activeDocumentsCount, 3);
    const int reads = m_scene->count("GET", faultpaths::store());
    QVERIFY2(reads >= 3, qPrintable(QString::number(reads)));
    // The list is read again, and no single store is.
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->count("GET", faultpaths::store()), reads);
}

void tst_StoresModel::pauseGrowsWhenTheServerFails()
{
    using namespace std::chrono_literals;
    model().setPace({1ms, 10'000ms});
    m_scene->addStores(0, 1);
    QVERIFY(
        m_scene->server.stores().addDocument(StoresScene::documentJson(2, StoresScene::store(0), u"STATE_PENDING"_s)));
    m_scene->plan("GET", faultpaths::store(), faults::answer(400), -1);
    load();
    QTRY_COMPARE(m_scene->count("GET", faultpaths::store()), 1);
    // After an error that a retry can hardly cure the pause is the longest one: no other read during ten round trips.
    for (int trip = 0; trip < 10; ++trip) {
        model().refresh();
        QTRY_COMPARE(model().loading(), Loading::Complete);
    }
    QCOMPARE(m_scene->count("GET", faultpaths::store()), 1);
    QCOMPARE(model().rowCount(), 1);
}

void tst_StoresModel::storeIsReread()
{
    m_scene->addStores(0, 2);
    load();
    m_scene->addDocuments(0, 3);
    const int stall = m_scene->plan("GET", faultpaths::store(), faults::stallAfter());
    model().reread(StoresScene::store(0));
    QTRY_COMPARE(m_scene->count("GET", faultpaths::store()), 1);
    // Three calls while a read is in progress cause one more read.
    m_scene->addDocuments(3, 1);
    for (int call = 0; call < 3; ++call)
        model().reread(StoresScene::store(0));
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(model().storeAt(0).activeDocumentsCount, 4);
    QCOMPARE(m_scene->count("GET", faultpaths::store()), 2);
    // A store that the model does not have yet is added.
    m_scene->addStores(7, 1);
    model().reread(StoresScene::store(7));
    QTRY_COMPARE(model().rowOf(StoresScene::store(7)), 2);
}

void tst_StoresModel::missingStoreLeaves()
{
    m_scene->addStores(0, 2);
    load();
    QVERIFY(m_scene->server.stores().removeStore(StoresScene::store(0)));
    QSignalSpy gone(&model(), &StoresModel::storeGone);
    model().reread(StoresScene::store(0));
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(rows(), QStringList{StoresScene::store(1)});
}

void tst_StoresModel::cells_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("shown");
    QTest::addColumn<QString>("spoken");
    QTest::addColumn<QVariant>("sorted");
    QTest::newRow("name") << int{StoresModel::NameColumn} << u"Two␊lines"_s << u"Two␊lines"_s
                          << QVariant(u"Two\nlines"_s);
    QTest::newRow("active") << int{StoresModel::ActiveColumn} << u"1"_s << u"1 document active"_s
                            << QVariant(qint64{1});
    QTest::newRow("pending") << int{StoresModel::PendingColumn} << u"0"_s << u"0 documents pending"_s
                             << QVariant(qint64{0});
    QTest::newRow("failed") << int{StoresModel::FailedColumn} << u"2"_s << u"2 documents failed"_s
                            << QVariant(qint64{2});
    QTest::newRow("size") << int{StoresModel::SizeColumn} << u"4.2 MB"_s << u"size 4.2 MB"_s
                          << QVariant(qint64{4'200'000});
    QTest::newRow("created") << int{StoresModel::CreatedColumn} << u"—"_s << u"created not known"_s << QVariant();
    QTest::newRow("resource name") << int{StoresModel::ResourceNameColumn} << u"ragStores/x"_s
                                   << u"resource name ragStores/x"_s << QVariant(u"ragStores/x"_s);
}

void tst_StoresModel::cells()
{
    QFETCH(const int, column);
    RagStore store;
    store.name = u"ragStores/x"_s;
    store.displayName = u"Two\nlines"_s;
    store.activeDocumentsCount = 1;
    store.failedDocumentsCount = 2;
    store.sizeBytes = 4'200'000;
    m_scene->plan("GET", faultpaths::stores(), faults::answer(200, "{}"));
    load();
    model().upsert(store);
    const QModelIndex index = model().index(0, column);
    QTEST(index.data().toString(), "shown");
    QTEST(index.data(Qt::AccessibleTextRole).toString(), "spoken");
    QTEST(index.data(StoresModel::SortRole), "sorted");
    QCOMPARE(index.data(StoresModel::ResourceNameRole).toString(), store.name);
    QCOMPARE(index.data(StoresModel::StoreRole).value<RagStore>(), store);
    store.displayName.clear();
    QCOMPARE(store.title(), store.name);
}

void tst_StoresModel::headers()
{
    QSet<QString> titles;
    for (int column = 0; column < StoresModel::ColumnCount; ++column)
        titles.insert(model().headerData(column, Qt::Horizontal).toString());
    QCOMPARE(titles.size(), StoresModel::ColumnCount);
    QVERIFY(!titles.contains(QString()));
    const auto alignmentOf = [this](int column) {
        return model().headerData(column, Qt::Horizontal, Qt::TextAlignmentRole).toInt();
    };
    QVERIFY(alignmentOf(StoresModel::SizeColumn) & Qt::AlignRight);
    QVERIFY(alignmentOf(StoresModel::NameColumn) & Qt::AlignLeft);
}

QTEST_GUILESS_MAIN(tst_StoresModel)
#include "tst_storesmodel.moc"
