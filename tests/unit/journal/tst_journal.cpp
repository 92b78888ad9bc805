// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journal.h"

#include "tests/unit/journal/journalsamples.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <limits>

using namespace Qt::StringLiterals;
using namespace pollux;
using namespace pollux::journalsamples;

Q_DECLARE_METATYPE(pollux::TaskRecord)

/// What a journal keeps of tasks and origins, and how much of it.
class tst_Journal final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void keepsEveryField_data();
    void keepsEveryField();
    void keepsErrors_data();
    void keepsErrors();
    void neverGivesAnIdTwice();
    void keepsAndChangesPlaces();
    void newTasksComeLastWhateverThePositions();
    void updateForgetsSessionAndFile();
    void removedTasksAreNotBroughtBack();
    void resultEndsTheSessionAndLeavesAnOrigin();
    void originsAreReplacedByName();
    void finishedTasksAreBounded();
    void originsAreBounded();
    void tenThousandTasksAtOnce();
    void memoryByChoice();

private:
    QString path() const { return Journal::pathIn(m_folder->path()); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void tst_Journal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
}

void tst_Journal::keepsEveryField_data()
{
    QTest::addColumn<TaskRecord>("kept");
    QTest::addColumn<UploadTask::State>("state");
    QTest::addColumn<WaitReason>("waitReason");
    using enum UploadTask::State;
    TaskRecord plain = record(1);
    QTest::newRow("queued") << plain << Queued << WaitReason::None;

    for (const UploadTask::State running : {Hashing, Starting, Sending, Waiting, Finalising, Verifying}) {
        TaskRecord record = plain;
        record.task.state = running;
        record.task.waitReason = WaitReason::Retry;
        QTest::addRow("running %d", static_cast<int>(running)) << record << Queued << WaitReason::None;
    }
    TaskRecord paused = plain;
    paused.task.state = Paused;
    paused.task.waitReason = WaitReason::Person;
    QTest::newRow("paused") << paused << Paused << WaitReason::Person;
    paused.task.waitReason = WaitReason::Interrupted;
    QTest::newRow("interrupted, and nobody decided") << paused << Queued << WaitReason::None;

    TaskRecord full = plain;
    full.task.profileId = u"profile ' \" ; 😀"_s;
    full.task.target = u"ragStores/a"_s;
    full.task.path = u"/ü/日本/'; DROP TABLE tasks; --"_s;
    full.task.displayName = u"naïve\n😀"_s;
    full.task.mimeType = u"application/pdf"_s;
    full.task.isMimeTypeChosen = true;
    full.task.isVerified = false;
    full.task.size = std::numeric_limits<qint64>::max();
    full.task.bytesConfirmed = std::numeric_limits<qint64>::max() - 1;
    full.task.sessionCount = 3;
    full.task.attempts = 7;
    full.task.notes = UploadNotes(UploadNote::NewSession) | UploadNote::GoneFromServer;
    full.keyFingerprint = QByteArray::fromHex(QByteArray(64, '0'));
    full.snapshot = {1, -5, std::numeric_limits<quint64>::max(), std::numeric_limits<quint64>::max() - 1};
    full.session = session();
    full.session->confirmed = full.task.bytesConfirmed;
    QTest::newRow("everything") << full << Queued << WaitReason::None;

    TaskRecord empty = plain;
    empty.task.size = 0;
    empty.keyFingerprint.clear();
    QTest::newRow("empty file, any key") << empty << Queued << WaitReason::None;

    for (const UploadTask::State end : {Processing, Done, Cancelled})
        QTest::addRow("ended %d", static_cast<int>(end)) << [&] {
            TaskRecord record = ended(plain, u"files/a"_s);
            record.task.state = end;
            return record;
        }() << end << WaitReason::None;
}

void tst_Journal::keepsEveryField()
{
    QFETCH(const TaskRecord, kept);
    QFETCH(const UploadTask::State, state);
    QFETCH(const WaitReason, waitReason);
    QList<TaskRecord> added{kept};
    {
        Journal journal(path());
        QCOMPARE(journal.health(), Journal::Health::Good);
        QVERIFY2(journal.addTasks(added), qPrintable(journal.errorText()));
        QVERIFY(added.first().task.id > 0);
        QVERIFY(added.first().position > 0);
    }
    Journal journal(path());
    const QList<TaskRecord> read = journal.tasks();
    QCOMPARE(read.size(), 1);
    QCOMPARE(journal.unreadableCount(), 0);
    const UploadTask &task = read.first().task;
    QCOMPARE(task.id, added.first().task.id);
    QCOMPARE(read.first().position, added.first().position);
    QCOMPARE(task.profileId, kept.task.profileId);
    QCOMPARE(task.target, kept.task.target);
    QCOMPARE(task.path, kept.task.path);
    QCOMPARE(task.displayName, kept.task.displayName);
    QCOMPARE(task.mimeType, kept.task.mimeType);
    QCOMPARE(task.isMimeTypeChosen, kept.task.isMimeTypeChosen);
    QCOMPARE(task.isVerified, kept.task.isVerified);
    QCOMPARE(task.size, kept.task.size);
    QCOMPARE(task.state, state);
    QCOMPARE(task.waitReason, waitReason);
    QCOMPARE(task.bytesConfirmed, kept.task.bytesConfirmed);
    QCOMPARE(task.bytesHandedOver, kept.task.bytesConfirmed);
    QCOMPARE(task.sessionCount, kept.task.sessionCount);
    QCOMPARE(task.attempts, kept.task.attempts);
    QCOMPARE(task.notes, kept.task.notes);
    QVERIFY(task.file == kept.task.file);
    QCOMPARE(read.first().keyFingerprint, kept.keyFingerprint);
    QVERIFY(read.first().snapshot == kept.snapshot);
    QVERIFY(read.first().session == kept.session);
}

void tst_Journal::keepsErrors_data()
{
    QTest::addColumn<ApiError>("error");
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::OutcomeUnknown); ++kind)
        QTest::addRow("kind %d", kind) << ApiError::local(static_cast<ErrorKind>(kind), u"/a b"_s, u"words ü"_s);
    const QByteArray quota =
        R"({"error": {"code": 429, "message": "too much", "status": "RESOURCE_EXHAUSTED", "details": [
        {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "R", "domain": "d", "metadata": {"a": "b"}},
        {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "3.5s"}]}})";
    QTest::newRow("the server's, with details") << ApiError::fromHttp(429, quota);
    QTest::newRow("the server's, with a header") << ApiError::fromHttp(503, "later"_ba, "7"_ba);
}

void tst_Journal::keepsErrors()
{
    QFETCH(const ApiError, error);
    TaskRecord failed = record(1);
    failed.task.state = UploadTask::State::Failed;
    failed.task.error = error;
    QList<TaskRecord> added{failed};
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    const QList<TaskRecord> read = journal.tasks();
    QCOMPARE(read.size(), 1);
    QVERIFY(read.first().task.error == error);
}

void tst_Journal::neverGivesAnIdTwice()
{
    QList<TaskRecord> added = records(2);
    {
        Journal journal(path());
        QVERIFY(journal.addTasks(added));
        QVERIFY(journal.removeTasks(idsOf(added)));
        QCOMPARE(journal.tasks().size(), 0);
    }
    QList<TaskRecord> later = records(1);
    Journal journal(path());
    QVERIFY(journal.addTasks(later));
    QVERIFY(later.first().task.id > added.last().task.id);
}

void tst_Journal::keepsAndChangesPlaces()
{
    QList<TaskRecord> added = records(3);
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    QCOMPARE(idsOf(journal.tasks()), idsOf(added));
    const QList<UploadTask::Id> ids = idsOf(added);
    QVERIFY(journal.setPositions({{ids.at(0), 3}, {ids.at(2), -1}, {999, 1}}));
    const QList<UploadTask::Id> moved{ids.at(2), ids.at(1), ids.at(0)};
    QCOMPARE(idsOf(journal.tasks()), moved);
    QCOMPARE(journal.taskIds(), ids);
    QList<TaskRecord> last = records(1);
    QVERIFY(journal.addTasks(last));
    QCOMPARE(idsOf(journal.tasks()).last(), last.first().task.id);
}

void tst_Journal::newTasksComeLastWhateverThePositions()
{
    Journal journal(path());
    QList<TaskRecord> first{record(1)};
    QVERIFY(journal.addTasks(first));
    // As in a journal that somebody has edited.
    QVERIFY(journal.setPositions({{first.first().task.id, std::numeric_limits<qint64>::max()}}));
    QList<TaskRecord> second{record(2)};
    QVERIFY(journal.addTasks(second));
    const QList<TaskRecord> read = journal.tasks();
    QCOMPARE(read.size(), 2);
    QCOMPARE(read.first().task.id, first.first().task.id);
    QCOMPARE(read.last().task.id, second.first().task.id);
    // There is room on both sides for tasks that are moved.
    QVERIFY(read.first().position < std::numeric_limits<qint64>::max());
    QVERIFY(journal.setPositions({{first.first().task.id, std::numeric_limits<qint64>::min()}}));
    QVERIFY(journal.tasks().first().position > std::numeric_limits<qint64>::min());
}

void tst_Journal::updateForgetsSessionAndFile()
{
    QList<TaskRecord> added{ended(record(1), u"files/a"_s)};
    added.first().session = session();
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    QVERIFY(journal.tasks().first().session.has_value());
    TaskRecord again = added.first();
    again.session.reset();
    again.task.file.reset();
    again.task.state = UploadTask::State::Queued;
    QVERIFY(journal.updateTasks({again}));
    const TaskRecord read = journal.tasks().first();
    QVERIFY(!read.session);
    QVERIFY(!read.task.file);
    QCOMPARE(read.task.state, UploadTask::State::Queued);
}

void tst_Journal::removedTasksAreNotBroughtBack()
{
    QList<TaskRecord> added = records(1);
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    QVERIFY(journal.removeTasks(idsOf(added)));
    added.first().session = session();
    QVERIFY(journal.updateTasks({added.first()}));
    QVERIFY(journal.keepSession(added.first().task.id, {}, session()));
    QVERIFY(journal.keepResult(ended(added.first(), u"files/a"_s), origin(u"files/a"_s, 1000)));
    QCOMPARE(journal.taskIds(), QList<UploadTask::Id>());
    // The file is on the server nevertheless.
    QVERIFY(journal.originOf(u"files/a"_s));
}

void tst_Journal::resultEndsTheSessionAndLeavesAnOrigin()
{
    QList<TaskRecord> added = records(1);
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    QVERIFY(journal.keepSession(added.first().task.id, {1000, 1, 2, 3}, session()));
    QVERIFY(journal.keepResult(ended(added.first(), u"files/a"_s), origin(u"files/a"_s)));
    QCOMPARE(bytes(path()).count("SECRET-SESSION"_ba), 0);
    const TaskRecord read = journal.tasks().first();
    QVERIFY(!read.session);
    QCOMPARE(read.task.state, UploadTask::State::Done);
    QVERIFY(read.task.file == remoteFile(u"files/a"_s));
    QCOMPARE(journal.originsOf(u"profile"_s), QList<FileOrigin>{origin(u"files/a"_s)});
    QCOMPARE(journal.originsOf(u"another"_s), QList<FileOrigin>());
    QVERIFY(journal.originOf(u"files/a"_s) == origin(u"files/a"_s));
    QVERIFY(!journal.originOf(u"files/b"_s));
    // The origin of a file outlives its upload task.
    QVERIFY(journal.removeTasks(idsOf(added)));
    QCOMPARE(journal.originsOf(u"profile"_s).size(), 1);
}

void tst_Journal::originsAreReplacedByName()
{
    QList<TaskRecord> added = records(3);
    Journal journal(path());
    QVERIFY(journal.addTasks(added));
    QVERIFY(journal.keepResult(ended(added.at(0), u"files/a"_s), origin(u"files/a"_s, 1000)));
    QVERIFY(journal.keepResult(ended(added.at(1), u"files/b"_s), origin(u"files/b"_s, 2000)));
    QVERIFY(journal.keepResult(ended(added.at(2), u"files/a"_s), origin(u"files/a"_s, 3000)));
    const QList<FileOrigin> expected{origin(u"files/a"_s, 3000), origin(u"files/b"_s, 2000)};
    QCOMPARE(journal.originsOf(u"profile"_s), expected);
}

void tst_Journal::finishedTasksAreBounded()
{
    QList<TaskRecord> finished = records(Journal::maxFinishedTasks + 2);
    for (TaskRecord &record : finished)
        record.task.state = UploadTask::State::Cancelled;
    finished.last().task.state = UploadTask::State::Queued;
    {
        Journal journal(path());
        QVERIFY(journal.addTasks(finished));
        // What a program shows is not taken from under it.
        QCOMPARE(journal.taskIds(), idsOf(finished));
    }
    QList<UploadTask::Id> expected = idsOf(finished);
    expected.removeFirst();
    QCOMPARE(idsOf(Journal(path()).tasks()), expected);
}

void tst_Journal::originsAreBounded()
{
    Journal journal(path());
    {
        RawDatabase raw(path());
        QCOMPARE(raw.run(u"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                         u"WHERE i < %1) "
                         "INSERT INTO origins SELECT 'files/' || i, 'profile', '/a', NULL, i, 1, 1, 1, 1 FROM n"_s.arg(
                             Journal::maxOrigins + 3)),
                 QString());
    }
    QList<TaskRecord> added = records(500);
    QVERIFY(journal.addTasks(added));
    const QList<FileOrigin> left = journal.originsOf(u"profile"_s);
    QCOMPARE(left.size(), Journal::maxOrigins);
    QCOMPARE(left.last().name, u"files/4"_s);
}

void tst_Journal::tenThousandTasksAtOnce()
{
    QList<TaskRecord> added = records(10'000);
    Journal journal(path());
    QElapsedTimer timer;
    timer.start();
    QVERIFY(journal.addTasks(added));
    const qint64 adding = timer.restart();
    QCOMPARE(journal.tasks().size(), added.size());
    const qint64 reading = timer.restart();
    QCOMPARE(journal.claim(idsOf(added)).size(), added.size());
    qInfo("10,000 tasks: added in %lld ms, read in %lld ms, claimed in %lld ms", adding, reading, timer.elapsed());
    // Far more than it takes, also under a sanitizer; a cost that grows with the square takes longer.
    QVERIFY(adding < 60'000);
    QVERIFY(reading < 60'000);
}

void tst_Journal::memoryByChoice()
{
    Journal journal{QString()};
    QCOMPARE(journal.health(), Journal::Health::Good);
    QList<TaskRecord> added = records(2);
    QVERIFY(journal.addTasks(added));
    QCOMPARE(idsOf(journal.tasks()), idsOf(added));
    QCOMPARE(journal.claim(idsOf(added)), idsOf(added));
    QCOMPARE(Journal(QString()).tasks().size(), 0);
}

QTEST_GUILESS_MAIN(tst_Journal)
#include "tst_journal.moc"
