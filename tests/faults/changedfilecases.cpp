// SPDX-License-Identifier: Apache-2.0
// Group M: local files that change, or whose sizes are not true.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/systemfaults.h"

#include <QSignalSpy>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;

constexpr qint64 granule = FaultBench::granule;
/// More bytes than the buffers of two sockets hold, so that a stalled server stalls the reading too.
constexpr qint64 longSize = 64 * granule;

/// Starts the victim and stalls it while it is sent and after it was hashed. Returns the id of the stall.
int stallHashedVictim(FaultBench &bench)
{
    systemfaults::watchReads("victim.bin"_ba);
    const int stall = bench.faults().add(faultOn("upload, finalize"_ba, faults::stallBefore()));
    bench.open();
    bench.addVictim(longSize);
    bench.waitUntilFired();
    bench.waitUntil([&bench] { return bench.victim().bytesHandedOver > 0; }, u"nothing was sent"_s);
    bench.waitUntil([] { return systemfaults::furthestRead() >= longSize; }, u"the file was not hashed"_s);
    return stall;
}

bool cannotWatch(FaultBench &bench)
{
    if (systemfaults::areAvailable())
        return false;
    bench.skip(u"on this system nobody can see how far a file was read"_s);
    return true;
}

void requireRefused(FaultBench &bench, int stall)
{
    bench.faults().release(stall);
    bench.finishHealthy();
    bench.requireFailure(ErrorKind::FileChanged);
    bench.waitUntil([&bench] { return !bench.requestsWith("cancel"_ba).isEmpty(); },
                    u"the session was not cancelled"_s);
    bench.require(!bench.victim().file, u"a file was made of it"_s);
}

bool setModified(const QString &path, const timespec &time)
{
    const timespec times[2] = {time, time};
    return ::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0) == 0;
}

void touched(FaultBench &bench)
{
    if (cannotWatch(bench))
        return;
    const int stall = stallHashedVictim(bench);
    bench.require(setModified(bench.victim().path, {1'700'000'000, 0}), u"the time of the file cannot be set"_s);
    bench.faults().release(stall);
    bench.finishHealthy();
    bench.requireState(State::Done);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
    bench.require(!bench.victim().notes.testFlag(UploadNote::NotVerified), u"it was not verified"_s);
}

void contentWithoutASize(FaultBench &bench)
{
    const QString path = u"/proc/self/status"_s;
    if (!QFile::exists(path)) {
        bench.skip(u"this system has no such file"_s);
        return;
    }
    bench.open();
    const QList<SkippedPath> skipped = bench.refusalsOf(path);
    bench.require(skipped.size() == 1 && skipped.first().reason == SkipReason::NoFixedSize, u"it was not refused"_s);
    // As if the file had become such a one after it was looked at.
    AcceptedFile file;
    file.path = path;
    file.displayName = u"victim.bin"_s;
    file.mimeType = u"text/plain"_s;
    bench.expectTask(path);
    bench.queue().enqueue(QueueFixture::profileId, {file});
    bench.waitForState(State::Failed);
    bench.requireFailure(ErrorKind::LocalFile);
    bench.require(bench.victim().error && !bench.victim().error->message.isEmpty(), u"nobody is told why"_s);
    bench.require(bench.requestsWith("start"_ba).isEmpty(), u"something was sent"_s);
    bench.finishHealthy();
}

void grownByAByte(FaultBench &bench)
{
    if (cannotWatch(bench))
        return;
    const int stall = stallHashedVictim(bench);
    const QString path = bench.victim().path;
    QFile file(path);
    bench.require(file.open(QIODevice::Append | QIODevice::Unbuffered) && file.write("x") == 1,
                  u"the file does not grow"_s);
    bench.remember(path, bench.contentOf(path) + 'x');
    requireRefused(bench, stall);
}

void replacedWithTheSameSizeAndTime(FaultBench &bench)
{
    if (cannotWatch(bench))
        return;
    const int stall = stallHashedVictim(bench);
    const QString path = bench.victim().path;
    struct stat before = {};
    ::stat(QFile::encodeName(path).constData(), &before);
    const QByteArray content = testBytes(longSize, 4711);
    const QString fresh = bench.write(u"fresh.bin"_s, content);
    bench.require(setModified(fresh, before.st_mtim), u"the time of the file cannot be set"_s);
    bench.require(::rename(QFile::encodeName(fresh).constData(), QFile::encodeName(path).constData()) == 0,
                  u"the file cannot be replaced"_s);
    bench.forgetFile(fresh);
    bench.remember(path, content);
    requireRefused(bench, stall);
}

void truncated(FaultBench &bench)
{
    if (cannotWatch(bench))
        return;
    const int stall = stallHashedVictim(bench);
    const QString path = bench.victim().path;
    bench.require(QFile::resize(path, longSize - 1), u"the file does not shrink"_s);
    bench.remember(path, bench.contentOf(path).chopped(1));
    requireRefused(bench, stall);
}

/// An unmounted file can no longer be found; whether the open one can be read depends on how it was unmounted.
void loseMount(FaultBench &bench, bool isOpenFileReadable)
{
    if (cannotWatch(bench))
        return;
    const int stall = stallHashedVictim(bench);
    const QString path = bench.victim().path;
    bench.require(QFile::rename(path, path + u".away"_s), u"the file does not go"_s);
    if (!isOpenFileReadable)
        systemfaults::failReads("victim.bin"_ba, 0);
    bench.faults().release(stall);
    bench.waitForState(State::Failed);
    bench.requireFailure(ErrorKind::LocalFile);
    bench.require(bench.requestsWith("cancel"_ba).isEmpty(), u"the session was cancelled"_s);
    systemfaults::clear();
    bench.require(QFile::rename(path + u".away"_s, path), u"the file does not come back"_s);
    bench.queue().retry({bench.victim().id});
    bench.finishHealthy();
    bench.requireState(State::Done);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void mountGoesAway(FaultBench &bench)
{
    loseMount(bench, true);
}

void mountIsTornAway(FaultBench &bench)
{
    loseMount(bench, false);
}

} // namespace

QList<FaultCase> changedFileCases()
{
    return {
        {u"M01"_s, u"touched while it is sent"_s, touched},
        {u"M02"_s, u"content without a size"_s, contentWithoutASize},
        {u"M03"_s, u"grown by a byte after it was hashed"_s, grownByAByte},
        {u"M04"_s, u"replaced by a file of the same size and time"_s, replacedWithTheSameSizeAndTime},
        {u"M05"_s, u"truncated by a byte after it was hashed"_s, truncated},
        {u"M06"_s, u"on a mount that goes away"_s, mountGoesAway},
        {u"M06-read"_s, u"on a mount that goes away and can no longer be read"_s, mountIsTornAway},
    };
}

} // namespace pollux
