// SPDX-License-Identifier: Apache-2.0
// Group D, second half: the last answer of an upload into a store is lost for good, and only the list of documents
// shows whether the upload succeeded.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;
using enum FaultCase::Target;

constexpr qint64 granule = FaultBench::granule;
const auto wholeBody = "upload, finalize"_ba;

FaultRule onDocuments(const FaultAction &action, int times, int skip = 0)
{
    FaultRule rule;
    rule.method = "GET"_ba;
    rule.path = faultpaths::documents();
    rule.skip = skip;
    rule.times = times;
    rule.action = action;
    return rule;
}

/// Loses the last answer, and ends the session before it is queried.
void loseAnswer(FaultBench &bench, int times = 1)
{
    bench.faults().add(faultOn(wholeBody, faults::dropAfter(), times));
    bench.faults().add(faultOn("query"_ba, faults::endSession(410), times));
}

void requireFound(FaultBench &bench)
{
    bench.waitForState(State::Done);
    bench.require(bench.victim().notes.testFlag(UploadNote::FoundInList), u"it was not found in the list"_s);
    bench.require(bench.victim().sessionCount == 1, u"it was sent again"_s);
    bench.finishHealthy();
}

void foundInTheList(FaultBench &bench)
{
    loseAnswer(bench);
    bench.open();
    bench.addVictim();
    requireFound(bench);
}

void foundInALateList(FaultBench &bench)
{
    // A list may not have a new document yet.
    loseAnswer(bench);
    bench.faults().add(onDocuments(faults::answer(200, "{}"_ba), 2));
    bench.open();
    bench.addVictim();
    requireFound(bench);
}

void pageFails(FaultBench &bench)
{
    bench.open();
    for (int i = 0; i < 25; ++i) {
        const QString name = FaultBench::shelf + u"/documents/old-%1"_s.arg(i);
        bench.world().server().stores().addDocument({{"name"_L1, name},
                                                     {"createTime"_L1, u"2026-01-01T00:00:00Z"_s},
                                                     {"displayName"_L1, u"victim.bin"_s},
                                                     {"sizeBytes"_L1, QString::number(FaultBench::victimSize)},
                                                     {"state"_L1, u"STATE_ACTIVE"_s}});
        bench.allowed.ghosts.append(name);
    }
    loseAnswer(bench);
    // The second page fails three times.
    bench.faults().add(onDocuments(faults::answer(500), 1, 1));
    bench.faults().add(onDocuments(faults::answer(503), 1, 1));
    bench.faults().add(onDocuments(faults::dropAfter(), 1, 1));
    bench.addVictim();
    requireFound(bench);
}

void pagesWithoutEnd(FaultBench &bench)
{
    // A list that is incomplete or repeats a page does not prove that a document is missing.
    loseAnswer(bench);
    bench.faults().add(onDocuments(faults::answer(200, R"({"nextPageToken":"round"})"_ba), 10));
    bench.open();
    bench.addVictim();
    requireFound(bench);
}

void neverExecuted(FaultBench &bench)
{
    // The upload was not executed although all was sent, and there is already a document of the same name and size.
    bench.open();
    const auto pathIn = [&bench](const QString &folder) {
        QDir(bench.world().folder()).mkdir(folder);
        return bench.write(folder + u"/twin.bin"_s,
                           testBytes(3 * granule, static_cast<quint32>(folder.size() + folder.at(0).unicode())));
    };
    const QStringList paths{pathIn(u"one"_s), pathIn(u"two"_s)};
    bench.add(paths.first(1));
    bench.waitForState(State::Done, u"twin.bin"_s);
    bench.faults().add(faultOn(wholeBody, faults::cutBody(3 * granule - 1)));
    bench.faults().add(faultOn("query"_ba, faults::endSession(404)));
    bench.add(paths.last(1));
    bench.waitUntilFired();
    bench.finishHealthy();
    for (const UploadTask &task : bench.world().tasks())
        bench.require(task.state == State::Done, u"%1 is %2"_s.arg(task.path, stateName(task.state)));
}

void copiesLoseTheirAnswers(FaultBench &bench)
{
    // Several folders have the same file: each copy becomes a document of its own.
    constexpr int copies = 3;
    bench.open();
    bench.setParallelUploads(copies);
    bench.queue().setPaused(true);
    loseAnswer(bench, copies);
    // All of them search the list before the first one has found its document.
    FaultRule search = onDocuments(faults::stallAfter(), copies);
    if (!bench.isIntoStore())
        search.path = QRegularExpression(u"\\A/v1beta/files\\z"_s);
    const int stall = bench.faults().add(search);
    QStringList paths;
    for (int i = 0; i < copies; ++i) {
        QDir(bench.world().folder()).mkdir(QString::number(i));
        paths.append(bench.write(u"%1/copy.bin"_s.arg(i), testBytes(granule, 4711)));
    }
    bench.add(paths);
    bench.queue().setPaused(false);
    bench.waitUntilFired();
    bench.faults().release(stall);
    bench.finishHealthy();
    QSet<QString> names;
    for (const UploadTask &task : bench.world().tasks()) {
        bench.require(task.state == State::Done, u"%1 is %2"_s.arg(task.path, stateName(task.state)));
        names.insert(task.resourceName());
    }
    bench.require(names.size() == copies + 4, u"two tasks became the same"_s);
}

} // namespace

QList<FaultCase> lostDocumentCases()
{
    return {
        {u"D04-store"_s, u"list of documents fails on its second page"_s, pageFails, Store},
        {u"D05-store"_s, u"list of documents goes in circles"_s, pagesWithoutEnd, Store},
        {u"D12"_s, u"last answer and session lost: the list of documents decides"_s, foundInTheList, Store},
        {u"D12-late"_s, u"the same, and the list lags behind"_s, foundInALateList, Store},
        {u"D12-twin"_s, u"nothing came of it, and the list has its namesake"_s, neverExecuted, Store},
        {u"D12-copies"_s, u"copies of one file lose their answers at once"_s, copiesLoseTheirAnswers, Both},
    };
}

} // namespace pollux
