// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadsmodel.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using State = UploadTask::State;
using Column = UploadsModel::Column;

namespace {

UploadTask taskIn(State state, WaitReason reason = WaitReason::None)
{
    UploadTask task;
    task.state = state;
    task.waitReason = reason;
    return task;
}

UploadTask failedFor(ErrorKind kind)
{
    UploadTask task = taskIn(State::Failed);
    task.error = ApiError::local(kind);
    return task;
}

UploadTask movingTask()
{
    UploadTask task = taskIn(State::Sending);
    task.displayName = u"a\nb.txt"_s;
    task.target = u"files"_s;
    task.size = 1000;
    task.bytesHandedOver = 999;
    task.bytesConfirmed = 250;
    task.bytesPerSecond = 4200;
    task.timeLeft = std::chrono::seconds(90);
    task.attempts = 2;
    return task;
}

} // namespace

class tst_UploadCells : public QObject {
    Q_OBJECT

private slots:
    void stateWords_data();
    void stateWords();
    void cells_data();
    void cells();
    void nothingToSay_data();
    void nothingToSay();
    void nextTryIsForWaitingOnes();
    void confirmedShares_data();
    void confirmedShares();
};

void tst_UploadCells::stateWords_data()
{
    QTest::addColumn<UploadTask>("task");
    QTest::addColumn<QString>("text");
    const auto row = [](const UploadTask &task, const QString &text) {
        QTest::newRow(qPrintable(text)) << task << text;
    };
    row(taskIn(State::Queued), u"Queued"_s);
    row(taskIn(State::Hashing), u"Reading the file"_s);
    row(taskIn(State::Starting), u"Starting"_s);
    row(taskIn(State::Sending), u"Uploading"_s);
    row(taskIn(State::Finalising), u"Finishing"_s);
    row(taskIn(State::Verifying), u"Verifying"_s);
    row(taskIn(State::Processing), u"Processing on the server"_s);
    row(taskIn(State::Done), u"Done"_s);
    row(taskIn(State::Cancelled), u"Cancelled"_s);
    row(taskIn(State::Paused, WaitReason::Person), u"Paused"_s);
    row(taskIn(State::Paused, WaitReason::Interrupted), u"Interrupted"_s);
    row(taskIn(State::Waiting), u"Waiting"_s);
    row(taskIn(State::Waiting, WaitReason::Network), u"Waiting for the network"_s);
    row(taskIn(State::Waiting, WaitReason::Retry), u"Waiting to retry"_s);
    row(taskIn(State::Waiting, WaitReason::BadKey), u"Key not accepted"_s);
    row(taskIn(State::Waiting, WaitReason::AnotherKey), u"Waiting for its key"_s);
    row(taskIn(State::Waiting, WaitReason::StorageFull), u"Storage full"_s);
    row(taskIn(State::Waiting, WaitReason::ServerDown), u"Waiting for the service"_s);
    row(taskIn(State::Waiting, WaitReason::JournalNotWritable), u"Cannot be saved"_s);
    row(taskIn(State::Waiting, WaitReason::NoPermission), u"Not permitted"_s);
    row(taskIn(State::Waiting, WaitReason::LocationBlocked), u"Not offered here"_s);
    row(taskIn(State::Waiting, WaitReason::EndpointWrong), u"Endpoint not usable"_s);
    row(failedFor(ErrorKind::LocalFile), u"Failed"_s);
    row(failedFor(ErrorKind::Damaged), u"Damaged on the server"_s);
    row(failedFor(ErrorKind::FileChanged), u"Changed while uploading"_s);
}

void tst_UploadCells::stateWords()
{
    QFETCH(const UploadTask, task);
    QTEST(UploadsModel::stateText(task), "text");
}

void tst_UploadCells::cells_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("spoken");
    QTest::addColumn<QVariant>("sorted");
    const auto row = [](Column column, const QString &text, const QString &spoken, const QVariant &sorted) {
        QTest::newRow(qPrintable(UploadsModel::columns().title(column)))
            << static_cast<int>(column) << text << spoken << sorted;
    };
    row(Column::NameColumn, u"a␊b.txt"_s, u"a␊b.txt"_s, u"a\nb.txt"_s);
    row(Column::StateColumn, u"Uploading"_s, u"Uploading"_s, static_cast<int>(State::Sending));
    row(Column::ProgressColumn, u"99 %"_s, u"99 % sent, 25 % confirmed"_s, 0.999);
    row(Column::SizeColumn, u"1.0 kB"_s, u"size 1.0 kB"_s, qint64{1000});
    row(Column::SpeedColumn, u"4.2 kB/s"_s, u"speed 4.2 kB/s"_s, 4200.0);
    row(Column::TimeLeftColumn, u"2 min"_s, u"2 min left"_s, qint64{90});
    row(Column::NextStepColumn, {}, {}, {});
    row(Column::AttemptsColumn, u"2"_s, u"retries: 2"_s, 2);
    row(Column::TargetColumn, u"Files"_s, u"to Files"_s, u"files"_s);
}

void tst_UploadCells::cells()
{
    QFETCH(const int, column);
    const auto which = static_cast<Column>(column);
    QTEST(UploadsModel::columns().displayText(movingTask(), which), "text");
    QTEST(UploadsModel::columns().accessibleText(movingTask(), which), "spoken");
    QTEST(UploadsModel::columns().sortValue(movingTask(), which), "sorted");
}

void tst_UploadCells::nothingToSay_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("spoken");
    QTest::newRow("speed") << int{Column::SpeedColumn} << u"no speed"_s;
    QTest::newRow("time left") << int{Column::TimeLeftColumn} << u"time left not known"_s;
    QTest::newRow("attempts") << int{Column::AttemptsColumn} << u"no retries"_s;
}

void tst_UploadCells::nothingToSay()
{
    QFETCH(const int, column);
    const auto which = static_cast<Column>(column);
    QCOMPARE(UploadsModel::columns().displayText(taskIn(State::Queued), which), QString());
    QTEST(UploadsModel::columns().accessibleText(taskIn(State::Queued), which), "spoken");
}

void tst_UploadCells::nextTryIsForWaitingOnes()
{
    UploadTask task = taskIn(State::Waiting, WaitReason::Retry);
    task.nextTry = QDateTime(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);
    QCOMPARE(UploadsModel::columns().sortValue(task, Column::NextStepColumn).toDateTime(), task.nextTry);
    task.state = State::Sending;
    QVERIFY(!UploadsModel::columns().sortValue(task, Column::NextStepColumn).isValid());
}

void tst_UploadCells::confirmedShares_data()
{
    QTest::addColumn<UploadTask>("task");
    QTest::addColumn<double>("share");
    QTest::newRow("some") << movingTask() << 0.25;
    UploadTask ahead = movingTask();
    ahead.bytesHandedOver = 100;
    QTest::newRow("never more than was sent") << ahead << 0.1;
    UploadTask whole = movingTask();
    whole.bytesHandedOver = whole.bytesConfirmed = whole.size;
    QTest::newRow("never whole before the answer") << whole << 0.999;
    whole.state = State::Processing;
    QTest::newRow("whole with the answer") << whole << 1.0;
    QTest::newRow("empty file on its way") << taskIn(State::Sending) << 0.0;
    QTest::newRow("empty file done") << taskIn(State::Done) << 1.0;
}

void tst_UploadCells::confirmedShares()
{
    QFETCH(const UploadTask, task);
    QTEST(UploadsModel::confirmedShare(task), "share");
}

QTEST_GUILESS_MAIN(tst_UploadCells)
#include "tst_uploadcells.moc"
