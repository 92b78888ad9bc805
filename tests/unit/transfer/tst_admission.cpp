// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/admission.h"

#include "models/transfer/taskindex.h"

#include <QElapsedTimer>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace pollux;

/// What Admission decides for queues that are written as words, one word for each task. The first letter is its state:
/// q queued, w waiting, s sending, p preparing, z paused, d done. Others: L large, M medium-sized (else small),
/// b of account "b" at another endpoint (else "a"), u of an unknown account, k begun with another key, o has an open
/// session, x goes into the store "x", r shows that it waits for another key, ! runs although it waits.
class tst_Admission final : public QObject {
    Q_OBJECT

private slots:
    void steps_data();
    void steps();
    void onlyOneProbes_data();
    void onlyOneProbes();
    void probeNeedsAPlace();
    void delayedTasksDoNotStart();
    void reasonIsGivenOnce();
    void startsInOrder_data();
    void startsInOrder();
    void longQueuesCostNothing();
};

namespace {

using Activity = Admission::Activity;
using Holds = std::vector<Admission::Hold>;

struct Queue {
    std::vector<Admission::Upload> uploads;
    TaskIndex index;
    qint64 count = 0;

    explicit Queue(const QString &words)
    {
        for (const QString &word : words.split(u' ', Qt::SkipEmptyParts))
            add(word);
    }

    void add(const QString &word)
    {
        using State = UploadTask::State;
        static const QHash<QChar, State> states{{u'q', State::Queued},   {u'w', State::Waiting}, {u's', State::Sending},
                                                {u'p', State::Starting}, {u'z', State::Paused},  {u'd', State::Done}};
        TaskRecord record;
        record.position = ++count;
        record.task.id = static_cast<UploadTask::Id>(count);
        record.task.state = states.value(word.front());
        record.task.profileId = word.contains(u'b') ? u"b"_s : word.contains(u'u') ? u"u"_s : u"a"_s;
        record.task.size = word.contains(u'L')   ? Admission::largeFile
                           : word.contains(u'M') ? Admission::smallFile + 1
                                                 : Admission::smallFile;
        record.keyFingerprint = word.contains(u'k') ? "another"_ba : "key"_ba;
        if (word.contains(u'o'))
            record.session = OpenSession();
        if (word.contains(u'x')) {
            record.task.target = u"x"_s;
            record.task.storeUpload = StoreUpload();
        }
        if (word.contains(u'r'))
            record.task.waitReason = WaitReason::AnotherKey;
        index.add(record);
        if (word.front() == u's' || word.front() == u'p' || word.contains(u'!'))
            uploads.push_back(
                {record.task.id, record.task.size, word.front() == u'p' ? Activity::Preparing : Activity::Sending});
    }

    Admission::Plan plan(const Admission &admission) const { return admission.plan(uploads, index.waiting()); }
};

QString textOf(const Admission::Plan &plan)
{
    static const QHash<WaitReason, QString> reasons{{WaitReason::AnotherKey, u"another key"_s},
                                                    {WaitReason::BadKey, u"bad key"_s},
                                                    {WaitReason::StorageFull, u"storage full"_s},
                                                    {WaitReason::Network, u"network"_s},
                                                    {WaitReason::ServerDown, u"server down"_s}};
    QStringList texts;
    for (const auto &[id, becomes, reason] : plan.steps) {
        const QString what = becomes == Activity::Sending     ? u"sends"_s
                             : becomes == Activity::Preparing ? u"prepares"_s
                                                              : reasons.value(reason, u"waits"_s);
        texts.append(u"%1 %2"_s.arg(id).arg(what));
    }
    return texts.join(u", "_s);
}

Admission admission(int parallelUploads = 3)
{
    Admission admission;
    admission.parallelUploads = admission.maxPrepared = parallelUploads;
    admission.fingerprints = {{u"a"_s, "key"_ba}, {u"b"_s, "key"_ba}};
    admission.endpoints = {{u"a"_s, u"https://a"_s}, {u"b"_s, u"https://b"_s}};
    return admission;
}

Admission::Hold accountHold(WaitReason reason, const QString &profileId, const QString &store = {})
{
    return {{.reason = reason, .scope = ErrorScope::Account, .profileId = profileId, .store = store}};
}

Admission::Hold endpointHold(WaitReason reason, const QString &endpoint, const QString &store = {})
{
    const ErrorScope scope = reason == WaitReason::Network ? ErrorScope::Link : ErrorScope::Service;
    return {{.reason = reason, .scope = scope, .endpoint = endpoint, .store = store}};
}

/// "1" or "1 1 2": the uploads that probe, one for each hold that they probe.
QString probesOf(const Admission::Plan &plan)
{
    QStringList ids;
    for (const Admission::Probe &probe : plan.probes)
        ids.append(QString::number(probe.id));
    return ids.join(u' ');
}

} // namespace

void tst_Admission::steps_data()
{
    QTest::addColumn<QString>("queue");
    QTest::addColumn<int>("parallelUploads");
    QTest::addColumn<Holds>("holds");
    QTest::addColumn<QString>("steps");
    const auto row = [](const char *name, const QString &queue, int parallelUploads, const QString &steps,
                        const Holds &holds = {}) { QTest::newRow(name) << queue << parallelUploads << holds << steps; };
    row("empty", {}, 3, {});
    row("in order", u"q q"_s, 3, u"1 sends, 2 sends"_s);
    row("as many as may", u"q q q q"_s, 3, u"1 sends, 2 sends, 3 sends"_s);
    row("beside what runs", u"s q s q"_s, 3, u"2 sends"_s);
    row("waiting ones too", u"w q"_s, 1, u"1 sends"_s);
    row("not what is paused or done", u"z d q"_s, 3, u"3 sends"_s);
    row("a smaller number stops nothing", u"s s s q"_s, 2, {});
    row("a small one beside large ones", u"sL sL q q"_s, 2, u"3 sends"_s);
    row("no medium-sized one beside large ones", u"sL sL qM q"_s, 2, u"4 sends"_s);
    row("none beside a small one", u"sL s q"_s, 2, {});
    row("one that starts now counts", u"qL q q"_s, 1, u"1 sends, 2 sends"_s);

    row("prepares", u"s s s s s s s s q q"_s, 8, u"9 prepares, 10 prepares"_s);
    row("prepares no more than that", u"s s s s s s s s p p p p p p p p q"_s, 8, {});
    row("prepares nothing larger", u"s s s s s s s s qM qL q"_s, 8, u"11 prepares"_s);
    row("prepares no open session", u"s s s s s s s s qo"_s, 8, {});
    row("prepares nothing beside a few", u"s s s s s s s q"_s, 7, {});
    row("what is prepared goes first", u"q p"_s, 1, u"2 sends"_s);
    row("what is prepared makes room", u"s s s s s s s p p q"_s, 8, u"8 sends, 10 prepares"_s);

    const Admission::Hold badKey = accountHold(WaitReason::BadKey, u"a"_s);
    const Admission::Hold full = accountHold(WaitReason::StorageFull, u"b"_s);
    const Admission::Hold fullStore = accountHold(WaitReason::StorageFull, u"a"_s, u"x"_s);
    const Admission::Hold down = endpointHold(WaitReason::ServerDown, u"https://a"_s);
    const Admission::Hold storeDown = endpointHold(WaitReason::ServerDown, u"https://a"_s, u"x"_s);
    const Admission::Hold offline = endpointHold(WaitReason::Network, u"https://a"_s);
    row("another key", u"qk q"_s, 3, u"1 another key, 2 sends"_s);
    row("an unknown account", u"qu wu"_s, 3, u"1 another key, 2 another key"_s);
    row("a held account", u"w wb"_s, 3, u"1 bad key, 2 sends"_s, {badKey});
    row("a queued task does not show the hold", u"q wb"_s, 3, u"2 storage full"_s, {badKey, full});
    row("the server is down", u"q w wb"_s, 3, u"2 server down, 3 sends"_s, {down});
    row("there is no network", u"q w wb"_s, 3, u"2 network, 3 sends"_s, {offline});
    row("a full store", u"w wx wbx"_s, 3, u"2 storage full, 1 sends, 3 sends"_s, {fullStore});
    row("one store fails", u"w wx wbx"_s, 3, u"2 server down, 1 sends, 3 sends"_s, {storeDown});
    row("the account's hold is the nearer one", u"w wb"_s, 3, u"1 bad key, 2 sends"_s, {badKey, down});
    row("prepares nothing that is held", u"s s s s s s s s q qb"_s, 8, u"10 prepares"_s, {down});
}

void tst_Admission::steps()
{
    QFETCH(const QString, queue);
    QFETCH(const int, parallelUploads);
    QFETCH(const Holds, holds);
    Admission deciding = admission(parallelUploads);
    deciding.holds = holds;
    const Admission::Plan plan = Queue(queue).plan(deciding);
    QTEST(textOf(plan), "steps");
    QVERIFY(plan.probes.empty());
}

void tst_Admission::onlyOneProbes_data()
{
    QTest::addColumn<QString>("queue");
    QTest::addColumn<Holds>("holds");
    QTest::addColumn<QString>("probes");
    QTest::addColumn<QString>("steps");
    Admission::Hold down = endpointHold(WaitReason::ServerDown, u"https://a"_s);
    Admission::Hold full = accountHold(WaitReason::StorageFull, u"a"_s);
    const auto row = [](const char *name, const QString &queue, const Holds &holds, const QString &probes,
                        const QString &steps) { QTest::newRow(name) << queue << holds << probes << steps; };
    row("too early", u"w w"_s, {down}, {}, u"1 server down, 2 server down"_s);
    down.isDue = true;
    row("the first", u"w w"_s, {down}, u"1"_s, u"2 server down, 1 sends"_s);
    row("the first that may", u"z wk w w"_s, {down}, u"3"_s, u"2 another key, 4 server down, 3 sends"_s);
    row("nobody may", u"z d"_s, {down}, {}, {});
    row("not one of another endpoint", u"qb w w"_s, {down}, u"2"_s, u"3 server down, 1 sends, 2 sends"_s);
    row("one for two holds", u"w w"_s, {full, down}, {}, u"1 storage full, 2 storage full"_s);
    full.isDue = true;
    row("for two holds if both are due", u"w w"_s, {full, down}, u"1 1"_s, u"2 storage full, 1 sends"_s);
    row("an account is probed by a start", u"wo w"_s, {full}, u"2"_s, u"1 storage full, 2 sends"_s);
    row("or else within a session", u"wo wo"_s, {full}, u"1"_s, u"2 storage full, 1 sends"_s);
    down.lastPosition = down.lastProbe = 1;
    row("another one after a failure", u"w w w"_s, {down}, u"2"_s, u"1 server down, 3 server down, 2 sends"_s);
    down.lastPosition = down.lastProbe = 3;
    row("from the front after the last", u"w w w"_s, {down}, u"1"_s, u"2 server down, 3 server down, 1 sends"_s);
    down.isDue = false;
    down.probe = 2;
    row("one probes already", u"w s"_s, {down}, {}, u"1 server down"_s);
}

void tst_Admission::onlyOneProbes()
{
    QFETCH(const QString, queue);
    QFETCH(const Holds, holds);
    Admission deciding = admission();
    deciding.holds = holds;
    const Admission::Plan plan = Queue(queue).plan(deciding);
    QTEST(probesOf(plan), "probes");
    QTEST(textOf(plan), "steps");
}

void tst_Admission::probeNeedsAPlace()
{
    Admission deciding = admission(1);
    deciding.holds = {endpointHold(WaitReason::ServerDown, u"https://a"_s)};
    deciding.holds.front().isDue = true;
    const Admission::Plan plan = Queue(u"sb q"_s).plan(deciding);
    QVERIFY(plan.steps.empty());
    QVERIFY(plan.probes.empty());
}

void tst_Admission::delayedTasksDoNotStart()
{
    Admission deciding = admission();
    deciding.deferred = {1};
    deciding.delayedAccounts = {u"b"_s};
    QCOMPARE(textOf(Queue(u"w qb q"_s).plan(deciding)), u"3 sends"_s);
}

void tst_Admission::reasonIsGivenOnce()
{
    QVERIFY(Queue(u"wkr"_s).plan(admission()).steps.empty());
}

/// Tasks of several groups are started in the order of the queue.
void tst_Admission::startsInOrder_data()
{
    QTest::addColumn<QString>("queue");
    QTest::addColumn<int>("parallelUploads");
    QTest::addColumn<QString>("steps");
    QTest::newRow("alternating accounts") << u"q qb q qb q"_s << 4 << u"1 sends, 2 sends, 3 sends, 4 sends"_s;
    QTest::newRow("stores and sessions") << u"qx wo q qxb"_s << 3 << u"1 sends, 2 sends, 3 sends"_s;
    QTest::newRow("past one that runs") << u"w! w w"_s << 2 << u"2 sends"_s;
    QTest::newRow("a small one behind large ones") << u"sL qL qL qM q q"_s << 1 << u"5 sends"_s;
    QTest::newRow("the key is back") << u"wr qr w"_s << 2 << u"1 sends, 2 sends"_s;
}

void tst_Admission::startsInOrder()
{
    QFETCH(const QString, queue);
    QFETCH(const int, parallelUploads);
    QTEST(textOf(Queue(queue).plan(admission(parallelUploads))), "steps");
}

/// The plans of a queue in which nothing may go on take no longer however many tasks wait.
void tst_Admission::longQueuesCostNothing()
{
    Queue queue(u"sL s s"_s);
    for (int i = 0; i < 25000; ++i) {
        for (const QString &word : {u"q"_s, u"qL"_s, u"qb"_s, u"qx"_s})
            queue.add(word);
    }
    Admission deciding = admission();
    deciding.holds = {endpointHold(WaitReason::ServerDown, u"https://b"_s)};
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 1000; ++i)
        QVERIFY(queue.plan(deciding).steps.empty());
    // One look at all tasks in each plan would take minutes.
    QVERIFY(timer.elapsed() < 5000);
}

QTEST_APPLESS_MAIN(tst_Admission)
#include "tst_admission.moc"
