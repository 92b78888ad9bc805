// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentsmodel.h"
#include "tests/unit/items/storesscene.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// DocumentsModel::remove(), which uses BulkRemoval.
class tst_DocumentRemoval final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void removesRowsThatAreConfirmed();
    void keepsRowsThatCannotBeRemoved();
    void noMoreThanFourAtOnce();
    void stops();
    void noNamesEndToo();
    void callsAreWorkedOffInOrder();
    void goesOnForAnotherStore();
    void keepsToItsAccount();

private:
    struct End {
        QStringList removed;
        QList<BulkRemoval::Failure> failed;
    };

    DocumentsModel &model() { return *m_model; }
    int deleteRequests() const { return m_scene->count("DELETE", faultpaths::document()); }

    std::unique_ptr<StoresScene> m_scene;
    std::unique_ptr<DocumentsModel> m_model;
    QList<End> m_ends;
};

void tst_DocumentRemoval::init()
{
    m_ends.clear();
    m_scene = std::make_unique<StoresScene>();
    m_scene->addStores(0, 2);
    m_scene->addDocuments(0, 20);
    m_model = std::make_unique<DocumentsModel>(m_scene->client);
    connect(&model(), &DocumentsModel::removalFinished, this,
            [this](const QStringList &removed, const QList<BulkRemoval::Failure> &failed) {
                m_ends.append({removed, failed});
            });
    model().setStore(StoresScene::store(0));
    model().fetchMore({});
    QTRY_COMPARE(model().rowCount(), 20);
}

void tst_DocumentRemoval::cleanup()
{
    m_model.reset();
    m_scene.reset();
}

void tst_DocumentRemoval::removesRowsThatAreConfirmed()
{
    const int stall = m_scene->plan("DELETE", QRegularExpression(u"d3$"_s), faults::stallBefore());
    model().remove({StoresScene::document(3), StoresScene::document(17), StoresScene::document(3)});
    QCOMPARE(model().rowCount(), 20);
    QTRY_COMPARE(model().rowCount(), 19);
    QVERIFY(model().rowOf(StoresScene::document(3)) >= 0);
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed, (QStringList{StoresScene::document(17), StoresScene::document(3)}));
    QVERIFY(m_ends.constFirst().failed.isEmpty());
    QCOMPARE(m_scene->documentsOnServer().size(), 18);
    for (const RequestRecord &request : m_scene->server.requests()) {
        if (request.method == "DELETE"_ba)
            QCOMPARE(request.query, "force=true"_ba);
    }
}

void tst_DocumentRemoval::keepsRowsThatCannotBeRemoved()
{
    m_scene->plan("DELETE", QRegularExpression(u"d1$"_s), faults::answer(503));
    QVERIFY(m_scene->server.stores().removeDocument(StoresScene::document(2)));
    model().remove(StoresScene::documents(0, 3));
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed.size(), 2);
    QCOMPARE(m_ends.constFirst().failed.size(), 1);
    QCOMPARE(m_ends.constFirst().failed.constFirst().first, StoresScene::document(1));
    QCOMPARE(m_ends.constFirst().failed.constFirst().second.kind, ErrorKind::ServerBusy);
    QCOMPARE(model().rowCount(), 18);
    QVERIFY(model().rowOf(StoresScene::document(1)) >= 0);
}

void tst_DocumentRemoval::noMoreThanFourAtOnce()
{
    const int stall = m_scene->plan("DELETE", faultpaths::document(), faults::stallBefore(), -1);
    model().remove(StoresScene::documents(0, 20));
    QTRY_COMPARE(deleteRequests(), 4);
    model().refresh();
    QTRY_COMPARE(model().loading(), DocumentsModel::Loading::Complete);
    QCOMPARE(deleteRequests(), 4);
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed.size(), 20);
    QCOMPARE(model().rowCount(), 0);
}

void tst_DocumentRemoval::stops()
{
    BulkRemoval removal;
    connect(&removal, &BulkRemoval::finished, this,
            [this](const QStringList &removed, const QList<BulkRemoval::Failure> &failed) {
                m_ends.append({removed, failed});
            });
    const BulkRemoval::Call call = [this](const QString &name, QObject *context, auto callback) {
        m_scene->client.deleteDocument(name, true, context, std::move(callback));
    };
    const int stall = m_scene->plan("DELETE", faultpaths::document(), faults::stallBefore(), -1);
    removal.remove(StoresScene::documents(0, 10), call);
    removal.remove(StoresScene::documents(10, 5), call);
    QTRY_COMPARE(deleteRequests(), 4);
    QVERIFY(removal.isRunning());
    removal.stop();
    QCOMPARE(m_ends.size(), 0);
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(m_ends.size(), 2);
    QCOMPARE(m_ends.at(0).removed.size(), 4);
    QCOMPARE(m_ends.at(0).failed.size(), 6);
    QCOMPARE(m_ends.at(1).removed.size(), 0);
    QCOMPARE(m_ends.at(1).failed.size(), 5);
    for (const auto &[name, error] : m_ends.at(0).failed + m_ends.at(1).failed)
        QCOMPARE(error.kind, ErrorKind::Cancelled);
    QCOMPARE(deleteRequests(), 4);
    QVERIFY(!removal.isRunning());
    QCOMPARE(m_scene->documentsOnServer().size(), 16);
}

void tst_DocumentRemoval::noNamesEndToo()
{
    model().remove({});
    QCOMPARE(m_ends.size(), 0);
    QTRY_COMPARE(m_ends.size(), 1);
    QVERIFY(m_ends.constFirst().removed.isEmpty());
}

void tst_DocumentRemoval::callsAreWorkedOffInOrder()
{
    model().remove(StoresScene::documents(0, 6));
    model().remove(StoresScene::documents(6, 2));
    QTRY_COMPARE(m_ends.size(), 2);
    QCOMPARE(m_ends.at(0).removed.size(), 6);
    QCOMPARE(m_ends.at(1).removed.size(), 2);
    QCOMPARE(model().rowCount(), 12);
}

void tst_DocumentRemoval::goesOnForAnotherStore()
{
    model().remove(StoresScene::documents(0, 20));
    model().setStore(StoresScene::store(1));
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed.size(), 20);
    QVERIFY(m_scene->documentsOnServer().isEmpty());
}

void tst_DocumentRemoval::keepsToItsAccount()
{
    model().remove(StoresScene::documents(0, 20));
    // Nothing listens on this port.
    m_scene->client.setRequests(RequestFactory({QUrl(u"http://127.0.0.1:9"_s), u"v1beta"_s}, "other"),
                                CollectionChoice::Automatic);
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed.size(), 20);
}

QTEST_GUILESS_MAIN(tst_DocumentRemoval)
#include "tst_documentremoval.moc"
