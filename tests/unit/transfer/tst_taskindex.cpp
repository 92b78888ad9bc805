// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/tasklist.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using State = UploadTask::State;

/// The TaskIndex of a TaskList, whose tasks a, b, c and d change in every way.
class tst_TaskIndex final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void followsTheOrder();
    void followsTheState();
    void findsWhatIsProcessed();
    void forgetsWhatIsRemoved();

private:
    /// The tasks that wait, group by group.
    QList<UploadTask::Id> waiting() const;

    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<TaskList> m_tasks;
    QList<UploadTask::Id> m_ids;
};

void tst_TaskIndex::init()
{
    m_journal = std::make_unique<Journal>(QString());
    m_tasks = std::make_unique<TaskList>();
    m_tasks->open(*m_journal);
    QList<AcceptedFile> files;
    for (const QString &name : {u"a.txt"_s, u"b.txt"_s, u"c.txt"_s, u"d.txt"_s}) {
        AcceptedFile &file = files.emplace_back();
        file.path = u"/folder/"_s + name;
        file.displayName = name;
        file.mimeType = u"text/plain"_s;
        file.size = 1000;
    }
    QVERIFY(m_tasks->add(u"profile"_s, "key"_ba, files, true));
    m_ids = m_tasks->idsWhere(&UploadTask::isActive);
    QCOMPARE(m_ids.size(), 4);
}

void tst_TaskIndex::cleanup()
{
    m_ids.clear();
    m_tasks.reset();
    m_journal.reset();
}

QList<UploadTask::Id> tst_TaskIndex::waiting() const
{
    QList<UploadTask::Id> ids;
    for (const auto &[group, tasks] : m_tasks->index().waiting().groups()) {
        for (const WaitingTasks::Task &task : tasks)
            ids.append(task.id);
    }
    return ids;
}

void tst_TaskIndex::followsTheOrder()
{
    QCOMPARE(waiting(), m_ids);
    m_tasks->move({m_ids.at(3)}, 0);
    QCOMPARE(waiting(), (QList{m_ids.at(3), m_ids.at(0), m_ids.at(1), m_ids.at(2)}));
    m_tasks->move({m_ids.at(0), m_ids.at(3)}, 1);
    QCOMPARE(waiting(), (QList{m_ids.at(1), m_ids.at(0), m_ids.at(3), m_ids.at(2)}));
    for (int row = 0; row < m_tasks->count(); ++row)
        QCOMPARE(m_tasks->at(row).task.id, waiting().at(row));
}

void tst_TaskIndex::followsTheState()
{
    const TaskIndex &index = m_tasks->index();
    const UploadTask::Id id = m_ids.first();
    QCOMPARE(index.activeCount(), 4);
    m_tasks->apply(id, taskevents::Stepped{.state = State::Starting, .size = 2 * WaitingTasks::smallFile});
    QVERIFY(!index.waiting().groupOf(id));
    QCOMPARE(index.activeCount(), 4);
    m_tasks->apply(id, taskevents::Suspended{State::Waiting, WaitReason::Network});
    QVERIFY(index.waiting().groupOf(id));
    QCOMPARE(index.waiting().groupOf(id)->reason, WaitReason::Network);
    QVERIFY(!index.waiting().groupOf(id)->isSmall);
    QVERIFY(index.waiting().groupOf(m_ids.last())->isSmall);
    m_tasks->apply(id, taskevents::KeyChanged{"other"_ba});
    QCOMPARE(index.waiting().groupOf(id)->keyFingerprint, "other"_ba);
    m_tasks->apply(id, taskevents::Suspended{State::Paused, WaitReason::Interrupted});
    QVERIFY(!index.waiting().groupOf(id));
    QCOMPARE(index.activeCount(), 3);
    m_tasks->apply(id, taskevents::Resumed{});
    QCOMPARE(index.activeCount(), 4);
}

void tst_TaskIndex::findsWhatIsProcessed()
{
    const TaskIndex &index = m_tasks->index();
    UploadOutcome outcome;
    outcome.file.name = u"files/a"_s;
    outcome.file.state = RemoteFile::State::Processing;
    m_tasks->apply(m_ids.first(), taskevents::Uploaded{outcome, 1000});
    QCOMPARE(index.processing(u"files/a"_s), m_ids.first(1));
    QVERIFY(index.processing(u"files/b"_s).isEmpty());
    QCOMPARE(index.activeCount(), 3);
    m_tasks->apply(m_ids.first(), taskevents::Ended{State::Done});
    QVERIFY(index.processing(u"files/a"_s).isEmpty());
}

void tst_TaskIndex::forgetsWhatIsRemoved()
{
    m_tasks->apply(m_ids.at(1), taskevents::Suspended{State::Paused, WaitReason::Interrupted});
    QVERIFY(m_tasks->remove({m_ids.at(1), m_ids.at(3), 12345}));
    QCOMPARE(waiting(), (QList{m_ids.at(0), m_ids.at(2)}));
    QCOMPARE(m_tasks->idsWhere(&UploadTask::isActive), waiting());
    QCOMPARE(m_tasks->index().activeCount(), 2);
}

QTEST_GUILESS_MAIN(tst_TaskIndex)
#include "tst_taskindex.moc"
