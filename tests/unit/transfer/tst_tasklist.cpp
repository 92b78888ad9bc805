// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/tasklist.h"
#include "tests/unit/journal/journalsamples.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using State = UploadTask::State;
using Kind = TaskEvent::Kind;

/// TaskList with a real journal in a temporary folder.
class tst_TaskList final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void addsInOrder();
    void unknownTasksAreIgnored();
    void changesArePublishedTogether();
    void changesAreSavedTogether();
    void movesAndRemoves();
    void persistsSessionAndOutcome();
    void outcomeOfAContextThatDied();
    void outcomeOfARemovedTask();
    void closeWritesWhatWaits();
    void movesTogether_data();
    void movesTogether();
    void cancelledTasksForgetTheirSession();
    void failedTasksForgetAnOldSession_data();
    void failedTasksForgetAnOldSession();
    void readsWhatItHasClaimed();
    void namesOfOthersAreTaken();
    void processingWithoutAnAnswerHasFailed();
    void loads_data();
    void loads();

private:
    void open();
    UploadTask::Id add(const QString &name);
    /// The task as the journal has it.
    UploadTask savedTask(UploadTask::Id id);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<TaskList> m_tasks;
};

void tst_TaskList::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
}

void tst_TaskList::cleanup()
{
    m_tasks.reset();
    m_journal.reset();
}

void tst_TaskList::open()
{
    cleanup();
    m_journal = std::make_unique<Journal>(Journal::pathIn(m_folder->path()));
    m_tasks = std::make_unique<TaskList>();
    m_tasks->open(*m_journal);
}

UploadTask::Id tst_TaskList::add(const QString &name)
{
    AcceptedFile file;
    file.path = u"/folder/"_s + name;
    file.displayName = name;
    file.mimeType = u"text/plain"_s;
    file.size = 1000;
    return m_tasks->add(u"profile"_s, m_journal->fingerprint("key"_ba), {file}, true)
               ? m_tasks->at(m_tasks->count() - 1).task.id
               : 0;
}

UploadTask tst_TaskList::savedTask(UploadTask::Id id)
{
    for (const TaskRecord &record : m_journal->tasks()) {
        if (record.task.id == id)
            return record.task;
    }
    return {};
}

void tst_TaskList::addsInOrder()
{
    QSignalSpy inserted(m_tasks.get(), &TaskList::inserted);
    const UploadTask::Id first = add(u"a.txt"_s);
    const UploadTask::Id second = add(u"b.txt"_s);
    QVERIFY(first != 0 && second > first);
    QCOMPARE(inserted.size(), 2);
    QCOMPARE(m_tasks->count(), 2);
    QCOMPARE(m_tasks->at(1).task.displayName, u"b.txt"_s);
    QCOMPARE(m_tasks->find(first)->task.state, State::Queued);
    QCOMPARE(m_tasks->find(first)->task.events.last().kind, Kind::Queued);
    QCOMPARE(savedTask(second).path, u"/folder/b.txt"_s);
    QVERIFY(!m_tasks->find(second + 1));
}

void tst_TaskList::unknownTasksAreIgnored()
{
    QSignalSpy changed(m_tasks.get(), &TaskList::changed);
    m_tasks->apply(12345, taskevents::Ended{State::Done});
    m_tasks->publish();
    QCOMPARE(changed.size(), 0);
}

void tst_TaskList::changesArePublishedTogether()
{
    const UploadTask::Id first = add(u"a.txt"_s);
    const UploadTask::Id second = add(u"b.txt"_s);
    QSignalSpy changed(m_tasks.get(), &TaskList::changed);
    m_tasks->apply(second, taskevents::Stepped{State::Starting});
    m_tasks->apply(first, taskevents::Stepped{State::Starting});
    m_tasks->apply(first, taskevents::Stepped{State::Sending});
    QCOMPARE(changed.size(), 0);
    QVERIFY(changed.wait());
    const auto tasks = changed.takeFirst().at(0).value<QList<UploadTask>>();
    QCOMPARE(tasks.size(), 2);
    QCOMPARE(tasks.at(0).id, first);
    QCOMPARE(tasks.at(0).state, State::Sending);
    m_tasks->publish();
    QCOMPARE(changed.size(), 0);
}

void tst_TaskList::changesAreSavedTogether()
{
    const UploadTask::Id first = add(u"a.txt"_s);
    const UploadTask::Id second = add(u"b.txt"_s);
    m_tasks->apply(first, taskevents::Ended{State::Done});
    m_tasks->apply(second, taskevents::Ended{State::Cancelled});
    QCOMPARE(savedTask(first).state, State::Queued);
    QTRY_COMPARE(savedTask(second).state, State::Cancelled);
    QCOMPARE(savedTask(first).state, State::Done);
    // close() saves the changes that are not saved yet.
    m_tasks->apply(first, taskevents::Resumed{});
    m_tasks->close();
    QCOMPARE(savedTask(first).state, State::Queued);
}

void tst_TaskList::movesAndRemoves()
{
    QList<UploadTask::Id> ids;
    for (const QString &name : {u"a.txt"_s, u"b.txt"_s, u"c.txt"_s})
        ids.append(add(name));
    QSignalSpy moved(m_tasks.get(), &TaskList::moved);
    m_tasks->move({ids.at(2)}, 0);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(m_tasks->at(0).task.id, ids.at(2));
    QCOMPARE(m_journal->tasks().first().task.id, ids.at(2));
    m_tasks->move({ids.at(2)}, 1);
    QCOMPARE(m_tasks->at(1).task.id, ids.at(2));
    m_tasks->move({12345}, 1);
    m_tasks->move({ids.at(2)}, 1);
    QCOMPARE(moved.size(), 2);

    QSignalSpy removed(m_tasks.get(), &TaskList::removed);
    QVERIFY(m_tasks->remove({ids.at(0), ids.at(1)}));
    QCOMPARE(removed.size(), 1);
    QCOMPARE(m_tasks->count(), 1);
    QVERIFY(!m_tasks->find(ids.at(0)));
    QCOMPARE(m_journal->tasks().size(), 1);
    QCOMPARE(m_tasks->idsWhere(&UploadTask::isActive), ids.last(1));
}

void tst_TaskList::persistsSessionAndOutcome()
{
    const UploadTask::Id id = add(u"a.txt"_s);
    QObject context;
    int done = 0;
    const auto count = [&done](bool isWritten) { done += isWritten ? 1 : 0; };
    m_tasks->persistSession(id, {journalsamples::session(), {}}, &context, count);
    QVERIFY(!m_tasks->find(id)->session);
    QTRY_COMPARE(done, 1);
    QVERIFY(m_tasks->find(id)->session && m_journal->tasks().first().session);

    QSignalSpy uploaded(m_tasks.get(), &TaskList::uploaded);
    m_tasks->persistOutcome(id, {journalsamples::outcome(u"files/a"_s), 1000}, &context, count);
    QCOMPARE(m_tasks->find(id)->task.state, State::Queued);
    QTRY_COMPARE(uploaded.size(), 1);
    QCOMPARE(done, 1);
    QCOMPARE(m_tasks->find(id)->task.state, State::Done);
    QVERIFY(!m_tasks->find(id)->session && !m_journal->tasks().first().session);
    QCOMPARE(savedTask(id).file->name, u"files/a"_s);
    QCOMPARE(m_journal->originOf(u"files/a"_s)->path, u"/folder/a.txt"_s);
}

void tst_TaskList::outcomeOfAContextThatDied()
{
    const UploadTask::Id id = add(u"a.txt"_s);
    auto context = std::make_unique<QObject>();
    bool isCalled = false;
    m_tasks->persistOutcome(id, {journalsamples::outcome(u"files/a"_s), 1000}, context.get(),
                            [&](bool) { isCalled = true; });
    context.reset();
    QSignalSpy uploaded(m_tasks.get(), &TaskList::uploaded);
    // What stops the upload now comes too late.
    m_tasks->apply(id, taskevents::Suspended{State::Paused, WaitReason::Person});
    QTRY_COMPARE(uploaded.size(), 1);
    QCOMPARE(m_tasks->find(id)->task.state, State::Done);
    QCOMPARE(savedTask(id).state, State::Done);
    m_tasks->apply(id, taskevents::Suspended{State::Paused, WaitReason::Person});
    m_tasks->apply(id, taskevents::Ended{State::Cancelled});
    QCOMPARE(m_tasks->find(id)->task.state, State::Done);
    QVERIFY(!isCalled);
}

void tst_TaskList::outcomeOfARemovedTask()
{
    const UploadTask::Id id = add(u"a.txt"_s);
    QSignalSpy uploaded(m_tasks.get(), &TaskList::uploaded);
    bool isCalled = false;
    m_tasks->persistOutcome(id, {journalsamples::outcome(u"files/a"_s), 1000}, this, [&](bool) { isCalled = true; });
    QVERIFY(m_tasks->remove({id}));
    m_tasks->flush();
    QCOMPARE(m_journal->tasks().size(), 0);
    QCOMPARE(uploaded.size(), 0);
    QVERIFY(!isCalled);
}

void tst_TaskList::closeWritesWhatWaits()
{
    const UploadTask::Id id = add(u"a.txt"_s);
    m_tasks->persistOutcome(id, {journalsamples::outcome(u"files/a"_s), 1000}, nullptr, {});
    m_tasks->close();
    QCOMPARE(savedTask(id).state, State::Done);
}

void tst_TaskList::movesTogether_data()
{
    QTest::addColumn<QString>("moved");
    QTest::addColumn<int>("row");
    QTest::addColumn<QString>("order");
    QTest::newRow("one to the front") << u"d"_s << 0 << u"dabce"_s;
    QTest::newRow("some to the front") << u"bd"_s << 0 << u"bdace"_s;
    QTest::newRow("in another order") << u"db"_s << 0 << u"dbace"_s;
    QTest::newRow("one down") << u"b"_s << 2 << u"acbde"_s;
    QTest::newRow("one up") << u"d"_s << 2 << u"abdce"_s;
    QTest::newRow("some into the middle") << u"ae"_s << 2 << u"bcaed"_s;
    QTest::newRow("to the end") << u"ac"_s << 3 << u"bdeac"_s;
    QTest::newRow("beyond the end") << u"ac"_s << 100 << u"bdeac"_s;
    QTest::newRow("before the front") << u"c"_s << -7 << u"cabde"_s;
    QTest::newRow("twice the same") << u"cc"_s << 0 << u"cabde"_s;
    QTest::newRow("where they are") << u"bc"_s << 1 << u"abcde"_s;
    QTest::newRow("all") << u"edcba"_s << 0 << u"edcba"_s;
}

void tst_TaskList::movesTogether()
{
    QFETCH(const QString, moved);
    QFETCH(const int, row);
    QFETCH(const QString, order);
    const QString letters = u"abcde"_s;
    QHash<QChar, UploadTask::Id> ids;
    for (const QChar letter : letters)
        ids.insert(letter, add(letter));
    const auto orderOf = [](const auto &records) {
        QString names;
        for (const TaskRecord &record : records)
            names += record.task.displayName;
        return names;
    };
    QList<UploadTask::Id> moving;
    for (const QChar letter : moved)
        moving.append(ids.value(letter));
    QSignalSpy told(m_tasks.get(), &TaskList::moved);
    m_tasks->move(moving, row);
    QList<TaskRecord> shown;
    for (int place = 0; place < m_tasks->count(); ++place)
        shown.append(m_tasks->at(place));
    QCOMPARE(orderOf(shown), order);
    QCOMPARE(orderOf(m_journal->tasks()), order);
    QCOMPARE(told.size(), order == letters ? 0 : 1);
    if (!told.isEmpty())
        QCOMPARE(m_tasks->at(told.first().at(1).toInt()).task.id, moving.first());
}

void tst_TaskList::cancelledTasksForgetTheirSession()
{
    const UploadTask::Id id = add(u"a.txt"_s);
    m_tasks->persistSession(id, {journalsamples::session(), {}}, this, [](bool) {});
    m_tasks->flush();
    m_tasks->apply(id, taskevents::Progressed{500, 600, 0, {}});
    m_tasks->apply(id, taskevents::Ended{State::Cancelled});
    QTRY_COMPARE(savedTask(id).state, State::Cancelled);
    QVERIFY(!m_journal->tasks().constFirst().session);
    m_tasks->apply(id, taskevents::Resumed{{}, true});
    QVERIFY(!m_tasks->find(id)->session);
    QCOMPARE(m_tasks->find(id)->task.bytesConfirmed, 0);
}

void tst_TaskList::failedTasksForgetAnOldSession_data()
{
    QTest::addColumn<int>("days");
    QTest::addColumn<bool>("isKept");
    QTest::newRow("the server still has it") << 6 << true;
    QTest::newRow("the server has dropped it") << 8 << false;
}

void tst_TaskList::failedTasksForgetAnOldSession()
{
    QFETCH(const int, days);
    QFETCH(const bool, isKept);
    const UploadTask::Id id = add(u"a.txt"_s);
    OpenSession session = journalsamples::session();
    session.started = QDateTime::currentDateTimeUtc().addDays(-days);
    m_tasks->persistSession(id, {session, {}}, this, [](bool) {});
    m_tasks->flush();
    m_tasks->apply(id, taskevents::Ended{State::Failed, ApiError::local(ErrorKind::LocalFile)});
    m_tasks->close();
    open();
    m_tasks->load(false, {});
    QCOMPARE(m_tasks->find(id)->session.has_value(), isKept);
    QCOMPARE(m_journal->tasks().constFirst().session.has_value(), isKept);
}

/// Another program ends a task in the moment before this one claims it.
void tst_TaskList::readsWhatItHasClaimed()
{
    add(u"a.txt"_s);
    m_tasks->close();
    open();
    journalsamples::RawDatabase raw(Journal::pathIn(m_folder->path()));
    QCOMPARE(raw.run(u"CREATE TRIGGER ends AFTER UPDATE OF owner ON tasks BEGIN UPDATE tasks SET state='done'; END"_s),
             QString());
    m_tasks->load(false, {});
    QCOMPARE(m_tasks->count(), 1);
    QCOMPARE(m_tasks->at(0).task.state, State::Done);
}

void tst_TaskList::namesOfOthersAreTaken()
{
    const UploadTask::Id first = add(u"a.txt"_s);
    const UploadTask::Id second = add(u"b.txt"_s);
    QVERIFY(!m_tasks->isClaimedByOther(u"files/a"_s, second));
    // The name is taken at once, before the journal has it.
    m_tasks->persistOutcome(first, {journalsamples::outcome(u"files/a"_s), 1000}, this, [](bool) {});
    QVERIFY(m_tasks->isClaimedByOther(u"files/a"_s, second));
    QVERIFY(!m_tasks->isClaimedByOther(u"files/a"_s, first));
    QCOMPARE(m_tasks->savedNames(u"profile"_s, false), QSet<QString>());
    m_tasks->flush();
    QCOMPARE(m_tasks->savedNames(u"profile"_s, false), QSet<QString>{u"files/a"_s});
    QCOMPARE(m_tasks->savedNames(u"other"_s, false), QSet<QString>());
    QCOMPARE(m_tasks->savedNames(u"profile"_s, true), QSet<QString>());
}

void tst_TaskList::processingWithoutAnAnswerHasFailed()
{
    const UploadTask::Id id = add(u"a"_s);
    cleanup();
    journalsamples::RawDatabase(Journal::pathIn(m_folder->path())).run(u"UPDATE tasks SET state='processing'"_s);
    open();
    m_tasks->load(false, {});
    QCOMPARE(m_tasks->find(id)->task.state, State::Failed);
    QCOMPARE(m_tasks->find(id)->task.error->kind, ErrorKind::OutcomeUnknown);
}

void tst_TaskList::loads_data()
{
    QTest::addColumn<bool>("resumesInterrupted");
    QTest::addColumn<QString>("ephemeralProfileId");
    QTest::addColumn<QList<State>>("states");
    QTest::newRow("asks") << false << QString() << QList<State>{State::Paused, State::Done};
    QTest::newRow("resumes") << true << QString() << QList<State>{State::Queued};
    QTest::newRow("another account") << false << u"other"_s << QList<State>{State::Paused, State::Done};
    QTest::newRow("ephemeral") << false << u"profile"_s << QList<State>{};
}

void tst_TaskList::loads()
{
    QFETCH(const bool, resumesInterrupted);
    QFETCH(const QString, ephemeralProfileId);
    add(u"a.txt"_s);
    m_tasks->apply(add(u"b.txt"_s), taskevents::Ended{State::Done});
    m_tasks->close();
    open();
    m_tasks->load(resumesInterrupted, ephemeralProfileId);
    QList<State> states;
    for (int row = 0; row < m_tasks->count(); ++row)
        states.append(m_tasks->at(row).task.state);
    QTEST(states, "states");
    if (states.value(0) == State::Paused)
        QCOMPARE(m_tasks->at(0).task.waitReason, WaitReason::Interrupted);
    QCOMPARE(m_journal->tasks().isEmpty(), !ephemeralProfileId.isEmpty() && states.isEmpty());
}

QTEST_GUILESS_MAIN(tst_TaskList)
#include "tst_tasklist.moc"
