// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/storeremoval.h"

#include "tests/unit/items/storesscene.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace std::chrono_literals;

using State = StoreRemoval::State;

class tst_StoreRemoval final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_scene = std::make_unique<StoresScene>(); }
    void cleanup();

    void emptyStore();
    void missingStore();
    void documentsAndThenTheStore();
    void neverMoreThanFourAtOnce();
    void documentsThatCannotBeDeletedKeepTheStore();
    void documentsThatCameMeanwhile();
    void refusedStoreWithoutDocuments();
    void serverThatRefusesAll();
    void circleOfPages();
    void errorOfTheCount();
    void stoppedWhileCounting();
    void stoppedWhileDeleting();
    void stoppedAtTheStore();
    void beginsAnew();

private:
    bool storeIsThere() { return m_scene->server.stores().store(StoresScene::store(0)).has_value(); }
    int storeRequests() const { return m_scene->count("DELETE", faultpaths::store()); }
    StoreRemoval &make();
    /// Starts the removal and waits for its end.
    bool run();

    std::unique_ptr<StoresScene> m_scene;
    std::unique_ptr<StoreRemoval> m_removal;
};

void tst_StoreRemoval::cleanup()
{
    m_removal.reset();
    m_scene.reset();
}

StoreRemoval &tst_StoreRemoval::make()
{
    m_removal = std::make_unique<StoreRemoval>(m_scene->client, StoresScene::store(0), std::chrono::milliseconds(5));
    return *m_removal;
}

bool tst_StoreRemoval::run()
{
    QSignalSpy finished(m_removal.get(), &StoreRemoval::finished);
    m_removal->start();
    return m_removal->isRunning() && (finished.size() == 1 || finished.wait(20'000)) && !m_removal->isRunning();
}

void tst_StoreRemoval::emptyStore()
{
    m_scene->addStores(0, 2);
    StoreRemoval &removal = make();
    QSignalSpy states(&removal, &StoreRemoval::stateChanged);
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Removed);
    QCOMPARE(removal.total(), 0);
    QVERIFY(removal.failures().isEmpty());
    QVERIFY(!storeIsThere());
    QCOMPARE(m_scene->server.stores().stores(u"fileSearchStores"_s).size(), 1);
    QList<State> course;
    for (const QVariantList &state : std::as_const(states))
        course.append(state.constFirst().value<State>());
    QCOMPARE(course, (QList{State::Counting, State::DeletingDocuments, State::DeletingStore, State::Removed}));
}

void tst_StoreRemoval::missingStore()
{
    StoreRemoval &removal = make();
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Removed);
    QVERIFY(removal.failures().isEmpty());
}

void tst_StoreRemoval::documentsAndThenTheStore()
{
    m_scene->addStores(0, 1);
    m_scene->addDocuments(0, 45);
    StoreRemoval &removal = make();
    QSignalSpy progress(&removal, &StoreRemoval::progressed);
    QSignalSpy removed(&removal, &StoreRemoval::documentRemoved);
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Removed);
    QCOMPARE(removal.store()->activeDocumentsCount, 45);
    QCOMPARE(progress.constFirst(), (QVariantList{0, 0, 45}));
    QCOMPARE(progress.constLast(), (QVariantList{45, 0, 45}));
    QCOMPARE(removed.size(), 45);
    QVERIFY(!storeIsThere());
    QCOMPARE(m_scene->count("DELETE", faultpaths::document()), 45);
    // The store itself is deleted without "force".
    const RequestRecord last = m_scene->server.requests().constLast();
    QCOMPARE(last.method, "DELETE"_ba);
    QCOMPARE(last.query, ""_ba);
}

void tst_StoreRemoval::neverMoreThanFourAtOnce()
{
    m_scene->addStores(0, 1);
    m_scene->addDocuments(0, 10);
    const int stall = m_scene->plan("DELETE", faultpaths::document(), faults::stallBefore(), -1);
    StoreRemoval &removal = make();
    removal.start();
    QTRY_COMPARE(m_scene->count("DELETE", faultpaths::document()), 4);
    // Another request is answered, and there are still four.
    bool isAnswered = false;
    m_scene->client.getStore(StoresScene::store(0), &removal, [&](const Result<RagStore> &) { isAnswered = true; });
    QTRY_VERIFY(isAnswered);
    QCOMPARE(m_scene->count("DELETE", faultpaths::document()), 4);
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(removal.state(), State::Removed);
}

void tst_StoreRemoval::documentsThatCannotBeDeletedKeepTheStore()
{
    m_scene->addStores(0, 1);
    m_scene->addDocuments(0, 45);
    // All documents of the first page and one of the last.
    m_scene->plan("DELETE", QRegularExpression(u"documents/(d.|d1.|d42)$"_s),
                  faults::answer(400, R"({"error":{"code":400,"status":"FAILED_PRECONDITION","message":"locked"}})"),
                  -1);
    StoreRemoval &removal = make();
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Failed);
    QCOMPARE(removal.removedCount(), 24);
    QCOMPARE(removal.failedCount(), 21);
    QCOMPARE(removal.total(), 45);
    QCOMPARE(removal.failures().size(), 21);
    QCOMPARE(removal.failures().constLast().first, StoresScene::document(42));
    QCOMPARE(removal.failures().constLast().second.message, u"locked"_s);
    QCOMPARE(m_scene->documentsOnServer().size(), 21);
    QVERIFY(storeIsThere());
    QCOMPARE(storeRequests(), 0);
    // Each document was tried once.
    QCOMPARE(m_scene->count("DELETE", faultpaths::document()), 45);
}

void tst_StoreRemoval::documentsThatCameMeanwhile()
{
    m_scene->addStores(0, 1);
    m_scene->addDocuments(0, 3);
    StoreRemoval &removal = make();
    connect(&removal, &StoreRemoval::stateChanged, this, [this, added = false](State state) mutable {
        if (state == State::DeletingStore && !std::exchange(added, true))
            m_scene->addDocuments(50, 2);
    });
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Removed);
    QCOMPARE(removal.removedCount(), 5);
    QCOMPARE(removal.total(), 5);
    QVERIFY(removal.failures().isEmpty());
    QCOMPARE(storeRequests(), 2);
}

void tst_StoreRemoval::refusedStoreWithoutDocuments()
{
    m_scene->addStores(0, 1);
    const QByteArray refusal = R"({"error":{"code":400,"status":"FAILED_PRECONDITION","message":"non-empty"}})";
    m_scene->plan("DELETE", faultpaths::store(), faults::answer(400, refusal), 3);
    QCOMPARE(make().state(), State::Ready);
    QVERIFY(run());
    QCOMPARE(m_removal->state(), State::Removed);
    QCOMPARE(storeRequests(), 4);

    m_scene->addStores(0, 1);
    m_scene->server.clearRequests();
    m_scene->plan("DELETE", faultpaths::store(), faults::answer(400, refusal), -1);
    StoreRemoval &removal = make();
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Failed);
    QCOMPARE(storeRequests(), int{StoreRemoval::maxRefusals});
    QCOMPARE(removal.failures().size(), 1);
    QCOMPARE(removal.failures().constFirst().first, StoresScene::store(0));
    QCOMPARE(removal.failures().constFirst().second.message, u"non-empty"_s);
}

void tst_StoreRemoval::serverThatRefusesAll()
{
    m_scene->addStores(0, 1);
    m_scene->addDocuments(0, 60);
    m_scene->plan("DELETE", faultpaths::document(), faults::answer(429), -1);
    StoreRemoval &removal = make();
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Failed);
    // It gives up after 20 refusals and does not try all 60 documents.
    QCOMPARE(removal.failedCount(), 20);
    QCOMPARE(removal.failures().constFirst().second.kind, ErrorKind::RateQuota);
    QVERIFY(storeIsThere());
}

void tst_StoreRemoval::circleOfPages()
{
    m_scene->addStores(0, 1);
    m_scene->planPage(u"documents"_s, {}, u"a"_s);
    m_scene->planPage(u"documents"_s, {}, u"a"_s);
    StoreRemoval &removal = make();
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Failed);
    QCOMPARE(removal.failures().constFirst().second.kind, ErrorKind::Protocol);
}

void tst_StoreRemoval::errorOfTheCount()
{
    m_scene->addStores(0, 1);
    m_scene->plan("GET", faultpaths::store(), faults::answer(403));
    StoreRemoval &removal = make();
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Failed);
    QCOMPARE(removal.failures().constFirst().first, StoresScene::store(0));
    QCOMPARE(removal.failures().constFirst().second.kind, ErrorKind::Permission);
}

void tst_StoreRemoval::stoppedWhileCounting()
{
    m_scene->addStores(0, 1);
    m_scene->addDocuments(0, 1);
    StoreRemoval &removal = make();
    QSignalSpy finished(&removal, &StoreRemoval::finished);
    removal.stop();
    QCOMPARE(removal.state(), State::Ready);
    removal.start();
    removal.stop();
    QCOMPARE(finished.size(), 0);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(removal.state(), State::Stopped);
    QCOMPARE(m_scene->documentsOnServer().size(), 1);
}

void tst_StoreRemoval::stoppedWhileDeleting()
{
    m_scene->addStores(0, 1);
    m_scene->addDocuments(0, 30);
    const int stall = m_scene->plan("DELETE", faultpaths::document(), faults::stallBefore(), -1, 8);
    StoreRemoval &removal = make();
    QSignalSpy finished(&removal, &StoreRemoval::finished);
    removal.start();
    QTRY_COMPARE(m_scene->count("DELETE", faultpaths::document()), 12);
    removal.stop();
    QVERIFY(removal.isRunning());
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(removal.state(), State::Stopped);
    QCOMPARE(removal.removedCount(), 12);
    QCOMPARE(m_scene->documentsOnServer().size(), 18);
    QVERIFY(removal.failures().isEmpty());
    QVERIFY(storeIsThere());
}

void tst_StoreRemoval::stoppedAtTheStore()
{
    m_scene->addStores(0, 1);
    const int stall = m_scene->plan("DELETE", faultpaths::store(), faults::stallBefore());
    StoreRemoval &removal = make();
    removal.start();
    QTRY_COMPARE(storeRequests(), 1);
    removal.stop();
    QVERIFY(removal.isRunning());
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(removal.state(), State::Removed);
}

void tst_StoreRemoval::beginsAnew()
{
    m_scene->addStores(0, 1);
    m_scene->addDocuments(0, 5);
    m_scene->plan("DELETE", QRegularExpression(u"d3$"_s), faults::answer(503));
    StoreRemoval &removal = make();
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Failed);
    QCOMPARE(removal.failures().size(), 1);
    QVERIFY(run());
    QCOMPARE(removal.state(), State::Removed);
    QCOMPARE(removal.removedCount(), 1);
    QVERIFY(removal.failures().isEmpty());
    removal.start();
    QVERIFY(!removal.isRunning());
}

QTEST_GUILESS_MAIN(tst_StoreRemoval)
#include "tst_storeremoval.moc"
