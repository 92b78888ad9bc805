// SPDX-License-Identifier: Apache-2.0
#include "models/items/badge.h"
#include "tests/unit/items/filesscene.h"

#include <QSignalSpy>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;

using Loading = FilesModel::Loading;

class tst_FilesModel final : public QObject {
    Q_OBJECT

private slots:
    void init() { m_scene = std::make_unique<FilesScene>(); }
    void cleanup() { m_scene.reset(); }

    void sendsNothingWithoutAnAccount();
    void readsPageByPage();
    void emptyAccountIsComplete();
    void testerMayFetchAtAnyTime();
    void emptyPageIsFollowedByTheNext();
    void pageOfKnownFilesIsFollowedByTheNext();
    void repeatedTokenStops();
    void endlessEmptyPagesStop();
    void failureWaitsForRetry();
    void passingFailureIsAskedAgain();
    void refusedPageTokenBeginsAgain();
    void unreadableEntriesAreCounted();
    void nameOccursOnce();
    void resetEmptiesAndAborts();
    void tellsEachChangeOfLoading();
    void upsertAddsAndReplaces();
    void replacesOnlyWhatChanged_data();
    void replacesOnlyWhatChanged();
    void dropTakesOneRow();
    void droppedFileDoesNotComeBackWithAnOldPage();
    void sumsSizes();
    void roles();
    void headers();
    void timesAreRepainted();

private:
    FilesModel &model() { return m_scene->model; }

    std::unique_ptr<FilesScene> m_scene;
};

void tst_FilesModel::sendsNothingWithoutAnAccount()
{
    QCOMPARE(model().loading(), Loading::Inactive);
    QVERIFY(!model().canFetchMore({}));
    model().fetchMore({});
    model().refresh();
    model().retry();
    model().upsert(FilesScene::file(1));
    QCOMPARE(model().loading(), Loading::Inactive);
    QCOMPARE(model().rowCount(), 0);

    // The first request that the server sees is the one of the active model.
    m_scene->loadAll();
    QCOMPARE(m_scene->listRequests(), 1);
}

void tst_FilesModel::readsPageByPage()
{
    m_scene->addFiles(0, 250);
    QSignalSpy seen(&model(), &FilesModel::fileSeen);
    model().reset(true);
    QCOMPARE(model().loading(), Loading::Partial);
    QVERIFY(model().canFetchMore({}));
    model().fetchMore({});
    QVERIFY(!model().canFetchMore({}));
    model().fetchMore({});
    QTRY_COMPARE(model().loading(), Loading::Partial);
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 100));
    QCOMPARE(m_scene->listRequests(), 1);
    QCOMPARE(m_scene->listQuery(0), "pageSize=100"_ba);

    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Partial);
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 250));
    QCOMPARE(m_scene->listRequests(), 3);
    QVERIFY(m_scene->listQuery(2).startsWith("pageSize=100&pageToken="));
    QVERIFY(!model().canFetchMore({}));
    QVERIFY(!model().canFetchMore(model().index(0, 0)));
    QCOMPARE(seen.size(), 250);
    QCOMPARE(model().rowOf(FilesScene::name(249)), 249);
    QCOMPARE(model().rowOf(u"files/other"_s), -1);
}

void tst_FilesModel::emptyAccountIsComplete()
{
    m_scene->loadAll();
    QCOMPARE(model().rowCount(), 0);
    QCOMPARE(model().columnCount(), int{FilesModel::ColumnCount});
}

void tst_FilesModel::testerMayFetchAtAnyTime()
{
    m_scene->addFiles(0, 350);
    QAbstractItemModelTester tester(&model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_scene->loadAll();
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 350));
    QCOMPARE(m_scene->listRequests(), 4);
}

void tst_FilesModel::emptyPageIsFollowedByTheNext()
{
    m_scene->answerPage({}, u"one"_s);
    m_scene->answerPage({}, u"two+/="_s);
    m_scene->answerPage(FilesScene::names(0, 5), u"three"_s);
    m_scene->answerPage({}, u"four"_s);
    m_scene->answerPage({}, {});
    model().reset(true);
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Partial);
    QCOMPARE(model().rowCount(), 5);
    QCOMPARE(m_scene->listQuery(1), "pageSize=100&pageToken=one"_ba);
    QCOMPARE(QUrl::fromPercentEncoding(m_scene->listQuery(2)), u"pageSize=100&pageToken=two+/="_s);
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Complete);
    QVERIFY(m_scene->server.faults().allFired());
}

void tst_FilesModel::pageOfKnownFilesIsFollowedByTheNext()
{
    m_scene->answerPage(FilesScene::names(0, 3), u"one"_s);
    m_scene->answerPage(FilesScene::names(0, 3), u"two"_s);
    m_scene->answerPage(FilesScene::names(3, 1), {});
    model().reset(true);
    m_scene->loadPage();
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 4));
}

void tst_FilesModel::repeatedTokenStops()
{
    m_scene->answerPage(FilesScene::names(0, 2), u"one"_s);
    m_scene->answerPage(FilesScene::names(2, 2), u"two"_s);
    m_scene->answerPage(FilesScene::names(4, 2), u"one"_s);
    model().reset(true);
    while (model().canFetchMore({}))
        m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Failed);
    QVERIFY(model().loadError());
    QCOMPARE(model().loadError()->kind, ErrorKind::Protocol);
    QCOMPARE(model().rowCount(), 6);

    m_scene->answerPage(FilesScene::names(0, 6), {});
    model().retry();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->listQuery(3), "pageSize=100"_ba);
    QVERIFY(!model().loadError());
    QCOMPARE(model().rowCount(), 6);
}

void tst_FilesModel::endlessEmptyPagesStop()
{
    for (int i = 0; i < 120; ++i)
        m_scene->answerPage({}, u"token%1"_s.arg(i));
    model().reset(true);
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::Protocol);
    QCOMPARE(m_scene->listRequests(), 100);
}

void tst_FilesModel::failureWaitsForRetry()
{
    m_scene->addFiles(0, 250);
    model().reset(true);
    m_scene->loadPage();
    m_scene->loadPage();
    m_scene->answerError(500, R"({"error":{"code":500,"message":"Failed to convert server response to JSON"}})");
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::ServerBusy);
    QCOMPARE(model().rowCount(), 200);
    QVERIFY(!model().canFetchMore({}));
    model().fetchMore({});
    QCOMPARE(model().loading(), Loading::Failed);

    model().retry();
    QCOMPARE(model().loading(), Loading::Loading);
    QVERIFY(!model().loadError());
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 250));
    QCOMPARE(m_scene->listQuery(3), m_scene->listQuery(2));
}

/// An upload has added a row meanwhile.
void tst_FilesModel::passingFailureIsAskedAgain()
{
    model().setRetries({.base = std::chrono::milliseconds(100)});
    m_scene->addFiles(0, 3);
    m_scene->answerError(500);
    m_scene->answerError(503);
    model().reset(true);
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Failed);
    model().upsert(FilesScene::file(1));
    QCOMPARE(model().rowCount(), 1);
    QVERIFY(model().loadError());
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(model().rowCount(), 3);
    QCOMPARE(m_scene->listRequests(), 3);
}

void tst_FilesModel::refusedPageTokenBeginsAgain()
{
    const auto refusal = R"({"error":{"code":400,"message":"Invalid page token","status":"INVALID_ARGUMENT"}})"_ba;
    m_scene->addFiles(0, 250);
    model().reset(true);
    m_scene->loadPage();
    m_scene->answerError(400, refusal);
    m_scene->loadPage();
    QTRY_COMPARE(model().loading(), Loading::Partial);
    QVERIFY(!m_scene->listQuery(2).contains("pageToken"));
    // It does not help twice.
    m_scene->answerError(400, refusal);
    m_scene->loadPage();
    QCOMPARE(model().loading(), Loading::Failed);
    QCOMPARE(model().loadError()->kind, ErrorKind::ReadRefused);
    QVERIFY(model().rowCount() > 0);
}

void tst_FilesModel::unreadableEntriesAreCounted()
{
    m_scene->answerPage({u"files/a"_s, QString(), QString()}, {});
    m_scene->loadAll();
    QCOMPARE(model().rowCount(), 1);
    QCOMPARE(model().unreadableCount(), 2);
    model().refresh();
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(model().unreadableCount(), 0);
}

void tst_FilesModel::nameOccursOnce()
{
    m_scene->answerPage({u"files/a"_s, u"files/b"_s, u"files/a"_s}, {});
    m_scene->loadAll();
    QCOMPARE(m_scene->rows(), (QStringList{u"files/a"_s, u"files/b"_s}));
}

void tst_FilesModel::resetEmptiesAndAborts()
{
    m_scene->addFiles(0, 150);
    model().reset(true);
    m_scene->loadPage();
    const int stall = m_scene->answerStalled();
    model().fetchMore({});
    QTRY_COMPARE(m_scene->listRequests(), 2);
    model().reset(false);
    QCOMPARE(model().rowCount(), 0);
    QCOMPARE(model().loading(), Loading::Inactive);
    QCOMPARE(model().rowOf(FilesScene::name(0)), -1);
    m_scene->server.faults().release(stall);

    m_scene->loadAll();
    QCOMPARE(m_scene->rows(), FilesScene::names(0, 150));
}

void tst_FilesModel::tellsEachChangeOfLoading()
{
    m_scene->addFiles(0, 101);
    QList<Loading> told;
    connect(&model(), &FilesModel::loadingChanged, this, [&told](Loading loading) { told.append(loading); });
    m_scene->loadAll();
    model().reset(false);
    const QList<Loading> expected{Loading::Partial, Loading::Loading,  Loading::Partial,
                                  Loading::Loading, Loading::Complete, Loading::Inactive};
    QCOMPARE(told, expected);
}

void tst_FilesModel::upsertAddsAndReplaces()
{
    m_scene->addFiles(0, 3);
    m_scene->loadAll();
    QSignalSpy seen(&model(), &FilesModel::fileSeen);
    QSignalSpy inserted(&model(), &FilesModel::rowsInserted);
    model().upsert(FilesScene::file(7));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model().rowOf(FilesScene::name(7)), 3);
    QCOMPARE(seen.size(), 1);

    RemoteFile changed = FilesScene::file(1);
    changed.state = RemoteFile::State::Failed;
    model().upsert(changed);
    QCOMPARE(model().fileAt(1), changed);
    QCOMPARE(seen.size(), 2);
    QCOMPARE(inserted.size(), 1);
}

void tst_FilesModel::replacesOnlyWhatChanged_data()
{
    using enum FilesModel::Column;
    using Ranges = QList<std::pair<int, int>>;
    QTest::addColumn<QJsonObject>("changes");
    QTest::addColumn<Ranges>("expected");
    QTest::newRow("nothing") << QJsonObject() << Ranges();
    QTest::newRow("state") << QJsonObject{{u"state"_s, u"FAILED"_s}} << Ranges{{StateColumn, StateColumn}};
    QTest::newRow("state and duration") << QJsonObject{{u"state"_s, u"FAILED"_s},
                                                       {u"videoMetadata"_s, QJsonObject{{u"videoDuration"_s, u"2s"_s}}}}
                                        << Ranges{{StateColumn, DurationColumn}};
    QTest::newRow("name and update time")
        << QJsonObject{{u"displayName"_s, u"x"_s}, {u"updateTime"_s, u"2026-01-01T00:00:00Z"_s}}
        << Ranges{{NameColumn, NameColumn}, {UpdatedColumn, UpdatedColumn}};
    QTest::newRow("hash") << QJsonObject{{u"sha256Hash"_s, QString::fromLatin1(QByteArray(32, 'x').toBase64())}}
                          << Ranges{{HashColumn, HashColumn}};
}

void tst_FilesModel::replacesOnlyWhatChanged()
{
    using Ranges = QList<std::pair<int, int>>;
    QFETCH(QJsonObject, changes);
    QFETCH(Ranges, expected);
    m_scene->addFiles(0, 3);
    m_scene->loadAll();
    QSignalSpy seen(&model(), &FilesModel::fileSeen);
    Ranges told;
    connect(&model(), &FilesModel::dataChanged, this, [&told](const QModelIndex &first, const QModelIndex &last) {
        QCOMPARE(first.row(), 1);
        QCOMPARE(last.row(), 1);
        told.append({first.column(), last.column()});
    });
    QJsonObject json = FilesScene::fileJson(1);
    for (auto it = changes.constBegin(); it != changes.constEnd(); ++it)
        json.insert(it.key(), it.value());
    model().upsert(*RemoteFile::fromJson(json));
    QCOMPARE(told, expected);
    QCOMPARE(seen.size(), expected.isEmpty() ? 0 : 1);
}

void tst_FilesModel::dropTakesOneRow()
{
    m_scene->addFiles(0, 5);
    m_scene->loadAll();
    QSignalSpy gone(&model(), &FilesModel::fileGone);
    model().drop(FilesScene::name(2));
    model().drop(u"files/other"_s);
    QCOMPARE(gone.size(), 1);
    QCOMPARE(m_scene->rows(),
             (QStringList{FilesScene::name(0), FilesScene::name(1), FilesScene::name(3), FilesScene::name(4)}));
    for (int row = 0; row < model().rowCount(); ++row)
        QCOMPARE(model().rowOf(model().fileAt(row).name), row);
    QCOMPARE(model().rowOf(FilesScene::name(2)), -1);
}

void tst_FilesModel::droppedFileDoesNotComeBackWithAnOldPage()
{
    m_scene->addFiles(0, 3);
    m_scene->loadAll();
    const int stall = m_scene->answerStalled();
    model().refresh();
    QTRY_COMPARE(m_scene->listRequests(), 2);
    model().drop(FilesScene::name(1));
    m_scene->server.faults().release(stall);
    QTRY_COMPARE(model().loading(), Loading::Complete);
    QCOMPARE(m_scene->rows(), (QStringList{FilesScene::name(0), FilesScene::name(2)}));
}

void tst_FilesModel::sumsSizes()
{
    m_scene->addFiles(0, 3);
    m_scene->loadAll();
    QCOMPARE(model().totalBytes(), qint64{3003});
    RemoteFile file = FilesScene::file(9);
    file.sizeBytes.reset();
    model().upsert(file);
    QCOMPARE(model().totalBytes(), qint64{3003});
    file.sizeBytes = std::numeric_limits<qint64>::max();
    model().upsert(file);
    QCOMPARE(model().totalBytes(), std::numeric_limits<qint64>::max());
}

void tst_FilesModel::roles()
{
    model().setClock([] { return QDateTime(QDate(2026, 1, 1), QTime(12, 0), Qt::UTC); });
    model().reset(true);
    RemoteFile file = FilesScene::file(0);
    file.expirationTime = Timestamp::fromText(u"2026-01-01T17:59:00Z");
    model().upsert(file);
    const auto data = [this](int column, int role) { return model().index(0, column).data(role); };
    QCOMPARE(data(FilesModel::NameColumn, Qt::DisplayRole).toString(), u"file 0.txt"_s);
    QCOMPARE(data(FilesModel::SizeColumn, Qt::DisplayRole).toString(), u"1.0 kB"_s);
    QCOMPARE(data(FilesModel::SizeColumn, FilesModel::SortRole).toLongLong(), 1000);
    QVERIFY(data(FilesModel::SizeColumn, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QCOMPARE(data(FilesModel::ExpiresColumn, Qt::DisplayRole).toString(), u"in 5 h"_s);
    QCOMPARE(data(FilesModel::ExpiresColumn, Qt::AccessibleTextRole).toString(), u"expires in 5 hours"_s);
    const auto badge = data(FilesModel::ExpiresColumn, FilesModel::BadgeRole).value<Badge>();
    QCOMPARE(badge.tone, Badge::Tone::Warning);
    QVERIFY(!data(FilesModel::NameColumn, FilesModel::BadgeRole).isValid());
    QVERIFY(!data(FilesModel::NameColumn, Qt::ToolTipRole).isValid());
    for (int column = 0; column < FilesModel::ColumnCount; ++column) {
        QCOMPARE(data(column, FilesModel::ResourceNameRole).toString(), file.name);
        QCOMPARE(data(column, FilesModel::FileRole).value<RemoteFile>(), file);
    }
}

void tst_FilesModel::headers()
{
    QCOMPARE(model().headerData(FilesModel::HashColumn, Qt::Horizontal).toString(), u"SHA-256"_s);
    QVERIFY(model().headerData(FilesModel::SizeColumn, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QVERIFY(!model().headerData(FilesModel::ColumnCount, Qt::Horizontal).isValid());
    QVERIFY(!model().headerData(-1, Qt::Horizontal).isValid());
    QVERIFY(!model().headerData(0, Qt::Vertical).isValid());
}

void tst_FilesModel::timesAreRepainted()
{
    QSignalSpy changed(&model(), &FilesModel::dataChanged);
    model().refreshTimes();
    QCOMPARE(changed.size(), 0);
    m_scene->addFiles(0, 3);
    m_scene->loadAll();
    model().refreshTimes();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), model().index(0, FilesModel::ExpiresColumn));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), model().index(2, FilesModel::ExpiresColumn));
}

QTEST_GUILESS_MAIN(tst_FilesModel)
#include "tst_filesmodel.moc"
