// SPDX-License-Identifier: Apache-2.0
// Group C, first half: what happens to the bytes of an upload and to the queries about it.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;
using enum FaultCase::Target;

constexpr qint64 granule = FaultBench::granule;
const auto wholeBody = "upload, finalize"_ba;
const auto received = "X-Goog-Upload-Size-Received"_ba;

/// A google.rpc.Status of 429 with a RetryInfo. `delay`: as in JSON, "70s".
QByteArray pleaseWait(const QByteArray &delay)
{
    return R"({"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED","details":[)"
           R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":")" +
           delay + R"("}]}})";
}

QByteArray sample(const QString &name)
{
    QFile file(QStringLiteral(TEST_DATA_DIR) + u"/samples/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// A victim of surviveEach(), with its fault.
struct Victim {
    QString name;
    FaultRule rule;
};

void surviveEach(FaultBench &bench, const QList<Victim> &victims, int sessions)
{
    bench.open();
    for (const Victim &victim : victims) {
        bench.faults().add(faultOn(wholeBody, faults::cutBody(2 * granule + 1)));
        bench.faults().add(victim.rule);
        bench.addVictim(FaultBench::victimSize, victim.name);
        bench.waitForState(State::Done, victim.name);
        const int used = bench.victim(victim.name).sessionCount;
        bench.require(used <= sessions, u"%1 took %2 sessions"_s.arg(victim.name).arg(used));
    }
    bench.finishHealthy();
}

void cutAtExactBytes(FaultBench &bench)
{
    bench.useProxy();
    bench.open();
    for (const qint64 bytes : {qint64{1}, qint64{16384}, granule - 1, granule, granule + 1}) {
        bench.proxy().add({.kind = ProxyRule::Kind::CutRequest, .bytes = bytes, .headText = "upload, finalize"_ba});
        const QString name = u"victim-%1.bin"_s.arg(bytes);
        const qint64 before = bench.proxy().counters().bytesToServer;
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitForState(State::Done, name);
        const qint64 sent = bench.proxy().counters().bytesToServer - before;
        constexpr qint64 heads = 16'384;
        bench.require(sent <= FaultBench::victimSize + granule + heads,
                      u"%1 bytes went out after a cut at %2"_s.arg(sent).arg(bytes));
        bench.require(bench.victim(name).sessionCount == 1, u"a second session after a cut at %1"_s.arg(bytes));
    }
    bench.finishHealthy();
}

void busyAfterHalfOfIt(FaultBench &bench)
{
    bench.faults().add(faultOn(wholeBody, faults::answer(503, {}, "text/plain"_ba, {}, granule / 2)));
    bench.survive();
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void askedToWait(FaultBench &bench)
{
    constexpr qint64 asked = 700; // ms, after the speed of the test's clock
    bench.faults().add(faultOn(wholeBody, faults::answer(429, pleaseWait("70s"_ba))));
    bench.open();
    bench.addVictim();
    bench.waitUntilFired();
    const QDateTime refused = bench.bodyRequests().value(0).receivedAt;
    bench.finishHealthy();
    bench.requireState(State::Done);
    for (const RequestRecord &record : bench.world().server().requests()) {
        const qint64 after = refused.msecsTo(record.receivedAt);
        bench.require(after <= 0 || after >= asked - 20, u"a request came %1 ms after the plea"_s.arg(after));
    }
}

void storageFull(FaultBench &bench)
{
    const QByteArray body = sample(u"34-error-429-file-storage-quota.json"_s);
    bench.require(!body.isEmpty(), u"the sample is missing"_s);
    bench.faults().add(faultOn("start"_ba, faults::answer(429, body), -1));
    bench.open();
    bench.addVictim();
    bench.waitUntil([&bench] { return bench.victim().waitReason == WaitReason::StorageFull; }, u"it does not wait"_s);
    bench.require(bench.isHeldFor(WaitReason::StorageFull), u"the queue is not held"_s);
    bench.addHealthy();
    // The account is probed with one request after a minute, which is 600 ms here, then less and less often.
    bench.waitUntil([&bench] { return bench.requestsWith("start"_ba).size() == 3; }, u"it does not probe"_s);
    const QList<RequestRecord> asked = bench.requestsWith("start"_ba);
    bench.require(asked.value(1).receivedAt.msecsTo(asked.value(2).receivedAt) >= 600, u"it asked on and on"_s);
    bench.endFaults();
    bench.waitUntilIdle();
    bench.requireState(State::Done);
}

void storeFull(FaultBench &bench)
{
    ScriptedStores &stores = bench.world().server().stores();
    stores.setStorageLimit(20 * granule);
    bench.open();
    bench.addVictim(30 * granule);
    bench.waitUntil([&bench] { return bench.isHeldFor(WaitReason::StorageFull); }, u"the store is not held"_s);
    bench.addHealthy();
    bench.require(bench.requestsWith("start"_ba).size() <= 2, u"it asked on and on"_s);
    stores.setStorageLimit(0);
    bench.waitUntilIdle();
    bench.waitForState(State::Done);
}

void absurdWaits(FaultBench &bench)
{
    // The longest pause that the client accepts, 15 minutes, takes 90 ms at this speed.
    bench.world().options.retries.speed = 10'000;
    bench.open();
    for (const QByteArray &delay : {"9223372036854775807s"_ba, "-5s"_ba, "1e9s"_ba, "315576000000.999999999s"_ba}) {
        bench.faults().add(faultOn(wholeBody, faults::answer(429, pleaseWait(delay))));
        const QString name = QString::fromLatin1("victim-" + delay + ".bin");
        bench.addVictim(granule, name);
        bench.waitForState(State::Done, name);
    }
    bench.finishHealthy();
}

void tooLargeForTheGateway(FaultBench &bench)
{
    const FaultAction early = faults::answer(413, "too large"_ba, "text/plain"_ba, {}, granule / 2);
    bench.open();
    bench.faults().add(faultOn(wholeBody, faults::answer(413, "too large"_ba, "text/plain"_ba)));
    bench.addVictim();
    bench.waitForState(State::Failed);
    bench.requireFailure(ErrorKind::TooLarge);
    bench.endFaults();
    // An early answer is mostly lost together with the connection: then the client queries the session, and the upload
    // succeeds. If the client reads the answer in time, the upload fails as refused.
    const auto once = u"once.bin"_s;
    bench.faults().add(faultOn(wholeBody, early));
    bench.addVictim(FaultBench::victimSize, once);
    bench.waitUntil([&] { return bench.victim(once).isFinished(); }, u"once.bin comes to no end"_s);
    if (bench.victim(once).state == State::Failed)
        bench.requireFailure(ErrorKind::TooLarge, once);
    bench.endFaults();
    // If every request is refused, the upload fails with a reason.
    bench.faults().add(faultOn(wholeBody, early, -1));
    bench.faults().add(faultOn("upload"_ba, early, -1));
    bench.addVictim(FaultBench::victimSize, u"always.bin"_s);
    bench.waitForState(State::Failed, u"always.bin"_s);
    bench.endFaults();
    bench.allowed.attempts = UploadEngine::Options().retries.maximumAttempts + 1;
    bench.queue().retryFailed();
    bench.finishHealthy();
    bench.requireState(State::Done);
    bench.requireState(State::Done, once);
    bench.requireState(State::Done, u"always.bin"_s);
}

void earlyAnswerThenSilence(FaultBench &bench)
{
    bench.useProxy();
    bench.world().timeouts.chunk = std::chrono::milliseconds(600);
    bench.world().timeouts.finalise = std::chrono::milliseconds(600);
    bench.proxy().add({.kind = ProxyRule::Kind::EarlyAnswer,
                       .bytes = granule + 1,
                       .headText = "upload, finalize"_ba,
                       .answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 4\r\n\r\nbusy"_ba});
    bench.survive(64 * granule);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void persistedLessThanSent(FaultBench &bench)
{
    constexpr qint64 odd = granule + 12'345;
    bench.faults().add(faultOn(wholeBody, faults::keepUntil(odd)));
    bench.survive();
    const QList<RequestRecord> bodies = bench.bodyRequests();
    bench.require(
        std::ranges::any_of(bodies, [](const RequestRecord &record) { return record.offset.toLongLong() == odd; }),
        u"it did not go on where the server stood"_s);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void persistedLessThanConfirmed(FaultBench &bench)
{
    bench.faults().add(faultOn(wholeBody, faults::keepUntil(3 * granule)));
    bench.faults().add(faultOn(wholeBody, faults::rollBack(granule)));
    bench.survive();
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void persistedMoreThanSent(FaultBench &bench)
{
    const QByteArray beyond = QByteArray::number(FaultBench::victimSize + granule);
    const QByteArray within = QByteArray::number(4 * granule);
    surviveEach(bench,
                {{u"beyond.bin"_s, faultOn("query"_ba, faults::setHeader(received, beyond))},
                 {u"within.bin"_s, faultOn("query"_ba, faults::setHeader(received, within))}},
                2);
}

void persistedNonsense(FaultBench &bench)
{
    QList<Victim> victims{{u"missing.bin"_s, faultOn("query"_ba, faults::removeHeader(received))}};
    for (const QByteArray &value : {"-1"_ba, "many"_ba, "1e3"_ba, "+5"_ba, "99999999999999999999"_ba})
        victims.append(
            {QString::fromLatin1(value) + u".bin"_s, faultOn("query"_ba, faults::setHeader(received, value))});
    surviveEach(bench, victims, 2);
}

void queryFailsToo(FaultBench &bench)
{
    bench.faults().add(faultOn(wholeBody, faults::cutBody(3 * granule + 1)));
    bench.faults().add(faultOn("query"_ba, faults::answer(503), 5));
    bench.survive();
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
    // Only queries are sent between the cut and the first successful answer.
    int failed = 0;
    for (const RequestRecord &record : bench.world().server().requests()) {
        failed += record.command == "query" && record.status == 503 ? 1 : 0;
        const bool isBlind = failed > 0 && failed < 5 && record.command.startsWith("upload"_ba) &&
                             record.header("Content-Length").toLongLong() > 3 * granule;
        bench.require(!isBlind, u"bytes were sent before the server had said where it stands"_s);
    }
}

} // namespace

QList<FaultCase> transferCases()
{
    return {
        {u"C01"_s, u"reset after 1, 16384, granule -1, +0, +1 bytes"_s, cutAtExactBytes, Both},
        {u"C02"_s, u"503 after half a chunk, closed"_s, busyAfterHalfOfIt, Both},
        {u"C03"_s, u"429 with RetryInfo, obeyed by all"_s, askedToWait, Both},
        {u"C04"_s, u"storage quota holds the queue"_s, storageFull},
        {u"C04-store"_s, u"a full store holds its uploads"_s, storeFull, Store},
        {u"C05"_s, u"RetryInfo of int64 max, negative, 1e9"_s, absurdWaits, Both},
        {u"C06"_s, u"413: whole, early, for ever"_s, tooLargeForTheGateway, Both},
        {u"C07"_s, u"early answer, then silence"_s, earlyAnswerThenSilence, Both},
        {u"C08"_s, u"server kept an odd part of what was sent"_s, persistedLessThanSent, Both},
        {u"C09"_s, u"server has less than it had confirmed"_s, persistedLessThanConfirmed, Both},
        {u"C10"_s, u"server says more than was sent"_s, persistedMoreThanSent, Both},
        {u"C11"_s, u"offset missing, negative, no number, too large"_s, persistedNonsense, Both},
        {u"C12"_s, u"query fails five times"_s, queryFailsToo, Both},
    };
}

} // namespace pollux
