// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/taskrecord.h"

#include <QHash>

#include <map>
#include <set>
#include <tuple>

namespace pollux {

/// The tasks that are Queued or Waiting, grouped by all that decides whether they may start. Who looks for the next
/// task, or for what holds tasks back, looks at the groups and their first tasks, not at all tasks: there are few
/// groups, however many tasks wait. A change takes a time that grows with the logarithm of the number of tasks.
class WaitingTasks {
public:
    using Id = UploadTask::Id;

    static constexpr qint64 smallFile = qint64{1} * 1024 * 1024; ///< bytes

    struct Group {
        QString profileId;
        QString store;             ///< resource name; empty for uploads to Files
        QByteArray keyFingerprint; ///< as in TaskRecord
        UploadTask::State state = UploadTask::State::Queued;
        WaitReason reason = WaitReason::None; ///< that the tasks show
        bool hasSession = false;
        bool isSmall = false; ///< at most smallFile

        bool operator==(const Group &) const = default;
        bool operator<(const Group &other) const { return fields() < other.fields(); }

    private:
        auto fields() const -> std::tuple<const QString &, const QString &, const QByteArray &, UploadTask::State,
                                          WaitReason, bool, bool>
        {
            return {profileId, store, keyFingerprint, state, reason, hasSession, isSmall};
        }
    };
    struct Task {
        qint64 position = 0; ///< as in TaskRecord
        Id id = 0;
        qint64 size = 0; ///< bytes

        bool operator==(const Task &) const = default;
        /// In the order of the queue.
        bool operator<(const Task &other) const { return std::tie(position, id) < std::tie(other.position, other.id); }
    };
    using Order = std::set<Task>;

    WaitingTasks() = default;

    /// Adds a task, or takes over what has changed of it.
    void put(const Task &task, const Group &group);
    /// Does nothing for a task that is not here.
    void remove(Id id);
    /// Null for a task that is not here. Valid until the next change.
    const Group *groupOf(Id id) const;

    /// Without empty groups.
    const std::map<Group, Order> &groups() const { return m_groups; }

private:
    Q_DISABLE_COPY(WaitingTasks)

    struct Place {
        std::map<Group, Order>::iterator group;
        Order::iterator task;
    };

    std::map<Group, Order> m_groups;
    QHash<Id, Place> m_places;
};

} // namespace pollux
