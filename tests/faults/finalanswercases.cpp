// SPDX-License-Identifier: Apache-2.0
// Group C, second half: what happens to the last answer of an upload.
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

/// An answer that claims that the upload is final, although the server has not executed it.
FaultAction falseFinal(const QByteArray &body, const QByteArray &type = "application/json"_ba)
{
    return faults::answer(200, body, type, {{"X-Goog-Upload-Status"_ba, "final"_ba}});
}

/// The body of a last answer for a file or document of `size` bytes that the server does not have.
QByteArray answerOfSize(const FaultBench &bench, const QByteArray &size)
{
    const QByteArray shelf = FaultBench::shelf.toUtf8();
    if (bench.isIntoStore())
        return R"({"name":")" + shelf + "/upload/operations/not-there-" + size + R"(","response":{"documentName":")" +
               shelf + "/documents/not-there-" + size + R"(","sizeBytes":")" + size + R"("}})";
    return R"({"file":{"name":"files/not-there","sizeBytes":")" + size +
           R"(","state":"ACTIVE","mimeType":"text/plain"}})";
}

void finalForAPlainChunk(FaultBench &bench)
{
    // After a break without progress the client sends smaller pieces, here a chunk without "finalize".
    bench.faults().add(faultOn(wholeBody, faults::cutBody(1)));
    bench.faults().add(faultOn("upload"_ba, falseFinal(answerOfSize(bench, "262144"_ba))));
    bench.open();
    bench.addVictim(40 * granule);
    bench.waitForState(State::Failed);
    bench.requireFailure(ErrorKind::Damaged);
    bench.finishHealthy();
    bench.queue().retry({bench.victim().id});
    bench.waitForState(State::Done);
    // The broken session is still open on the server.
    bench.allowed.orphanStarts = 1;
}

void finalAnswerLost(FaultBench &bench)
{
    bench.useProxy();
    bench.proxy().add({.kind = ProxyRule::Kind::CutAnswer, .headText = "upload, finalize"_ba});
    bench.survive();
    const QList<RequestRecord> bodies = bench.bodyRequests();
    bench.require(bodies.size() == 5, u"%1 requests brought bytes, not 5"_s.arg(bodies.size()));
}

void finalAnswerAndSessionLost(FaultBench &bench)
{
    bench.open();
    for (const int status : {400, 404, 410}) {
        const QString name = u"victim-%1.bin"_s.arg(status);
        bench.faults().add(faultOn(wholeBody, faults::dropAfter()));
        bench.faults().add(faultOn("query"_ba, faults::endSession(status)));
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitForState(State::Done, name);
        bench.require(bench.victim(name).notes.testFlag(UploadNote::FoundInList),
                      u"%1 was not found in the list"_s.arg(name));
        bench.require(bench.victim(name).sessionCount == 1, u"%1 was sent again"_s.arg(name));
    }
    bench.finishHealthy();
}

void finaliseSentTwice(FaultBench &bench)
{
    bench.open();
    for (const int status : {400, 404, 410, 499}) {
        const QString name = u"victim-%1.bin"_s.arg(status);
        bench.faults().add(faultOn(wholeBody, faults::answerAfter(status, "Upload has already been terminated."_ba)));
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitForState(State::Done, name);
        bench.require(bench.victim(name).notes.testFlag(UploadNote::FoundInList),
                      u"%1 was not found in the list"_s.arg(name));
        bench.require(bench.victim(name).sessionCount == 1, u"%1 was sent again"_s.arg(name));
    }
    bench.finishHealthy();
}

void otherSizeThanSent(FaultBench &bench)
{
    bench.open();
    for (const QByteArray &size : {"0"_ba, "7"_ba, "9223372036854775807"_ba}) {
        const QString name = QString::fromLatin1("victim-" + size + ".bin");
        bench.faults().add(faultOn(wholeBody, falseFinal(answerOfSize(bench, size))));
        bench.addVictim(granule, name);
        bench.waitForState(State::Failed, name);
        bench.requireFailure(ErrorKind::Damaged, name);
    }
    bench.allowed.orphanStarts = 3;
    bench.queue().retryFailed();
    bench.finishHealthy();
    bench.requireState(State::Done, u"victim-0.bin"_s);
}

void unreadableFinal(FaultBench &bench)
{
    bench.useProxy();
    bench.open();
    const QByteArray html = "<!DOCTYPE html><html><body>Welcome</body></html>"_ba;
    const QList<FaultAction> actions{faults::garbage(), falseFinal("{}"_ba), falseFinal("{\"file\":{\"na"_ba),
                                     falseFinal(html, "text/html"_ba), falseFinal(QByteArray())};
    for (qsizetype i = 0; i < actions.size(); ++i) {
        const QString name = u"victim-%1.bin"_s.arg(i);
        bench.faults().add(faultOn(wholeBody, actions.at(i)));
        bench.addVictim(FaultBench::victimSize + i, name);
        bench.waitForState(State::Done, name);
    }
    bench.proxy().add({.kind = ProxyRule::Kind::CutAnswer, .bytes = 300, .headText = "upload, finalize"_ba});
    bench.addVictim(FaultBench::victimSize, u"truncated.bin"_s);
    bench.waitForState(State::Done, u"truncated.bin"_s);
    bench.allowed.orphanStarts = static_cast<int>(actions.size());
    bench.finishHealthy();
}

void sessionExpires(FaultBench &bench)
{
    bench.open();
    for (const int status : {404, 410, 400}) {
        const QString name = u"victim-%1.bin"_s.arg(status);
        bench.faults().add(faultOn(wholeBody, faults::keepUntil(5 * granule)));
        bench.faults().add(faultOn("query"_ba, faults::endSession(status)));
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitForState(State::Done, name);
        bench.require(bench.victim(name).sessionCount == 2,
                      u"%1 took %2 sessions"_s.arg(name).arg(bench.victim(name).sessionCount));
        bench.require(bench.victim(name).notes.testFlag(UploadNote::NewSession), u"nobody was told"_s);
    }
    bench.endFaults();
    // Every session is lost: after two new ones the upload fails with a reason.
    bench.faults().add(faultOn(wholeBody, faults::endSession(404), -1));
    const auto starts = bench.requestsWith("start"_ba).size();
    bench.addVictim(FaultBench::victimSize, u"always.bin"_s);
    bench.waitForState(State::Failed, u"always.bin"_s);
    bench.require(bench.requestsWith("start"_ba).size() - starts == UploadSession::maxSessions,
                  u"%1 sessions were used"_s.arg(bench.requestsWith("start"_ba).size() - starts));
    bench.endFaults();
    bench.allowed.orphanStarts = UploadSession::maxSessions;
    bench.queue().retryFailed();
    bench.finishHealthy();
    bench.requireState(State::Done, u"always.bin"_s);
}

void outcomeNeverKnown(FaultBench &bench)
{
    // Each time all is sent, no answer arrives, the session is gone, and the list does not have the file.
    bench.faults().add(faultOn(wholeBody, faults::cutBody(FaultBench::victimSize - 1), -1));
    bench.faults().add(faultOn("query"_ba, faults::endSession(404), -1));
    // The first search of the last session fails, which is not the reason in the end.
    constexpr int searchesBefore = 3 * (UploadSession::maxSessions - 1);
    bench.faults().add({.method = "GET"_ba,
                        .path = bench.isIntoStore() ? faultpaths::documents() : QRegularExpression(u"/files$"_s),
                        .command = {},
                        .skip = searchesBefore,
                        .action = faults::answer(503)});
    bench.open();
    bench.addVictim();
    bench.waitForState(State::Failed);
    bench.requireFailure(ErrorKind::OutcomeUnknown);
    const auto starts = bench.requestsWith("start"_ba).size();
    bench.require(starts <= UploadSession::maxSessions, u"%1 sessions were used"_s.arg(starts));
    bench.endFaults();
    bench.allowed.orphanStarts = UploadSession::maxSessions;
    bench.queue().retryFailed();
    bench.finishHealthy();
    bench.requireState(State::Done);
}

} // namespace

QList<FaultCase> finalAnswerCases()
{
    return {
        {u"C13"_s, u"a plain chunk is answered as the last one"_s, finalForAPlainChunk, Both},
        {u"C14"_s, u"finalize accepted, answer lost"_s, finalAnswerLost, Both},
        {u"C15"_s, u"finalize accepted, answer lost, session gone"_s, finalAnswerAndSessionLost, Both},
        {u"C15-twice"_s, u"a proxy sends finalize twice, the second one is refused"_s, finaliseSentTwice, Both},
        {u"C16"_s, u"finalize answered with another size"_s, otherSizeThanSent, Both},
        {u"C17"_s, u"finalize answered with noise, {}, half, HTML, nothing"_s, unreadableFinal, Both},
        {u"C18"_s, u"session expires near the end; each one, for ever"_s, sessionExpires, Both},
        {u"C18-lost"_s, u"session gone and outcome unknown, for ever"_s, outcomeNeverKnown, Both},
    };
}

} // namespace pollux
