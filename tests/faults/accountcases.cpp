// SPDX-License-Identifier: Apache-2.0
// Group J: several accounts in one queue. Nobody presses retry.
#include "app/demo/http/errorbody.h"
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"

#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;

const auto other = u"other"_s;
const auto othersFile = u"others.bin"_s;

void setOther(FaultBench &bench, const QUrl &url, const QByteArray &key)
{
    bench.queue().setAccount(other, RequestFactory({url, u"v1beta"_s}, key, bench.world().timeouts), key);
}

/// Adds a file for the other account, and waits until it is queued.
void addForOther(FaultBench &bench)
{
    const QString path = bench.write(othersFile, testBytes(FaultBench::victimSize, 99));
    bench.expectTask(path);
    QSignalSpy enqueued(&bench.queue(), &UploadQueue::enqueued);
    bench.queue().add(other, {path});
    bench.require(enqueued.wait(FaultBench::maxWait), u"the other account's file was not queued"_s);
}

void requireAccount(FaultBench &bench, const QString &name, const QString &profileId)
{
    bench.require(bench.victim(name).profileId == profileId,
                  u"%1 went to the account %2"_s.arg(name, bench.victim(name).profileId));
}

void oneEndpointFails(FaultBench &bench)
{
    bench.open();
    FaultProxy &front = bench.proxy();
    front.setOnline(false);
    setOther(bench, front.baseUrl(), FaultBench::canaryKey);
    addForOther(bench);
    bench.waitForState(State::Waiting, othersFile);
    bench.addVictim();
    bench.addHealthy();
    bench.waitForState(State::Done);
    bench.require(bench.victim(othersFile).state != State::Failed, u"the other account's file failed"_s);
    front.setOnline(true);
    bench.waitForState(State::Done, othersFile);
    requireAccount(bench, othersFile, other);
    bench.waitUntilIdle();
}

void oneAccountIsFull(FaultBench &bench)
{
    const HttpAnswer full = erroranswer::storageLimit(FaultBench::victimSize);
    bench.open();
    setOther(bench, bench.world().demo().baseUrl(), "AIzaSyOTHER00123456789abcdefghijklmnopq"_ba);
    bench.faults().add(faultOn("start"_ba, faults::answer(full.status, full.body)));
    addForOther(bench);
    bench.waitUntilFired();
    bench.waitUntil([&bench] { return bench.victim(othersFile).waitReason == WaitReason::StorageFull; },
                    u"it does not wait for room"_s);
    bench.addVictim();
    bench.addHealthy();
    bench.waitForState(State::Done);
    // There is room again, and the account is asked now and then.
    bench.waitForState(State::Done, othersFile);
    bench.waitUntilIdle();
}

void accountChangesDuringADrop(FaultBench &bench)
{
    bench.open();
    const QString path = bench.write(u"victim.bin"_s, testBytes(FaultBench::victimSize, 7));
    bench.expectTask(path);
    QSignalSpy enqueued(&bench.queue(), &UploadQueue::enqueued);
    bench.queue().add(QueueFixture::profileId, {path});
    // At once, before the files were looked at.
    bench.proxy().setOnline(false);
    setOther(bench, bench.proxy().baseUrl(), FaultBench::canaryKey);
    bench.require(enqueued.wait(FaultBench::maxWait), u"the file was not queued"_s);
    bench.finishHealthy();
    bench.requireState(State::Done);
    requireAccount(bench, u"victim.bin"_s, QueueFixture::profileId);
}

void newKeyOfAnotherAccount(FaultBench &bench)
{
    bench.serverOptions.keys = {FaultBench::canaryKey};
    bench.open();
    const QUrl url = bench.world().demo().baseUrl();
    setOther(bench, url, "AIzaSyWRONG00123456789abcdefghijklmnopq"_ba);
    addForOther(bench);
    bench.waitUntil([&bench] { return bench.victim(othersFile).waitReason == WaitReason::BadKey; },
                    u"it does not wait for another key"_s);
    bench.addVictim();
    bench.waitForState(State::Done);
    setOther(bench, url, FaultBench::canaryKey);
    bench.waitForState(State::Done, othersFile);
    requireAccount(bench, othersFile, other);
    bench.finishHealthy();
}

} // namespace

QList<FaultCase> accountCases()
{
    return {
        {u"J01"_s, u"two endpoints, one is away"_s, oneEndpointFails},
        {u"J02"_s, u"two accounts on one endpoint, one is full"_s, oneAccountIsFull},
        {u"J03"_s, u"the account changes while a drop is looked at"_s, accountChangesDuringADrop},
        {u"J04"_s, u"a new key of an account that is not active"_s, newKeyOfAnotherAccount},
    };
}

} // namespace pollux
