// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadengine.h"

#include <algorithm>

namespace pollux {

namespace {

using State = UploadTask::State;

} // namespace

void UploadEngine::releaseHold()
{
    m_holds.tryNow();
    for (const Id id : m_holds.probes()) {
        if (UploadRunner *runner = m_running.find(id))
            runner->hurry();
    }
    schedule();
}

void UploadEngine::handleUploadError(Id id, const ApiError &error)
{
    const HeldUpload upload = uploadOf(id);
    if (const auto wait = m_holds.handleEnd(upload, error, neighboursOf(upload)))
        suspend(id, {State::Waiting, wait->reason, wait->nextTry, error});
    else
        end(id, {error.kind == ErrorKind::Cancelled ? State::Cancelled : State::Failed, error});
    schedule();
}

void UploadEngine::handleFailedTry(Id id, const ApiError &error)
{
    const HeldUpload upload = uploadOf(id);
    m_holds.handleFailedTry(upload, error, neighboursOf(upload));
    if (const auto blocker = m_holds.blockerOf(upload); blocker && m_running.find(id))
        suspend(id, {State::Waiting, blocker->reason, blocker->nextTry, error});
}

void UploadEngine::handleHold(const QueueHold &hold)
{
    for (const Id id : m_running.ids()) {
        // What moves while there seems to be no network goes on: its answer releases the hold.
        const bool isStopped = hold.scope == ErrorScope::Service ||
                               (hold.scope == ErrorScope::Link && m_tasks.find(id)->task.state == State::Waiting);
        if (isStopped && hold.covers(uploadOf(id)))
            suspend(id, {State::Waiting, hold.reason, hold.nextTry});
    }
    schedule();
}

void UploadEngine::sweepHolds()
{
    const auto isNeeded = [this](const QueueHold &hold) {
        const auto isHeld = [&](const auto &waiting) {
            return waiting.first.reason != WaitReason::AnotherKey && hold.covers(m_admission.uploadOf(waiting.first));
        };
        return std::ranges::any_of(m_tasks.index().waiting().groups(), isHeld) ||
               std::ranges::any_of(m_running.ids(), [&](Id id) { return hold.covers(uploadOf(id)); });
    };
    m_holds.sweep(isNeeded, [this](Id id) { return m_running.find(id) != nullptr; });
}

QueueHolds::Neighbours UploadEngine::neighboursOf(const HeldUpload &upload) const
{
    QueueHolds::Neighbours neighbours{.isOnlyUpload = true, .isOnlyTarget = true};
    const auto consider = [&](const HeldUpload &other) {
        if (other.endpoint != upload.endpoint)
            return;
        neighbours.isOnlyUpload = false;
        neighbours.isOnlyTarget = neighbours.isOnlyTarget && other.store == upload.store;
    };
    const WaitingTasks &waiting = m_tasks.index().waiting();
    const WaitingTasks::Group *own = waiting.groupOf(upload.id);
    for (const auto &[group, tasks] : waiting.groups()) {
        if (&group != own || tasks.size() > 1)
            consider(m_admission.uploadOf(group));
    }
    for (const Id id : m_running.ids()) {
        if (id != upload.id)
            consider(uploadOf(id));
    }
    return neighbours;
}

} // namespace pollux
