// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/faultbench.h"

#include <QDir>
#include <QFileInfo>

#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

qint64 memoryLine(const QByteArray &name)
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith(name))
            return line.mid(name.size()).chopped(2).trimmed().toLongLong() * 1024;
    }
    return 0;
}

} // namespace

const QByteArray FaultBench::canaryKey = "AIzaSyCANARY0123456789abcdefghijklmnopq"_ba;

qint64 memoryInUse()
{
    return memoryLine("VmRSS:"_ba);
}

qint64 mostMemoryInUse()
{
    return memoryLine("VmHWM:"_ba);
}

QString stateName(UploadTask::State state)
{
    static const std::array names{"Queued",     "Hashing",   "Starting",   "Sending", "Waiting", "Paused",
                                  "Finalising", "Verifying", "Processing", "Done",    "Failed",  "Cancelled"};
    return QString::fromLatin1(names.at(static_cast<std::size_t>(state)));
}

FaultBench::FaultBench() = default;
FaultBench::~FaultBench() = default;

QueueFixture &FaultBench::world()
{
    if (!m_world) {
        m_world = std::make_unique<QueueFixture>(serverOptions);
        m_world->key = canaryKey;
        using std::chrono::seconds;
        m_world->timeouts = {seconds(5), seconds(5), seconds(10)};
    }
    return *m_world;
}

void FaultBench::open()
{
    require(world().openQueue(), u"the queue does not open"_s);
    watchHolds();
    if (m_memoryAtStart == 0)
        m_memoryAtStart = memoryInUse();
    m_heartbeat.start();
}

void FaultBench::watchHolds()
{
    // What runs beside the third failure is broken off with it.
    QObject::connect(&queue(), &UploadQueue::holdChanged, &queue(), [this] {
        if (queue().hold().reason == WaitReason::ServerDown)
            allowed.abortedRequests += queue().parallelUploads();
    });
}

void FaultBench::close()
{
    m_heartbeat.stop();
    allowed.abortedRequests += queue().parallelUploads() + 1;
    world().closeQueue();
}

void FaultBench::reopen()
{
    close();
    open();
}

QString FaultBench::write(const QString &name, const QByteArray &content)
{
    const QString path = world().writeFile(name, content);
    require(!path.isEmpty(), u"%1 cannot be written"_s.arg(name));
    remember(path, content);
    return path;
}

void FaultBench::add(const QStringList &paths)
{
    for (const QString &path : paths)
        expectTask(path);
    require(world().add(paths), u"files were not added"_s);
}

QString FaultBench::addVictim(qint64 size, const QString &name)
{
    const QString path = write(name, testBytes(size, static_cast<quint32>(qHash(name) + 7)));
    add({path});
    return path;
}

void FaultBench::addHealthy()
{
    QStringList paths;
    quint32 seed = 100;
    for (const qint64 size : {qint64{1}, granule - 1, granule, 5 * granule + 1})
        paths.append(write(u"healthy-%1.bin"_s.arg(size), testBytes(size, ++seed)));
    add(paths);
}

void FaultBench::waitUntil(const std::function<bool()> &condition, const QString &complaint, int milliseconds)
{
    if (!isOver())
        require(world().waitFor(condition, milliseconds), complaint);
}

void FaultBench::waitForState(UploadTask::State state, const QString &name)
{
    if (isOver() || world().waitForState(name, state, longestWait))
        return;
    require(false, u"%1 never became %2 and is %3"_s.arg(name, stateName(state), stateName(victim(name).state)));
}

void FaultBench::waitUntilFired()
{
    waitUntil([this] { return faults().allFired() && (!world().isBehindProxy || proxy().allFired()); },
              u"O9, the planned fault did not fire"_s);
}

void FaultBench::waitUntilIdle()
{
    if (isOver() || world().waitUntilIdle())
        return;
    QStringList busy;
    for (const UploadTask &task : world().tasks()) {
        if (task.isActive())
            busy.append(
                u"%1 is %2 (%3)"_s.arg(task.displayName, stateName(task.state)).arg(static_cast<int>(task.waitReason)));
    }
    require(false,
            u"the queue does not come to rest, %1 tasks: %2"_s.arg(busy.size()).arg(busy.mid(0, 5).join(u", "_s)));
}

void FaultBench::finishHealthy()
{
    addHealthy();
    waitUntilIdle();
    for (const UploadTask &task : world().tasks()) {
        if (task.displayName.startsWith("healthy"_L1))
            requireState(UploadTask::State::Done, task.displayName);
    }
}

void FaultBench::survive(qint64 size)
{
    open();
    addVictim(size);
    waitUntilFired();
    finishHealthy();
    requireState(UploadTask::State::Done);
}

void FaultBench::endFaults()
{
    waitUntilFired();
    faults().clear();
    if (world().isBehindProxy)
        proxy().clearRules();
}

void FaultBench::require(bool condition, const QString &complaint)
{
    if (!condition && m_complaint.isEmpty())
        m_complaint = complaint;
}

void FaultBench::requireState(UploadTask::State state, const QString &name)
{
    const UploadTask task = victim(name);
    if (task.path.isEmpty())
        require(false, u"O2, %1 has vanished"_s.arg(name));
    const QString error =
        task.error ? u" (error %1: %2)"_s.arg(static_cast<int>(task.error->kind)).arg(task.error->message) : QString();
    require(task.state == state, u"%1 is %2%3, not %4"_s.arg(name, stateName(task.state), error, stateName(state)));
}

void FaultBench::requireFailure(ErrorKind kind, const QString &name)
{
    requireState(UploadTask::State::Failed, name);
    const UploadTask task = victim(name);
    require(task.error && task.error->kind == kind, u"%1 failed with error %2, not %3"_s.arg(name)
                                                        .arg(task.error ? static_cast<int>(task.error->kind) : -1)
                                                        .arg(static_cast<int>(kind)));
}

QList<RequestRecord> FaultBench::bodyRequests()
{
    QList<RequestRecord> records = world().server().requests();
    records.removeIf([](const RequestRecord &record) { return !record.command.contains("upload"); });
    return records;
}

} // namespace pollux
