// SPDX-License-Identifier: Apache-2.0
// Group H: what stops an upload meets its outcome. The outcome is told exactly once, and the file is on the server
// once.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/gatedapplication.h"
#include "tests/unit/journal/journalsamples.h"

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;
using Gate = GatedApplication::Gate;
using enum FaultCase::Target;

const auto wholeBody = "upload, finalize"_ba;
const auto victimName = u"victim.bin"_s;

enum class Action { Pause, PauseAll, Cancel, Discard, RemoveAccount, NetworkBack, Hold };

/// When it happens, seen from the outcome of the upload.
enum class Moment {
    Arrived, ///< the final answer is on its way, and the engine has not read it
    Queued,  ///< the journal is about to be written
    Written, ///< the journal was written
    Refused  ///< the journal could not be written
};

/// One upload whose final answer the server has ready, and what comes between.
class Interleaving {
public:
    Interleaving(FaultBench &bench, Action action, Moment moment)
        : m_bench(bench)
        , m_action(action)
        , m_moment(moment)
    {
    }
    ~Interleaving() { m_gate.open(); }
    Interleaving(const Interleaving &) = delete;
    Interleaving &operator=(const Interleaving &) = delete;

    void play();

private:
    UploadQueue &queue() { return m_bench.queue(); }
    /// The journal has the outcome before anything stops the upload.
    bool isPersisted() const { return m_moment == Moment::Queued || m_moment == Moment::Written; }
    /// An answer that was not read yet does not hinder a cancellation; afterwards it does.
    bool isCancelled() const
    {
        return m_moment == Moment::Arrived && (m_action == Action::Cancel || m_action == Action::Discard);
    }
    /// An upload whose outcome cannot be written yet is not discarded.
    bool isRemoved() const { return m_action == Action::Discard && m_moment != Moment::Refused; }

    bool isOutcomeTold();

    void watch();
    void handleChange(UploadTask::Id id);
    void begin();
    void addFailing();
    void meet();
    void meetAtWrite();
    void act();
    void waitAtGate()
    {
        m_bench.waitUntil([this] { return m_gate.isReached(); }, u"O9, the engine does not come to the gate"_s);
    }
    void requireStopped();
    void goOn();
    void forgetResult();
    void addAgain();
    void requireTold();
    void release(int rule, int answers);
    void changeJournal(const QString &statement);
    QStringList namesOnServer();
    std::optional<FileOrigin> lookUpOrigin(const QString &name);
    void waitUntilActed();

    FaultBench &m_bench;
    Action m_action;
    Moment m_moment;
    GatedApplication &m_gate = GatedApplication::self();
    QString m_path;
    UploadTask::Id m_id = 0;
    int m_stalled = 0;             // rule of the victim's final answer
    int m_failing = 0;             // rule of the others' failures
    QStringList m_uploaded;        // names that were told for the victim
    State m_state = State::Queued; // of the victim, as it was told last
    QList<State> m_ends;           // of the victim, as they were told
    int m_failed = 0;              // as idle() told
    int m_refusals = 0;            // as journalChanged() told
    QObject m_context;             // last: ends the connections first
};

void Interleaving::play()
{
    m_bench.open();
    watch();
    begin();
    meet();
    requireStopped();
    goOn();
    m_bench.waitForState(State::Done);
    m_bench.finishHealthy();
    for (const UploadTask &task : m_bench.world().tasks())
        m_bench.requireState(State::Done, task.displayName);
    requireTold();
}

void Interleaving::watch()
{
    QObject::connect(&queue(), &UploadQueue::taskChanged, &m_context, [this](auto id) { handleChange(id); });
    QObject::connect(&queue(), &UploadQueue::uploaded, &m_context, [this](const QString &, const RemoteFile &file) {
        if (file.displayName == victimName)
            m_uploaded.append(file.name);
    });
    QObject::connect(&queue(), &UploadQueue::idle, &m_context, [this](int, int failed) { m_failed += failed; });
    QObject::connect(&queue(), &UploadQueue::journalChanged, &m_context,
                     [this](const JournalReport &report) { m_refusals += report.isWritable ? 0 : 1; });
}

void Interleaving::handleChange(UploadTask::Id id)
{
    const int row = queue().rowOf(id);
    if (id != m_id || row < 0)
        return;
    const UploadTask &task = queue().taskAt(row);
    if (std::exchange(m_state, task.state) != task.state && task.isFinished())
        m_ends.append(task.state);
}

/// Until the server has the whole file.
void Interleaving::begin()
{
    if (m_action == Action::Hold)
        m_bench.setParallelUploads(1 + CircuitBreaker::failuresToOpen);
    m_stalled = m_bench.faults().add(faultOn(wholeBody, faults::stallAfter()));
    m_path = m_bench.addVictim();
    m_bench.waitUntilFired();
    m_id = m_bench.victim().id;
    if (m_action == Action::Hold)
        addFailing();
    // The victim's request may be aborted.
    m_bench.allowed.abortedRequests += 1;
}

/// Adds the uploads whose failures hold all others; they fail as soon as the server may answer.
void Interleaving::addFailing()
{
    FaultAction busy = faults::answer(503);
    busy.time = std::chrono::milliseconds::max();
    m_failing = m_bench.faults().add(faultOn("start"_ba, busy, CircuitBreaker::failuresToOpen));
    QStringList paths;
    for (int i = 0; i < CircuitBreaker::failuresToOpen; ++i)
        paths.append(m_bench.write(u"other-%1.bin"_s.arg(i), testBytes(1000 + i)));
    m_bench.add(paths);
    m_bench.waitUntilFired();
}

void Interleaving::meet()
{
    switch (m_moment) {
    case Moment::Arrived:
        m_gate.close(Gate::Command);
        queue().lookUpOrigin(u"files/any"_s);
        waitAtGate();
        act();
        release(m_stalled, 1);
        m_gate.open();
        waitUntilActed();
        break;
    case Moment::Queued:
        m_gate.close(Gate::WithheldWrite);
        release(m_stalled, 1);
        waitAtGate();
        act();
        waitUntilActed();
        // The action itself has the outcome written first.
        m_bench.waitUntil([this] { return isOutcomeTold(); }, u"O2, the outcome was passed over"_s);
        m_gate.open();
        break;
    case Moment::Written:
    case Moment::Refused:
        meetAtWrite();
        break;
    }
}

bool Interleaving::isOutcomeTold()
{
    const int row = queue().rowOf(m_id);
    if (row < 0)
        return isRemoved();
    const State state = queue().taskAt(row).state;
    return state == State::Done || state == State::Processing;
}

/// The action is the engine's next command after the write.
void Interleaving::meetAtWrite()
{
    const bool isRefused = m_moment == Moment::Refused;
    m_gate.close(Gate::Write);
    release(m_stalled, 1);
    waitAtGate();
    if (isRefused)
        changeJournal(u"CREATE TRIGGER refusal BEFORE INSERT ON results BEGIN SELECT RAISE(ABORT, 'refused'); END"_s);
    act();
    m_gate.open();
    waitUntilActed();
    if (isRefused) {
        m_bench.require(m_refusals > 0, u"O9, the journal was not refused, or nobody was told"_s);
        changeJournal(u"DROP TRIGGER refusal"_s);
    }
}

void Interleaving::act()
{
    switch (m_action) {
    case Action::Pause:
        return queue().pause({m_id});
    case Action::PauseAll:
        return queue().setPaused(true);
    case Action::Cancel:
        return queue().cancel({m_id});
    case Action::Discard:
        return queue().discard({m_id});
    case Action::RemoveAccount:
        return queue().removeAccount(QueueFixture::profileId);
    case Action::NetworkBack:
        return queue().renewConnections();
    case Action::Hold:
        return release(m_failing, CircuitBreaker::failuresToOpen);
    }
}

void Interleaving::waitUntilActed()
{
    // The engine answers in the order in which it was asked. A hold is none of its commands.
    if (m_action == Action::Hold)
        m_bench.waitUntil([this] { return m_bench.holdEpisodes() > 0; }, u"O9, nothing is held"_s);
    else
        lookUpOrigin(u"files/none"_s);
}

/// An upload that is stopped before its outcome is in the journal waits for the person; one with an outcome goes on.
void Interleaving::requireStopped()
{
    if (isPersisted())
        return;
    if (m_action == Action::Pause)
        m_bench.waitForState(State::Paused);
    else if (m_action == Action::PauseAll)
        m_bench.waitForState(State::Queued);
    else if (m_action == Action::Cancel && isCancelled())
        m_bench.waitForState(State::Cancelled);
    else if (m_action == Action::RemoveAccount)
        m_bench.waitUntil([this] { return m_bench.victim().waitReason == WaitReason::AnotherKey; },
                          u"the victim does not wait for its account"_s);
}

/// What a person does after what the person did before. After all else the queue goes on by itself.
void Interleaving::goOn()
{
    if (m_action == Action::Pause)
        queue().resume({m_id});
    else if (m_action == Action::PauseAll)
        queue().setPaused(false);
    else if (m_action == Action::RemoveAccount)
        m_bench.world().setAccount();
    else if (isRemoved())
        addAgain();
    else if (isCancelled()) {
        forgetResult();
        queue().retry({m_id});
    }
}

/// What the server has belongs to no task, and nobody will look for it.
void Interleaving::forgetResult()
{
    const QStringList names = namesOnServer();
    m_bench.require(names.size() == 1, u"O9, the server has %1 results"_s.arg(names.size()));
    m_bench.allowed.ghosts = names;
    m_bench.allowed.orphanStarts += 1;
}

void Interleaving::addAgain()
{
    m_bench.waitUntil([this] { return queue().rowOf(m_id) < 0; }, u"the victim is still in the list"_s);
    forgetResult();
    m_bench.forgetTask(m_path);
    m_bench.add({m_path});
}

void Interleaving::requireTold()
{
    const UploadTask victim = m_bench.victim();
    const auto queries = m_bench.requestsWith("query"_ba).size();
    m_bench.require(!isPersisted() || queries == 0,
                    u"O7, the server was asked %1 times what it had told"_s.arg(queries));
    m_bench.require(victim.sessionCount == 1, u"O7, the victim took %1 sessions"_s.arg(victim.sessionCount));
    m_bench.require(m_failed == 0, u"O2, failures were told: %1"_s.arg(m_failed));

    const QList<State> expected = isCancelled() ? QList{State::Cancelled, State::Done} : QList{State::Done};
    m_bench.require(isRemoved() ? m_ends.size() <= 1 : m_ends == expected,
                    u"O2, the victim's end was told %1 times"_s.arg(m_ends.size()));

    if (m_bench.isIntoStore())
        return m_bench.require(m_uploaded.isEmpty(), u"O2, a document was told as a file"_s);
    // These are what the list of files shows.
    const int files = isRemoved() && !isCancelled() ? 2 : 1;
    m_bench.require(m_uploaded.size() == files, u"O2, the victim's files were told %1 times"_s.arg(m_uploaded.size()));
    m_bench.require(m_uploaded.removeDuplicates() == 0, u"O2, a file was told twice"_s);
    m_bench.require(m_uploaded.value(files - 1) == victim.resourceName(), u"O2, another file was told"_s);
    const auto origin = lookUpOrigin(victim.resourceName());
    m_bench.require(origin && origin->path == m_path, u"O2, the origin of the file is lost"_s);
}

/// Lets the server answer, and waits until it has.
void Interleaving::release(int rule, int answers)
{
    m_bench.faults().release(rule);
    const auto isAnswered = [rule](const RequestRecord &record) { return record.faultId == rule && record.finished; };
    m_bench.waitUntil(
        [this, answers, isAnswered] {
            const QList<RequestRecord> records = m_bench.world().server().requests();
            return std::ranges::count_if(records, isAnswered) == answers;
        },
        u"O9, the server does not answer"_s);
}

void Interleaving::changeJournal(const QString &statement)
{
    const QString error = journalsamples::RawDatabase(m_bench.world().journalPath()).run(statement);
    m_bench.require(error.isEmpty(), u"O9, "_s + error);
}

QStringList Interleaving::namesOnServer()
{
    QStringList names;
    ScriptedDemoServer &server = m_bench.world().server();
    for (const StoredFile &file : server.files())
        names.append(file.name());
    for (const StoredDocument &document : server.stores().documents(FaultBench::shelf))
        names.append(document.name());
    return names;
}

std::optional<FileOrigin> Interleaving::lookUpOrigin(const QString &name)
{
    std::optional<std::optional<FileOrigin>> answer;
    QObject context;
    QObject::connect(&queue(), &UploadQueue::originLookedUp, &context, [&](const QString &told, const auto &origin) {
        if (told == name)
            answer.emplace(origin);
    });
    queue().lookUpOrigin(name);
    m_bench.waitUntil([&answer] { return answer.has_value(); }, u"the engine does not answer"_s);
    return answer.value_or(std::nullopt);
}

template <Action action, Moment moment>
void interleave(FaultBench &bench)
{
    Interleaving(bench, action, moment).play();
}

template <Action action>
QList<FaultCase> casesOf(const QString &words)
{
    const auto id = [](Moment moment) {
        return u"H%1"_s.arg(4 * static_cast<int>(action) + static_cast<int>(moment) + 1, 2, 10, QLatin1Char('0'));
    };
    return {
        {id(Moment::Arrived), words + u" as the final answer arrives"_s, interleave<action, Moment::Arrived>, Both},
        {id(Moment::Queued), words + u" before the outcome is written"_s, interleave<action, Moment::Queued>, Both},
        {id(Moment::Written), words + u" after the outcome is written"_s, interleave<action, Moment::Written>, Both},
        {id(Moment::Refused), words + u" after the journal refused it"_s, interleave<action, Moment::Refused>, Both},
    };
}

} // namespace

QList<FaultCase> interleavingCases()
{
    return casesOf<Action::Pause>(u"paused"_s) + casesOf<Action::PauseAll>(u"all paused"_s) +
           casesOf<Action::Cancel>(u"cancelled"_s) + casesOf<Action::Discard>(u"discarded"_s) +
           casesOf<Action::RemoveAccount>(u"account removed"_s) + casesOf<Action::NetworkBack>(u"network back"_s) +
           casesOf<Action::Hold>(u"held by other uploads"_s);
}

} // namespace pollux
