// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/admission.h"

namespace pollux {

namespace {

using State = UploadTask::State;

} // namespace

Admission::Plan Admission::plan(const std::vector<Task> &tasks) const
{
    Plan plan{.steps = {}, .probe = probe};
    Running running;
    for (const Task &task : tasks) {
        if (task.activity == Activity::Sending)
            running.addSending(task.record->task.size);
        else if (task.activity == Activity::Preparing)
            ++running.preparing;
    }
    for (const Task &task : tasks) {
        if (task.activity != Activity::Preparing || !hasRoomFor(task.record->task.size, running))
            continue;
        --running.preparing;
        running.addSending(task.record->task.size);
        plan.steps.push_back({task.record->task.id, Activity::Sending});
    }
    for (const auto &[record, activity] : tasks) {
        const UploadTask &task = record->task;
        if (activity != Activity::None || (task.state != State::Queued && task.state != State::Waiting))
            continue;
        WaitReason obstacle = obstacleOf(*record);
        if (obstacle == WaitReason::None && holds.contains({})) {
            if (isProbeDue && plan.probe == 0)
                plan.probe = task.id;
            if (plan.probe != task.id)
                obstacle = WaitReason::ServerDown;
        }
        if (obstacle != WaitReason::None) {
            // A task that never began stays Queued: the hold is shown once, for the whole queue.
            const bool isShown = obstacle == WaitReason::AnotherKey || task.state == State::Waiting;
            if (isShown && task.waitReason != obstacle)
                plan.steps.push_back({task.id, Activity::None, obstacle});
        } else if (hasRoomFor(task.size, running)) {
            running.addSending(task.size);
            plan.steps.push_back({task.id, Activity::Sending});
        } else if (mayPrepare(*record, running)) {
            ++running.preparing;
            plan.steps.push_back({task.id, Activity::Preparing});
        }
    }
    return plan;
}

void Admission::Running::addSending(qint64 size)
{
    ++sending;
    onlyLargeSend = onlyLargeSend && size >= largeFile;
}

WaitReason Admission::obstacleOf(const TaskRecord &record) const
{
    const auto key = fingerprints.constFind(record.task.profileId);
    const bool isOfAnotherKey =
        key == fingerprints.constEnd() || (!record.keyFingerprint.isEmpty() && record.keyFingerprint != *key);
    return isOfAnotherKey ? WaitReason::AnotherKey : holds.value(record.task.profileId).reason;
}

bool Admission::hasRoomFor(qint64 size, const Running &running) const
{
    return running.sending < parallelUploads ||
           (running.sending == parallelUploads && running.onlyLargeSend && size <= smallFile);
}

bool Admission::mayPrepare(const TaskRecord &record, const Running &running) const
{
    return parallelUploads >= preparesFrom && running.preparing < maxPrepared && !holds.contains({}) &&
           !record.session && record.task.size <= smallFile;
}

} // namespace pollux
