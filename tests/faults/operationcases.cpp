// SPDX-License-Identifier: Apache-2.0
// Group D, operations of uploads into stores, until their result is known.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"

#include <array>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

using State = UploadTask::State;
using Outcome = OperationPlan::Outcome;
using enum FaultCase::Target;

constexpr int endless = 1'000'000; // polls
constexpr std::chrono::hours forEver{24};

ScriptedStores &stores(FaultBench &bench)
{
    return bench.world().server().stores();
}

OperationPlan plan(Outcome outcome, int polls = 0, std::chrono::milliseconds duration = 0ms)
{
    OperationPlan made;
    made.outcome = outcome;
    made.polls = polls;
    made.duration = duration;
    return made;
}

/// The operation of a task; one without a name if there is none.
OperationRecord operationOf(FaultBench &bench, const QString &name = u"victim.bin"_s)
{
    const UploadTask::Id id = bench.victim(name).id;
    for (const OperationRecord &operation : bench.queue().operations()) {
        if (operation.task == id)
            return operation;
    }
    return {};
}

/// Waits for `count` more polls of the victim's operation.
void waitForPolls(FaultBench &bench, int count)
{
    const QString name = operationOf(bench).name;
    const int before = stores(bench).pollsOf(name);
    bench.waitUntil([&] { return stores(bench).pollsOf(name) >= before + count; }, u"the operation is not polled"_s);
}

/// Opens the queue with a victim whose operation takes this course, and waits until the operation is polled.
void beginPolling(FaultBench &bench, const OperationPlan &course)
{
    bench.open();
    stores(bench).planOperation(course);
    bench.addVictim();
    bench.waitForState(State::Processing);
    bench.waitUntil([&bench] { return !operationOf(bench).name.isEmpty(); }, u"the operation is not in the journal"_s);
    waitForPolls(bench, 1);
}

void requireWorking(FaultBench &bench)
{
    bench.requireState(State::Processing);
    bench.require(operationOf(bench).state == OperationRecord::State::Working, u"somebody lost patience"_s);
}

void requireOneUpload(FaultBench &bench)
{
    bench.require(bench.requestsWith("start"_ba).size() == 5,
                  u"%1 uploads were begun, not 5"_s.arg(bench.requestsWith("start"_ba).size()));
}

FaultRule onOperation(const FaultAction &action, int times = 1)
{
    FaultRule rule;
    rule.method = "GET"_ba;
    rule.path = faultpaths::operation();
    rule.times = times;
    rule.action = action;
    return rule;
}

void longAtWork(FaultBench &bench)
{
    beginPolling(bench, plan(Outcome::Succeeds, endless));
    const QString name = operationOf(bench).name;
    QElapsedTimer clock;
    clock.start();
    const int before = stores(bench).pollsOf(name);
    waitForPolls(bench, 12);
    const int polls = stores(bench).pollsOf(name) - before;
    // Polls are up to 30 s less a fifth apart, only the first twelve come sooner.
    bench.require(polls <= 14 + clock.elapsed() / 240, u"%1 polls in %2 ms"_s.arg(polls).arg(clock.elapsed()));
    requireWorking(bench);
    bench.reopen();
    waitForPolls(bench, 3);
    requireWorking(bench);
    bench.require(operationOf(bench).name == name, u"another operation is polled after the restart"_s);
    bench.require(stores(bench).replan(name, plan(Outcome::Succeeds, 1)), u"the operation is gone"_s);
    bench.waitForState(State::Done);
    bench.finishHealthy();
    requireOneUpload(bench);
}

void restartedAgainAndAgain(FaultBench &bench)
{
    beginPolling(bench, plan(Outcome::Succeeds, endless));
    const QString name = operationOf(bench).name;
    for (int round = 0; round < 5; ++round) {
        bench.reopen();
        waitForPolls(bench, 1);
        requireWorking(bench);
    }
    // The operation ends while no program runs.
    bench.close();
    bench.require(stores(bench).replan(name, plan(Outcome::Succeeds)), u"the operation is gone"_s);
    bench.open();
    bench.waitForState(State::Done);
    bench.finishHealthy();
    requireOneUpload(bench);
}

void failedWithStatus(FaultBench &bench)
{
    const QString words = u"Failed to <b>count</b> tokens"_s;
    OperationPlan failing = plan(Outcome::Fails, 2);
    failing.error = {{"code"_L1, 3}, {"message"_L1, words}};
    bench.open();
    stores(bench).planOperation(failing);
    bench.addVictim();
    bench.waitForState(State::Failed);
    bench.finishHealthy();
    for (int run = 0; run < 2; ++run) {
        bench.requireFailure(ErrorKind::OperationFailed);
        const std::optional<ApiError> error = bench.victim().error;
        bench.require(error && error->message == words && error->rpcStatus == "INVALID_ARGUMENT"_L1,
                      u"the task does not show the status"_s);
        const OperationRecord operation = operationOf(bench);
        bench.require(operation.state == OperationRecord::State::Failed && operation.error &&
                          operation.error->code == 3 && operation.error->message == words,
                      u"the operation does not show the status"_s);
        bench.reopen();
    }
    requireOneUpload(bench);
}

void responseWithoutDone(FaultBench &bench)
{
    // The upload's answer has the response (sample 14), all polls return only the name (sample 18).
    bench.open();
    stores(bench).planOperation(plan(Outcome::Silent));
    bench.addVictim();
    bench.waitForState(State::Done);
    // Every poll returns the response, but never `done`.
    const QByteArray body =
        R"({"name":"fileSearchStores/shelf-1/upload/operations/x","response":{"sizeBytes":"7"}})"_ba;
    bench.faults().add(onOperation(faults::answer(200, body), -1));
    bench.addVictim(FaultBench::granule, u"second.bin"_s);
    bench.waitForState(State::Done, u"second.bin"_s);
    bench.endFaults();
    bench.finishHealthy();
    bench.requireState(State::Done);
}

void neverDone(FaultBench &bench)
{
    beginPolling(bench, plan(Outcome::Silent, 0, forEver));
    waitForPolls(bench, OperationTracker::pollsBeforeDocument + 3);
    requireWorking(bench);
    bench.reopen();
    waitForPolls(bench, OperationTracker::pollsBeforeDocument + 1);
    requireWorking(bench);
    const QString document = operationOf(bench).document;
    bench.require(stores(bench).setDocumentState(document, u"STATE_ACTIVE"_s), u"there is no such document"_s);
    bench.waitForState(State::Done);
    bench.finishHealthy();
    requireOneUpload(bench);
}

void goneAfterRestart(FaultBench &bench)
{
    beginPolling(bench, plan(Outcome::Succeeds, endless));
    const QString name = operationOf(bench).name;
    bench.close();
    bench.require(stores(bench).replan(name, plan(Outcome::Vanishes)), u"the operation is gone"_s);
    bench.open();
    bench.waitForState(State::Done);
    bench.finishHealthy();
    requireOneUpload(bench);
}

void allGoneAfterRestart(FaultBench &bench)
{
    beginPolling(bench, plan(Outcome::Succeeds, endless));
    const OperationRecord operation = operationOf(bench);
    bench.close();
    bench.require(stores(bench).replan(operation.name, plan(Outcome::Vanishes)), u"the operation is gone"_s);
    bench.require(stores(bench).removeDocument(operation.document), u"there is no such document"_s);
    bench.open();
    bench.waitForState(State::Failed);
    bench.requireFailure(ErrorKind::OutcomeUnknown);
    bench.require(operationOf(bench).state == OperationRecord::State::Lost, u"the operation is not lost"_s);
    bench.finishHealthy();
    requireOneUpload(bench);
}

void endKnownToNobody(FaultBench &bench)
{
    beginPolling(bench, plan(Outcome::Succeeds, endless));
    OperationRecord operation = operationOf(bench);
    bench.close();
    // The state after another program has polled the operation, or was killed before it saved the task.
    bench.require(stores(bench).replan(operation.name, plan(Outcome::Succeeds)), u"the operation is gone"_s);
    operation.state = OperationRecord::State::Done;
    bench.require(Journal(bench.world().journalPath()).keepOperation(operation), u"the journal cannot be written"_s);
    bench.open();
    bench.waitForState(State::Done);
    bench.finishHealthy();
    requireOneUpload(bench);
}

/// Answers of operations.get with `done`, but with neither `response` nor `error`, or with both.
void doneWithBothOrNeither(FaultBench &bench)
{
    const QByteArray neither = R"({"name":"fileSearchStores/shelf-1/upload/operations/x","done":true})"_ba;
    const QByteArray both = R"({"name":"fileSearchStores/shelf-1/upload/operations/x","done":true,)"
                            R"("error":{"code":13,"message":"both"},"response":{"sizeBytes":"5"}})"_ba;
    bench.open();
    bench.faults().add(onOperation(faults::answer(200, neither), -1));
    bench.addVictim(FaultBench::granule, u"neither.bin"_s);
    bench.waitForState(State::Done, u"neither.bin"_s);
    bench.endFaults();
    bench.faults().add(onOperation(faults::answer(200, both)));
    bench.addVictim();
    bench.waitForState(State::Failed);
    bench.requireFailure(ErrorKind::OperationFailed);
    bench.require(bench.victim().error && bench.victim().error->message == "both"_L1, u"the error is not shown"_s);
    bench.finishHealthy();
}

/// Unusable answers to polls: none of them may make a task failed or done.
void noiseInsteadOfOperations(FaultBench &bench)
{
    const QByteArray portal = "<!DOCTYPE html><html><body>Welcome</body></html>"_ba;
    const std::array noises{faults::answer(200, {}),
                            faults::answer(200, "[]"_ba),
                            faults::answer(200, "{}"_ba),
                            faults::answer(200, R"({"name":7,"done":"yes"})"_ba),
                            faults::answer(200, portal, "text/html"_ba),
                            faults::answer(503),
                            faults::answer(500, "null"_ba),
                            faults::answer(400, R"({"error":{"code":400,"message":"no"}})"_ba),
                            faults::garbage(),
                            faults::dropBefore(),
                            faults::dropAfter()};
    bench.open();
    stores(bench).planOperation(plan(Outcome::Succeeds, endless));
    for (const FaultAction &noise : noises)
        bench.faults().add(onOperation(noise));
    bench.addVictim();
    bench.waitUntilFired();
    requireWorking(bench);
    bench.require(stores(bench).replan(operationOf(bench).name, plan(Outcome::Succeeds)), u"the operation is gone"_s);
    bench.waitForState(State::Done);
    bench.finishHealthy();
    requireOneUpload(bench);
}

void hangingPoll(FaultBench &bench)
{
    bench.world().timeouts.control = 600ms;
    const int stall = bench.faults().add(onOperation(faults::stallBefore()));
    bench.open();
    bench.addVictim();
    bench.waitUntilFired();
    bench.finishHealthy();
    bench.requireState(State::Done);
    bench.faults().release(stall);
}

} // namespace

QList<FaultCase> operationCases()
{
    return {
        {u"D01-store"_s, u"operation at work for long, and over a restart"_s, longAtWork, Store},
        {u"D01-restarts"_s, u"restarts in the middle of polling; it ends while nobody looks"_s, restartedAgainAndAgain,
         Store},
        {u"D02-store"_s, u"operation fails and shows its status"_s, failedWithStatus, Store},
        {u"D09"_s, u"response, and never done"_s, responseWithoutDone, Store},
        {u"D10"_s, u"operation never done, until its document is"_s, neverDone, Store},
        {u"D10-gone"_s, u"operation gone after a restart"_s, goneAfterRestart, Store},
        {u"D10-lost"_s, u"operation and document gone after a restart"_s, allGoneAfterRestart, Store},
        {u"D10-told"_s, u"operation ended, and whoever saw it died"_s, endKnownToNobody, Store},
        {u"D11"_s, u"done with neither error nor response; with both"_s, doneWithBothOrNeither, Store},
        {u"D11-noise"_s, u"polls answered with noise, errors, nothing"_s, noiseInsteadOfOperations, Store},
        {u"D11-hang"_s, u"poll hangs for ever"_s, hangingPoll, Store},
    };
}

} // namespace pollux
