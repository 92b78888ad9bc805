// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/uploadtask.h"

#include <QHash>

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace pollux {

/// The tasks that wait for a place, grouped by what may hold them back: an account and a target. Who looks for the next
/// task looks at the first ones of the groups that may go on, not at all tasks. Each change takes a time that grows
/// with the logarithm of the number of tasks.
class WaitingTasks {
public:
    using Id = UploadTask::Id;
    struct Group {
        QString profileId;
        QString target; ///< as in UploadTask

        bool operator==(const Group &) const = default;
        bool operator<(const Group &other) const
        {
            return std::tie(profileId, target) < std::tie(other.profileId, other.target);
        }
    };
    /// In the order of the queue: by position, and by id where it is the same.
    using Order = std::set<std::pair<qint64, Id>>;

    /// Adds a task, or changes its group and position.
    void put(Id id, const Group &group, qint64 position);
    /// Does nothing for a task that is not waiting.
    void remove(Id id);
    bool contains(Id id) const { return m_places.contains(id); }
    int count() const { return static_cast<int>(m_places.size()); }

    /// Without empty groups.
    const std::map<Group, Order> &groups() const { return m_groups; }

private:
    struct Place {
        std::map<Group, Order>::iterator group;
        qint64 position;
    };

    std::map<Group, Order> m_groups;
    QHash<Id, Place> m_places;
};

} // namespace pollux
