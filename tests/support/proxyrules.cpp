// SPDX-License-Identifier: Apache-2.0
#include "tests/support/proxyrules.h"

#include <algorithm>

namespace pollux {

int ProxyRules::add(const ProxyRule &rule)
{
    const std::lock_guard lock(m_mutex);
    m_entries[++m_lastId].rule = rule;
    return m_lastId;
}

void ProxyRules::clear()
{
    const std::lock_guard lock(m_mutex);
    m_entries.clear();
}

int ProxyRules::fired(int id) const
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? 0 : found->second.fired;
}

bool ProxyRules::allFired() const
{
    const std::lock_guard lock(m_mutex);
    return std::all_of(m_entries.begin(), m_entries.end(), [](const auto &item) {
        const Entry &entry = item.second;
        return entry.fired >= (entry.rule.times < 0 ? 1 : entry.rule.times);
    });
}

std::optional<ProxyRules::Planned> ProxyRules::take(const QByteArray &head)
{
    const QByteArray lowerHead = head.toLower();
    const std::lock_guard lock(m_mutex);
    for (auto &[id, entry] : m_entries) {
        const ProxyRule &rule = entry.rule;
        const bool usedUp = rule.times >= 0 && entry.seen >= rule.skip + rule.times;
        if (!usedUp && lowerHead.contains(rule.headText.toLower()) && ++entry.seen > rule.skip) {
            return Planned{.id = id, .rule = rule};
        }
    }
    return {};
}

void ProxyRules::markFired(int id)
{
    const std::lock_guard lock(m_mutex);
    const auto found = m_entries.find(id);
    if (found != m_entries.end()) {
        ++found->second.fired;
    }
}

ProxyRules::Counters ProxyRules::counters() const
{
    const std::lock_guard lock(m_mutex);
    return m_counters;
}

void ProxyRules::count(const Counters &more)
{
    const std::lock_guard lock(m_mutex);
    m_counters.connections += more.connections;
    m_counters.requests += more.requests;
    m_counters.bytesToServer += more.bytesToServer;
    m_counters.bytesToClient += more.bytesToClient;
}

} // namespace pollux
