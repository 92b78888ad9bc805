// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/taskevents.h"
#include "tests/unit/journal/journalsamples.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

using State = UploadTask::State;
using Kind = TaskEvent::Kind;

Q_DECLARE_METATYPE(pollux::taskevents::Event)

/// How the events of an upload change the record of its task.
class tst_TaskEvents final : public QObject {
    Q_OBJECT

private slots:
    void eventsChangeTheRecord_data();
    void eventsChangeTheRecord();
    void retryForgetsTheResult();
    void aNewSessionBeginsAnew();
};

void tst_TaskEvents::eventsChangeTheRecord_data()
{
    QTest::addColumn<taskevents::Event>("event");
    QTest::addColumn<State>("state");
    QTest::addColumn<WaitReason>("reason");
    QTest::addColumn<int>("logged"); // a TaskEvent::Kind; -1 = none
    QTest::addColumn<bool>("isForJournal");
    using namespace taskevents;
    const auto row = [](const char *name, const Event &event, State state, WaitReason reason, int logged,
                        bool isForJournal) {
        QTest::newRow(name) << event << state << reason << logged << isForJournal;
    };
    const auto kind = [](Kind value) { return static_cast<int>(value); };
    const ApiError busy = ApiError::local(ErrorKind::ServerBusy);
    row("suspended", Suspended{State::Queued}, State::Queued, WaitReason::None, -1, false);
    row("held", Suspended{State::Waiting, WaitReason::BadKey}, State::Waiting, WaitReason::BadKey, -1, false);
    row("paused", Suspended{State::Paused, WaitReason::Person}, State::Paused, WaitReason::Person, kind(Kind::Paused),
        true);
    row("resumed", Resumed{}, State::Queued, WaitReason::None, kind(Kind::Resumed), true);
    row("another key", KeyChanged{"new"_ba}, State::Sending, WaitReason::None, -1, true);
    row("done", Ended{State::Done}, State::Done, WaitReason::None, kind(Kind::Finished), true);
    row("done and saved", Ended{.state = State::Done, .isPersisted = true}, State::Done, WaitReason::None,
        kind(Kind::Finished), false);
    row("cancelled", Ended{State::Cancelled}, State::Cancelled, WaitReason::None, kind(Kind::Cancelled), true);
    row("failed", Ended{State::Failed, busy}, State::Failed, WaitReason::None, kind(Kind::Finished), true);
    row("stepped", Stepped{State::Finalising}, State::Finalising, WaitReason::None, -1, false);
    row("logged", Logged{Kind::Asked}, State::Sending, WaitReason::None, kind(Kind::Asked), false);
    row("progressed", Progressed{1, 2, 3, {}}, State::Sending, WaitReason::None, -1, false);
    row("a try failed", TryFailed{busy, WaitReason::Retry, std::chrono::seconds(1), {}}, State::Waiting,
        WaitReason::Retry, kind(Kind::Waiting), false);
    row("session opened", SessionChanged{journalsamples::session(), {}}, State::Sending, WaitReason::None,
        kind(Kind::SessionStarted), false);
    row("session dropped", SessionChanged{}, State::Sending, WaitReason::None, -1, false);
    row("uploaded", Uploaded{journalsamples::outcome(u"files/a"_s), 7}, State::Done, WaitReason::None,
        kind(Kind::Verified), false);
    UploadOutcome processing = journalsamples::outcome(u"files/a"_s);
    processing.file.state = RemoteFile::State::Processing;
    row("is processed", Uploaded{processing, 7}, State::Processing, WaitReason::None, kind(Kind::Verified), false);
    UploadOutcome damaged = journalsamples::outcome(u"files/a"_s);
    damaged.verification = Verification::Damaged;
    row("damaged", Uploaded{damaged, 7}, State::Failed, WaitReason::None, -1, false);
}

void tst_TaskEvents::eventsChangeTheRecord()
{
    QFETCH(const taskevents::Event, event);
    QFETCH(const int, logged);
    TaskRecord record;
    record.task.state = State::Sending;
    QTEST(applyEvent(record, event), "isForJournal");
    QTEST(record.task.state, "state");
    QTEST(record.task.waitReason, "reason");
    QCOMPARE(record.task.events.isEmpty() ? -1 : static_cast<int>(record.task.events.last().kind), logged);
}

void tst_TaskEvents::retryForgetsTheResult()
{
    TaskRecord record;
    record.keyFingerprint = "old"_ba;
    record.task.state = State::Failed;
    record.task.file = RemoteFile();
    record.task.attempts = 3;
    record.task.bytesConfirmed = 500;
    record.task.notes = UploadNote::EmptyFile | UploadNote::TypeDiffers;
    record.task.error = ApiError::local(ErrorKind::Damaged);
    TaskRecord withSession = record;
    withSession.session = journalsamples::session();
    withSession.session->number = 3;
    for (TaskRecord *retried : {&record, &withSession}) {
        QVERIFY(applyEvent(*retried, taskevents::Resumed{"new"_ba, true}));
        QVERIFY(!retried->task.file && !retried->task.error);
        QCOMPARE(retried->task.attempts, 0);
        QCOMPARE(retried->task.notes, UploadNotes(UploadNote::EmptyFile));
        QCOMPARE(retried->keyFingerprint, "new"_ba);
    }
    QCOMPARE(record.task.bytesConfirmed, 0);
    QCOMPARE(withSession.task.bytesConfirmed, 500);
    QCOMPARE(withSession.session->number, 1);
}

void tst_TaskEvents::aNewSessionBeginsAnew()
{
    TaskRecord record;
    applyEvent(record, taskevents::Stepped{.state = State::Sending, .sessionCount = 1, .size = 900});
    applyEvent(record, taskevents::Progressed{100, 300, 1.0, {}});
    applyEvent(record, taskevents::Stepped{.state = State::Sending, .sessionCount = 1});
    QCOMPARE(record.task.bytesHandedOver, 300);
    QVERIFY(!record.task.notes);
    applyEvent(record, taskevents::Stepped{.state = State::Sending, .sessionCount = 2});
    QCOMPARE(record.task.bytesHandedOver, 0);
    QCOMPARE(record.task.size, 900);
    QCOMPARE(record.task.notes, UploadNotes(UploadNote::NewSession));
}

QTEST_GUILESS_MAIN(tst_TaskEvents)
#include "tst_taskevents.moc"
