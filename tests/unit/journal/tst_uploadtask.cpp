// SPDX-License-Identifier: Apache-2.0
#include "models/journal/uploadtask.h"

#include <QTest>

using namespace pollux;

class tst_UploadTask final : public QObject {
    Q_OBJECT

private slots:
    void stateKinds_data();
    void stateKinds();
    void progress_data();
    void progress();
};

void tst_UploadTask::stateKinds_data()
{
    using enum UploadTask::State;
    QTest::addColumn<UploadTask::State>("state");
    QTest::addColumn<bool>("isFinished");
    QTest::addColumn<bool>("isRunning");
    QTest::newRow("queued") << Queued << false << false;
    QTest::newRow("starting") << Starting << false << true;
    QTest::newRow("sending") << Sending << false << true;
    QTest::newRow("waiting") << Waiting << false << true;
    QTest::newRow("done") << Done << true << false;
    QTest::newRow("failed") << Failed << true << false;
    QTest::newRow("cancelled") << Cancelled << true << false;
}

void tst_UploadTask::stateKinds()
{
    QFETCH(UploadTask::State, state);
    UploadTask task;
    task.state = state;
    if (state == UploadTask::State::Waiting)
        task.waitReason = WaitReason::Retry;
    QTEST(task.isFinished(), "isFinished");
    QTEST(task.isRunning(), "isRunning");
}

void tst_UploadTask::progress_data()
{
    using enum UploadTask::State;
    QTest::addColumn<UploadTask::State>("state");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<qint64>("handedOver");
    QTest::addColumn<double>("expected");
    QTest::newRow("not begun") << Queued << qint64{100} << qint64{0} << 0.0;
    QTest::newRow("a quarter") << Sending << qint64{100} << qint64{25} << 0.25;
    QTest::newRow("all is out, no answer yet") << Sending << qint64{100} << qint64{100} << 0.999;
    QTest::newRow("empty, under way") << Sending << qint64{0} << qint64{0} << 0.0;
    QTest::newRow("empty, done") << Done << qint64{0} << qint64{0} << 1.0;
    QTest::newRow("done") << Done << qint64{100} << qint64{100} << 1.0;
    QTest::newRow("failed in the middle") << Failed << qint64{4} << qint64{2} << 0.5;
    QTest::newRow("huge") << Sending << qint64{1} * 2147483648 << qint64{1073741824} << 0.5;
}

void tst_UploadTask::progress()
{
    QFETCH(UploadTask::State, state);
    QFETCH(qint64, size);
    QFETCH(qint64, handedOver);
    UploadTask task;
    task.state = state;
    task.size = size;
    task.bytesHandedOver = handedOver;
    QTEST(task.progress(), "expected");
}

QTEST_GUILESS_MAIN(tst_UploadTask)
#include "tst_uploadtask.moc"
