// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadqueue.h"

#include <QMetaObject>
#include <QSet>

#include <algorithm>
#include <utility>

namespace pollux {

UploadQueue::UploadQueue(UploadEngine::Options options, QObject *parent)
    : QObject(parent)
    , m_engine(new UploadEngine(std::move(options)))
{
    m_preflightPool.setMaxThreadCount(1);
    m_engine->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_engine, &QObject::deleteLater);
    connect(m_engine, &UploadEngine::opened, this, [this](const JournalReport &report) {
        m_isOpen = true;
        emit opened(report);
    });
    connect(&m_engine->tasks(), &TaskList::inserted, this, &UploadQueue::handleInserted);
    connect(&m_engine->tasks(), &TaskList::changed, this, &UploadQueue::handleChanged);
    connect(&m_engine->tasks(), &TaskList::removed, this, &UploadQueue::handleRemoved);
    connect(&m_engine->tasks(), &TaskList::moved, this, &UploadQueue::handleMoved);
    connect(m_engine, &UploadEngine::uploaded, this, &UploadQueue::uploaded);
    connect(m_engine, &UploadEngine::enqueued, this, &UploadQueue::enqueued);
    connect(&m_engine->tasks(), &TaskList::journalChanged, this, &UploadQueue::journalChanged);
    connect(m_engine, &UploadEngine::originLookedUp, this, &UploadQueue::originLookedUp);
    connect(m_engine, &UploadEngine::idle, this, &UploadQueue::idle);
    connect(m_engine, &UploadEngine::operationsChanged, this, &UploadQueue::handleOperations);
    connect(m_engine, &UploadEngine::operationsRemoved, this, &UploadQueue::dropOperations);
    connect(m_engine, &UploadEngine::holdsChanged, this, [this](const QList<QueueHold> &holds) {
        m_holds = holds;
        emit holdChanged();
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

void UploadQueue::setAccount(const QString &profileId, const RequestFactory &requests, const QByteArray &apiKey)
{
    m_profileId = profileId;
    post(&UploadEngine::setAccount, profileId, requests, apiKey);
}

void UploadQueue::preflight(const QStringList &paths, const QList<RemoteFile> &remote, const QString &store)
{
    runPreflight(paths, remote, store, &UploadQueue::preflightFinished);
}

void UploadQueue::add(const QStringList &paths, const QList<RemoteFile> &remote)
{
    runPreflight(paths, remote, {}, &UploadQueue::addPreflighted);
}

int UploadQueue::rowOf(UploadTask::Id id) const
{
    return m_rows.value(id, -1);
}

QList<UploadTask::Id> UploadQueue::interrupted() const
{
    QList<UploadTask::Id> ids;
    for (const UploadTask &task : m_tasks) {
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
        m_rows.insert(task.id, count());
        m_tasks.push_back(task);
    }
    countTasks();
    emit rowsInserted();
}

void UploadQueue::handleChanged(const QList<UploadTask> &tasks)
{
    for (const UploadTask &task : tasks) {
        if (const int row = rowOf(task.id); row >= 0)
            m_tasks[static_cast<std::size_t>(row)] = task;
    }
    countTasks();
    for (const UploadTask &task : tasks)
        emit taskChanged(task.id);
}

void UploadQueue::handleRemoved(const QList<UploadTask::Id> &ids)
{
    const QSet<UploadTask::Id> gone(ids.begin(), ids.end());
    const auto isGone = [&gone](const UploadTask &task) { return gone.contains(task.id); };
    // From the end, one range of neighbouring rows at a time.
    for (auto end = m_tasks.end(); end != m_tasks.begin();) {
        if (!isGone(*(end - 1))) {
            --end;
            continue;
        }
        auto begin = end - 1;
        while (begin != m_tasks.begin() && isGone(*(begin - 1)))
            --begin;
        const auto first = begin - m_tasks.begin();
        emit rowsAboutToBeRemoved(static_cast<int>(first), static_cast<int>(end - m_tasks.begin()) - 1);
        m_tasks.erase(begin, end);
        end = m_tasks.begin() + first;
        countRows();
        countTasks();
        emit rowsRemoved();
    }
}

void UploadQueue::handleMoved(UploadTask::Id id, int row)
{
    const int from = rowOf(id);
    if (from < 0 || from == row)
        return;
    emit rowAboutToBeMoved(from, row);
    std::swap(m_tasks.at(static_cast<std::size_t>(from)), m_tasks.at(static_cast<std::size_t>(row)));
    countRows();
    emit rowMoved();
}

void UploadQueue::handleOperations(const QList<OperationRecord> &operations)
{
    QStringList names;
    for (const OperationRecord &operation : operations) {
        const auto known = std::ranges::find(m_operations, operation.name, &OperationRecord::name);
        if (known == m_operations.end())
            m_operations.append(operation);
        else
            *known = operation;
        names.append(operation.name);
    }
    emit operationsChanged(names);
}

void UploadQueue::dropOperations(const QStringList &names)
{
    m_operations.removeIf([&names](const OperationRecord &operation) { return names.contains(operation.name); });
    emit operationsRemoved(names);
}

void UploadQueue::countRows()
{
    m_rows.clear();
    for (int row = 0; row < count(); ++row)
        m_rows.insert(taskAt(row).id, row);
}

void UploadQueue::countTasks()
{
    m_processingCount = std::ranges::count(m_tasks, UploadTask::State::Processing, &UploadTask::state);
}

QSet<QString> UploadQueue::unfinishedPaths(const QString &store) const
{
    QSet<QString> paths;
    for (const UploadTask &task : m_tasks) {
        const bool isSameTarget = task.storeUpload ? task.target == store : store.isEmpty();
        if (isSameTarget && !task.isFinished() && task.state != UploadTask::State::Processing)
            paths.insert(task.path);
    }
    return paths;
}

void UploadQueue::runPreflight(const QStringList &paths, const QList<RemoteFile> &remote, const QString &store,
                               void (UploadQueue::*then)(const PreflightResult &))
{
    const PreflightRequest request{
        paths, unfinishedPaths(store), remote, m_rememberedTypes, [this] { return m_isCancelled.load(); }, store};
    m_preflightPool.start([this, request, then] {
        const PreflightResult found = pollux::preflight(request);
        QMetaObject::invokeMethod(
            this, [this, found, then] { (this->*then)(found); }, Qt::QueuedConnection);
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
    enqueue(files);
    emit addFinished(static_cast<int>(files.size()), skipped);
}

} // namespace pollux
