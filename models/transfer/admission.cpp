// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/admission.h"

#include <algorithm>
#include <limits>
#include <queue>

namespace pollux {

namespace {

using Activity = Admission::Activity;
using Group = WaitingTasks::Group;
using Order = WaitingTasks::Order;

/// Makes one plan.
class Planner {
public:
    Planner(const Admission &admission, const std::vector<Admission::Upload> &uploads, const WaitingTasks &waiting);

    Admission::Plan plan();

private:
    struct Cursor {
        const Group *group;
        Order::const_iterator next;
        Order::const_iterator end;

        // The top of a std::priority_queue is the largest.
        bool operator<(const Cursor &other) const { return *other.next < *next; }
    };

    void sendPrepared();
    void chooseProbes();
    std::optional<Cursor> probeOf(std::size_t hold) const;
    bool mayProbe(const Group &group, std::size_t hold) const;
    void giveReasons();
    void findStartable();
    void start();
    void send(UploadTask::Id id, qint64 size);

    bool isFree(const WaitingTasks::Task &task) const;
    bool isOfAnotherKey(const Group &group) const;
    WaitReason obstacleOf(const Group &group) const;
    bool hasRoomFor(bool isSmall) const;
    bool mayPrepare(const Group &group) const;

    const Admission &m_admission;
    const std::vector<Admission::Upload> &m_uploads;
    const WaitingTasks &m_waiting;
    QSet<UploadTask::Id> m_running;
    std::vector<UploadTask::Id> m_probes; // one for each hold
    std::priority_queue<Cursor> m_startable;
    int m_sending = 0;
    int m_preparing = 0;
    bool m_onlyLargeSend = true;
    Admission::Plan m_plan;
};

Planner::Planner(const Admission &admission, const std::vector<Admission::Upload> &uploads, const WaitingTasks &waiting)
    : m_admission(admission)
    , m_uploads(uploads)
    , m_waiting(waiting)
{
    for (const Admission::Upload &upload : uploads) {
        m_running.insert(upload.id);
        if (upload.activity == Activity::Preparing) {
            ++m_preparing;
        } else {
            ++m_sending;
            m_onlyLargeSend = m_onlyLargeSend && upload.size >= Admission::largeFile;
        }
    }
}

Admission::Plan Planner::plan()
{
    sendPrepared();
    chooseProbes();
    giveReasons();
    findStartable();
    start();
    return std::move(m_plan);
}

void Planner::sendPrepared()
{
    for (const Admission::Upload &upload : m_uploads) {
        if (upload.activity != Activity::Preparing || !hasRoomFor(upload.size <= Admission::smallFile))
            continue;
        --m_preparing;
        send(upload.id, upload.size);
    }
}

void Planner::chooseProbes()
{
    const std::vector<Admission::Hold> &holds = m_admission.holds;
    for (const Admission::Hold &hold : holds)
        m_probes.push_back(hold.probe);
    for (std::size_t i = 0; i < holds.size(); ++i) {
        const std::optional<Cursor> probe = holds[i].isDue && m_probes[i] == 0 ? probeOf(i) : std::nullopt;
        if (!probe)
            continue;
        m_startable.push(*probe);
        const HeldUpload upload = m_admission.uploadOf(*probe->group, probe->next->id);
        for (std::size_t j = 0; j < holds.size(); ++j) {
            if (holds[j].what.covers(upload))
                m_probes[j] = upload.id;
        }
    }
}

std::optional<Planner::Cursor> Planner::probeOf(std::size_t hold) const
{
    const Admission::Hold &held = m_admission.holds[hold];
    const auto isFree = [this](const WaitingTasks::Task &task) { return this->isFree(task); };
    std::optional<Cursor> best;
    int bestRank = std::numeric_limits<int>::max();
    for (const auto &[group, tasks] : m_waiting.groups()) {
        if (!mayProbe(group, hold))
            continue;
        const auto behindLast =
            held.lastPosition ? tasks.upper_bound({*held.lastPosition, held.lastProbe}) : tasks.begin();
        auto task = std::find_if(behindLast, tasks.end(), isFree);
        const bool isBehindLast = task != tasks.end();
        if (!isBehindLast)
            task = std::find_if(tasks.begin(), behindLast, isFree);
        if (!isBehindLast && task == behindLast)
            continue;
        const bool isWithinSession = held.what.scope == ErrorScope::Account && group.hasSession;
        const int rank = (isWithinSession ? 2 : 0) + (isBehindLast ? 0 : 1);
        if (best && std::tie(bestRank, *best->next) < std::tie(rank, *task))
            continue;
        best = Cursor{&group, task, std::next(task)};
        bestRank = rank;
    }
    return best;
}

bool Planner::mayProbe(const Group &group, std::size_t hold) const
{
    const HeldUpload upload = m_admission.uploadOf(group);
    if (isOfAnotherKey(group) || m_admission.delayedAccounts.contains(group.profileId) ||
        !m_admission.holds[hold].what.covers(upload))
        return false;
    for (std::size_t i = 0; i < m_probes.size(); ++i) {
        const Admission::Hold &other = m_admission.holds[i];
        if (other.what.covers(upload) && (!other.isDue || m_probes[i] != 0))
            return false;
    }
    return true;
}

/// A reason is part of the group, so that only tasks that show another one are found.
void Planner::giveReasons()
{
    for (const auto &[group, tasks] : m_waiting.groups()) {
        const WaitReason obstacle = obstacleOf(group);
        // A task that never began stays Queued: the hold is shown once, for the whole queue.
        const bool isShown = obstacle == WaitReason::AnotherKey ||
                             (obstacle != WaitReason::None && group.state == UploadTask::State::Waiting);
        if (!isShown || group.reason == obstacle)
            continue;
        for (const WaitingTasks::Task &task : tasks) {
            const bool isProbe = std::ranges::find(m_probes, task.id) != m_probes.end();
            if (!isProbe && !m_running.contains(task.id))
                m_plan.steps.push_back({task.id, Activity::None, obstacle});
        }
    }
}

/// Besides the probes.
void Planner::findStartable()
{
    for (const auto &[group, tasks] : m_waiting.groups()) {
        if (obstacleOf(group) == WaitReason::None && !m_admission.delayedAccounts.contains(group.profileId))
            m_startable.push({&group, tasks.begin(), tasks.end()});
    }
}

/// Merges the groups in the order of the queue.
void Planner::start()
{
    while (!m_startable.empty()) {
        Cursor cursor = m_startable.top();
        m_startable.pop();
        const WaitingTasks::Task &task = *cursor.next;
        if (isFree(task)) {
            if (hasRoomFor(cursor.group->isSmall)) {
                send(task.id, task.size);
            } else if (mayPrepare(*cursor.group)) {
                ++m_preparing;
                m_plan.steps.push_back({task.id, Activity::Preparing});
            } else {
                // Nor is there a place for the others of the group: places only become fewer.
                continue;
            }
        }
        if (++cursor.next != cursor.end)
            m_startable.push(cursor);
    }
}

void Planner::send(UploadTask::Id id, qint64 size)
{
    ++m_sending;
    m_onlyLargeSend = m_onlyLargeSend && size >= Admission::largeFile;
    m_plan.steps.push_back({id, Activity::Sending});
    for (std::size_t i = 0; i < m_probes.size(); ++i) {
        if (m_probes[i] == id)
            m_plan.probes.push_back({id, m_admission.holds[i].what.key()});
    }
}

bool Planner::isFree(const WaitingTasks::Task &task) const
{
    return !m_running.contains(task.id) && !m_admission.deferred.contains(task.id);
}

bool Planner::isOfAnotherKey(const Group &group) const
{
    const auto key = m_admission.fingerprints.constFind(group.profileId);
    return key == m_admission.fingerprints.constEnd() ||
           (!group.keyFingerprint.isEmpty() && group.keyFingerprint != *key);
}

/// What holds the group except a task that probes.
WaitReason Planner::obstacleOf(const Group &group) const
{
    if (isOfAnotherKey(group))
        return WaitReason::AnotherKey;
    const HeldUpload upload = m_admission.uploadOf(group);
    const auto covers = [&upload](const Admission::Hold &hold) { return hold.what.covers(upload); };
    const auto hold = std::ranges::find_if(m_admission.holds, covers);
    return hold == m_admission.holds.end() ? WaitReason::None : hold->what.reason;
}

bool Planner::hasRoomFor(bool isSmall) const
{
    return m_sending < m_admission.parallelUploads ||
           (m_sending == m_admission.parallelUploads && m_onlyLargeSend && isSmall);
}

bool Planner::mayPrepare(const Group &group) const
{
    return m_admission.parallelUploads >= Admission::preparesFrom && m_preparing < m_admission.maxPrepared &&
           !group.hasSession && group.isSmall && obstacleOf(group) == WaitReason::None;
}

} // namespace

HeldUpload Admission::uploadOf(const UploadTask &task) const
{
    return {task.id, task.profileId, endpoints.value(task.profileId), task.storeUpload ? task.target : QString()};
}

HeldUpload Admission::uploadOf(const WaitingTasks::Group &group, UploadTask::Id id) const
{
    return {id, group.profileId, endpoints.value(group.profileId), group.store};
}

Admission::Plan Admission::plan(const std::vector<Upload> &uploads, const WaitingTasks &waiting) const
{
    return Planner(*this, uploads, waiting).plan();
}

} // namespace pollux
