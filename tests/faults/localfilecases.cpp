// SPDX-License-Identifier: Apache-2.0
// Group A: bad local input.
#include "tests/faults/faultbench.h"
#include "tests/faults/faultcase.h"
#include "tests/faults/ordinaryuser.h"
#include "tests/faults/systemfaults.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using State = UploadTask::State;

constexpr qint64 granule = FaultBench::granule;
/// More bytes than the buffers of two sockets hold, so that a stalled server stalls the reading too.
constexpr qint64 longSize = 64 * granule;

/// Starts the victim and stalls it while it is sent. Returns the id of the stall, for FaultScript::release().
int stallVictim(FaultBench &bench)
{
    const int stall = bench.faults().add(faultOn("upload, finalize"_ba, faults::stallBefore()));
    bench.open();
    bench.addVictim(longSize);
    bench.waitUntilFired();
    // By then the client has read as many bytes of the file as the buffers of the sockets hold.
    bench.waitUntil([&bench] { return bench.victim().bytesHandedOver > 0; }, u"nothing was sent"_s);
    return stall;
}

void overwrite(FaultBench &bench, const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    bench.require(file.open(QIODevice::ReadWrite) && file.seek(offset) && file.write(bytes) == bytes.size(),
                  u"the victim's file cannot be changed"_s);
    QByteArray content = bench.contentOf(path);
    bench.remember(path, content.replace(offset, bytes.size(), bytes));
}

void emptyFile(FaultBench &bench)
{
    bench.survive(0);
    bench.require(bench.victim().notes.testFlag(UploadNote::EmptyFile), u"nobody was told that it is empty"_s);
    bench.require(bench.victim().file && bench.victim().file->sizeBytes.value_or(0) == 0, u"it has a size"_s);
}

/// Requires that a file of `limit` bytes is started, and that one of a byte more is refused before anything is sent.
void maxSizeAndOneMore(FaultBench &bench, qint64 limit, SkipReason reason)
{
    bench.faults().add(faultOn("upload, finalize"_ba, faults::stallBefore()));
    bench.open();
    const QString path = bench.write(u"victim.bin"_s, {});
    QFile file(path);
    bench.require(file.resize(limit), u"there is no room for a sparse file"_s);
    bench.add({path});
    bench.waitUntilFired();
    const QList<RequestRecord> starts = bench.requestsWith("start"_ba);
    bench.require(!starts.isEmpty() &&
                      starts.first().header("X-Goog-Upload-Header-Content-Length").toLongLong() == limit,
                  u"another size was announced"_s);
    bench.queue().cancel({bench.victim().id});
    bench.allowed.abortedRequests += 1;
    bench.waitForState(State::Cancelled);
    bench.faults().clear();
    bench.require(file.resize(limit + 1), u"the sparse file does not grow"_s);
    const qsizetype requests = bench.world().server().requests().size();
    const QList<SkippedPath> skipped = bench.refusalsOf(path);
    bench.require(skipped.size() == 1 && skipped.first().reason == reason, u"it was not refused"_s);
    const QList<RequestRecord> records = bench.world().server().requests();
    bench.require(
        std::ranges::count_if(records, [](const RequestRecord &record) { return record.command == "start"; }) == 1 &&
            records.size() <= requests + 1,
        u"something was sent for it"_s);
    bench.require(file.resize(0), u"the sparse file does not shrink"_s);
    bench.finishHealthy();
}

void maxFileSizeAndOneMore(FaultBench &bench)
{
    maxSizeAndOneMore(bench, maxFileSize, SkipReason::TooLarge);
}

void maxDocumentSizeAndOneMore(FaultBench &bench)
{
    maxSizeAndOneMore(bench, StoreUpload::maxDocumentSize, SkipReason::TooLargeForStore);
}

void vanishedFile(FaultBench &bench)
{
    bench.open();
    bench.queue().setPaused(true);
    const QString path = bench.addVictim();
    bench.require(QFile::rename(path, path + u".away"_s), u"the file does not go"_s);
    bench.queue().setPaused(false);
    bench.finishHealthy();
    bench.requireFailure(ErrorKind::LocalFile);
    bench.require(QFile::rename(path + u".away"_s, path), u"the file does not come back"_s);
    bench.queue().retry({bench.victim().id});
    bench.waitForState(State::Done);
}

void unreadableFile(FaultBench &bench)
{
    if (!becomeOrdinaryUser()) {
        bench.skip(u"this user may read everything and cannot become another"_s);
        return;
    }
    bench.open();
    bench.queue().setPaused(true);
    QFile file(bench.addVictim());
    file.setPermissions(QFileDevice::Permissions());
    bench.queue().setPaused(false);
    bench.finishHealthy();
    bench.requireFailure(ErrorKind::LocalFile);
    bench.require(bench.victim().error && !bench.victim().error->message.isEmpty(),
                  u"the system's words are missing"_s);
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    bench.queue().retry({bench.victim().id});
    bench.waitForState(State::Done);
}

/// What must hold after the file was changed while it was sent.
void requireChanged(FaultBench &bench, int stall)
{
    bench.faults().release(stall);
    bench.finishHealthy();
    bench.requireFailure(ErrorKind::FileChanged);
    bench.waitUntil([&bench] { return !bench.requestsWith("cancel"_ba).isEmpty(); },
                    u"the session was not cancelled"_s);
    for (const RequestRecord &record : bench.requestsWith("upload, finalize"_ba))
        bench.require(record.bodyBytes <= longSize, u"more was sent than announced"_s);
    // A retry resets the task's count of sessions.
    bench.allowed.orphanStarts = 1;
    bench.queue().retry({bench.victim().id});
    bench.waitForState(State::Done);
}

void truncatedFile(FaultBench &bench)
{
    const int stall = stallVictim(bench);
    QFile file(bench.victim().path);
    bench.require(file.resize(granule), u"the file does not shrink"_s);
    bench.remember(file.fileName(), bench.contentOf(file.fileName()).first(granule));
    requireChanged(bench, stall);
}

void growingFile(FaultBench &bench)
{
    const int stall = stallVictim(bench);
    overwrite(bench, bench.victim().path, longSize, "and more"_ba);
    requireChanged(bench, stall);
}

void editedInPlace(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"on this system nobody can see how far a file was read"_s);
        return;
    }
    systemfaults::watchReads("victim.bin"_ba);
    const int stall = stallVictim(bench);
    const QString path = bench.victim().path;
    // The edit happens after the hash was computed, and far behind the bytes that are sent by then.
    bench.waitUntil([] { return systemfaults::furthestRead() >= longSize; }, u"the file was not hashed"_s);
    const QDateTime modified = QFileInfo(path).lastModified();
    struct stat before = {};
    ::stat(QFile::encodeName(path).constData(), &before);
    overwrite(bench, path, longSize - 8 * granule, "other"_ba);
    const timespec times[2] = {before.st_atim, before.st_mtim};
    bench.require(::utimensat(AT_FDCWD, QFile::encodeName(path).constData(), times, 0) == 0,
                  u"the time of the file cannot be set"_s);
    bench.require(QFileInfo(path).lastModified() == modified, u"the file shows another time"_s);
    bench.faults().release(stall);
    bench.finishHealthy();
    bench.requireFailure(ErrorKind::Damaged);
    bench.require(bench.victim().file.has_value(), u"nobody can delete what is damaged"_s);
}

void replacedFile(FaultBench &bench)
{
    const int stall = stallVictim(bench);
    const QString path = bench.victim().path;
    const QByteArray other = testBytes(longSize, 4711);
    bench.write(u"other.bin"_s, other);
    bench.require(::rename(QFile::encodeName(bench.world().folder() + u"/other.bin"_s).constData(),
                           QFile::encodeName(path).constData()) == 0,
                  u"the file cannot be replaced"_s);
    bench.forgetFile(bench.world().folder() + u"/other.bin"_s);
    bench.remember(path, other);
    requireChanged(bench, stall);
}

void strangePaths(FaultBench &bench)
{
    bench.open();
    const QString folder = bench.world().folder();
    const auto in = [&folder](QLatin1StringView name) { return folder + u'/' + name; };
    ::mkfifo(QFile::encodeName(in("fifo"_L1)).constData(), 0600);
    QDir(folder).mkdir(u"empty"_s);
    QFile::link(in("nowhere"_L1), in("dangling"_L1));
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    qstrncpy(address.sun_path, QFile::encodeName(in("socket"_L1)).constData(), sizeof address.sun_path);
    bench.require(::bind(descriptor, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0,
                  u"there is no socket"_s);
    const QMap<QString, SkipReason> paths{{in("fifo"_L1), SkipReason::NotRegular},
                                          {in("socket"_L1), SkipReason::NotRegular},
                                          {u"/dev/zero"_s, SkipReason::NotRegular},
                                          {in("empty"_L1), SkipReason::EmptyFolder},
                                          {in("dangling"_L1), SkipReason::Missing}};
    for (auto it = paths.cbegin(); it != paths.cend(); ++it) {
        QElapsedTimer clock;
        clock.start();
        QSignalSpy added(&bench.queue(), &UploadQueue::addFinished);
        bench.require(bench.world().add({it.key()}), u"%1 was not looked at"_s.arg(it.key()));
        bench.require(clock.elapsed() <= 1000, u"%1 took %2 ms"_s.arg(it.key()).arg(clock.elapsed()));
        const auto skipped = added.value(0).value(1).value<QList<SkippedPath>>();
        bench.require(skipped.size() == 1 && skipped.first().reason == it.value(),
                      u"%1 was not refused with its reason"_s.arg(it.key()));
    }
    ::close(descriptor);
    bench.require(bench.world().server().requests().isEmpty(), u"something was sent"_s);
    bench.finishHealthy();
}

void strangeNames(FaultBench &bench)
{
    bench.open();
    const QList<QByteArray> names{"new\nline.txt",       "right\xe2\x80\xaeto-left.txt", QByteArray(251, 'n') + ".txt",
                                  "invalid\xff\xfe.txt", "surrogate\xed\xa0\x80.txt",    " .txt"};
    const QByteArray folder = QFile::encodeName(bench.world().folder()) + "/names";
    ::mkdir(folder.constData(), 0700);
    for (const QByteArray &name : names) {
        const int descriptor = ::open((folder + '/' + name).constData(), O_WRONLY | O_CREAT, 0600);
        bench.require(descriptor >= 0 &&
                          ::write(descriptor, name.constData(), static_cast<std::size_t>(name.size())) > 0,
                      u"a name is refused by the file system"_s);
        ::close(descriptor);
    }
    QSignalSpy added(&bench.queue(), &UploadQueue::addFinished);
    bench.require(bench.world().add({QFile::decodeName(folder)}), u"the folder was not looked at"_s);
    // Names that are not valid text cannot be opened by Qt's path; such files may be skipped with a reason.
    const auto skipped = added.value(0).value(1).value<QList<SkippedPath>>();
    const int queued = added.value(0).value(0).toInt();
    bench.require(queued + skipped.size() == names.size(), u"a file vanished without a word"_s);
    bench.require(queued >= names.size() - 2, u"only %1 of the names were taken"_s.arg(queued));
    for (const UploadTask &task : bench.world().tasks()) {
        bench.expectTask(task.path);
        QFile file(task.path);
        bench.require(file.open(QIODevice::ReadOnly), u"a name is told wrongly"_s);
        bench.remember(task.path, file.readAll());
        bench.require(task.displayName.toUcs4().size() <= 512, u"a name is too long for the service"_s);
    }
    bench.finishHealthy();
    for (const UploadTask &task : bench.world().tasks())
        bench.requireState(State::Done, task.displayName);
}

void tenThousandFiles(FaultBench &bench)
{
    constexpr int count = 10'000;
    constexpr int toUpload = 60;
    // The memory is that of the tasks, and of the records about them in this test.
    bench.allowed.memory *= 2;
    bench.open();
    bench.queue().setPaused(true);
    bench.eventloopwatchdog().stop();
    const QString folder = bench.world().folder() + u"/many"_s;
    QDir().mkdir(folder);
    for (int i = 0; i < count; ++i)
        bench.expectTask(bench.write(u"many/%1.bin"_s.arg(i), QByteArray::number(i)));
    bench.eventloopwatchdog().start();
    QElapsedTimer clock;
    clock.start();
    bench.require(bench.world().add({folder}), u"the folder was not added"_s);
    bench.require(clock.elapsed() < 10'000, u"adding took %1 ms"_s.arg(clock.elapsed()));
    bench.require(bench.queue().count() == count, u"%1 tasks were made"_s.arg(bench.queue().count()));
    bench.setParallelUploads(UploadQueue::maxParallelUploads);
    bench.queue().setPaused(false);
    bench.waitUntil([&bench] { return bench.world().server().files().size() >= toUpload; }, u"too slow"_s);
    bench.queue().setPaused(true);
    bench.setParallelUploads(UploadQueue::defaultParallelUploads);
    bench.allowed.abortedRequests += 2 * UploadQueue::maxParallelUploads;
    bench.allowed.orphanStarts += UploadQueue::maxParallelUploads;
    QList<UploadTask::Id> rest;
    for (int row = toUpload * 3; row < count; ++row)
        rest.append(bench.queue().taskAt(row).id);
    bench.queue().cancel(rest);
    bench.queue().setPaused(false);
    bench.waitUntilIdle();
}

void readErrorInTheMiddle(FaultBench &bench)
{
    if (!systemfaults::areAvailable()) {
        bench.skip(u"reads cannot be made to fail on this system"_s);
        return;
    }
    bench.faults().add(faultOn("upload, finalize"_ba, faults::keepUntil(2 * granule)));
    bench.open();
    bench.queue().setPaused(true);
    bench.addVictim();
    systemfaults::failReads("victim.bin"_ba, 3 * granule);
    bench.queue().setPaused(false);
    bench.waitForState(State::Failed);
    bench.requireFailure(ErrorKind::LocalFile);
    systemfaults::clear();
    bench.queue().retry({bench.victim().id});
    bench.waitUntilFired();
    bench.finishHealthy();
    bench.requireState(State::Done);
    bench.require(bench.victim().sessionCount == 1, u"it began anew"_s);
}

void sameFileTwice(FaultBench &bench)
{
    bench.open();
    bench.queue().setPaused(true);
    const QString path = bench.addVictim();
    QSignalSpy added(&bench.queue(), &UploadQueue::addFinished);
    bench.require(bench.world().add({path, bench.world().folder() + u"/./victim.bin"_s}), u"not looked at"_s);
    const auto skipped = added.value(0).value(1).value<QList<SkippedPath>>();
    bench.require(!skipped.isEmpty() && skipped.first().reason == SkipReason::AlreadyQueued,
                  u"nobody was told that it is queued already"_s);
    bench.queue().setPaused(false);
    bench.finishHealthy();
    bench.requireState(State::Done);
}

} // namespace

QList<FaultCase> localFileCases()
{
    return {
        {u"A01"_s, u"empty file"_s, emptyFile},
        {u"A02"_s, u"2 GiB begins, one byte more is refused before any is sent"_s, maxFileSizeAndOneMore},
        {u"A03"_s, u"100 MiB into a store begins, one byte more is refused before any is sent"_s,
         maxDocumentSizeAndOneMore, FaultCase::Target::Store},
        {u"A04"_s, u"file vanishes before its turn"_s, vanishedFile},
        {u"A05"_s, u"no permission to read"_s, unreadableFile},
        {u"A06"_s, u"truncated while it is sent"_s, truncatedFile},
        {u"A07"_s, u"grows while it is sent"_s, growingFile},
        {u"A08"_s, u"edited in place, size and time as before"_s, editedInPlace},
        {u"A09"_s, u"replaced by rename"_s, replacedFile},
        {u"A10"_s, u"FIFO, socket, device, empty folder, dangling link"_s, strangePaths},
        {u"A11"_s, u"names with newline, RTL override, 255 bytes, invalid UTF-8"_s, strangeNames},
        {u"A12"_s, u"10,000 files at once"_s, tenThousandFiles},
        {u"A13"_s, u"EIO in the middle of the file"_s, readErrorInTheMiddle},
        {u"A14"_s, u"same file queued twice"_s, sameFileTwice},
    };
}

} // namespace pollux
