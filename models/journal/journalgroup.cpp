// SPDX-License-Identifier: Apache-2.0
#include "models/journal/journalgroup.h"

#include <algorithm>
#include <utility>

namespace pollux {

JournalGroup::JournalGroup(Journal &journal, QObject *parent)
    : QObject(parent)
    , m_journal(journal)
{
}

void JournalGroup::add(QObject *context, Change change, Done done)
{
    m_items.push_back({context, std::move(change), std::move(done)});
    // What waits in the event loop by now comes before this, and joins.
    if (m_items.size() == 1)
        QMetaObject::invokeMethod(this, &JournalGroup::write, Qt::QueuedConnection);
}

void JournalGroup::write()
{
    const std::vector<Item> items = std::exchange(m_items, {});
    const bool areAllKept = m_journal.together(
        [&] { return std::ranges::all_of(items, [this](const Item &item) { return item.change(m_journal); }); });
    for (const Item &item : items) {
        const bool isKept = areAllKept || item.change(m_journal);
        if (item.context)
            item.done(isKept);
    }
}

} // namespace pollux
