// SPDX-License-Identifier: Apache-2.0
// Group F: the process.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/queueprocess.h"
#include "tests/faults/systemfaults.h"

#include <QDir>
#include <QSignalSpy>

#include <algorithm>
#include <condition_variable>
#include <csignal>
#include <random>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;
using enum FaultCase::Target;

constexpr qint64 granule = FaultBench::granule;
const auto wholeBody = "upload, finalize"_ba;
const auto noProcesses = u"writes cannot be made to end a process on this system"_s;

QStringList writeFiles(FaultBench &bench, int count, qint64 size)
{
    QStringList paths;
    for (int i = 0; i < count; ++i)
        paths.append(bench.write(u"file-%1.bin"_s.arg(i), testBytes(size + i, static_cast<quint32>(i + 50))));
    return paths;
}

/// Opens the journal of another process, which has uploaded everything, for the oracles.
void openWhatOthersDid(FaultBench &bench, const QStringList &paths)
{
    for (const QString &path : paths)
        bench.expectTask(path);
    bench.open();
    bench.waitUntilIdle();
    for (const UploadTask &task : bench.world().tasks())
        bench.requireState(State::Done, task.displayName);
}

void killedAtRandom(FaultBench &bench)
{
    constexpr int kills = 5;
    const QStringList paths = writeFiles(bench, 20, 3 * granule);
    // Slow enough that the process is still uploading when it is killed.
    const int slow = bench.faults().add(faultOn(wholeBody, faults::slowBody(20 * granule), -1));
    std::mt19937 random(7);
    for (int round = 0; round <= kills && !bench.isOver(); ++round) {
        QueueProcess process(bench);
        if (round == 0)
            process.addFiles(paths);
        process.start();
        if (round == kills) {
            bench.faults().release(slow);
            bench.require(process.waitForEnd() && process.exitCode() == 0, u"the last process did not end well"_s);
            break;
        }
        const auto files = bench.itemsOnServer();
        const int more = std::uniform_int_distribution<int>(1, 3)(random);
        bench.waitUntil([&] { return bench.itemsOnServer() >= files + more; }, u"it does not get on"_s);
        process.kill();
        bench.require(process.waitForEnd(), u"it cannot be killed"_s);
    }
    bench.allowed.orphanStarts = kills * UploadQueue::defaultParallelUploads;
    bench.allowed.isServerSilent = false;
    openWhatOthersDid(bench, paths);
}

void killedBeforeTheResultIsKept(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(noProcesses);
        return;
    }
    const QStringList paths = writeFiles(bench, 1, 3 * granule);
    const int stall = bench.faults().add(faultOn(wholeBody, faults::stallAfter()));
    const QString signalPath = bench.world().folder() + u"/kill"_s;
    QueueProcess process(bench);
    process.addFiles(paths);
    process.killAtWriteAfter(signalPath);
    process.start();
    bench.waitUntilFired();
    QFile(signalPath).open(QIODevice::WriteOnly);
    bench.faults().release(stall);
    bench.require(process.waitForEnd() && process.exitCode() == -1, u"O9, it was not killed"_s);
    bench.require(bench.itemsOnServer() == 1, u"O9, the server does not have the file"_s);
    QueueProcess next(bench);
    next.start();
    bench.require(next.waitForEnd() && next.exitCode() == 0, u"the next process did not end well"_s);
    openWhatOthersDid(bench, paths);
}

void killedWhileWritingTheJournal(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(noProcesses);
        return;
    }
    constexpr int stride = 5;
    QStringList all;
    int kills = 0;
    bool isKilled = true;
    for (int skip = 1; isKilled && !bench.isOver(); skip += stride) {
        const QString path =
            bench.write(u"file-%1.bin"_s.arg(skip), testBytes(granule + 1, static_cast<quint32>(skip)));
        QueueProcess process(bench);
        process.killAtWrite(skip);
        process.addFiles({path});
        process.start();
        bench.require(process.waitForEnd(), u"it hangs when killed at write %1"_s.arg(skip));
        isKilled = process.exitCode() == -1;
        kills += isKilled ? 1 : 0;
        // If it was killed before it saved the task, the journal does not have the file.
        QueueProcess next(bench);
        next.addFiles({path});
        next.start();
        bench.require(next.waitForEnd() && next.exitCode() == 0, u"no recovery from a kill at write %1"_s.arg(skip));
        all.append(path);
    }
    bench.require(kills >= 4, u"O9, only %1 kills"_s.arg(kills));
    bench.open();
    bench.waitUntilIdle();
    QMap<QString, int> tasks;
    for (const UploadTask &task : bench.world().tasks()) {
        bench.requireState(State::Done, task.displayName);
        ++tasks[task.path];
        bench.expectTask(task.path);
    }
    for (const QString &path : std::as_const(all))
        bench.require(tasks.value(path) >= 1, u"O2, %1 has vanished"_s.arg(path));
    bench.allowed.orphanStarts = kills;
}

/// Adds one victim for each state in which a session can hang.
void hangInEachState(FaultBench &bench)
{
    bench.faults().add(faultOn("start"_ba, faults::stallBefore()));
    bench.addVictim(FaultBench::victimSize, u"start.bin"_s);
    bench.waitUntilFired();
    bench.faults().add(faultOn(wholeBody, faults::stallBefore()));
    bench.addVictim(64 * granule, u"body.bin"_s);
    bench.waitUntilFired();
    bench.faults().add(faultOn(wholeBody, faults::stallAfter()));
    bench.addVictim(FaultBench::victimSize, u"final.bin"_s);
    bench.waitUntilFired();
    bench.faults().add(faultOn(wholeBody, faults::cutBody(granule + 1)));
    bench.faults().add(faultOn("query"_ba, faults::stallBefore()));
    bench.addVictim(FaultBench::victimSize, u"query.bin"_s);
    bench.waitUntilFired();
}

void endInTheMiddle(FaultBench &bench)
{
    bench.open();
    bench.setParallelUploads(4);
    bench.eventloopwatchdog().stop();
    hangInEachState(bench);
    QElapsedTimer clock;
    clock.start();
    bench.close();
    bench.require(clock.elapsed() <= 2000, u"ending took %1 ms"_s.arg(clock.elapsed()));
    bench.faults().clear();
    bench.open();
    bench.require(bench.queue().interrupted().size() == 4,
                  u"%1 are interrupted, not 4"_s.arg(bench.queue().interrupted().size()));
    bench.queue().resume(bench.queue().interrupted());
    bench.finishHealthy();
    for (const QString &name : {u"start.bin"_s, u"body.bin"_s, u"final.bin"_s, u"query.bin"_s})
        bench.requireState(State::Done, name);
    bench.allowed.orphanStarts = 1;
}

void terminatedFromOutside(FaultBench &bench)
{
    const QStringList paths = writeFiles(bench, 3, 8 * granule);
    bench.faults().add(faultOn(wholeBody, faults::stallBefore(), 3));
    QueueProcess process(bench);
    process.addFiles(paths);
    process.start();
    bench.waitUntilFired();
    QElapsedTimer clock;
    clock.start();
    process.signal(SIGTERM);
    bench.require(process.waitForEnd() && clock.elapsed() <= 2000, u"it took %1 ms"_s.arg(clock.elapsed()));
    bench.faults().clear();
    QueueProcess next(bench);
    next.start();
    bench.require(next.waitForEnd() && next.exitCode() == 0, u"the next process did not end well"_s);
    openWhatOthersDid(bench, paths);
}

void secondProgram(FaultBench &bench)
{
    bench.open();
    const int stall = bench.faults().add(faultOn(wholeBody, faults::stallBefore()));
    bench.addVictim();
    bench.waitUntilFired();
    const QString second = bench.write(u"second.bin"_s, testBytes(granule, 99));
    QueueProcess process(bench);
    process.addFiles({second});
    process.start();
    bench.require(process.waitForEnd() && process.exitCode() == 0, u"the second program did not end well"_s);
    bench.require(bench.requestsWith("start"_ba).size() == 2, u"it did more than its own"_s);
    bench.require(bench.victim().state != State::Failed, u"the first program was disturbed"_s);
    bench.faults().release(stall);
    bench.finishHealthy();
    bench.requireState(State::Done);
    // The oracles see the tasks of both programs.
    bench.expectTask(second);
    bench.reopen();
    bench.requireState(State::Done, u"second.bin"_s);
}

void cancelledInEachState(FaultBench &bench)
{
    bench.open();
    bench.setParallelUploads(4);
    hangInEachState(bench);
    QList<UploadTask::Id> ids;
    for (const UploadTask &task : bench.world().tasks())
        ids.append(task.id);
    QElapsedTimer clock;
    clock.start();
    bench.queue().cancel(ids);
    for (const QString &name : {u"start.bin"_s, u"body.bin"_s, u"final.bin"_s, u"query.bin"_s})
        bench.waitForState(State::Cancelled, name);
    bench.require(clock.elapsed() <= 1000, u"the cancels took %1 ms"_s.arg(clock.elapsed()));
    bench.waitUntil([&bench] { return bench.requestsWith("cancel"_ba).size() == 3; }, u"no word to the server"_s);
    bench.faults().clear();
    bench.allowed.abortedRequests += 4;
    bench.allowed.orphanStarts = 1;
    // The upload whose answer was not received yet has become a file, which the list of files shows.
    for (const StoredFile &file : bench.world().server().files())
        bench.allowed.ghosts.append(file.name());
    bench.require(bench.allowed.ghosts.size() <= 1, u"more than one ghost"_s);
    bench.finishHealthy();
}

void pausedAgainAndAgain(FaultBench &bench)
{
    constexpr int rounds = 50;
    bench.faults().add(faultOn(wholeBody, faults::slowBody(20 * granule), -1));
    bench.open();
    bench.addVictim(20 * granule);
    bench.waitUntilFired();
    const QList<UploadTask::Id> ids{bench.victim().id};
    for (int round = 0; round < rounds && !bench.victim().isFinished(); ++round) {
        bench.queue().pause(ids);
        bench.queue().resume(ids);
        if (round % 10 == 0)
            bench.waitUntil([&bench] { return bench.victim().state != State::Paused; }, u"it stays paused"_s);
    }
    bench.allowed.abortedRequests += rounds;
    bench.faults().clear();
    bench.finishHealthy();
    bench.requireState(State::Done);
    bench.require(bench.victim().sessionCount == 1, u"it took %1 sessions"_s.arg(bench.victim().sessionCount));
    qint64 last = 0;
    for (const RequestRecord &record : bench.bodyRequests()) {
        if (record.header("Content-Length").toLongLong() <= 6 * granule)
            continue;
        bench.require(record.offset.toLongLong() >= last, u"an offset went back"_s);
        last = record.offset.toLongLong();
    }
}

void blockedGui(FaultBench &bench)
{
    constexpr std::chrono::milliseconds blocked{1500};
    bench.world().timeouts = {std::chrono::seconds(1), std::chrono::seconds(1), std::chrono::seconds(1)};
    bench.open();
    bench.queue().setPaused(true);
    bench.addVictim();
    bench.addHealthy();
    bench.eventloopwatchdog().stop();
    bench.queue().setPaused(false);
    // Blocks the event loop, as a busy window does.
    std::mutex mutex;
    std::condition_variable never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, blocked, [] { return false; });
    bench.require(bench.itemsOnServer() == 5, u"the uploads stood still too"_s);
    bench.eventloopwatchdog().start();
    bench.waitUntilIdle();
    bench.requireState(State::Done);
    bench.require(bench.victim().attempts == 0, u"a false timeout"_s);
}

void cancelledFromHandlers(FaultBench &bench)
{
    bench.open();
    const QList<State> states{State::Starting, State::Sending, State::Waiting, State::Finalising, State::Queued};
    for (const State state : states) {
        bench.faults().add(faultOn(wholeBody, faults::cutBody(granule + 1)));
        const QString name = stateName(state) + u".bin"_s;
        const auto connection =
            QObject::connect(&bench.queue(), &UploadQueue::taskChanged, &bench.queue(), [&, state](UploadTask::Id id) {
                const UploadTask task = bench.queue().taskAt(bench.queue().rowOf(id));
                if (task.displayName == name && task.state == state) {
                    bench.queue().cancel({id});
                    bench.queue().pause({id});
                    bench.queue().resume({id});
                    bench.queue().cancel({id});
                }
            });
        bench.addVictim(30 * granule, name);
        bench.waitUntil([&] { return bench.victim(name).isFinished(); }, u"%1 does not end"_s.arg(name));
        QObject::disconnect(connection);
        bench.faults().clear();
    }
    bench.allowed.abortedRequests += static_cast<int>(states.size());
    bench.allowed.orphanStarts = static_cast<int>(states.size());
    for (const UploadTask &task : bench.world().tasks()) {
        if (task.state == State::Cancelled && task.file)
            bench.require(false, u"a cancelled task has a file"_s);
    }
    bench.finishHealthy();
    // An upload that was cancelled before its answer was received has become a file, which the list of files shows.
    QSet<QString> known;
    for (const UploadTask &task : bench.world().tasks())
        known.insert(task.file ? task.file->name : QString());
    for (const StoredFile &file : bench.world().server().files()) {
        if (!known.contains(file.name()))
            bench.allowed.ghosts.append(file.name());
    }
}

} // namespace

QList<FaultCase> processCases()
{
    return {
        {u"F01"_s, u"killed at five random moments (many more in the kill loop)"_s, killedAtRandom, Both},
        {u"F02"_s, u"killed between the final answer and the journal"_s, killedBeforeTheResultIsKept, Both},
        {u"F03"_s, u"killed at each fifth write of the journal"_s, killedWhileWritingTheJournal, Both},
        {u"F04"_s, u"SIGTERM during uploads"_s, terminatedFromOutside, Both},
        {u"F05"_s, u"program ends in each state of a session"_s, endInTheMiddle, Both},
        {u"F06"_s, u"second program on the same journal"_s, secondProgram},
        {u"F07"_s, u"cancelled in each state of a session"_s, cancelledInEachState},
        {u"F08"_s, u"paused and resumed 50 times"_s, pausedAgainAndAgain},
        {u"F09"_s, u"GUI thread blocked"_s, blockedGui},
        {u"F10"_s, u"cancelled, paused, resumed from handlers"_s, cancelledFromHandlers},
    };
}

} // namespace pollux
