// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/admission.h"

#include <algorithm>
#include <limits>

namespace pollux {

namespace {

using State = UploadTask::State;

bool isStartable(const Admission::Task &task)
{
    const State state = task.record->task.state;
    return task.activity == Admission::Activity::None && (state == State::Queued || state == State::Waiting);
}

} // namespace

Admission::Plan Admission::plan(const std::vector<Task> &tasks) const
{
    Plan plan;
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
    const Probes probes = chooseProbes(tasks);
    for (const Task &each : tasks) {
        const TaskRecord &record = *each.record;
        const UploadTask &task = record.task;
        if (!isStartable(each))
            continue;
        if (const WaitReason obstacle = obstacleOf(record, probes); obstacle != WaitReason::None) {
            // A task that never began stays Queued: the hold is shown once, for the whole queue.
            const bool isShown = obstacle == WaitReason::AnotherKey || task.state == State::Waiting;
            if (isShown && task.waitReason != obstacle)
                plan.steps.push_back({task.id, Activity::None, obstacle});
        } else if (isDelayed(task)) {
            continue;
        } else if (hasRoomFor(task.size, running)) {
            running.addSending(task.size);
            plan.steps.push_back({task.id, Activity::Sending});
            for (std::size_t i = 0; i < holds.size(); ++i) {
                if (probes[i] == task.id)
                    plan.probes.push_back({task.id, holds[i].what.key()});
            }
        } else if (mayPrepare(record, running)) {
            ++running.preparing;
            plan.steps.push_back({task.id, Activity::Preparing});
        }
    }
    return plan;
}

HeldUpload Admission::uploadOf(const UploadTask &task) const
{
    return {task.id, task.profileId, endpoints.value(task.profileId), task.storeUpload ? task.target : QString()};
}

void Admission::Running::addSending(qint64 size)
{
    ++sending;
    onlyLargeSend = onlyLargeSend && size >= largeFile;
}

Admission::Probes Admission::chooseProbes(const std::vector<Task> &tasks) const
{
    Probes chosen;
    for (const Hold &hold : holds)
        chosen.push_back(hold.probe);
    for (std::size_t i = 0; i < holds.size(); ++i) {
        const Hold &hold = holds[i];
        if (!hold.isDue || chosen[i] != 0)
            continue;
        const Task *best = nullptr;
        int bestRank = std::numeric_limits<int>::max();
        bool isBehindLast = hold.lastProbe == 0;
        for (const Task &task : tasks) {
            const bool hasSession = hold.what.scope == ErrorScope::Account && task.record->session;
            const int rank = (hasSession ? 2 : 0) + (isBehindLast ? 0 : 1);
            isBehindLast = isBehindLast || task.record->task.id == hold.lastProbe;
            if (rank >= bestRank || !mayProbe(task, i, chosen))
                continue;
            best = &task;
            bestRank = rank;
            if (rank == 0)
                break;
        }
        if (!best)
            continue;
        const HeldUpload upload = uploadOf(best->record->task);
        for (std::size_t j = 0; j < holds.size(); ++j) {
            if (holds[j].what.covers(upload))
                chosen[j] = upload.id;
        }
    }
    return chosen;
}

bool Admission::mayProbe(const Task &task, std::size_t hold, const Probes &chosen) const
{
    if (!isStartable(task) || isOfAnotherKey(*task.record) || isDelayed(task.record->task))
        return false;
    const HeldUpload upload = uploadOf(task.record->task);
    if (!holds[hold].what.covers(upload))
        return false;
    for (std::size_t i = 0; i < holds.size(); ++i) {
        if (holds[i].what.covers(upload) && (!holds[i].isDue || chosen[i] != 0))
            return false;
    }
    return true;
}

bool Admission::isOfAnotherKey(const TaskRecord &record) const
{
    const auto key = fingerprints.constFind(record.task.profileId);
    return key == fingerprints.constEnd() || (!record.keyFingerprint.isEmpty() && record.keyFingerprint != *key);
}

bool Admission::isDelayed(const UploadTask &task) const
{
    return deferred.contains(task.id) || delayedAccounts.contains(task.profileId);
}

WaitReason Admission::obstacleOf(const TaskRecord &record, const Probes &probes) const
{
    if (isOfAnotherKey(record))
        return WaitReason::AnotherKey;
    if (holds.empty())
        return WaitReason::None;
    const HeldUpload upload = uploadOf(record.task);
    for (std::size_t i = 0; i < holds.size(); ++i) {
        if (probes[i] != upload.id && holds[i].what.covers(upload))
            return holds[i].what.reason;
    }
    return WaitReason::None;
}

bool Admission::isHeld(const UploadTask &task) const
{
    const HeldUpload upload = uploadOf(task);
    return std::ranges::any_of(holds, [&upload](const Hold &hold) { return hold.what.covers(upload); });
}

bool Admission::hasRoomFor(qint64 size, const Running &running) const
{
    return running.sending < parallelUploads ||
           (running.sending == parallelUploads && running.onlyLargeSend && size <= smallFile);
}

bool Admission::mayPrepare(const TaskRecord &record, const Running &running) const
{
    return parallelUploads >= preparesFrom && running.preparing < maxPrepared && !isHeld(record.task) &&
           !record.session && record.task.size <= smallFile;
}

} // namespace pollux
