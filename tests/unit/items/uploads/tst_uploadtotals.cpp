// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadtotals.h"

#include "models/items/uploads/uploadsmodel.h"

#include <QAbstractListModel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace pollux;

namespace {

using State = UploadTask::State;

UploadTask taskIn(State state, qint64 size = 100, qint64 sent = 0)
{
    UploadTask task;
    task.state = state;
    task.size = size;
    task.bytesHandedOver = sent;
    return task;
}

/// Has the role that the counter reads.
class Tasks final : public QAbstractListModel {
public:
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(tasks.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        return role == UploadsModel::TaskRole ? QVariant::fromValue(tasks.at(index.row())) : QVariant();
    }
    void insert(int row, const QList<UploadTask> &added)
    {
        beginInsertRows({}, row, row + static_cast<int>(added.size()) - 1);
        for (qsizetype place = 0; place < added.size(); ++place) {
            tasks.insert(row + place, added.at(place));
            tasks[row + place].id = ++m_lastId;
        }
        endInsertRows();
    }
    void remove(int first, int last)
    {
        beginRemoveRows({}, first, last);
        tasks.remove(first, last - first + 1);
        endRemoveRows();
    }
    void replace(int row, const UploadTask &task)
    {
        const UploadTask::Id id = tasks.at(row).id;
        tasks[row] = task;
        tasks[row].id = id;
        emit dataChanged(index(row), index(row));
    }
    void reverse()
    {
        emit layoutAboutToBeChanged();
        std::ranges::reverse(tasks);
        emit layoutChanged();
    }
    UploadTotals counted() const
    {
        UploadTotals totals;
        for (const UploadTask &task : tasks)
            totals.count(task);
        return totals;
    }

    QList<UploadTask> tasks;

private:
    UploadTask::Id m_lastId = 0;
};

} // namespace

class tst_UploadTotals final : public QObject {
    Q_OBJECT

private slots:
    void states_data();
    void states();
    void followsEveryChange();
    void tellsAtIntervals();
};

void tst_UploadTotals::states_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<int>("active");
    QTest::addColumn<int>("finished");
    for (int state = 0; state <= static_cast<int>(State::Cancelled); ++state) {
        const UploadTask task = taskIn(static_cast<State>(state));
        QTest::addRow("state %d", state) << state << (task.isActive() ? 1 : 0) << (task.isFinished() ? 1 : 0);
    }
}

void tst_UploadTotals::states()
{
    QFETCH(int, state);
    UploadTotals totals;
    totals.count(taskIn(static_cast<State>(state), 100, 40));
    QTEST(totals.active(), "active");
    QTEST(totals.finished(), "finished");
    QCOMPARE(totals.activeSize, 100 * totals.active());
    QCOMPARE(totals.activeBytes, 40 * totals.active());
}

void tst_UploadTotals::followsEveryChange()
{
    Tasks tasks;
    tasks.insert(0, {taskIn(State::Done), taskIn(State::Queued)});
    const UploadTotalsCounter counter(tasks);
    QCOMPARE(counter.totals(), tasks.counted());
    tasks.insert(1, {taskIn(State::Sending, 50, 20), taskIn(State::Failed), taskIn(State::Paused)});
    QCOMPARE(counter.totals(), tasks.counted());
    tasks.replace(1, taskIn(State::Sending, 50, 30));
    QCOMPARE(counter.totals(), tasks.counted());
    tasks.reverse();
    tasks.replace(0, taskIn(State::Cancelled));
    QCOMPARE(counter.totals(), tasks.counted());
    tasks.remove(1, 3);
    QCOMPARE(counter.totals(), tasks.counted());
    tasks.remove(0, 1);
    QCOMPARE(counter.totals(), UploadTotals());
}

void tst_UploadTotals::tellsAtIntervals()
{
    Tasks tasks;
    tasks.insert(0, {taskIn(State::Sending)});
    const UploadTotalsCounter counter(tasks);
    QSignalSpy counted(&counter, &UploadTotalsCounter::counted);
    for (int sent = 1; sent <= 50; ++sent)
        tasks.replace(0, taskIn(State::Sending, 100, sent));
    QVERIFY(counted.isEmpty());
    QVERIFY(counted.wait());
    QCOMPARE(counted.size(), 1);
    QCOMPARE(counter.totals().activeBytes, 50);
}

QTEST_GUILESS_MAIN(tst_UploadTotals)
#include "tst_uploadtotals.moc"
