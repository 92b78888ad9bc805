// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/runninguploads.h"

#include <algorithm>
#include <utility>

namespace pollux {

RunningUploads::RunningUploads(TaskList &tasks, const RetrySchedule &retries, QObject *parent)
    : QObject(parent)
    , m_tasks(tasks)
    , m_retries(retries)
    , m_search(m_tasks, m_connections, m_retries.timerFor(OutcomeSearch::joiningTime), this)
{
    connect(&m_tasks, &TaskList::aboutToPublish, this, [this] {
        for (const auto &[id, runner] : m_runners)
            runner->updateProgress();
        if (!m_runners.empty())
            m_tasks.publishLater();
    });
    connect(&m_tasks, &TaskList::removed, this, [this](const QList<Id> &ids) {
        for (const Id id : ids)
            m_runners.erase(id);
    });
    connect(&m_tasks, &TaskList::uploaded, this, [this](Id id) {
        if (UploadRunner *runner = find(id)) {
            runner->suspend();
            retire(id);
        }
    });
}

RunningUploads::~RunningUploads() = default;

QList<UploadTask::Id> RunningUploads::ids() const
{
    QList<Id> ids;
    for (const auto &[id, runner] : m_runners)
        ids.append(id);
    return ids;
}

std::vector<Admission::Upload> RunningUploads::all() const
{
    QList<Id> inOrder = ids();
    std::ranges::sort(inOrder, {}, [this](Id id) { return std::pair(m_tasks.find(id)->position, id); });
    std::vector<Admission::Upload> uploads;
    for (const Id id : std::as_const(inOrder)) {
        using enum Admission::Activity;
        uploads.push_back({id, m_tasks.find(id)->task.size, find(id)->isPreparing() ? Preparing : Sending});
    }
    return uploads;
}

UploadRunner *RunningUploads::find(Id id) const
{
    const auto place = m_runners.find(id);
    return place == m_runners.end() ? nullptr : place->second.get();
}

void RunningUploads::start(Id id, const RequestFactory &requests, bool sends)
{
    const UploadRunner::Context context{m_tasks, m_connections, m_hashing, m_search, m_retries};
    auto &runner = m_runners[id] = std::make_unique<UploadRunner>(context, id, requests);
    connect(runner.get(), &UploadRunner::tryFailed, this,
            [this, id](const ApiError &error) { emit tryFailed(id, error); });
    connect(runner.get(), &UploadRunner::answered, this, [this, id] { emit answered(id); });
    connect(runner.get(), &UploadRunner::failed, this, [this, id] { handleEnd(id); });
    runner->start(sends);
}

bool RunningUploads::stop(Id id)
{
    if (!find(id))
        return false;
    m_tasks.flush();
    UploadRunner *runner = find(id);
    if (!runner)
        return true;
    runner->updateProgress();
    runner->suspend();
    retire(id);
    return true;
}

void RunningUploads::holdBack(const QString &profileId, std::chrono::milliseconds time)
{
    for (const auto &[id, runner] : m_runners) {
        if (m_tasks.find(id)->task.profileId == profileId)
            runner->holdBack(time);
    }
}

void RunningUploads::cancelSession(const OpenSession &session, const RequestFactory &requests)
{
    const Result<QUrl> url = requests.checkSessionUrl(session.url.toEncoded());
    if (url.ok())
        ReplyReader::leave(m_connections.controlManager().post(requests.session(url.value(), "cancel"), QByteArray()));
}

void RunningUploads::shutDown()
{
    for (const auto &[id, runner] : m_runners)
        runner->suspend();
    m_runners.clear();
    m_retired.clear();
    m_hashing.waitForDone();
}

void RunningUploads::retire(Id id)
{
    // The call may come from a signal of the runner, so it is deleted later.
    m_retired.push_back(std::move(m_runners.extract(id).mapped()));
    QMetaObject::invokeMethod(
        this, [this] { m_retired.clear(); }, Qt::QueuedConnection);
}

void RunningUploads::handleEnd(Id id)
{
    UploadRunner *runner = find(id);
    if (!runner)
        return;
    const ApiError error = runner->error();
    retire(id);
    emit failed(id, error);
}

} // namespace pollux
