// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadqueue.h"

#include "models/api/http/serverclock.h"
#include "models/preflight/remotematch.h"

#include <QMetaObject>
#include <QSet>

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

// Rows in more ranges than this leave together.
constexpr std::ptrdiff_t maxRanges = 8;

// Between the orders of neighbouring rows: room for rows that move there.
constexpr qint64 orderDistance = 1 << 20;

bool isProcessing(const UploadTask &task)
{
    return task.state == UploadTask::State::Processing;
}

} // namespace

UploadQueue::UploadQueue(UploadEngine::Options options, QObject *parent)
    : QObject(parent)
    , m_engine(new UploadEngine(std::move(options)))
{
    m_preflightPool.setMaxThreadCount(1);
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    connect(m_engine, &UploadEngine::opened, this, [this](const JournalReport &report) {
        inOrder([this, report] {
            m_isOpen = true;
            emit opened(report);
        });
    });
    connect(&m_engine->tasks(), &TaskList::inserted, this, [this](const QList<UploadTask> &tasks) {
        // Grown step by step, the table would be copied several times.
        if (tasks.size() > count())
            m_rowsById.reserve(m_rowsById.size() + static_cast<std::size_t>(tasks.size()));
        deliver(tasks, &UploadQueue::handleInserted);
    });
    connect(&m_engine->tasks(), &TaskList::changed, this,
            [this](const QList<UploadTask> &tasks) { deliver(tasks, &UploadQueue::handleChanged); });
    connect(&m_engine->tasks(), &TaskList::removed, this,
            [this](const QList<UploadTask::Id> &ids) { inOrder([this, ids] { handleRemoved(ids); }); });
    connect(&m_engine->tasks(), &TaskList::moved, this, [this](const QList<UploadTask::Id> &ids, int row) {
        inOrder([this, ids, row] { handleMoved(ids, row); });
    });
    connect(m_engine, &UploadEngine::uploaded, this, [this](const QString &profileId, const RemoteFile &file) {
        inOrder([this, profileId, file] { emit uploaded(profileId, file); });
    });
    connect(m_engine, &UploadEngine::enqueued, this, [this](int count, const QString &errorText) {
        inOrder([this, count, errorText] { emit enqueued(count, errorText); });
    });
    connect(&m_engine->tasks(), &TaskList::journalChanged, this, &UploadQueue::journalChanged);
    connect(m_engine, &UploadEngine::originLookedUp, this, &UploadQueue::originLookedUp);
    connect(m_engine, &UploadEngine::idle, this,
            [this](int done, int failed) { inOrder([this, done, failed] { emit idle(done, failed); }); });
    connect(m_engine, &UploadEngine::operationsChanged, this,
            [this](const QList<OperationRecord> &operations) { deliver(operations, &UploadQueue::handleOperations); });
    connect(m_engine, &UploadEngine::operationsRemoved, this,
            [this](const QStringList &names) { inOrder([this, names] { dropOperations(names); }); });
    connect(m_engine, &UploadEngine::holdsChanged, this, [this](const QList<QueueHold> &holds) {
        inOrder([this, holds] {
            m_holds = holds;
            emit holdChanged();
        });
    });
    m_thread.setObjectName(QStringLiteral("uploads"));
    m_thread.start();
}

UploadQueue::~UploadQueue()
{
    m_isCancelled = true;
    m_preflightPool.waitForDone();
    QMetaObject::invokeMethod(m_engine, &UploadEngine::shutDown, Qt::BlockingQueuedConnection);
    m_thread.quit();
    m_thread.wait();
}

void UploadQueue::preflight(const QString &profileId, const QStringList &paths, const RemoteFiles &remote,
                            const QString &store)
{
    runPreflight(profileId, paths, remote, store, &UploadQueue::preflightFinished);
}

void UploadQueue::add(const QString &profileId, const QStringList &paths, const RemoteFiles &remote)
{
    runPreflight(profileId, paths, remote, {}, &UploadQueue::addPreflighted);
}

int UploadQueue::rowOf(UploadTask::Id id) const
{
    const auto row = m_rowsById.find(id);
    if (row == m_rowsById.end())
        return -1;
    return static_cast<int>(std::ranges::lower_bound(m_places, row->second.order, {}, &Place::order) -
                            m_places.begin());
}

QList<UploadTask::Id> UploadQueue::interrupted() const
{
    QList<UploadTask::Id> ids;
    for (const Place &place : m_places) {
        const UploadTask &task = place.row->task;
        if (task.waitReason == WaitReason::Interrupted)
            ids.append(task.id);
    }
    return ids;
}

void UploadQueue::setPaused(bool paused)
{
    if (std::exchange(m_isPaused, paused) == paused)
        return;
    post(&UploadEngine::setPaused, paused);
    emit holdChanged();
}

void UploadQueue::handleRemoteFile(const RemoteFile &file)
{
    const bool isAwaited = file.state == RemoteFile::State::Active || file.state == RemoteFile::State::Failed;
    if (isAwaited && m_processingCount > 0)
        post(&UploadEngine::handleRemoteFile, file);
}

void UploadQueue::handleRemoteGone(const QString &name)
{
    if (m_processingCount > 0)
        post(&UploadEngine::handleRemoteGone, name);
}

void UploadQueue::handleInserted(const QList<UploadTask> &tasks)
{
    emit rowsAboutToBeInserted(count(), count() + static_cast<int>(tasks.size()) - 1);
    for (const UploadTask &task : tasks) {
        Row &row = m_rowsById[task.id];
        row.task = task;
        m_places.push_back({&row});
        m_unfinished.add(task);
        m_processingCount += isProcessing(task) ? 1 : 0;
    }
    const int added = static_cast<int>(tasks.size());
    putInOrder(count() - added, added);
    emit rowsInserted();
}

void UploadQueue::handleChanged(const QList<UploadTask> &tasks)
{
    for (const UploadTask &task : tasks) {
        const auto row = m_rowsById.find(task.id);
        if (row == m_rowsById.end())
            continue;
        UploadTask &known = row->second.task;
        m_processingCount += (isProcessing(task) ? 1 : 0) - (isProcessing(known) ? 1 : 0);
        m_unfinished.replace(known, task);
        known = task;
    }
    for (const UploadTask &task : tasks)
        emit taskChanged(task.id);
}

void UploadQueue::handleRemoved(const QList<UploadTask::Id> &ids)
{
    std::vector<int> rows;
    for (const UploadTask::Id id : ids) {
        if (const int row = rowOf(id); row >= 0)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    const auto isBegin = [&rows](const int &row) { return &row == &rows.front() || *(&row - 1) != row - 1; };
    if (std::ranges::count_if(rows, isBegin) > maxRanges) {
        gather(rows);
        removeRows(count() - static_cast<int>(rows.size()), count() - 1);
        return;
    }
    // From the end, one range of neighbouring rows at a time.
    for (auto last = rows.crbegin(); last != rows.crend();) {
        auto first = last;
        while (!isBegin(*first))
            ++first;
        removeRows(*first, *last);
        last = first + 1;
    }
}

void UploadQueue::takeOut(std::vector<int> rows)
{
    if (static_cast<std::ptrdiff_t>(rows.size()) > maxRanges) {
        for (const int row : rows)
            m_places[static_cast<std::size_t>(row)] = {};
        std::erase_if(m_places, [](const Place &place) { return !place.row; });
        return;
    }
    std::ranges::sort(rows, std::ranges::greater());
    for (const int row : rows)
        m_places.erase(m_places.begin() + row);
}

void UploadQueue::gather(const std::vector<int> &rows)
{
    emit rowsAboutToBeMoved();
    std::vector<Place> moved;
    for (const int row : rows)
        moved.push_back(m_places[static_cast<std::size_t>(row)]);
    takeOut(rows);
    m_places.insert(m_places.end(), moved.begin(), moved.end());
    const int last = static_cast<int>(rows.size());
    putInOrder(count() - last, last);
    emit rowsMoved();
}

void UploadQueue::removeRows(int first, int last)
{
    emit rowsAboutToBeRemoved(first, last);
    std::vector<UploadTask::Id> ids;
    for (int row = first; row <= last; ++row) {
        ids.push_back(taskAt(row).id);
        m_unfinished.remove(taskAt(row));
        m_processingCount -= isProcessing(taskAt(row)) ? 1 : 0;
    }
    m_places.erase(m_places.begin() + first, m_places.begin() + last + 1);
    for (const UploadTask::Id id : ids)
        m_rowsById.erase(id);
    emit rowsRemoved();
}

void UploadQueue::handleMoved(const QList<UploadTask::Id> &ids, int row)
{
    emit rowsAboutToBeMoved();
    std::vector<int> places;
    std::ranges::transform(ids, std::back_inserter(places), [this](UploadTask::Id id) { return rowOf(id); });
    std::vector<Place> moved;
    for (const int place : places)
        moved.push_back(m_places[static_cast<std::size_t>(place)]);
    takeOut(std::move(places));
    m_places.insert(m_places.begin() + row, moved.begin(), moved.end());
    putInOrder(row, static_cast<int>(ids.size()));
    emit rowsMoved();
}

const OperationRecord *UploadQueue::operation(const QString &name) const
{
    const qsizetype place = placeOf(name);
    return place < 0 ? nullptr : &m_operations.at(place);
}

qsizetype UploadQueue::placeOf(const QString &operation) const
{
    const auto number = m_operationNumbers.constFind(operation);
    if (number == m_operationNumbers.cend())
        return -1;
    return std::ranges::lower_bound(m_operationOrder, *number) - m_operationOrder.begin();
}

void UploadQueue::handleOperations(const QList<OperationRecord> &operations)
{
    QStringList names;
    for (const OperationRecord &operation : operations) {
        const qsizetype place = placeOf(operation.name);
        if (place >= 0) {
            m_operations[place] = operation;
        } else {
            m_operationOrder.push_back(m_operationOrder.empty() ? 0 : m_operationOrder.back() + 1);
            m_operationNumbers.insert(operation.name, m_operationOrder.back());
            m_operations.append(operation);
        }
        names.append(operation.name);
    }
    emit operationsChanged(names);
}

void UploadQueue::dropOperations(const QStringList &names)
{
    std::vector<bool> areLeaving(m_operationOrder.size());
    for (const QString &name : names) {
        if (const qsizetype place = placeOf(name); place >= 0)
            areLeaving[static_cast<std::size_t>(place)] = true;
        m_operationNumbers.remove(name);
    }
    const auto leaves = [&areLeaving](const auto &all, const auto &each) {
        return areLeaving[static_cast<std::size_t>(&each - all.data())];
    };
    m_operations.removeIf([&](const OperationRecord &each) { return leaves(std::as_const(m_operations), each); });
    std::erase_if(m_operationOrder, [&](const qint64 &each) { return leaves(m_operationOrder, each); });
    emit operationsRemoved(names);
}

void UploadQueue::putInOrder(int first, int rows)
{
    const auto begin = m_places.begin() + first;
    const auto end = begin + rows;
    const bool areLast = end == m_places.end();
    qint64 distance = orderDistance;
    qint64 order = 0;
    if (first > 0) {
        order = (begin - 1)->order;
        distance = areLast ? orderDistance : (end->order - order) / (rows + 1);
    } else if (!areLast) {
        order = end->order - orderDistance * (rows + 1);
    }
    // Without room for them, those that follow get another order too.
    for (auto place = begin; place != (distance > 0 ? end : m_places.end()); ++place) {
        order += distance > 0 ? distance : orderDistance;
        place->order = place->row->order = order;
    }
}

void UploadQueue::runPreflight(const QString &profileId, const QStringList &paths, const RemoteFiles &remote,
                               const QString &store, void (UploadQueue::*then)(const PreflightResult &))
{
    PreflightRequest request{.paths = paths,
                             .queuedPaths = {},
                             .remoteBytes = remote.totalBytes,
                             .rememberedTypes = m_rememberedTypes,
                             .isCancelled = [this] { return m_isCancelled.load(); },
                             .store = store,
                             .profileId = profileId};
    // There may be very many, so that even a list of them is made in the other thread.
    m_preflightPool.start([this, request, queued = m_unfinished.of(profileId, store), remote, then]() mutable {
        request.queuedPaths = queued.keys();
        queued.clear(); // shared with the queue, which copies them to change one
        const PreflightResult found = pollux::preflight(request);
        QMetaObject::invokeMethod(
            this, [this, found, remote, then] { compareWithServer(found, remote, then); }, Qt::QueuedConnection);
    });
}

/// Only the files that have the size of a local one are asked for, since there may be very many.
void UploadQueue::compareWithServer(const PreflightResult &result, const RemoteFiles &remote,
                                    void (UploadQueue::*then)(const PreflightResult &))
{
    // A file of the Files service cannot replace a document of a store.
    QSet<qint64> sizes;
    for (const AcceptedFile &file : result.accepted)
        sizes.insert(file.size);
    const bool isCompared = remote.ofSizes && result.store.isEmpty();
    const QList<RemoteFile> candidates = isCompared ? remote.ofSizes(sizes) : QList<RemoteFile>();
    if (candidates.isEmpty()) {
        (this->*then)(result);
        return;
    }
    const auto clock = m_clocks.value(result.profileId);
    const QDateTime now = clock ? clock->now() : QDateTime::currentDateTimeUtc();
    m_preflightPool.start([this, result, candidates, now, then] {
        const PreflightResult compared =
            withRemoteMatches(result, RemoteMatch(candidates, now, [this] { return m_isCancelled.load(); }));
        QMetaObject::invokeMethod(
            this, [this, compared, then] { (this->*then)(compared); }, Qt::QueuedConnection);
    });
}

void UploadQueue::addPreflighted(const PreflightResult &result)
{
    QList<AcceptedFile> files;
    QList<SkippedPath> skipped = result.skipped;
    for (const AcceptedFile &file : result.accepted) {
        if (file.isAlreadyQueued)
            skipped.append({file.path, SkipReason::AlreadyQueued});
        else if (file.sameOnServer)
            skipped.append({file.path, SkipReason::AlreadyOnServer});
        else
            files.append(file);
    }
    enqueue(result.profileId, files);
    emit addFinished(static_cast<int>(files.size()), skipped);
}

} // namespace pollux
