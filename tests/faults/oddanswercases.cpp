// SPDX-License-Identifier: Apache-2.0
// Group L: answers that no server should give.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

using State = UploadTask::State;
using enum FaultCase::Target;

constexpr qint64 granule = FaultBench::granule;
const auto wholeBody = "upload, finalize"_ba;
const auto received = "X-Goog-Upload-Size-Received"_ba;

/// The server keeps nothing of the first body, so the client goes on with smaller parts. The answer to the first part
/// then says that it has received `value` bytes.
void wrongSizeAfterPart(FaultBench &bench, const QByteArray &value)
{
    bench.faults().add(faultOn(wholeBody, faults::keepUntil(0)));
    bench.faults().add(faultOn("upload"_ba, faults::setHeader(received, value)));
    bench.survive();
    bench.require(bench.victim().sessionCount <= 2, u"it took %1 sessions"_s.arg(bench.victim().sessionCount));
    for (const RequestRecord &record : bench.bodyRequests()) {
        const bool isPossible = record.offset.toLongLong() >= 0 && record.header("Content-Length").toLongLong() >= 0 &&
                                record.offset.toLongLong() <= FaultBench::victimSize;
        bench.require(isPossible,
                      u"it sent %1 bytes from %2"_s.arg(QString::fromLatin1(record.header("Content-Length")),
                                                        QString::fromLatin1(record.offset)));
    }
}

void partBeyondSent(FaultBench &bench)
{
    wrongSizeAfterPart(bench, QByteArray::number(4 * granule));
}

void partNegative(FaultBench &bench)
{
    wrongSizeAfterPart(bench, "-1"_ba);
}

void partBeyondSize(FaultBench &bench)
{
    wrongSizeAfterPart(bench, QByteArray::number(FaultBench::victimSize + granule));
}

void endlessAnswerToCancel(FaultBench &bench)
{
    constexpr qint64 tooMuch = 64 * 1024 * 1024;
    bench.useProxy();
    const int stall = bench.faults().add(faultOn(wholeBody, faults::stallBefore()));
    bench.proxy().add({.kind = ProxyRule::Kind::EndlessAnswer, .headText = "X-Goog-Upload-Command: cancel"_ba});
    bench.open();
    bench.addVictim();
    bench.waitUntil([&bench] { return bench.faults().allFired(); }, u"O9, nothing was sent"_s);
    bench.queue().cancel({bench.victim().id});
    bench.allowed.abortedRequests += 1;
    bench.waitForState(State::Cancelled);
    const auto passed = [&bench] { return bench.proxy().counters().bytesToClient; };
    bench.waitUntil([&] { return bench.proxy().allFired() || passed() > tooMuch; },
                    u"nobody ends the answer to the cancel"_s);
    bench.require(passed() <= tooMuch, u"%1 bytes of the answer were taken"_s.arg(passed()));
    bench.faults().release(stall);
    bench.finishHealthy();
}

/// Waits for the end of a victim whose connection had an answer that Qt cannot read. It may have failed for that reason
/// and for no other; then a person tries again.
void surviveUnreadable(FaultBench &bench, const QString &name)
{
    bench.waitUntil([&] { return bench.victim(name).isFinished(); }, u"%1 comes to no end"_s.arg(name));
    if (bench.victim(name).state == State::Failed) {
        bench.requireFailure(ErrorKind::Protocol, name);
        bench.queue().retry({bench.victim(name).id});
    }
    bench.waitForState(State::Done, name);
}

void earlyHints(FaultBench &bench)
{
    bench.useProxy();
    bench.world().timeouts = {1s, 1s, 2s};
    bench.open();
    const QByteArray hints = "HTTP/1.1 103 Early Hints\r\nLink: </style.css>; rel=preload\r\n\r\n"_ba;
    for (const QByteArray &command : {"start"_ba, wholeBody, "query"_ba}) {
        bench.proxy().add({.kind = ProxyRule::Kind::PrefixAnswer,
                           .headText = "X-Goog-Upload-Command: " + command + "\r\n",
                           .answer = hints});
        if (command == "query")
            bench.faults().add(faultOn(wholeBody, faults::cutBody(granule + 1)));
        // The session of a start whose answer could not be read belongs to nobody.
        bench.allowed.orphanStarts += 1;
        const QString name = QString::fromLatin1(command.left(5)) + u".bin"_s;
        bench.addVictim(FaultBench::victimSize, name);
        surviveUnreadable(bench, name);
    }
    bench.waitUntilFired();
    bench.finishHealthy();
}

void twoContentLengths(FaultBench &bench)
{
    bench.world().timeouts = {600ms, 1s, 1s};
    bench.open();
    for (const QByteArray &command : {"start"_ba, wholeBody}) {
        for (const QByteArray &length : {"0"_ba, "7"_ba, "100000"_ba, "-1"_ba}) {
            // The server adds its own, which is right.
            bench.faults().add(faultOn(command, faults::setHeader("Content-Length"_ba, length)));
            bench.allowed.orphanStarts += 1;
            const QString name = QString::fromLatin1(command.left(5) + length) + u".bin"_s;
            bench.addVictim(granule, name);
            surviveUnreadable(bench, name);
        }
    }
    bench.finishHealthy();
}

} // namespace

QList<FaultCase> oddAnswerCases()
{
    return {
        {u"L01"_s, u"a part's answer says more than was sent"_s, partBeyondSent, Both},
        {u"L02"_s, u"a part's answer says a negative number"_s, partNegative, Both},
        {u"L03"_s, u"a part's answer says more than the file has"_s, partBeyondSize, Both},
        {u"L04"_s, u"endless answer to cancel"_s, endlessAnswerToCancel, Both},
        {u"L05"_s, u"103 Early Hints before the answer"_s, earlyHints, Both},
        {u"L06"_s, u"answer with two Content-Lengths"_s, twoContentLengths, Both},
    };
}

} // namespace pollux
