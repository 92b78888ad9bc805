// SPDX-License-Identifier: Apache-2.0
// Group E: the network.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/systemfaults.h"

#include <algorithm>
#include <random>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

using State = UploadTask::State;
using enum FaultCase::Target;
using Kind = ProxyRule::Kind;

constexpr qint64 granule = FaultBench::granule;
/// More bytes than the buffers of the sockets hold.
constexpr qint64 longSize = 64 * granule;
const auto wholeBody = "upload, finalize"_ba;

qsizetype eventsOf(const UploadTask &task, TaskEvent::Kind kind)
{
    return std::ranges::count(task.events, kind, &TaskEvent::kind);
}

void linkDown(FaultBench &bench)
{
    bench.useProxy();
    const int stall = bench.faults().add(faultOn(wholeBody, faults::stallBefore()));
    bench.open();
    bench.addVictim(longSize);
    bench.waitUntilFired();
    bench.proxy().setOnline(false);
    bench.faults().release(stall);
    bench.addHealthy();
    bench.waitUntil([&bench] { return bench.victim().waitReason == WaitReason::Network; },
                    u"the victim does not wait for the network"_s);
    // Far more than the maximum number of tries: being offline must not count.
    const auto waits = [&bench] {
        int count = 0;
        for (const UploadTask &task : bench.world().tasks())
            count += static_cast<int>(eventsOf(task, TaskEvent::Kind::Waiting));
        return count;
    };
    bench.waitUntil([&waits] { return waits() > 12; }, u"it gave up"_s);
    bench.proxy().setOnline(true);
    bench.waitUntilIdle();
    bench.requireState(State::Done);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void blackHole(FaultBench &bench)
{
    bench.useProxy();
    bench.world().timeouts.chunk = 600ms;
    bench.world().timeouts.finalise = 600ms;
    bench.proxy().add({.kind = Kind::BlackHole, .bytes = granule + 1, .headText = wholeBody});
    bench.survive(longSize);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void blackHoleAfterTheLastByte(FaultBench &bench)
{
    bench.useProxy();
    bench.world().timeouts.chunk = 600ms;
    bench.world().timeouts.finalise = 600ms;
    bench.proxy().add({.kind = Kind::BlackHole, .bytes = FaultBench::victimSize, .headText = wholeBody});
    bench.survive();
    bench.require(bench.victim().sessionCount == 1, u"it was sent again"_s);
}

void noNameServer(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"lookups cannot be made to fail on this system"_s);
        return;
    }
    bench.world().otherUrl = QUrl(u"http://localhost:%1"_s.arg(bench.world().server().port()));
    bench.open();
    systemfaults::failLookups(15);
    bench.addVictim();
    bench.waitUntil([&bench] { return bench.victim().waitReason == WaitReason::Network; },
                    u"the victim does not wait for the network"_s);
    bench.finishHealthy();
    bench.requireState(State::Done);
    bench.require(systemfaults::lookupsFailed() == 15,
                  u"O9, only %1 lookups failed"_s.arg(systemfaults::lookupsFailed()));
}

void connectionRefused(FaultBench &bench)
{
    bench.useProxy();
    bench.world().options.retries.speed = 1000;
    bench.open();
    bench.proxy().setOnline(false);
    bench.addVictim();
    bench.addHealthy();
    QElapsedTimer clock;
    clock.start();
    bench.waitUntil([&bench] { return eventsOf(bench.victim(), TaskEvent::Kind::Waiting) >= 20; }, u"it gave up"_s);
    const auto tries = eventsOf(bench.victim(), TaskEvent::Kind::Waiting);
    // The first seven waits are short, each later one takes at least half of 64 ms.
    bench.require(tries <= 10 + clock.elapsed() / 32, u"%1 tries in %2 ms"_s.arg(tries).arg(clock.elapsed()));
    bench.proxy().setOnline(true);
    bench.waitUntilIdle();
    bench.requireState(State::Done);
    bench.require(bench.victim().attempts == 0, u"being offline was counted as a try"_s);
}

void slowLink(FaultBench &bench)
{
    constexpr qint64 bytesPerSecond = 4'000'000;
    bench.useProxy();
    bench.world().timeouts.chunk = 700ms;
    bench.proxy().add({.kind = Kind::SlowRequest, .bytes = bytesPerSecond, .headText = wholeBody});
    bench.open();
    bench.addVictim(2 * bytesPerSecond);
    bool isEtaSane = true;
    bool isMonotone = true;
    qint64 last = 0;
    QObject::connect(&bench.queue(), &UploadQueue::taskChanged, &bench.queue(), [&] {
        const UploadTask task = bench.victim();
        isEtaSane = isEtaSane && task.timeLeft.value_or(0s) >= 0s && task.timeLeft.value_or(0s) < 60s;
        isMonotone = isMonotone && task.bytesHandedOver >= last;
        last = task.bytesHandedOver;
    });
    bench.waitForState(State::Done);
    QObject::disconnect(&bench.queue(), &UploadQueue::taskChanged, &bench.queue(), nullptr);
    bench.require(isEtaSane, u"the time left is absurd"_s);
    bench.require(isMonotone, u"the progress ran backwards"_s);
    bench.require(bench.victim().attempts == 0, u"a false timeout"_s);
    bench.finishHealthy();
}

void slicedAnswers(FaultBench &bench)
{
    bench.useProxy();
    bench.proxy().add({.kind = Kind::SliceAnswer, .bytes = 1, .times = -1, .time = 1ms});
    bench.survive();
    bench.require(bench.victim().attempts == 0, u"an answer was misread"_s);
}

void longLatency(FaultBench &bench)
{
    bench.useProxy();
    for (const auto delay : {200ms, 300ms, 100ms, 250ms})
        bench.proxy().add({.kind = Kind::DelayAnswer, .times = 3, .time = delay});
    bench.open();
    bench.addVictim();
    bench.waitUntil([&bench] { return !bench.requestsWith("start"_ba).isEmpty(); }, u"it does not begin"_s);
    QElapsedTimer clock;
    clock.start();
    bench.queue().cancel({bench.victim().id});
    bench.waitForState(State::Cancelled);
    bench.require(clock.elapsed() <= 1000, u"the cancel took %1 ms"_s.arg(clock.elapsed()));
    bench.allowed.abortedRequests += 1;
    bench.allowed.orphanStarts += 1;
    bench.finishHealthy();
    bench.addVictim(granule, u"second.bin"_s);
    bench.waitForState(State::Done, u"second.bin"_s);
    bench.proxy().clearRules();
}

void manyResets(FaultBench &bench)
{
    constexpr int chunks = 120;
    constexpr int cuts = 10;
    bench.useProxy();
    std::mt19937 random(20260);
    for (int i = 0; i < cuts; ++i) {
        bench.proxy().add({.kind = Kind::CutRequest,
                           .bytes = std::uniform_int_distribution<qint64>(granule, chunks / cuts * granule)(random),
                           .headText = "X-Goog-Upload-Command: upload"_ba});
    }
    bench.survive(chunks * granule);
    qint64 sent = 0;
    for (const RequestRecord &record : bench.bodyRequests())
        sent += record.bodyBytes;
    const qint64 healthy = 7 * granule + 1;
    const qint64 again = sent - healthy - chunks * granule;
    bench.require(again * 100 <= chunks * granule * 15, u"%1 of %2 bytes were sent again"_s.arg(again).arg(sent));
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

/// Stalls the victim in a dead connection, with timeouts too long to end it.
void stallDead(FaultBench &bench)
{
    bench.useProxy();
    bench.world().timeouts = {60s, 60s, 60s};
    bench.proxy().add({.kind = Kind::BlackHole, .bytes = 3 * granule + 1, .headText = wholeBody});
    bench.open();
    bench.addVictim();
    bench.waitUntilFired();
    bench.allowed.abortedRequests += bench.parallelUploads();
}

void requireResumed(FaultBench &bench)
{
    bench.finishHealthy();
    bench.requireState(State::Done);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
    const QList<RequestRecord> bodies = bench.bodyRequests();
    bench.require(std::ranges::any_of(
                      bodies, [](const RequestRecord &record) { return record.offset.toLongLong() == 3 * granule; }),
                  u"it did not go on where the server stood"_s);
}

void networkReturns(FaultBench &bench)
{
    stallDead(bench);
    bench.queue().renewConnections();
    requireResumed(bench);
}

void sleepUnnoticed(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"the clock cannot be moved on this system"_s);
        return;
    }
    stallDead(bench);
    // After a sleep of the machine the wall clock has advanced, but the monotonic clocks have not.
    systemfaults::shiftWallClock(600s);
    bench.waitForState(State::Done);
    requireResumed(bench);
    // Counted before the clock is set right: the server has the same clock, and would not show files whose time lies in
    // the future then.
    bench.require(bench.itemsOnServer() == 5, u"the server has other files"_s);
}

void flippedBit(FaultBench &bench)
{
    bench.useProxy();
    bench.proxy().add({.kind = Kind::FlipBit, .bytes = 2 * granule + 5, .headText = wholeBody});
    bench.open();
    bench.addVictim();
    bench.waitUntilFired();
    bench.finishHealthy();
    bench.requireFailure(ErrorKind::Damaged);
    const auto damaged = bench.victim().file;
    bench.require(damaged.has_value(), u"nobody can delete what is damaged"_s);
    if (damaged)
        bench.require(bench.world().server().removeFile(damaged->name), u"the damaged file is not there"_s);
    bench.allowed.orphanStarts = 1;
    bench.queue().retry({bench.victim().id});
    bench.waitForState(State::Done);
}

void keepAliveEnds(FaultBench &bench)
{
    constexpr int count = 100;
    bench.useProxy();
    bench.proxy().add({.kind = Kind::EndAfter, .times = -1, .time = 1ms});
    bench.open();
    QStringList paths;
    for (int i = 0; i < count; ++i)
        paths.append(bench.write(u"small-%1.bin"_s.arg(i), QByteArray::number(i)));
    bench.add(paths);
    bench.waitUntilIdle();
    for (const UploadTask &task : bench.world().tasks())
        bench.requireState(State::Done, task.displayName);
    bench.finishHealthy();
}

} // namespace

QList<FaultCase> networkCases()
{
    return {
        {u"E01"_s, u"link down in the middle"_s, linkDown, Both},
        {u"E02"_s, u"black hole in the middle"_s, blackHole, Both},
        {u"E02-last"_s, u"black hole after the last byte"_s, blackHoleAfterTheLastByte, Both},
        {u"E03"_s, u"no name server, then one"_s, noNameServer, Both},
        {u"E04"_s, u"connection refused 20 times"_s, connectionRefused, Both},
        {u"E05"_s, u"slow link"_s, slowLink, Both},
        {u"E06"_s, u"answers in slices of one byte"_s, slicedAnswers, Both},
        {u"E07"_s, u"long latency, and a cancel"_s, longLatency, Both},
        {u"E08"_s, u"ten resets at random bytes"_s, manyResets, Both},
        {u"E12"_s, u"network changes under a dead connection"_s, networkReturns, Both},
        {u"E12-sleep"_s, u"the machine slept, and nobody said so"_s, sleepUnnoticed, Both},
        // Not for stores: a document has no hash, so the damage cannot be seen (contract 1.9).
        {u"E13"_s, u"bit flipped on the way"_s, flippedBit},
        {u"E14"_s, u"kept connections end after each of 200 requests"_s, keepAliveEnds, Both},
    };
}

} // namespace pollux
