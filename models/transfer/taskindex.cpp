// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/taskindex.h"

namespace pollux {

namespace {

using State = UploadTask::State;

bool isWaiting(const UploadTask &task)
{
    return task.state == State::Queued || task.state == State::Waiting;
}

WaitingTasks::Group groupOf(const TaskRecord &record)
{
    const UploadTask &task = record.task;
    return {.profileId = task.profileId,
            .store = task.storeUpload ? task.target : QString(),
            .keyFingerprint = record.keyFingerprint,
            .state = task.state,
            .reason = task.waitReason,
            .hasSession = record.session.has_value(),
            .isSmall = task.size <= WaitingTasks::smallFile};
}

} // namespace

void TaskIndex::add(const TaskRecord &record)
{
    const UploadTask &task = record.task;
    count(task, 1);
    if (isWaiting(task))
        m_waiting.put({record.position, task.id, task.size}, groupOf(record));
    else if (task.state == State::Processing && task.file)
        m_processing.insert(task.file->name, task.id);
}

void TaskIndex::remove(const TaskRecord &record)
{
    const UploadTask &task = record.task;
    count(task, -1);
    if (isWaiting(task))
        m_waiting.remove(task.id);
    else if (task.state == State::Processing && task.file)
        m_processing.remove(task.file->name, task.id);
}

void TaskIndex::count(const UploadTask &task, int change)
{
    m_activeCount += task.isActive() ? change : 0;
}

} // namespace pollux
