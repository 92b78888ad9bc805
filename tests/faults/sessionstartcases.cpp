// SPDX-License-Identifier: Apache-2.0
// Group B: the start of a session.
#include "app/demo/http/errorbody.h"
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/tlsfront.h"
#include "tests/faults/uninvolvedserver.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;
using enum FaultCase::Target;

constexpr qint64 granule = FaultBench::granule;

void startBusyThreeTimes(FaultBench &bench)
{
    bench.faults().add(faultOn("start"_ba, faults::answer(503), 3));
    bench.survive();
    bench.require(bench.victim().sessionCount == 1, u"more than one session was used"_s);
}

void startAnswerLost(FaultBench &bench)
{
    bench.faults().add(faultOn("start"_ba, faults::dropAfter(), 2));
    bench.allowed.orphanStarts = 2;
    bench.survive();
    bench.require(bench.requestsWith("start"_ba).size() == 7,
                  u"the server counted %1 starts, not 7"_s.arg(bench.requestsWith("start"_ba).size()));
}

void startAnswerLostOverTls(FaultBench &bench)
{
    TlsFront front(bench.world().server().port(), TlsFront::Certificate::Good);
    if (!front.isReady()) {
        bench.skip(u"there is no openssl to make certificates with"_s);
        return;
    }
    bench.world().otherUrl = front.baseUrl();
    startAnswerLost(bench);
}

void startWithoutUrl(FaultBench &bench)
{
    bench.faults().add(faultOn("start"_ba, faults::removeHeader("X-Goog-Upload-URL"_ba), UploadSession::maxSessions));
    bench.open();
    bench.addVictim();
    bench.waitUntil([&bench] { return bench.toldError(u"victim.bin"_s) == ErrorKind::Protocol; }, u"nothing is told"_s);
    bench.endFaults();
    bench.allowed.orphanStarts = UploadSession::maxSessions;
    bench.finishHealthy();
    bench.requireState(State::Done);
}

/// What a hostile or broken server could return as the URL of a session. "%1": the server's own port, "%2": that of
/// an UninvolvedServer.
const QList<QByteArray> hostileUrls{
    "http://127.0.0.1:%2/upload?upload_id=x",
    "http://127.0.0.2:%1/upload?upload_id=x",
    "http://localhost:%2/upload?upload_id=x",
    "https://127.0.0.1:%1/upload?upload_id=x",
    "http://127.0.0.1:%1@127.0.0.1:%2/upload?upload_id=x",
    "http://127.0.0.1:%1\\@127.0.0.1:%2/upload?upload_id=x",
    "http://127.0.0.1.example:%1/upload?upload_id=x",
    "//127.0.0.1:%2/upload?upload_id=x",
    "ftp://127.0.0.1:%1/upload?upload_id=x",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "127.0.0.1:%2",
};

void foreignUploadUrl(FaultBench &bench)
{
    UninvolvedServer uninvolvedserver;
    bench.open();
    const QByteArray own = QByteArray::number(bench.world().server().port());
    const QByteArray other = QByteArray::number(uninvolvedserver.port());
    for (qsizetype i = 0; i < hostileUrls.size(); ++i) {
        QByteArray url = hostileUrls.at(i);
        url.replace("%1", own).replace("%2", other);
        bench.faults().add(faultOn("start"_ba, faults::setHeader("X-Goog-Upload-URL"_ba, url)));
        const QString name = u"victim-%1.bin"_s.arg(i);
        bench.addVictim(granule, name);
        bench.waitUntil([&bench] { return bench.isHeldFor(WaitReason::EndpointWrong); },
                        u"nothing holds %1"_s.arg(name));
        bench.require(bench.toldError(name) == ErrorKind::ForeignUploadUrl, u"another error is told"_s);
        bench.waitForState(State::Done, name);
    }
    bench.allowed.orphanStarts = static_cast<int>(hostileUrls.size());
    bench.finishHealthy();
    bench.require(uninvolvedserver.connections() == 0, u"somebody else was called"_s);
}

void startWithDeadSession(FaultBench &bench)
{
    bench.faults().add(faultOn("start"_ba, faults::setHeader("X-Goog-Upload-Status"_ba, "final"_ba)));
    bench.faults().add(faultOn("start"_ba, faults::setHeader("X-Goog-Upload-Status"_ba, "cancelled"_ba)));
    bench.survive();
    bench.require(bench.victim().sessionCount == 3, u"%1 sessions were used"_s.arg(bench.victim().sessionCount));
}

void badKey(FaultBench &bench)
{
    bench.serverOptions.keys = {FaultBench::canaryKey};
    bench.world().key = "AIzaSyWRONG00123456789abcdefghijklmnopq"_ba;
    bench.open();
    bench.addVictim();
    bench.addHealthy();
    bench.waitUntil([&bench] { return bench.isHeldFor(WaitReason::BadKey); }, u"nothing holds the queue"_s);
    // Only requests that were sent before the first refusal may follow it.
    bench.waitUntil([&bench] { return bench.victim().waitReason == WaitReason::BadKey; },
                    u"the victim does not wait"_s);
    bench.require(bench.holdEpisodes() == 1, u"the queue was held %1 times"_s.arg(bench.holdEpisodes()));
    bench.require(bench.requestsWith("start"_ba).size() <= bench.parallelUploads(), u"it asked on and on"_s);
    bench.world().key = FaultBench::canaryKey;
    bench.world().setAccount();
    bench.waitUntilIdle();
    bench.requireState(State::Done);
}

void badKeyInTheMiddle(FaultBench &bench)
{
    const QList<HttpAnswer> refusals{erroranswer::invalidKey(), erroranswer::missingKey()};
    bench.open();
    for (qsizetype i = 0; i < refusals.size(); ++i) {
        const QString name = u"victim-%1.bin"_s.arg(i);
        bench.faults().add(faultOn("upload, finalize"_ba, faults::keepUntil(3 * granule)));
        bench.faults().add(faultOn("query"_ba, faults::answer(refusals.at(i).status, refusals.at(i).body)));
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitUntil([&] { return bench.victim(name).waitReason == WaitReason::BadKey; }, u"it does not wait"_s);
        // The server takes any key.
        bench.world().key = FaultBench::canaryKey.chopped(1) + QByteArray::number(i);
        bench.world().setAccount();
        bench.waitForState(State::Done, name);
        bench.require(bench.victim(name).sessionCount == 1, u"%1 began anew"_s.arg(name));
    }
    for (const RequestRecord &record : bench.bodyRequests())
        bench.require(record.offset == "0" || record.offset.toLongLong() == 3 * granule, u"an offset was lost"_s);
    bench.finishHealthy();
}

void absurdGranularity(FaultBench &bench)
{
    bench.open();
    const QList<QByteArray> values{"0", "-1", "3", "1073741824", "99999999999999999999", "many"};
    for (qsizetype i = 0; i <= values.size(); ++i) {
        const QByteArray header = "X-Goog-Upload-Chunk-Granularity"_ba;
        bench.faults().add(faultOn("start"_ba, i < values.size() ? faults::setHeader(header, values.at(i))
                                                                 : faults::removeHeader(header)));
        // The granularity matters only after a break.
        bench.faults().add(faultOn("upload, finalize"_ba, faults::cutBody(granule + 1)));
        const QString name = u"victim-%1.bin"_s.arg(i);
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitForState(State::Done, name);
    }
    bench.finishHealthy();
}

void hangingStart(FaultBench &bench)
{
    const int stall = bench.faults().add(faultOn("start"_ba, faults::stallBefore()));
    bench.world().timeouts.control = std::chrono::milliseconds(600);
    bench.allowed.orphanStarts = 1;
    bench.survive();
    bench.faults().release(stall);
}

} // namespace

QList<FaultCase> sessionStartCases()
{
    return {
        {u"B01"_s, u"start busy three times, then well"_s, startBusyThreeTimes, Both},
        {u"B02"_s, u"start read, answer lost"_s, startAnswerLost, Both},
        {u"B02-tls"_s, u"start read, answer lost, over TLS"_s, startAnswerLostOverTls, Both},
        {u"B03"_s, u"start answered without a session"_s, startWithoutUrl, Both},
        {u"B04"_s, u"session on another host, port or scheme, in 12 ways"_s, foreignUploadUrl, Both},
        {u"B05"_s, u"start answered with a session that is final or cancelled"_s, startWithDeadSession, Both},
        {u"B06"_s, u"key refused at the start"_s, badKey, Both},
        {u"B06-mid"_s, u"key refused in mid-session, offsets kept"_s, badKeyInTheMiddle, Both},
        {u"B07"_s, u"granularity 0, negative, odd, huge, no number, missing"_s, absurdGranularity, Both},
        {u"B08"_s, u"start hangs for ever"_s, hangingStart, Both},
    };
}

} // namespace pollux
