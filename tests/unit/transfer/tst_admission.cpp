// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/admission.h"

#include <QTest>

#include <deque>

using namespace Qt::StringLiterals;
using namespace pollux;

/// What Admission decides for queues that are written as words, one word for each task. The first letter is its state:
/// q queued, w waiting, s sending, p preparing, z paused, d done. Others: L large, M medium-sized (else small),
/// b of account "b" (else "a"), u of an unknown account, k begun with another key, o has an open session.
class tst_Admission final : public QObject {
    Q_OBJECT

private slots:
    void steps_data();
    void steps();
    void onlyOneProbes_data();
    void onlyOneProbes();
    void reasonIsGivenOnce();
};

namespace {

using Activity = Admission::Activity;
using Holds = QHash<QString, QueueHold>;

struct Queue {
    std::deque<TaskRecord> records;
    std::vector<Admission::Task> tasks;

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
        TaskRecord &record = records.emplace_back();
        record.task.id = records.size();
        record.task.state = states.value(word.front());
        record.task.profileId = word.contains(u'b') ? u"b"_s : word.contains(u'u') ? u"u"_s : u"a"_s;
        record.task.size = word.contains(u'L')   ? Admission::largeFile
                           : word.contains(u'M') ? Admission::smallFile + 1
                                                 : Admission::smallFile;
        record.keyFingerprint = word.contains(u'k') ? "another"_ba : "key"_ba;
        if (word.contains(u'o'))
            record.session = OpenSession();
        const Activity activity = word.front() == u's'   ? Activity::Sending
                                  : word.front() == u'p' ? Activity::Preparing
                                                         : Activity::None;
        tasks.push_back({&record, activity});
    }
};

QString textOf(const Admission::Plan &plan)
{
    static const QHash<WaitReason, QString> reasons{{WaitReason::AnotherKey, u"another key"_s},
                                                    {WaitReason::BadKey, u"bad key"_s},
                                                    {WaitReason::StorageFull, u"storage full"_s},
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
    return admission;
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

    const QueueHold badKey{WaitReason::BadKey, u"a"_s, {}, {}};
    const QueueHold full{WaitReason::StorageFull, u"b"_s, {}, {}};
    const QueueHold down{WaitReason::ServerDown, {}, {}, {}};
    row("another key", u"qk q"_s, 3, u"1 another key, 2 sends"_s);
    row("an unknown account", u"qu wu"_s, 3, u"1 another key, 2 another key"_s);
    row("a held account", u"w wb"_s, 3, u"1 bad key, 2 sends"_s, {{u"a"_s, badKey}});
    row("a queued task does not show the hold", u"q wb"_s, 3, u"2 storage full"_s, {{u"a"_s, badKey}, {u"b"_s, full}});
    row("the server is down", u"q w wb"_s, 3, u"2 server down, 3 server down"_s, {{{}, down}});
    row("the account's hold is the nearer one", u"w wb"_s, 3, u"1 bad key, 2 server down"_s,
        {{u"a"_s, badKey}, {{}, down}});
}

void tst_Admission::steps()
{
    QFETCH(const QString, queue);
    QFETCH(const int, parallelUploads);
    QFETCH(const Holds, holds);
    Admission deciding = admission(parallelUploads);
    deciding.holds = holds;
    const Admission::Plan plan = deciding.plan(Queue(queue).tasks);
    QTEST(textOf(plan), "steps");
    QCOMPARE(plan.probe, 0U);
}

void tst_Admission::onlyOneProbes_data()
{
    QTest::addColumn<QString>("queue");
    QTest::addColumn<bool>("isDue");
    QTest::addColumn<int>("before");
    QTest::addColumn<int>("probe");
    QTest::addColumn<QString>("steps");
    QTest::newRow("too early") << u"w w"_s << false << 0 << 0 << u"1 server down, 2 server down"_s;
    QTest::newRow("the first") << u"w w"_s << true << 0 << 1 << u"1 sends, 2 server down"_s;
    QTest::newRow("the first that may") << u"z wk w w"_s << true << 0 << 3
                                        << u"2 another key, 3 sends, 4 server down"_s;
    QTest::newRow("one probes already") << u"w s"_s << true << 2 << 2 << u"1 server down"_s;
    QTest::newRow("nobody may") << u"z d"_s << true << 0 << 0 << QString();
}

void tst_Admission::onlyOneProbes()
{
    QFETCH(const QString, queue);
    QFETCH(const bool, isDue);
    QFETCH(const int, before);
    Admission deciding = admission();
    deciding.holds = {{{}, QueueHold{WaitReason::ServerDown, {}, {}, {}}}};
    deciding.isProbeDue = isDue;
    deciding.probe = static_cast<UploadTask::Id>(before);
    const Admission::Plan plan = deciding.plan(Queue(queue).tasks);
    QTEST(static_cast<int>(plan.probe), "probe");
    QTEST(textOf(plan), "steps");
}

void tst_Admission::reasonIsGivenOnce()
{
    Queue queue(u"wk"_s);
    queue.records.front().task.waitReason = WaitReason::AnotherKey;
    QVERIFY(admission().plan(queue.tasks).steps.empty());
}

QTEST_APPLESS_MAIN(tst_Admission)
#include "tst_admission.moc"
