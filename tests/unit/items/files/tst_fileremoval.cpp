// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/items/filesscene.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// FilesModel::remove(), which uses BulkRemoval.
class tst_FileRemoval final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup() { m_scene.reset(); }

    void removesRowsThatAreConfirmed();
    void keepsRowsThatCannotBeRemoved();
    void missingFileCountsAsRemoved();
    void noMoreThanFourAtOnce();
    void nameIsDeletedOnce();
    void noNamesEndToo();
    void callsAreWorkedOffInOrder();
    void resetEndsThemAsCancelled();
    void resetFromWithinASignal();

private:
    struct End {
        QStringList removed;
        QList<BulkRemoval::Failure> failed;
    };

    FilesModel &model() { return m_scene->model; }
    int planDelete(const QString &name, const FaultAction &action, int times = 1)
    {
        return m_scene->server.faults().add({"DELETE", QRegularExpression(name), {}, 0, times, action});
    }
    int deleteRequests() const
    {
        const QList<RequestRecord> records = m_scene->server.requests();
        return static_cast<int>(std::ranges::count(records, "DELETE"_ba, &RequestRecord::method));
    }

    std::unique_ptr<FilesScene> m_scene;
    QList<End> m_ends;
};

void tst_FileRemoval::init()
{
    m_ends.clear();
    m_scene = std::make_unique<FilesScene>();
    connect(&model(), &FilesModel::removalFinished, this,
            [this](const QStringList &removed, const QList<BulkRemoval::Failure> &failed) {
                m_ends.append({removed, failed});
            });
    m_scene->addFiles(0, 20);
    m_scene->loadAll();
}

void tst_FileRemoval::removesRowsThatAreConfirmed()
{
    QSignalSpy gone(&model(), &FilesModel::fileGone);
    const int stall = planDelete(u"f3$"_s, faults::stallBefore());
    model().remove({FilesScene::name(3), FilesScene::name(17)});
    QCOMPARE(model().rowCount(), 20);
    QTRY_COMPARE(model().rowCount(), 19);
    QVERIFY(model().rowOf(FilesScene::name(3)) >= 0);
    QCOMPARE(m_ends.size(), 0);
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed, (QStringList{FilesScene::name(17), FilesScene::name(3)}));
    QVERIFY(m_ends.constFirst().failed.isEmpty());
    QCOMPARE(model().rowCount(), 18);
    QCOMPARE(gone.size(), 2);
    QCOMPARE(m_scene->server.files().size(), 18);
}

void tst_FileRemoval::keepsRowsThatCannotBeRemoved()
{
    planDelete(u"f1$"_s, faults::answer(503));
    planDelete(u"f2$"_s, faults::answer(429));
    model().remove(FilesScene::names(0, 4));
    QTRY_COMPARE(m_ends.size(), 1);
    QStringList removed = m_ends.constFirst().removed;
    removed.sort();
    QCOMPARE(removed, (QStringList{FilesScene::name(0), FilesScene::name(3)}));
    QMap<QString, ErrorKind> failed;
    for (const auto &[name, error] : m_ends.constFirst().failed)
        failed.insert(name, error.kind);
    QCOMPARE(failed, (QMap<QString, ErrorKind>{{FilesScene::name(1), ErrorKind::ServerBusy},
                                               {FilesScene::name(2), ErrorKind::RateQuota}}));
    QVERIFY(model().rowOf(FilesScene::name(1)) >= 0);
    QVERIFY(model().rowOf(FilesScene::name(2)) >= 0);
    QCOMPARE(model().rowCount(), 18);
}

void tst_FileRemoval::missingFileCountsAsRemoved()
{
    QVERIFY(m_scene->server.removeFile(FilesScene::name(5)));
    model().remove({FilesScene::name(5)});
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed, QStringList{FilesScene::name(5)});
    QCOMPARE(model().rowOf(FilesScene::name(5)), -1);
}

void tst_FileRemoval::noMoreThanFourAtOnce()
{
    const int stall = planDelete(u"files"_s, faults::stallBefore(), -1);
    model().remove(FilesScene::names(0, 20));
    QTRY_COMPARE(deleteRequests(), 4);
    // Another request is answered, and there are still four.
    model().refresh();
    QTRY_COMPARE(model().loading(), FilesModel::Loading::Complete);
    QCOMPARE(deleteRequests(), 4);
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed.size(), 20);
    QCOMPARE(model().rowCount(), 0);
}

void tst_FileRemoval::nameIsDeletedOnce()
{
    model().remove({FilesScene::name(1), FilesScene::name(1)});
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(m_ends.constFirst().removed, QStringList{FilesScene::name(1)});
    QCOMPARE(deleteRequests(), 1);
}

void tst_FileRemoval::noNamesEndToo()
{
    model().remove({});
    QCOMPARE(m_ends.size(), 0);
    QTRY_COMPARE(m_ends.size(), 1);
    QVERIFY(m_ends.constFirst().removed.isEmpty());
}

void tst_FileRemoval::callsAreWorkedOffInOrder()
{
    model().remove(FilesScene::names(0, 6));
    model().remove(FilesScene::names(6, 2));
    QTRY_COMPARE(m_ends.size(), 2);
    QCOMPARE(m_ends.at(0).removed.size(), 6);
    QCOMPARE(m_ends.at(1).removed.size(), 2);
    QCOMPARE(m_scene->rows(), FilesScene::names(8, 12));
}

void tst_FileRemoval::resetEndsThemAsCancelled()
{
    planDelete(u"f1$"_s, faults::stallBefore());
    model().remove(FilesScene::names(0, 2));
    model().remove(FilesScene::names(2, 6));
    QTRY_COMPARE(model().rowOf(FilesScene::name(0)), -1);
    model().reset(false);
    QCOMPARE(m_ends.size(), 2);
    QCOMPARE(m_ends.at(0).removed, QStringList{FilesScene::name(0)});
    QCOMPARE(m_ends.at(0).failed.size(), 1);
    QCOMPARE(m_ends.at(0).failed.constFirst().first, FilesScene::name(1));
    QCOMPARE(m_ends.at(0).failed.constFirst().second.kind, ErrorKind::Cancelled);
    QCOMPARE(m_ends.at(1).failed.size(), 6);
}

void tst_FileRemoval::resetFromWithinASignal()
{
    connect(&model(), &FilesModel::fileGone, this, [this] { model().reset(false); });
    model().remove({FilesScene::name(0)});
    QTRY_COMPARE(m_ends.size(), 1);
    QCOMPARE(model().loading(), FilesModel::Loading::Inactive);
    disconnect(&model(), &FilesModel::fileGone, this, nullptr);
    m_scene->loadAll();
    QCOMPARE(m_ends.size(), 1);
}

QTEST_GUILESS_MAIN(tst_FileRemoval)
#include "tst_fileremoval.moc"
