// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadsmodel.h"

#include "tests/support/queuefixture.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_UploadsModel final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsAFileUntilItIsDone();
    void queuedAndCancelled();
    void failedAndWaiting();
    void progressWhileSending();
    void rowsLeave();
    void rowsMove_data();
    void rowsMove();
    void changesAreOneRowWide();
    void storesHaveTheirTitles();
    void headers();

private:
    void open(const UploadEngine::Options &options = QueueFixture::quickOptions());
    QString write(const QString &name, qint64 size);
    UploadQueue &queue() { return m_fixture->queue(); }
    QVariant cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return m_model->index(row, column).data(role);
    }
    QString state(int row) const { return cell(row, UploadsModel::StateColumn).toString(); }

    std::unique_ptr<QueueFixture> m_fixture;
    std::unique_ptr<UploadsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_UploadsModel::init()
{
    m_fixture = std::make_unique<QueueFixture>();
}

void tst_UploadsModel::open(const UploadEngine::Options &options)
{
    m_fixture->options = options;
    QVERIFY(m_fixture->openQueue());
    queue().setParallelUploads(1);
    m_model = std::make_unique<UploadsModel>(queue());
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void tst_UploadsModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_fixture.reset();
}

QString tst_UploadsModel::write(const QString &name, qint64 size)
{
    return m_fixture->writeFile(name, QByteArray(static_cast<qsizetype>(size), 'a'));
}

void tst_UploadsModel::showsAFileUntilItIsDone()
{
    open();
    QSignalSpy inserted(m_model.get(), &UploadsModel::rowsInserted);
    QVERIFY(m_fixture->addAndFinish({write(u"a\nb.txt"_s, 4200), write(u"empty.txt"_s, 0)}));
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->columnCount(), int{UploadsModel::ColumnCount});
    QCOMPARE(cell(0, UploadsModel::NameColumn).toString(), u"a␊b.txt"_s);
    QCOMPARE(cell(0, UploadsModel::NameColumn, UploadsModel::SortRole).toString(), u"a\nb.txt"_s);
    QCOMPARE(cell(0, UploadsModel::SizeColumn).toString(), u"4.2 kB"_s);
    QCOMPARE(cell(0, UploadsModel::SizeColumn, Qt::AccessibleTextRole).toString(), u"size 4.2 kB"_s);
    QCOMPARE(state(0), u"Done"_s);
    QCOMPARE(state(1), u"Done"_s);
    QCOMPARE(cell(1, UploadsModel::ProgressColumn).toString(), u"100 %"_s);
    QCOMPARE(cell(1, UploadsModel::ProgressColumn, UploadsModel::ProgressRole).toDouble(), 1.0);
    QCOMPARE(cell(1, UploadsModel::ProgressColumn, UploadsModel::ConfirmedRole).toDouble(), 1.0);
    QVERIFY(!cell(1, UploadsModel::NameColumn, UploadsModel::ProgressRole).isValid());
    QVERIFY(!cell(1, UploadsModel::NameColumn, UploadsModel::ConfirmedRole).isValid());
    for (int column = 0; column < UploadsModel::ColumnCount; ++column) {
        QCOMPARE(cell(1, column, UploadsModel::IdRole).value<UploadTask::Id>(), queue().taskAt(1).id);
        QCOMPARE(cell(1, column, UploadsModel::TaskRole).value<UploadTask>().path, queue().taskAt(1).path);
    }
    QVERIFY(cell(0, UploadsModel::SizeColumn, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QVERIFY(cell(0, UploadsModel::NameColumn, Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
    QVERIFY(!cell(0, UploadsModel::NameColumn, Qt::ToolTipRole).isValid());
}

void tst_UploadsModel::queuedAndCancelled()
{
    open();
    m_fixture->server().faults().add({"POST", {}, {}, 0, -1, faults::stallBefore()});
    QVERIFY(m_fixture->add({write(u"a.txt"_s, 10), write(u"b.txt"_s, 10)}));
    QTRY_COMPARE(state(0), u"Starting"_s);
    QCOMPARE(state(1), u"Queued"_s);
    queue().cancelAll();
    QTRY_COMPARE(state(1), u"Cancelled"_s);
    QTRY_COMPARE(state(0), u"Cancelled"_s);
}

void tst_UploadsModel::failedAndWaiting()
{
    UploadEngine::Options options;
    options.retries = {std::chrono::hours(1), std::chrono::hours(1), 4};
    open(options);
    m_fixture->server().faults().add({"POST", {}, {}, 0, 1, faults::answer(400)});
    m_fixture->server().faults().add({"POST", {}, {}, 0, 1, faults::answer(503)});
    QVERIFY(m_fixture->add({write(u"a.txt"_s, 10), write(u"b.txt"_s, 10)}));
    QTRY_COMPARE(state(0), u"Failed"_s);
    QTRY_COMPARE(state(1), u"Waiting to retry"_s);
    QCOMPARE(cell(1, UploadsModel::StateColumn, UploadsModel::SortRole).toInt(), int(UploadTask::State::Waiting));
    QVERIFY(cell(1, UploadsModel::NextStepColumn, UploadsModel::SortRole).toDateTime() >
            QDateTime::currentDateTimeUtc());
    QCOMPARE(cell(1, UploadsModel::AttemptsColumn).toString(), u"1"_s);
}

void tst_UploadsModel::progressWhileSending()
{
    open();
    m_fixture->server().faults().add({"POST", {}, "upload, finalize", 0, 1, faults::slowBody(qint64{1024} * 1024)});
    QVERIFY(m_fixture->add({write(u"large.txt"_s, qint64{12} * 1024 * 1024)}));
    const auto progress = [this] {
        return cell(0, UploadsModel::ProgressColumn, UploadsModel::ProgressRole).toDouble();
    };
    QTRY_VERIFY(progress() > 0);
    QTRY_VERIFY(!cell(0, UploadsModel::TimeLeftColumn).toString().isEmpty());
    QVERIFY(progress() < 1);
    // The whole file goes in one request, so the server has confirmed nothing yet.
    QCOMPARE(cell(0, UploadsModel::ProgressColumn, UploadsModel::ConfirmedRole).toDouble(), 0.0);
    QVERIFY(cell(0, UploadsModel::SpeedColumn).toString().endsWith(u"/s"_s));
    QVERIFY(cell(0, UploadsModel::SpeedColumn, UploadsModel::SortRole).toDouble() > 0);
    queue().cancelAll();
    QTRY_COMPARE(state(0), u"Cancelled"_s);
}

void tst_UploadsModel::rowsLeave()
{
    open();
    QVERIFY(m_fixture->addAndFinish({write(u"a.txt"_s, 1), write(u"b.txt"_s, 1), write(u"c.txt"_s, 1)}));
    queue().discard({queue().taskAt(1).id});
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(cell(1, UploadsModel::NameColumn).toString(), u"c.txt"_s);
    queue().clearFinished();
    QTRY_COMPARE(m_model->rowCount(), 0);
}

void tst_UploadsModel::rowsMove_data()
{
    QTest::addColumn<int>("from");
    QTest::addColumn<int>("to");
    QTest::addColumn<QString>("order");
    QTest::newRow("one up") << 1 << 0 << u"bacd"_s;
    QTest::newRow("one down") << 1 << 2 << u"acbd"_s;
    QTest::newRow("to the front") << 3 << 0 << u"dabc"_s;
    QTest::newRow("to the end") << 0 << 3 << u"bcda"_s;
}

void tst_UploadsModel::rowsMove()
{
    QFETCH(const int, from);
    QFETCH(const int, to);
    open();
    queue().setPaused(true);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, 1), write(u"b.txt"_s, 1), write(u"c.txt"_s, 1), write(u"d.txt"_s, 1)}));
    const QPersistentModelIndex moved = m_model->index(from, UploadsModel::NameColumn);
    const QString name = moved.data().toString();
    queue().move({queue().taskAt(from).id}, to);
    QTRY_COMPARE(moved.row(), to);
    QCOMPARE(moved.data().toString(), name);
    QString order;
    for (int row = 0; row < m_model->rowCount(); ++row)
        order += cell(row, UploadsModel::NameColumn).toString().front();
    QTEST(order, "order");
}

void tst_UploadsModel::changesAreOneRowWide()
{
    open();
    queue().setPaused(true);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, 1), write(u"b.txt"_s, 1)}));
    QSignalSpy changed(m_model.get(), &UploadsModel::dataChanged);
    queue().cancel({queue().taskAt(1).id});
    QTRY_VERIFY(!changed.isEmpty());
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), m_model->index(1, 0));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), m_model->index(1, UploadsModel::ColumnCount - 1));
}

void tst_UploadsModel::storesHaveTheirTitles()
{
    const QString store = u"fileSearchStores/museum-1"_s;
    m_fixture->server().stores().addStore({{u"name"_s, store}});
    open();
    queue().setPaused(true);
    QVERIFY(m_fixture->add({write(u"a.txt"_s, 10)}));
    QVERIFY(m_fixture->addIntoStore({write(u"b.txt"_s, 10)}, [&store](const QString &) {
        return StoreUpload{store, {}, {}};
    }));
    QTRY_COMPARE(m_model->rowCount(), 2);
    QCOMPARE(cell(1, UploadsModel::TargetColumn).toString(), store);
    m_model->setStoreTitles([](const QString &name) { return u"Title of "_s + name; });
    QCOMPARE(cell(0, UploadsModel::TargetColumn).toString(), u"Files"_s);
    const QString title = u"Title of "_s + store;
    QCOMPARE(cell(1, UploadsModel::TargetColumn).toString(), title);
    QCOMPARE(cell(1, UploadsModel::TargetColumn, Qt::AccessibleTextRole).toString(), u"to "_s + title);
    QCOMPARE(cell(1, UploadsModel::TargetColumn, UploadsModel::SortRole).toString(), title);
}

void tst_UploadsModel::headers()
{
    open();
    QStringList titles;
    for (int column = 0; column < UploadsModel::ColumnCount; ++column)
        titles.append(m_model->headerData(column, Qt::Horizontal).toString());
    QCOMPARE(titles, (QStringList{u"Name"_s, u"State"_s, u"Progress"_s, u"Size"_s, u"Speed"_s, u"Time left"_s,
                                  u"Status"_s, u"Retries"_s, u"Target"_s}));
    QVERIFY(m_model->headerData(UploadsModel::SizeColumn, Qt::Horizontal, Qt::TextAlignmentRole).toInt() &
            Qt::AlignRight);
    QVERIFY(!m_model->headerData(UploadsModel::ColumnCount, Qt::Horizontal).isValid());
    QVERIFY(!m_model->headerData(0, Qt::Vertical).isValid());
}

QTEST_GUILESS_MAIN(tst_UploadsModel)
#include "tst_uploadsmodel.moc"
