// SPDX-License-Identifier: Apache-2.0
// Group G, without the cases of the journal's file: disk, permissions, limits, clock, language.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/ordinaryuser.h"
#include "tests/faults/queueprocess.h"
#include "tests/faults/systemfaults.h"

#include <QLocale>
#include <QSignalSpy>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

#include <cerrno>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

using State = UploadTask::State;

constexpr qint64 granule = FaultBench::granule;
const auto wholeBody = "upload, finalize"_ba;
const auto noWrites = u"writes cannot be made to fail on this system"_s;

void diskFullInTheMiddle(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(noWrites);
        return;
    }
    const int stall = bench.faults().add(faultOn(wholeBody, faults::stallAfter()));
    bench.open();
    QSignalSpy told(&bench.queue(), &UploadQueue::journalChanged);
    bench.addVictim();
    bench.waitUntilFired();
    systemfaults::failWrites(bench.world().journalPath().toUtf8(), ENOSPC);
    bench.faults().release(stall);
    bench.waitUntil([&bench] { return bench.victim().waitReason == WaitReason::JournalNotWritable; },
                    u"the victim does not wait for room"_s);
    bench.require(!told.isEmpty() && !told.first().first().value<JournalReport>().isWritable, u"nobody was told"_s);
    QSignalSpy enqueued(&bench.queue(), &UploadQueue::enqueued);
    bench.world().add({bench.write(u"late.bin"_s, testBytes(granule, 5))});
    bench.require(enqueued.value(0).value(0).toInt() == 0 && !enqueued.value(0).value(1).toString().isEmpty(),
                  u"a file was taken that cannot be kept"_s);
    const qsizetype requests = bench.world().server().requests().size();
    systemfaults::clear();
    bench.waitForState(State::Done);
    bench.require(bench.world().server().requests().size() == requests, u"it was sent again"_s);
    bench.finishHealthy();
    bench.require(bench.world().waitFor([&told] { return told.last().first().value<JournalReport>().isWritable; }),
                  u"nobody was told that there is room again"_s);
}

void diskFullAtTheStart(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(noWrites);
        return;
    }
    bench.open();
    bench.finishHealthy();
    bench.faults().add(faultOn(wholeBody, faults::keepUntil(3 * granule)));
    const int stall = bench.faults().add(faultOn("query"_ba, faults::stallBefore()));
    bench.addVictim();
    bench.waitUntilFired();
    bench.close();
    bench.faults().release(stall);
    systemfaults::failWrites(bench.world().journalPath().toUtf8(), ENOSPC);
    bench.open();
    bench.require(systemfaults::writesFailed() > 0, u"O9, nothing was written"_s);
    bench.require(bench.queue().count() == 5, u"%1 of 5 tasks are shown"_s.arg(bench.queue().count()));
    bench.close();
    systemfaults::clear();
    bench.open();
    bench.queue().resume(bench.queue().interrupted());
    bench.waitForState(State::Done);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void readOnlyFolder(FaultBench &bench)
{
    if (!becomeOrdinaryUser()) {
        bench.skip(u"this user may write everywhere and cannot become another"_s);
        return;
    }
    QFile folder(bench.world().dataFolder());
    folder.setPermissions(QFileDevice::ReadOwner | QFileDevice::ExeOwner);
    bench.survive();
    bench.require(!QFile::exists(bench.world().journalPath()), u"O9, there is a journal"_s);
    bench.allowed.isForgotten = true;
    bench.allowed.orphanStarts = 5;
    bench.close();
    folder.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner);
    bench.open();
    // Without a journal only the server knows the uploaded files.
    for (const StoredFile &file : bench.world().server().files())
        bench.allowed.ghosts.append(file.name());
    for (const QString &path : bench.expectedTasks().keys())
        bench.forgetTask(path);
}

/// Runs a queue with `parallelUploads` in a process that may have 40 files open.
void starve(FaultBench &bench, int parallelUploads)
{
    QStringList paths;
    for (int i = 0; i < 20; ++i)
        paths.append(bench.write(u"file-%1.bin"_s.arg(i), testBytes(granule + i, static_cast<quint32>(i + 1))));
    QueueProcess process(bench);
    process.limitTo(40, qint64{1} << 30);
    process.setParallelUploads(parallelUploads);
    process.addFiles(paths);
    process.start();
    bench.require(process.waitForEnd() && process.exitCode() >= 0, u"it crashed for want of descriptors"_s);
    for (const QString &path : std::as_const(paths))
        bench.expectTask(path);
    bench.allowed.orphanStarts = 40;
    bench.open();
    bench.queue().resume(bench.queue().interrupted());
    bench.queue().retryFailed();
    bench.waitUntilIdle();
    for (const UploadTask &task : bench.world().tasks())
        bench.requireState(State::Done, task.displayName);
    bench.finishHealthy();
}

void fewDescriptors(FaultBench &bench)
{
    starve(bench, UploadQueue::defaultParallelUploads);
}

void fewDescriptorsForMany(FaultBench &bench)
{
    starve(bench, UploadQueue::maxParallelUploads);
}

void clockJumps(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"the clock cannot be moved on this system"_s);
        return;
    }
    constexpr qint64 asked = 700; // ms
    const QByteArray body = R"({"error":{"code":429,"message":"slow","status":"RESOURCE_EXHAUSTED","details":[)"
                            R"({"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"70s"}]}})"_ba;
    bench.open();
    for (const int days : {1, -1}) {
        const QString name = u"victim%1.bin"_s.arg(days);
        bench.faults().add(faultOn(wholeBody, faults::answer(429, body)));
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitUntilFired();
        QElapsedTimer clock;
        clock.start();
        systemfaults::shiftWallClock(24h * days);
        bench.waitForState(State::Done, name);
        bench.require(clock.elapsed() >= asked - 100 && clock.elapsed() < 4 * asked,
                      u"after a jump of %1 days it waited %2 ms"_s.arg(days).arg(clock.elapsed()));
        systemfaults::clear();
    }
    bench.finishHealthy();
}

void clockAheadOfTheServer(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"the clock cannot be moved on this system"_s);
        return;
    }
    bench.open();
    for (const int days : {1, -1}) {
        const QString name = u"victim%1.bin"_s.arg(days);
        // The clock is a day wrong when the upload begins, and right when it ends. The last answer and the session
        // are lost, so the file has to be found in the list.
        systemfaults::shiftWallClock(24h * days);
        const int stall = bench.faults().add(faultOn("start"_ba, faults::stallAfter()));
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitUntilFired();
        systemfaults::clear();
        bench.faults().add(faultOn(wholeBody, faults::dropAfter()));
        bench.faults().add(faultOn("query"_ba, faults::endSession(404)));
        bench.faults().release(stall);
        bench.waitForState(State::Done, name);
    }
    bench.finishHealthy();
}

void otherLanguages(FaultBench &bench)
{
    const QList<QLocale> locales{QLocale(QLocale::Turkish), QLocale(QLocale::Arabic, QLocale::Egypt), QLocale::c()};
    const QList<QByteArray> zones{"Asia/Kathmandu"_ba, "America/St_Johns"_ba, "UTC"_ba};
#ifdef Q_OS_UNIX
    ::umask(0);
#endif
    bench.open();
    for (qsizetype i = 0; i < locales.size(); ++i) {
        QLocale::setDefault(locales.at(i));
        qputenv("TZ", zones.at(i));
        const QString name = u"FILE-I-%1.BIN"_s.arg(i);
        bench.faults().add(faultOn(wholeBody, faults::keepUntil(2 * granule + 7)));
        bench.addVictim(FaultBench::victimSize, name);
        bench.waitForState(State::Done, name);
        bench.require(bench.victim(name).sessionCount == 1, u"%1 began anew"_s.arg(name));
    }
    bench.finishHealthy();
    for (const RequestRecord &record : bench.world().server().requests()) {
        for (const HttpHeader &header : record.headers) {
            const bool isPlain = std::ranges::all_of(header.second, [](char c) { return c >= ' ' && c <= '~'; });
            bench.require(isPlain, u"the header %1 is no ASCII"_s.arg(QString::fromLatin1(header.first)));
        }
    }
    const auto others =
        QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther | QFileDevice::WriteOther;
    bench.require((QFile::permissions(bench.world().journalPath()) & others) == 0, u"others can read the journal"_s);
}

} // namespace

QList<FaultCase> systemCases()
{
    return {
        {u"G01"_s, u"disk full when the journal is written"_s, diskFullInTheMiddle},
        {u"G02"_s, u"disk full at the start"_s, diskFullAtTheStart},
        {u"G03"_s, u"folder of the journal read-only"_s, readOnlyFolder},
        {u"G07"_s, u"40 descriptors, 1 GB of address space"_s, fewDescriptors},
        {u"G07-many"_s, u"40 descriptors for 32 uploads at once"_s, fewDescriptorsForMany},
        {u"G08"_s, u"clock jumps by a day while something waits"_s, clockJumps},
        {u"G08-skew"_s, u"clock a day off when an outcome is searched"_s, clockAheadOfTheServer},
        {u"G09"_s, u"Turkish, Arabic, other time zones, umask 0"_s, otherLanguages},
    };
}

} // namespace pollux
