// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/waitingtasks.h"

namespace pollux {

void WaitingTasks::put(const Task &task, const Group &group)
{
    remove(task.id);
    const auto place = m_groups.try_emplace(group).first;
    m_places.insert(task.id, {place, place->second.insert(task).first});
}

void WaitingTasks::remove(Id id)
{
    const auto known = m_places.constFind(id);
    if (known == m_places.cend())
        return;
    const auto [group, task] = *known;
    m_places.erase(known);
    group->second.erase(task);
    if (group->second.empty())
        m_groups.erase(group);
}

const WaitingTasks::Group *WaitingTasks::groupOf(Id id) const
{
    const auto known = m_places.constFind(id);
    return known == m_places.cend() ? nullptr : &known->group->first;
}

} // namespace pollux
