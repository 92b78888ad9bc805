// SPDX-License-Identifier: Apache-2.0
#include "app/processingpoller.h"

#include "models/api/apiclient.h"
#include "models/api/http/serverclock.h"

namespace pollux {

namespace {

bool isAwaited(const UploadTask &task)
{
    return task.state == UploadTask::State::Processing && task.file;
}

/// The local clock does not count, since it may be wrong by days.
bool hasExpired(const RemoteFile &file, const std::shared_ptr<ServerClock> &clock)
{
    return file.expirationTime && clock && clock->offset() && file.expirationTime->toDateTime() <= clock->now();
}

} // namespace

ProcessingPoller::ProcessingPoller(UploadQueue &queue, QNetworkAccessManager &network, Pace pace, QObject *parent)
    : QObject(parent)
    , m_queue(queue)
    , m_network(network)
    , m_polls(pace)
{
    connect(&queue, &UploadQueue::opened, this, &ProcessingPoller::considerAll);
    connect(&queue, &UploadQueue::taskChanged, this, &ProcessingPoller::consider);
    connect(&m_polls, &PollSchedule::due, this, &ProcessingPoller::poll);
}

void ProcessingPoller::setAccount(const QString &profileId, const RequestFactory &requests)
{
    m_requests.insert(profileId, requests);
    considerAll();
}

void ProcessingPoller::considerAll()
{
    for (int row = 0; row < m_queue.count(); ++row) {
        const UploadTask &task = m_queue.taskAt(row);
        if (!isAwaited(task) || !m_requests.contains(task.profileId))
            continue;
        m_ids.insert(task.file->name, task.id);
        m_polls.watchNow(task.file->name);
    }
}

void ProcessingPoller::consider(UploadTask::Id id)
{
    const int row = m_queue.rowOf(id);
    if (row < 0 || !isAwaited(m_queue.taskAt(row)))
        return;
    const QString name = m_queue.taskAt(row).file->name;
    m_ids.insert(name, id);
    m_polls.watch(name);
}

const UploadTask *ProcessingPoller::taskOf(const QString &name) const
{
    const auto id = m_ids.constFind(name);
    const int row = id == m_ids.cend() ? -1 : m_queue.rowOf(*id);
    if (row < 0)
        return nullptr;
    const UploadTask &task = m_queue.taskAt(row);
    return isAwaited(task) && task.file->name == name ? &task : nullptr;
}

void ProcessingPoller::poll(const QString &name)
{
    const UploadTask *task = taskOf(name);
    const auto requests = task ? m_requests.constFind(task->profileId) : m_requests.constEnd();
    if (requests == m_requests.constEnd()) {
        forget(name);
        return;
    }
    ApiClient(m_network, *requests)
        .getFile(name, this, [this, name, requests = *requests](const Result<RemoteFile> &answer) {
            handleAnswer(name, requests, answer);
        });
}

void ProcessingPoller::forget(const QString &name)
{
    m_ids.remove(name);
    m_polls.forget(name);
}

void ProcessingPoller::handleAnswer(const QString &name, const RequestFactory &requests,
                                    const Result<RemoteFile> &answer)
{
    const UploadTask *task = taskOf(name);
    if (!task) {
        forget(name);
        return;
    }
    // The next poll finds out whether the task has ended.
    if (answer.ok())
        m_polls.goOn(name);
    else
        m_polls.goOnAfterError(name, answer.error());
    const RemoteFile file = answer.ok() ? answer.value() : *task->file;
    const bool isEnded = file.state == RemoteFile::State::Active || file.state == RemoteFile::State::Failed;
    const bool isGone = !answer.ok() && answer.error().kind == ErrorKind::Gone;
    if (isGone || (!isEnded && hasExpired(file, requests.clock())))
        m_queue.handleRemoteGone(name);
    else if (answer.ok())
        m_queue.handleRemoteFile(file);
}

} // namespace pollux
