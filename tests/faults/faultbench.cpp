// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/faultbench.h"

#include <QDir>
#include <QFileInfo>
#include <QSignalSpy>

#include <algorithm>

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

const QString FaultBench::shelf = u"fileSearchStores/shelf-1"_s;

qint64 memoryInUse()
{
    return memoryLine("VmRSS:"_ba);
}

qint64 maxMemoryInUse()
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
        if (m_isIntoStore)
            m_world->server().stores().addStore({{"name"_L1, shelf}, {"displayName"_L1, u"Shelf"_s}});
    }
    return *m_world;
}

void FaultBench::open()
{
    require(world().openQueue(), u"the queue does not open"_s);
    m_parallelUploads = UploadQueue::defaultParallelUploads;
    watchHolds();
    if (m_memoryAtStart == 0)
        m_memoryAtStart = memoryInUse();
    m_heartbeat.start();
}

void FaultBench::setParallelUploads(int count)
{
    m_parallelUploads = count;
    queue().setParallelUploads(count);
}

void FaultBench::watchHolds()
{
    m_isHeld = false;
    m_holdEpisodes = 0;
    m_mostHolds = 0;
    QObject::connect(&queue(), &UploadQueue::holdChanged, &queue(), [this] { countHolds(); });
}

void FaultBench::countHolds()
{
    const QList<QueueHold> now = holds();
    const bool hasBegun = !m_isHeld && !now.isEmpty();
    m_isHeld = !now.isEmpty();
    m_mostHolds = std::max(m_mostHolds, now.size());
    if (hasBegun) {
        ++m_holdEpisodes;
        // A hold aborts the uploads that run.
        allowed.abortedRequests += m_parallelUploads;
    }
}

QList<QueueHold> FaultBench::holds()
{
    return queue().holds();
}

bool FaultBench::isHeldFor(WaitReason reason)
{
    const QList<QueueHold> now = holds();
    return std::ranges::find(now, reason, &QueueHold::reason) != now.end();
}

std::optional<ErrorKind> FaultBench::toldError(const QString &name)
{
    if (const auto error = victim(name).error)
        return error->kind;
    for (const QueueHold &hold : holds()) {
        if (hold.error)
            return hold.error->kind;
    }
    return std::nullopt;
}

void FaultBench::close()
{
    m_heartbeat.stop();
    allowed.abortedRequests += m_parallelUploads + 1;
    world().closeQueue();
}

void FaultBench::reopen()
{
    close();
    open();
}

QString FaultBench::write(const QString &name, const QByteArray &content)
{
    QString path = world().writeFile(name, content);
    require(!path.isEmpty(), u"%1 cannot be written"_s.arg(name));
    remember(path, content);
    return path;
}

void FaultBench::add(const QStringList &paths)
{
    for (const QString &path : paths)
        expectTask(path);
    const bool isAdded = m_isIntoStore ? world().addIntoStore(paths, storeUploadOf) : world().add(paths);
    require(isAdded, u"files were not added"_s);
}

StoreUpload FaultBench::storeUploadOf(const QString &path)
{
    switch (qHash(QFileInfo(path).fileName(), 0) % 3) {
    case 0:
        return {shelf, {}, {}};
    case 1:
        return {shelf, {}, ChunkingConfig{200, 20}};
    default:
        return {shelf,
                {{u"author"_s, u"Zoë"_s}, {u"year"_s, 1984.5}, {u"tags"_s, QStringList{u"a"_s, u"b"_s}}},
                ChunkingConfig{64, 0}};
    }
}

QList<SkippedPath> FaultBench::refusalsOf(const QString &path)
{
    QSignalSpy preflightFinished(&queue(), &UploadQueue::preflightFinished);
    queue().preflight(QueueFixture::profileId, {path}, {}, m_isIntoStore ? shelf : QString());
    require(preflightFinished.wait(maxWait), u"%1 was not looked at"_s.arg(path));
    return preflightFinished.value(0).value(0).value<PreflightResult>().skipped;
}

qsizetype FaultBench::itemsOnServer()
{
    return world().server().files().size() + world().server().stores().documents(shelf).size();
}

QString FaultBench::addVictim(qint64 size, const QString &name)
{
    QString path = write(name, testBytes(size, static_cast<quint32>(qHash(name) + 7)));
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
    if (isOver() || world().waitForState(name, state, maxWait))
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
    if (isOver())
        return;
    if (world().waitUntilIdle()) {
        waitForOperations();
        return;
    }
    QStringList busy;
    for (const UploadTask &task : world().tasks()) {
        if (task.isActive())
            busy.append(
                u"%1 is %2 (%3)"_s.arg(task.displayName, stateName(task.state)).arg(static_cast<int>(task.waitReason)));
    }
    require(false,
            u"the queue does not come to rest, %1 tasks: %2"_s.arg(busy.size()).arg(busy.mid(0, 5).join(u", "_s)));
}

void FaultBench::waitForOperations()
{
    if (!m_isIntoStore)
        return;
    const auto isWorking = [](const OperationRecord &operation) {
        return operation.state == OperationRecord::State::Working;
    };
    waitUntil(
        [this, &isWorking] {
            return std::ranges::none_of(queue().operations(), isWorking) &&
                   std::ranges::none_of(world().tasks(), [](const UploadTask &task) {
                       return task.state == UploadTask::State::Processing;
                   });
        },
        u"an operation does not end"_s);
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
