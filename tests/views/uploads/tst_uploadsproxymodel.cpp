// SPDX-License-Identifier: Apache-2.0
#include "views/uploads/uploadsproxymodel.h"

#include "models/items/uploads/uploadsmodel.h"
#include "models/text/errortext.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>

using namespace pollux;
using namespace Qt::StringLiterals;

using State = UploadTask::State;

namespace {

const QDateTime noon(QDate(2026, 11, 22), QTime(12, 0), Qt::UTC);

UploadTask task(UploadTask::Id id, State state)
{
    UploadTask result;
    result.id = id;
    result.state = state;
    result.displayName = u"file %1"_s.arg(id);
    if (state == State::Failed)
        result.error = ApiError::local(ErrorKind::LocalFile, {}, u"a <b>fault</b>"_s);
    return result;
}

UploadTask waitingTask(WaitReason reason, std::optional<ErrorKind> kind = {})
{
    UploadTask result = task(1, State::Waiting);
    result.waitReason = reason;
    result.nextTry = noon.addMSecs(11'200);
    if (kind)
        result.error = ApiError::local(*kind, {}, u"a fault"_s);
    return result;
}

QString sentenceOf(ErrorKind kind)
{
    return errorSentence(ApiError::local(kind, {}, u"a fault"_s));
}

void setTask(QStandardItemModel &model, int row, const UploadTask &task)
{
    for (int column = 0; column < UploadsModel::ColumnCount; ++column)
        model.setData(model.index(row, column), QVariant::fromValue(task), UploadsModel::TaskRole);
    model.setData(model.index(row, UploadsModel::StateColumn), u"word %1"_s.arg(static_cast<int>(task.state)));
    for (int column = 0; column < UploadsModel::ColumnCount; ++column)
        model.setData(model.index(row, column), QVariant::fromValue(task.id), UploadsModel::IdRole);
    model.setData(model.index(row, UploadsModel::ProgressColumn), 0.5, UploadsModel::ProgressRole);
    model.setData(model.index(row, UploadsModel::ProgressColumn), 0.25, UploadsModel::ConfirmedRole);
}

} // namespace

class tst_UploadsProxyModel : public QObject {
    Q_OBJECT

private slots:
    void init() { m_model.setRowCount(0); }
    void wordsKeepTheModelRules();
    void notes_data();
    void notes();
    void nextSteps_data();
    void nextSteps();
    void badges_data();
    void badges();
    void countdownsTellOnlyWaitingRows();
    void progressOnlyWhereThereIsSome();
    void totalsText_data();
    void totalsText();

private:
    void fill(const QList<State> &states);

    QStandardItemModel m_model{0, UploadsModel::ColumnCount};
};

void tst_UploadsProxyModel::fill(const QList<State> &states)
{
    m_model.setRowCount(static_cast<int>(states.size()));
    for (int row = 0; row < states.size(); ++row)
        setTask(m_model, row, task(static_cast<UploadTask::Id>(row) + 1, states.at(row)));
}

void tst_UploadsProxyModel::wordsKeepTheModelRules()
{
    UploadsProxyModel words(m_model);
    QAbstractItemModelTester tester(&words, QAbstractItemModelTester::FailureReportingMode::QtTest);
    fill({State::Queued, State::Failed});
    m_model.removeRow(0);
    QCOMPARE(words.rowCount(), 1);
}

void tst_UploadsProxyModel::notes_data()
{
    QTest::addColumn<UploadNotes>("notes");
    QTest::addColumn<QString>("text");
    QTest::newRow("none") << UploadNotes() << QString();
    QTest::newRow("empty") << UploadNotes(UploadNote::EmptyFile) << u"empty file"_s;
    QTest::newRow("type") << UploadNotes(UploadNote::UnknownType)
                          << u"type unknown: sent as application/octet-stream"_s;
    QTest::newRow("anew") << UploadNotes(UploadNote::NewSession) << u"began anew: the server ended the first session"_s;
    QTest::newRow("two") << (UploadNotes(UploadNote::EmptyFile) | UploadNote::NotVerified)
                         << u"empty file; not verified: there was no hash to compare"_s;
}

void tst_UploadsProxyModel::notes()
{
    QFETCH(const UploadNotes, notes);
    QTEST(UploadsProxyModel::notes(notes), "text");
}

void tst_UploadsProxyModel::nextSteps_data()
{
    QTest::addColumn<UploadTask>("task");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const UploadTask &task, const QString &text) {
        QTest::newRow(name) << task << text;
    };
    row("sending", task(1, State::Sending), {});
    row("failed", task(1, State::Failed), errorSentence(*task(5, State::Failed).error));
    row("retry", waitingTask(WaitReason::Retry, ErrorKind::Network),
        u"Next try in 12 s · "_s + sentenceOf(ErrorKind::Network));
    row("network", waitingTask(WaitReason::Network, ErrorKind::Unreachable),
        u"Next try in 12 s · "_s + sentenceOf(ErrorKind::Unreachable));
    row("server down", waitingTask(WaitReason::ServerDown), u"Next try in 12 s"_s);
    row("not to be saved", waitingTask(WaitReason::JournalNotWritable, ErrorKind::JournalNotWritable),
        u"Next try in 12 s · "_s + sentenceOf(ErrorKind::JournalNotWritable));
    row("bad key", waitingTask(WaitReason::BadKey, ErrorKind::InvalidKey), sentenceOf(ErrorKind::InvalidKey));
    row("bad key of another task", waitingTask(WaitReason::BadKey), u"Enter a valid key in Accounts."_s);
    row("another key", waitingTask(WaitReason::AnotherKey, ErrorKind::Network),
        u"Begun with another key. Resume it to use the account's key of today."_s);
    row("storage full", waitingTask(WaitReason::StorageFull, ErrorKind::StorageQuota),
        sentenceOf(ErrorKind::StorageQuota));
    UploadTask server = waitingTask(WaitReason::ServerDown);
    server.nextTry = {};
    row("server down, no time", server, u"One upload will try first"_s);
    server.nextTry = noon;
    row("server down, another probes", server, u"One upload will try first"_s);
    UploadTask late = waitingTask(WaitReason::Retry);
    late.nextTry = noon;
    row("now", late, u"Next try now"_s);
    UploadTask minutes = waitingTask(WaitReason::Retry);
    minutes.nextTry = noon.addSecs(600);
    row("minutes", minutes, u"Next try in 10 min"_s);
    // The error of the previous attempt is not shown while the next one runs.
    UploadTask going = waitingTask(WaitReason::Retry, ErrorKind::Network);
    going.state = State::Sending;
    row("goes on", going, {});
    UploadTask interrupted = task(1, State::Paused);
    interrupted.waitReason = WaitReason::Interrupted;
    row("interrupted", interrupted, u"The program ended before it was done. Resume it, or remove it from the list."_s);
    row("hashing", task(1, State::Hashing), u"The last answer was lost: looking for the file on the server"_s);
    UploadTask unusable = task(1, State::Failed);
    unusable.error.reset();
    unusable.file = RemoteFile();
    unusable.file->error = Status{};
    unusable.file->error->code = 3;
    unusable.file->error->message = u"no picture in it"_s;
    row("failed on the server", unusable, u"INVALID_ARGUMENT: no picture in it"_s);
    UploadTask noted = task(1, State::Done);
    noted.notes = UploadNote::GoneFromServer;
    row("note", noted, u"no longer on the server"_s);
}

void tst_UploadsProxyModel::nextSteps()
{
    QFETCH(const UploadTask, task);
    UploadsProxyModel words(m_model);
    words.setClock([] { return noon; });
    QTEST(words.nextStep(task), "text");
}

void tst_UploadsProxyModel::badges_data()
{
    using Icon = Badge::Icon;
    using Tone = Badge::Tone;
    QTest::addColumn<UploadTask>("task");
    QTest::addColumn<Badge>("badge");
    const auto row = [](const char *name, const UploadTask &task, Icon icon, Tone tone) {
        QTest::newRow(name) << task << Badge{icon, tone, u"word"_s};
    };
    row("queued", task(1, State::Queued), Icon::Clock, Tone::Neutral);
    row("hashing", task(1, State::Hashing), Icon::Find, Tone::Busy);
    row("starting", task(1, State::Starting), Icon::Upload, Tone::Busy);
    row("sending", task(1, State::Sending), Icon::Upload, Tone::Busy);
    row("finalising", task(1, State::Finalising), Icon::Finish, Tone::Busy);
    row("verifying", task(1, State::Verifying), Icon::Verify, Tone::Busy);
    row("processing", task(1, State::Processing), Icon::Processing, Tone::Busy);
    row("done", task(1, State::Done), Icon::Active, Tone::Positive);
    row("failed", task(1, State::Failed), Icon::Failed, Tone::Critical);
    row("cancelled", task(1, State::Cancelled), Icon::Cancel, Tone::Neutral);
    row("paused", task(1, State::Paused), Icon::Pause, Tone::Neutral);
    UploadTask interrupted = task(1, State::Paused);
    interrupted.waitReason = WaitReason::Interrupted;
    row("interrupted", interrupted, Icon::Interrupted, Tone::Warning);
    row("waits", waitingTask(WaitReason::None), Icon::Clock, Tone::Warning);
    row("waits for the network", waitingTask(WaitReason::Network), Icon::Offline, Tone::Warning);
    row("waits to retry", waitingTask(WaitReason::Retry), Icon::Retry, Tone::Warning);
    row("waits for a valid key", waitingTask(WaitReason::BadKey), Icon::Key, Tone::Critical);
    row("waits for its key", waitingTask(WaitReason::AnotherKey), Icon::Key, Tone::Warning);
    row("waits for room", waitingTask(WaitReason::StorageFull), Icon::Storage, Tone::Critical);
    row("waits for the service", waitingTask(WaitReason::ServerDown), Icon::Server, Tone::Warning);
    row("cannot be saved", waitingTask(WaitReason::JournalNotWritable), Icon::Warning, Tone::Critical);
    row("may not upload", waitingTask(WaitReason::NoPermission), Icon::Key, Tone::Critical);
    row("wrong endpoint", waitingTask(WaitReason::EndpointWrong), Icon::Warning, Tone::Critical);
}

void tst_UploadsProxyModel::badges()
{
    QFETCH(const UploadTask, task);
    QTEST(UploadsProxyModel::badge(task, u"word"_s), "badge");
}

void tst_UploadsProxyModel::countdownsTellOnlyWaitingRows()
{
    fill({State::Sending, State::Waiting, State::Waiting, State::Done, State::Waiting});
    UploadsProxyModel words(m_model);
    QDateTime now = noon;
    words.setClock([&now] { return now; });
    for (const int row : {1, 2, 4})
        setTask(m_model, row, waitingTask(WaitReason::Retry));
    QSignalSpy changed(&words, &QAbstractItemModel::dataChanged);
    QVERIFY(words.updateCountdowns());
    QCOMPARE(changed.size(), 2);
    QCOMPARE(changed.at(0).at(0).toModelIndex(), words.index(1, UploadsModel::NextStepColumn));
    QCOMPARE(changed.at(0).at(1).toModelIndex(), words.index(2, UploadsModel::NextStepColumn));
    QCOMPARE(changed.at(1).at(0).toModelIndex(), words.index(4, UploadsModel::NextStepColumn));
    now = noon.addSecs(12);
    QVERIFY(words.updateCountdowns());
    QCOMPARE(words.index(1, UploadsModel::NextStepColumn).data().toString(), u"Next try now"_s);
    now = noon.addSecs(60);
    changed.clear();
    QVERIFY(!words.updateCountdowns());
    QCOMPARE(changed.size(), 0);
}

void tst_UploadsProxyModel::progressOnlyWhereThereIsSome()
{
    UploadsProxyModel words(m_model);
    fill({State::Queued, State::Sending, State::Waiting, State::Done, State::Failed, State::Cancelled});
    QList<bool> shown;
    for (int row = 0; row < words.rowCount(); ++row)
        shown.append(words.index(row, UploadsModel::ProgressColumn).data(UploadsModel::ProgressRole).isValid());
    QCOMPARE(shown, (QList<bool>{false, true, true, true, false, false}));
    UploadTask paused = task(1, State::Paused);
    setTask(m_model, 0, paused);
    const QModelIndex cell = words.index(0, UploadsModel::ProgressColumn);
    QVERIFY(!cell.data(UploadsModel::ProgressRole).isValid());
    paused.bytesHandedOver = 1;
    setTask(m_model, 0, paused);
    QCOMPARE(cell.data(UploadsModel::ProgressRole).toDouble(), 0.5);
    QCOMPARE(cell.data(UploadsModel::ConfirmedRole).toDouble(), 0.25);
    const QModelIndex failed = words.index(4, UploadsModel::StateColumn);
    QCOMPARE(failed.data(UploadsProxyModel::BadgeRole).value<Badge>().text, failed.data().toString());
    QCOMPARE(failed.siblingAtColumn(UploadsModel::NextStepColumn).data(Qt::AccessibleTextRole).toString(),
             errorSentence(*task(5, State::Failed).error));
}

void tst_UploadsProxyModel::totalsText_data()
{
    QTest::addColumn<QList<State>>("states");
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << QList<State>() << QString();
    QTest::newRow("running, queued, failed")
        << QList<State>{State::Sending, State::Starting, State::Queued, State::Queued, State::Queued, State::Failed}
        << u"2 uploading, 3 queued, 1 failed"_s;
    QTest::newRow("all that runs") << QList<State>{State::Hashing, State::Finalising, State::Verifying}
                                   << u"3 uploading"_s;
    QTest::newRow("what rests") << QList<State>{State::Waiting, State::Paused, State::Processing}
                                << u"1 waiting, 1 paused, 1 being processed"_s;
    QTest::newRow("finished") << QList<State>{State::Done, State::Done, State::Cancelled}
                              << u"2 uploaded, 1 cancelled"_s;
}

void tst_UploadsProxyModel::totalsText()
{
    QFETCH(const QList<State>, states);
    UploadTotals totals;
    for (const State state : states)
        totals.count(task(1, state));
    QTEST(UploadsProxyModel::totals(totals), "text");
}

QTEST_MAIN(tst_UploadsProxyModel)
#include "tst_uploadsproxymodel.moc"
