// SPDX-License-Identifier: Apache-2.0
#include "models/items/uploads/uploadsmodel.h"

#include <QAbstractItemModelTester>
#include <QPersistentModelIndex>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// Uploads that leave the list together, many that come at the start, commands for many, and their order.
class tst_LeavingUploads final : public QObject {
    Q_OBJECT

private slots:
    void scatteredOnesLeaveAtOnce_data();
    void scatteredOnesLeaveAtOnce();
    void manyComeBeforeTheQueueIsOpen();
    void manyAreDiscardedInSeveralTurns();
    void theEndDoesNotInterruptACommand();
    void clearingFollowsTheCommandBefore_data();
    void clearingFollowsTheCommandBefore();
    void nothingStartsWhileManyAreStopped_data();
    void nothingStartsWhileManyAreStopped();
    void movesKeepTheOrder();

private:
    using State = UploadTask::State;
    using Command = void (UploadQueue::*)(const QList<UploadTask::Id> &);

    static constexpr int manyTasks = 3000; // for a command of several turns

    static void writeTasks(const QString &path, int count, int endedEach, State end = State::Done);
    static QList<UploadTask::Id> idsOf(const UploadQueue &queue);
    static int countOf(const UploadQueue &queue, State state);
};

/// Every `endedEach`th task is in the state `end`, all others wait.
void tst_LeavingUploads::writeTasks(const QString &path, int count, int endedEach, State end)
{
    QList<TaskRecord> records;
    for (int number = 0; number < count; ++number) {
        TaskRecord record;
        record.task.state = number % endedEach == 0 ? end : State::Queued;
        record.task.profileId = u"profile"_s;
        record.task.target = u"files"_s;
        record.task.path = u"/nowhere/%1"_s.arg(number);
        record.task.displayName = QString::number(number);
        record.task.mimeType = u"text/plain"_s;
        record.position = number;
        records.append(record);
    }
    QVERIFY(Journal(path).addTasks(records));
}

QList<UploadTask::Id> tst_LeavingUploads::idsOf(const UploadQueue &queue)
{
    QList<UploadTask::Id> ids;
    for (int row = 0; row < queue.count(); ++row)
        ids.append(queue.taskAt(row).id);
    return ids;
}

int tst_LeavingUploads::countOf(const UploadQueue &queue, State state)
{
    int count = 0;
    for (int row = 0; row < queue.count(); ++row)
        count += queue.taskAt(row).state == state ? 1 : 0;
    return count;
}

void tst_LeavingUploads::scatteredOnesLeaveAtOnce_data()
{
    QTest::addColumn<int>("doneEach");
    QTest::addColumn<int>("signalCount");
    QTest::newRow("few ranges one by one") << 20 << 3;
    QTest::newRow("many together") << 2 << 1;
}

void tst_LeavingUploads::scatteredOnesLeaveAtOnce()
{
    QFETCH(int, doneEach);
    QFETCH(int, signalCount);
    constexpr int count = 60;
    const QTemporaryDir folder;
    UploadEngine::Options options;
    options.journalPath = folder.filePath(u"journal"_s);
    writeTasks(options.journalPath, count, doneEach);
    UploadQueue queue(options);
    UploadsModel model(queue);
    const QAbstractItemModelTester tester(&model);
    queue.open();
    QTRY_COMPARE(model.rowCount(), count);
    QList<QPersistentModelIndex> kept;
    QStringList names;
    for (int row = 0; row < count; ++row) {
        if (row % doneEach == 0)
            continue;
        kept.append(model.index(row, UploadsModel::NameColumn));
        names.append(QString::number(row));
    }
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    queue.clearFinished();
    QTRY_COMPARE(model.rowCount(), static_cast<int>(names.size()));
    QCOMPARE(removed.size(), signalCount);
    for (int row = 0; row < model.rowCount(); ++row) {
        QCOMPARE(kept.at(row).row(), row);
        QCOMPARE(kept.at(row).data().toString(), names.at(row));
        QCOMPARE(queue.rowOf(queue.taskAt(row).id), row);
    }
}

void tst_LeavingUploads::manyComeBeforeTheQueueIsOpen()
{
    constexpr int count = 3000;
    const QTemporaryDir folder;
    UploadEngine::Options options;
    options.journalPath = folder.filePath(u"journal"_s);
    writeTasks(options.journalPath, count, count);
    UploadQueue queue(options);
    const UploadsModel model(queue);
    const QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    int atOpening = 0;
    connect(&queue, &UploadQueue::opened, &queue, [&] { atOpening = queue.count(); });
    queue.open();
    QTRY_VERIFY(queue.isOpen());
    QCOMPARE(atOpening, count);
    QVERIFY(inserted.size() > 1);
    QCOMPARE(model.index(count - 1, UploadsModel::NameColumn).data().toString(), QString::number(count - 1));
}

void tst_LeavingUploads::manyAreDiscardedInSeveralTurns()
{
    constexpr int count = 3000;
    const QTemporaryDir folder;
    UploadEngine::Options options;
    options.journalPath = folder.filePath(u"journal"_s);
    writeTasks(options.journalPath, count, count);
    UploadQueue queue(options);
    UploadsModel model(queue);
    queue.open();
    QTRY_COMPARE(model.rowCount(), count);
    const QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QList<UploadTask::Id> ids;
    for (int row = 1; row < count; ++row)
        ids.append(queue.taskAt(row).id);
    const UploadTask::Id first = queue.taskAt(0).id;
    queue.discard(ids);
    QTRY_COMPARE(model.rowCount(), 1);
    QVERIFY(removed.size() > 1);
    QCOMPARE(queue.rowOf(first), 0);
    QCOMPARE(queue.rowOf(ids.first()), -1);
}

void tst_LeavingUploads::theEndDoesNotInterruptACommand()
{
    constexpr int count = 3000;
    const QTemporaryDir folder;
    UploadEngine::Options options;
    options.journalPath = folder.filePath(u"journal"_s);
    writeTasks(options.journalPath, count, 2);
    {
        UploadQueue queue(options);
        queue.open();
        queue.clearFinished();
    }
    QCOMPARE(Journal(options.journalPath).tasks().size(), count / 2);
}

void tst_LeavingUploads::clearingFollowsTheCommandBefore_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<Command>("command");
    QTest::addColumn<int>("rest");
    QTest::newRow("those that are retried stay") << State::Failed << &UploadQueue::retry << manyTasks;
    QTest::newRow("those that are cancelled leave") << State::Queued << &UploadQueue::cancel << 0;
}

void tst_LeavingUploads::clearingFollowsTheCommandBefore()
{
    QFETCH(const State, state);
    QFETCH(const Command, command);
    QFETCH(const int, rest);
    const QTemporaryDir folder;
    UploadEngine::Options options;
    options.journalPath = folder.filePath(u"journal"_s);
    writeTasks(options.journalPath, manyTasks, 1, state);
    {
        UploadQueue queue(options);
        queue.open();
        QTRY_COMPARE(queue.count(), manyTasks);
        (queue.*command)(idsOf(queue));
        queue.clearFinished(true);
    }
    QCOMPARE(Journal(options.journalPath).tasks().size(), rest);
}

void tst_LeavingUploads::nothingStartsWhileManyAreStopped_data()
{
    QTest::addColumn<Command>("command");
    QTest::addColumn<State>("state");
    QTest::newRow("cancel") << &UploadQueue::cancel << State::Cancelled;
    QTest::newRow("pause") << &UploadQueue::pause << State::Paused;
}

/// An upload that starts fails at once, since there is no such file.
void tst_LeavingUploads::nothingStartsWhileManyAreStopped()
{
    QFETCH(const Command, command);
    QFETCH(const State, state);
    const QTemporaryDir folder;
    UploadEngine::Options options;
    options.journalPath = folder.filePath(u"journal"_s);
    options.resumesInterrupted = true;
    writeTasks(options.journalPath, manyTasks, 1, State::Queued);
    UploadQueue queue(options);
    queue.setPaused(true);
    queue.open();
    queue.setAccount(u"profile"_s, RequestFactory({QUrl(u"http://127.0.0.1:9"_s), u"v1beta"_s}, "key"_ba), "key"_ba);
    QTRY_COMPARE(queue.count(), manyTasks);
    QList<UploadTask::Id> ids = idsOf(queue);
    // The first ones, which would start, are stopped last.
    std::ranges::reverse(ids);
    (queue.*command)(ids);
    queue.setPaused(false);
    QTRY_COMPARE(countOf(queue, state), manyTasks);
}

void tst_LeavingUploads::movesKeepTheOrder()
{
    constexpr int count = 40;
    const QTemporaryDir folder;
    UploadEngine::Options options;
    options.journalPath = folder.filePath(u"journal"_s);
    writeTasks(options.journalPath, count, count + 1);
    QList<UploadTask::Id> order;
    {
        UploadQueue queue(options);
        queue.open();
        QTRY_COMPARE(queue.count(), count);
        order = idsOf(queue);
        for (int number = 0; number < 60; ++number) {
            // At first always to the same place, until there is no room between its neighbours.
            const int row = number < 30 ? 1 : number * 7 % count;
            const QList moving{order.at(number * 13 % count), order.at((number * 13 + 5) % count)};
            queue.move(moving, row);
            order.removeIf([&moving](UploadTask::Id id) { return moving.contains(id); });
            const qsizetype place = std::min<qsizetype>(row, order.size());
            order = order.first(place) + moving + order.sliced(place);
            QTRY_COMPARE(idsOf(queue), order);
            for (int each = 0; each < count; ++each)
                QCOMPARE(queue.rowOf(order.at(each)), each);
        }
    }
    UploadQueue queue(options);
    queue.open();
    QTRY_COMPARE(idsOf(queue), order);
}

QTEST_GUILESS_MAIN(tst_LeavingUploads)
#include "tst_leavinguploads.moc"
