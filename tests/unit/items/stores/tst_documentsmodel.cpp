// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentsmodel.h"

#include "models/items/badge.h"
#include "tests/unit/items/storesscene.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;

using Loading = DocumentsModel::Loading;

class tst_DocumentsModel final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void readsPagesAsAView();
    void pageWithoutNewRowIsFollowed();
    void circleOfPagesEnds();
    void failedPageIsAskedForAgain();
    void missingStoreIsTold();
    void otherStore();
    void latePageOfTheAccountBefore();
    void documentsOfOtherStoresAreLeftOut();
    void pendingRowBecomesActive();
    void rowThatFailedLongAgoIsNotRead();
    void pendingRowThatIsGoneLeaves();
    void failedReadsGoOn();
    void atMostFourReadsAtOnce();
    void expectedDocumentComes();
    void expectedDocumentThatNeverComes();
    void expectedDocumentThatComesLate();
    void refreshReadsToTheEnd();
    void refreshOfSomePages();
    void rowBeyondTheReadPagesStays();
    void cellsThatDidNotChangeAreNotPainted();

private:
    DocumentsModel &model() { return *m_model; }
    QStringList rows() const;
    void loadPage();
    void loadAll();
    Document::State stateOf(const QString &name) { return model().documentAt(model().rowOf(name)).state; }
    bool addPending(int number, std::optional<std::chrono::milliseconds> pending = {})
    {
        return m_scene->server.stores().addDocument(
            StoresScene::documentJson(number, StoresScene::store(0), u"STATE_PENDING"_s), pending);
    }

    std::unique_ptr<StoresScene> m_scene;
    std::unique_ptr<DocumentsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_DocumentsModel::init()
{
    m_scene = std::make_unique<StoresScene>();
    m_scene->addStores(0, 2);
    m_model = std::make_unique<DocumentsModel>(m_scene->client);
    m_model->setPace({10ms, 40ms});
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_tester->setUseFetchMore(false);
}

void tst_DocumentsModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_scene.reset();
}

QStringList tst_DocumentsModel::rows() const
{
    QStringList names;
    for (const Document &document : m_model->documents())
        names.append(document.name);
    return names;
}

void tst_DocumentsModel::loadPage()
{
    model().fetchMore({});
    QTRY_VERIFY(model().loading() != Loading::Loading);
}

void tst_DocumentsModel::loadAll()
{
    model().setStore(StoresScene::store(0));
    do
        loadPage();
    while (model().canFetchMore({}));
    QCOMPARE(model().loading(), Loading::Complete);
}

void tst_DocumentsModel::readsPagesAsAView()
{
    m_scene->addDocuments(0, 45);
    QCOMPARE(model().loading(), Loading::Inactive);
    QVERIFY(!model().canFetchMore({}));
    model().setStore(StoresScene::store(0));
    QCOMPARE(model().loading(), Loading::Partial);
    QVERIFY(m_scene->server.requests().isEmpty());
    loadPage();
    QCOMPARE(model().loading(), Loading::Partial);
    QCOMPARE(rows(), StoresScene::documents(0, 20));
    loadPage();
    QCOMPARE(rows(), StoresScene::documents(0, 40));
    loadPage();
    QCOMPARE(model().loading(), Loading::Complete);
    QCOMPARE(rows(), StoresScene::documents(0, 45));
    QCOMPARE(m_scene->count("GET", faultpaths::documents()), 3);
    QCOMPARE(m_scene->server.requests().size(), 3);
}

void tst_DocumentsModel::pageWithoutNewRowIsFollowed()
{
    m_scene->planPage(u"documents"_s, {}, u"a"_s);
    m_scene->planPage(u"documents"_s, StoresScene::documents(0, 2), u"b"_s);
    model().setStore(StoresScene::store(0));
    loadPage();
    QCOMPARE(model().loading(), Loading::Partial);
    QCOMPARE(model().rowCount(), 2);
    QCOMPARE(m_scene->count("GET", faultpaths::documents()), 2);
    // Also if there are rows already: the view is full and does not fetch again by itself.
    m_scene->planPage(u"documents"_s, StoresScene::documents(0, 2), u"c"_s);
    m_scene->planPage(u"documents"_s, StoresScene::documents(2, 1), u"d"_s);
    loadPage();
    QCOMPARE(model().loading(), Loading::Partial);
    QCOMPARE(model().rowCount(), 3);
}

void tst_DocumentsModel::circleOfPagesEnds()
{
    m_scene->planPage(u"documents"_s, StoresScene::documents(0, 2), u"a"_s);
    m_scene->planPage(u"documents"_s, StoresScene::documents(2, 2), u"a"_s);
    model().setStore(StoresScene::store(0));
    loadPage();
    loadPage();
    QCOMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::Protocol);
    QCOMPARE(model().rowCount(), 4);
}

void tst_DocumentsModel::failedPageIsAskedForAgain()
{
    m_scene->addDocuments(0, 30);
    m_scene->plan("GET", faultpaths::documents(), faults::answer(503), 1, 1);
    model().setStore(StoresScene::store(0));
    loadPage();
    loadPage();
    QCOMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::ServerBusy);
    QCOMPARE(model().rowCount(), 20);
    QVERIFY(!model().canFetchMore({}));
    model().retry();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(rows(), StoresScene::documents(0, 30));
}

void tst_DocumentsModel::missingStoreIsTold()
{
    model().setStore(StoresScene::store(9));
    loadPage();
    QCOMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::Gone);
}

void tst_DocumentsModel::otherStore()
{
    m_scene->addDocuments(0, 3);
    m_scene->addDocuments(5, 1, StoresScene::store(1));
    QSignalSpy stores(&model(), &DocumentsModel::storeChanged);
    loadAll();
    // A late page of the previous store is ignored.
    const int stall = m_scene->plan("GET", faultpaths::documents(), faults::stallAfter());
    model().refresh();
    QTRY_COMPARE(m_scene->count("GET", faultpaths::documents()), 2);
    model().setStore(StoresScene::store(1));
    QCOMPARE(model().rowCount(), 0);
    m_scene->server.faults().release(stall);
    loadPage();
    QCOMPARE(rows(), QStringList{StoresScene::document(5, StoresScene::store(1))});
    model().setStore({});
    QCOMPARE(model().loading(), Loading::Inactive);
    QCOMPARE(model().rowCount(), 0);
    QCOMPARE(stores.size(), 3);
}

void tst_DocumentsModel::latePageOfTheAccountBefore()
{
    m_scene->addDocuments(0, 3);
    const int stall = m_scene->plan("GET", faultpaths::documents(), faults::stallAfter());
    model().setStore(StoresScene::store(0));
    model().fetchMore({});
    QTRY_COMPARE(m_scene->count("GET", faultpaths::documents()), 1);
    for (const QString &name : StoresScene::documents(0, 2))
        QVERIFY(m_scene->server.stores().removeDocument(name));
    model().setStore(StoresScene::store(0));
    m_scene->server.faults().release(stall);
    loadPage();
    QCOMPARE(rows(), StoresScene::documents(2, 1));
}

void tst_DocumentsModel::documentsOfOtherStoresAreLeftOut()
{
    loadAll();
    m_scene->server.clearRequests();
    const QString other = StoresScene::document(5, StoresScene::store(1));
    model().upsert(*Document::fromJson({{u"name"_s, other}}));
    model().expect(other);
    model().reread(other);
    model().expect({});
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(model().rowCount(), 0);
    QCOMPARE(m_scene->server.requests().size(), 1);
}

void tst_DocumentsModel::pendingRowBecomesActive()
{
    m_scene->addDocuments(0, 2);
    QVERIFY(addPending(2, 200ms));
    QVERIFY(addPending(3));
    loadAll();
    const QModelIndex badge = model().index(2, DocumentsModel::StateColumn);
    QCOMPARE(badge.data(DocumentsModel::BadgeRole).value<Badge>().text, u"Pending"_s);
    QSignalSpy changes(&model(), &DocumentsModel::dataChanged);
    QTRY_COMPARE(stateOf(StoresScene::document(2)), Document::State::Active);
    QCOMPARE(badge.data(DocumentsModel::BadgeRole).value<Badge>().text, u"Active"_s);
    const auto isOfState = [](const QVariantList &arguments) {
        return arguments.constFirst().toModelIndex().column() == DocumentsModel::StateColumn;
    };
    QCOMPARE(std::ranges::count_if(changes, isOfState), 1);
    QVERIFY(m_scene->server.stores().setDocumentState(StoresScene::document(3), u"STATE_FAILED"_s));
    QTRY_COMPARE(stateOf(StoresScene::document(3)), Document::State::Failed);
    const QModelIndex failed = model().index(3, DocumentsModel::StateColumn);
    QCOMPARE(failed.data(DocumentsModel::BadgeRole).value<Badge>().text, u"Failed, may recover"_s);
    QVERIFY(m_scene->server.stores().setDocumentState(StoresScene::document(3), u"STATE_ACTIVE"_s));
    QTRY_COMPARE(stateOf(StoresScene::document(3)), Document::State::Active);
    // No further reads: no document is pending.
    const int reads = m_scene->count("GET", faultpaths::document());
    for (int page = 0; page < 5; ++page) {
        model().refresh();
        QTRY_COMPARE(model().loading(), Loading::Complete);
    }
    QCOMPARE(m_scene->count("GET", faultpaths::document()), reads);
}

void tst_DocumentsModel::rowThatFailedLongAgoIsNotRead()
{
    QVERIFY(
        m_scene->server.stores().addDocument(StoresScene::documentJson(0, StoresScene::store(0), u"STATE_FAILED"_s)));
    QVERIFY(addPending(1, 200ms));
    loadAll();
    QTRY_COMPARE(stateOf(StoresScene::document(1)), Document::State::Active);
    QCOMPARE(model().index(0, DocumentsModel::StateColumn).data(DocumentsModel::BadgeRole).value<Badge>().text,
             u"Failed"_s);
    QCOMPARE(m_scene->count("GET", QRegularExpression(u"/documents/d0$"_s)), 0);
}

void tst_DocumentsModel::pendingRowThatIsGoneLeaves()
{
    QVERIFY(addPending(0));
    m_scene->addDocuments(1, 1);
    loadAll();
    QSignalSpy gone(&model(), &DocumentsModel::rowsRemoved);
    QVERIFY(m_scene->server.stores().removeDocument(StoresScene::document(0)));
    QTRY_COMPARE(gone.size(), 1);
    QCOMPARE(rows(), StoresScene::documents(1, 1));
}

void tst_DocumentsModel::failedReadsGoOn()
{
    QVERIFY(addPending(0, 1ms));
    const int busy = m_scene->plan("GET", faultpaths::document(), faults::answer(503), 2);
    const int dropped = m_scene->plan("GET", faultpaths::document(), faults::answer(400), 1);
    m_scene->planPage(u"documents"_s, {}, {});
    loadAll();
    model().upsert(*Document::fromJson(StoresScene::documentJson(0, StoresScene::store(0), u"STATE_PENDING"_s)));
    QTRY_COMPARE(stateOf(StoresScene::document(0)), Document::State::Active);
    QCOMPARE(m_scene->server.faults().fired(busy), 2);
    QCOMPARE(m_scene->server.faults().fired(dropped), 1);
}

void tst_DocumentsModel::atMostFourReadsAtOnce()
{
    for (int number = 0; number < 12; ++number)
        QVERIFY(addPending(number));
    const int stall = m_scene->plan("GET", faultpaths::document(), faults::stallAfter(), 12);
    loadAll();
    QTRY_COMPARE(m_scene->count("GET", faultpaths::document()), 4);
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->count("GET", faultpaths::document()), 4);
    m_scene->server.faults().release(stall);
    QTRY_VERIFY(m_scene->count("GET", faultpaths::document()) > 12);
}

void tst_DocumentsModel::expectedDocumentComes()
{
    m_scene->addDocuments(0, 1);
    loadAll();
    QVERIFY(addPending(7, 200ms));
    model().expect(StoresScene::document(7));
    QTRY_COMPARE(model().rowOf(StoresScene::document(7)), 1);
    QCOMPARE(stateOf(StoresScene::document(7)), Document::State::Pending);
    QTRY_COMPARE(stateOf(StoresScene::document(7)), Document::State::Active);
    QCOMPARE(m_scene->count("GET", faultpaths::documents()), 1);
}

void tst_DocumentsModel::expectedDocumentThatNeverComes()
{
    loadAll();
    model().expect(StoresScene::document(7));
    QTRY_COMPARE(m_scene->count("GET", faultpaths::document()), int{DocumentsModel::maxAbsences});
    for (int page = 0; page < 5; ++page) {
        model().refresh();
        QTRY_COMPARE(model().loading(), Loading::Complete);
    }
    QCOMPARE(m_scene->count("GET", faultpaths::document()), int{DocumentsModel::maxAbsences});
    QCOMPARE(model().rowCount(), 0);
}

void tst_DocumentsModel::expectedDocumentThatComesLate()
{
    loadAll();
    m_scene->addDocuments(7, 1);
    const int late = m_scene->plan("GET", faultpaths::document(), faults::answer(404), 3);
    model().expect(StoresScene::document(7));
    QTRY_COMPARE(rows(), QStringList{StoresScene::document(7)});
    QCOMPARE(m_scene->server.faults().fired(late), 3);
}

void tst_DocumentsModel::refreshReadsToTheEnd()
{
    m_scene->addDocuments(0, 40);
    loadAll();
    m_scene->addDocuments(40, 25);
    model().refresh();
    QCOMPARE(model().rowCount(), 40);
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(rows(), StoresScene::documents(0, 65));
    QCOMPARE(m_scene->count("GET", faultpaths::documents()), 2 + 4);
    QVERIFY(m_scene->server.stores().removeDocument(StoresScene::document(3)));
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(model().rowOf(StoresScene::document(3)), -1);
    QCOMPARE(model().rowCount(), 64);
    QCOMPARE(m_scene->count("GET", faultpaths::document()), 0);
}

void tst_DocumentsModel::refreshOfSomePages()
{
    m_scene->addDocuments(0, 70);
    model().setStore(StoresScene::store(0));
    loadPage();
    loadPage();
    m_scene->server.clearRequests();
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Partial);
    QCOMPARE(m_scene->count("GET", faultpaths::documents()), 2);
    QVERIFY(m_scene->server.stores().removeDocument(StoresScene::document(3)));
    m_scene->server.clearRequests();
    model().refresh();
    // One more page is read to look for the missing document; then the document itself is requested.
    QTRY_COMPARE(model().rowOf(StoresScene::document(3)), -1);
    QTRY_COMPARE(model().loading(), Loading::Partial);
    QStringList expected = StoresScene::documents(0, 61);
    expected.removeAt(3);
    QCOMPARE(rows(), expected);
    QCOMPARE(m_scene->count("GET", faultpaths::documents()), 3);
    QCOMPARE(m_scene->count("GET", faultpaths::document()), 1);
}

void tst_DocumentsModel::rowBeyondTheReadPagesStays()
{
    m_scene->addDocuments(0, 70);
    model().setStore(StoresScene::store(0));
    loadPage();
    model().expect(StoresScene::document(69));
    QTRY_COMPARE(model().rowOf(StoresScene::document(69)), 20);
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Partial);
    QTRY_COMPARE(m_scene->count("GET", faultpaths::document()), 2);
    while (model().canFetchMore({}))
        loadPage();
    QCOMPARE(model().rowOf(StoresScene::document(69)), 20);
    QCOMPARE(model().rowCount(), 70);
}

void tst_DocumentsModel::cellsThatDidNotChangeAreNotPainted()
{
    m_scene->addDocuments(0, 2);
    loadAll();
    QSignalSpy changes(&model(), &DocumentsModel::dataChanged);
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(changes.size(), 0);
    Document document = model().documentAt(1);
    document.state = Document::State::Failed;
    document.stateText = u"STATE_FAILED"_s;
    document.updateTime = Timestamp{1, 0};
    model().upsert(document);
    QCOMPARE(changes.size(), 2);
    QCOMPARE(changes.at(0).at(0).toModelIndex().column(), int{DocumentsModel::StateColumn});
    QCOMPARE(changes.at(1).at(1).toModelIndex().column(), int{DocumentsModel::UpdatedColumn});
}

QTEST_GUILESS_MAIN(tst_DocumentsModel)
#include "tst_documentsmodel.moc"
