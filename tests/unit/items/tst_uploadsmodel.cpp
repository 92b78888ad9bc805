// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demoserver.h"
#include "models/items/uploadsmodel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

class TestUploadsModel final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void showsAFileUntilItIsDone();
    void queuedAndCancelled();
    void failedAndWaiting();
    void progressWhileSending();
    void rowsLeave();
    void changesAreOneRowWide();
    void headers();

private:
    QString write(const QString &name, qint64 size);
    void add(const QStringList &paths);
    QVariant cell(int row, int column, int role = Qt::DisplayRole) const
    {
        return m_model->index(row, column).data(role);
    }
    UploadTask::State state(int row) const { return m_queue->taskAt(row).state; }

    std::unique_ptr<DemoServer> m_server;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<UploadQueue> m_queue;
    std::unique_ptr<UploadsModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void TestUploadsModel::init()
{
    m_server = std::make_unique<DemoServer>(DemoServerOptions());
    QVERIFY(m_server->start());
    m_folder = std::make_unique<QTemporaryDir>();
    m_network = std::make_unique<QNetworkAccessManager>();
    const RetrySchedule slowRetries{std::chrono::hours(1), std::chrono::hours(1), 4};
    m_queue = std::make_unique<UploadQueue>(*m_network, slowRetries);
    m_queue->setAccount(u"one"_s, RequestFactory({m_server->baseUrl(), u"v1beta"_s}, "key"));
    m_queue->setParallelUploads(1);
    m_model = std::make_unique<UploadsModel>(*m_queue);
    m_tester = std::make_unique<QAbstractItemModelTester>(m_model.get(),
                                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestUploadsModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_queue.reset();
    m_network.reset();
    m_server.reset();
    m_folder.reset();
}

QString TestUploadsModel::write(const QString &name, qint64 size)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || !file.resize(size))
        qFatal("cannot write %s", qPrintable(file.fileName()));
    return file.fileName();
}

void TestUploadsModel::add(const QStringList &paths)
{
    QSignalSpy added(m_queue.get(), &UploadQueue::pathsAdded);
    m_queue->add(paths);
    QVERIFY(added.wait());
}

void TestUploadsModel::showsAFileUntilItIsDone()
{
    QSignalSpy inserted(m_model.get(), &UploadsModel::rowsInserted);
    add({write(u"a\nb.txt"_s, 4200), write(u"empty.txt"_s, 0)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(m_model->rowCount(), 2);
    QCOMPARE(m_model->columnCount(), int{UploadsModel::ColumnCount});
    QCOMPARE(cell(0, UploadsModel::NameColumn).toString(), u"a␊b.txt"_s);
    QCOMPARE(cell(0, UploadsModel::NameColumn, UploadsModel::SortRole).toString(), u"a\nb.txt"_s);
    QCOMPARE(cell(0, UploadsModel::SizeColumn).toString(), u"4.2 kB"_s);
    QCOMPARE(cell(0, UploadsModel::SizeColumn, Qt::AccessibleTextRole).toString(), u"size 4.2 kB"_s);
    QCOMPARE(cell(1, UploadsModel::SizeColumn).toString(), u"0 B"_s);
    QCOMPARE(cell(0, UploadsModel::StateColumn).toString(), u"Uploading"_s);
    QCOMPARE(cell(1, UploadsModel::StateColumn).toString(), u"Queued"_s);

    QTRY_COMPARE(cell(1, UploadsModel::StateColumn).toString(), u"Done"_s);
    QCOMPARE(cell(0, UploadsModel::StateColumn).toString(), u"Done"_s);
    QCOMPARE(cell(1, UploadsModel::ProgressColumn).toString(), u"100 %"_s);
    QCOMPARE(cell(1, UploadsModel::ProgressColumn, UploadsModel::ProgressRole).toDouble(), 1.0);
    QCOMPARE(cell(1, UploadsModel::ProgressColumn, Qt::AccessibleTextRole).toString(), u"100 % sent"_s);
    QVERIFY(!cell(1, UploadsModel::NameColumn, UploadsModel::ProgressRole).isValid());
    QCOMPARE(cell(0, UploadsModel::SpeedColumn).toString(), QString());
    QCOMPARE(cell(0, UploadsModel::SpeedColumn, Qt::AccessibleTextRole).toString(), u"no speed"_s);
    QCOMPARE(cell(0, UploadsModel::TimeLeftColumn).toString(), QString());
    QVERIFY(!cell(0, UploadsModel::TimeLeftColumn, UploadsModel::SortRole).isValid());
    for (int column = 0; column < UploadsModel::ColumnCount; ++column) {
        QCOMPARE(cell(1, column, UploadsModel::IdRole).value<UploadTask::Id>(), m_queue->taskAt(1).id);
        QCOMPARE(cell(1, column, UploadsModel::TaskRole).value<UploadTask>().path, m_queue->taskAt(1).path);
    }
    QVERIFY(cell(0, UploadsModel::SizeColumn, Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QVERIFY(cell(0, UploadsModel::NameColumn, Qt::TextAlignmentRole).toInt() & Qt::AlignLeft);
    QVERIFY(!cell(0, UploadsModel::NameColumn, Qt::ToolTipRole).isValid());
}

void TestUploadsModel::queuedAndCancelled()
{
    m_server->faults().add({"POST", {}, {}, 0, -1, faults::stallBefore()});
    add({write(u"a"_s, 10), write(u"b"_s, 10)});
    QCOMPARE(cell(1, UploadsModel::StateColumn).toString(), u"Queued"_s);
    m_queue->cancelAll();
    QCOMPARE(cell(1, UploadsModel::StateColumn).toString(), u"Cancelled"_s);
    QTRY_COMPARE(cell(0, UploadsModel::StateColumn).toString(), u"Cancelled"_s);
}

void TestUploadsModel::failedAndWaiting()
{
    m_server->faults().add({"POST", {}, {}, 0, 1, faults::answer(400)});
    m_server->faults().add({"POST", {}, {}, 0, 1, faults::answer(503)});
    add({write(u"a"_s, 10), write(u"b"_s, 10)});
    QTRY_COMPARE(cell(0, UploadsModel::StateColumn).toString(), u"Failed"_s);
    QTRY_COMPARE(cell(1, UploadsModel::StateColumn).toString(), u"Waiting to retry"_s);
    QCOMPARE(cell(1, UploadsModel::StateColumn, UploadsModel::SortRole).toInt(), int(UploadTask::State::Waiting));
}

void TestUploadsModel::progressWhileSending()
{
    m_server->faults().add({"POST", {}, "upload, finalize", 0, 1, faults::slowBody(qint64{4} * 1024 * 1024)});
    add({write(u"large"_s, qint64{12} * 1024 * 1024)});
    const auto progress = [this] {
        return cell(0, UploadsModel::ProgressColumn, UploadsModel::ProgressRole).toDouble();
    };
    QTRY_VERIFY(progress() > 0);
    QTRY_VERIFY(!cell(0, UploadsModel::TimeLeftColumn).toString().isEmpty());
    QVERIFY(progress() < 1);
    QVERIFY(cell(0, UploadsModel::SpeedColumn).toString().endsWith(u"/s"_s));
    QVERIFY(cell(0, UploadsModel::SpeedColumn, UploadsModel::SortRole).toDouble() > 0);
    QVERIFY(cell(0, UploadsModel::SpeedColumn, Qt::AccessibleTextRole).toString().startsWith(u"speed "_s));
    QVERIFY(cell(0, UploadsModel::TimeLeftColumn, Qt::AccessibleTextRole).toString().endsWith(u" left"_s));
    m_queue->cancelAll();
    QTRY_COMPARE(state(0), UploadTask::State::Cancelled);
}

void TestUploadsModel::rowsLeave()
{
    add({write(u"a"_s, 1), write(u"b"_s, 1), write(u"c"_s, 1)});
    QTRY_COMPARE(m_queue->unfinishedCount(), 0);
    QSignalSpy removed(m_model.get(), &UploadsModel::rowsRemoved);
    m_queue->clearFinished();
    QCOMPARE(removed.size(), 3);
    QCOMPARE(m_model->rowCount(), 0);
}

void TestUploadsModel::changesAreOneRowWide()
{
    m_server->faults().add({"POST", {}, {}, 0, -1, faults::stallBefore()});
    add({write(u"a"_s, 1), write(u"b"_s, 1)});
    QSignalSpy changed(m_model.get(), &UploadsModel::dataChanged);
    m_queue->cancel(m_queue->taskAt(1).id);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.constFirst().at(0).toModelIndex(), m_model->index(1, 0));
    QCOMPARE(changed.constFirst().at(1).toModelIndex(), m_model->index(1, UploadsModel::ColumnCount - 1));
}

void TestUploadsModel::headers()
{
    QStringList titles;
    for (int column = 0; column < UploadsModel::ColumnCount; ++column)
        titles.append(m_model->headerData(column, Qt::Horizontal).toString());
    QCOMPARE(titles, (QStringList{u"Name"_s, u"State"_s, u"Progress"_s, u"Size"_s, u"Speed"_s, u"Time left"_s}));
    QVERIFY(m_model->headerData(UploadsModel::SizeColumn, Qt::Horizontal, Qt::TextAlignmentRole).toInt() &
            Qt::AlignRight);
    QVERIFY(!m_model->headerData(UploadsModel::ColumnCount, Qt::Horizontal).isValid());
    QVERIFY(!m_model->headerData(0, Qt::Vertical).isValid());
}

QTEST_GUILESS_MAIN(TestUploadsModel)
#include "tst_uploadsmodel.moc"
