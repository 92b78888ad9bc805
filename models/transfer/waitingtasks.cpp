// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/waitingtasks.h"

namespace pollux {

void WaitingTasks::put(Id id, const Group &group, qint64 position)
{
    remove(id);
    const auto place = m_groups.try_emplace(group).first;
    place->second.emplace(position, id);
    m_places.insert(id, {place, position});
}

void WaitingTasks::remove(Id id)
{
    const auto known = m_places.constFind(id);
    if (known == m_places.cend())
        return;
    const auto [group, position] = *known;
    m_places.erase(known);
    group->second.erase({position, id});
    if (group->second.empty())
        m_groups.erase(group);
}

} // namespace pollux
