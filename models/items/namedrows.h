// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/roworder.h"

#include <QHash>
#include <QList>
#include <QString>

#include <memory>
#include <vector>

namespace pollux {

/// The rows of an item model whose items have a unique `name`, and their numbers by name. The cost of a call does not
/// depend on the number of rows, apart from its logarithm.
template <typename Item>
class NamedRows {
public:
    int count() const { return m_order.count(); }
    const Item &at(int row) const { return *m_items[slotAt(row)]; }
    const Item &peek(int row) const { return at(row); }
    const QString &nameAt(int row) const { return at(row).name; }
    /// Copies of all items.
    QList<Item> items() const
    {
        QList<Item> items;
        items.reserve(count());
        for (const auto &item : m_items) {
            if (item)
                items.append(*item);
        }
        return items;
    }

    /// -1 if there is no such row.
    int rowOf(const QString &name) const
    {
        const auto slot = m_slots.constFind(name);
        return slot == m_slots.cend() ? -1 : m_order.rowOf(*slot);
    }

    void append(const Item &item)
    {
        m_slots.insert(item.name, m_order.slotCount());
        m_items.push_back(std::make_unique<Item>(item));
        m_order.append();
    }
    /// `item` must have the name of the row.
    void replace(int row, const Item &item) { *m_items[slotAt(row)] = item; }
    void remove(int first, int last)
    {
        for (int row = last; row >= first; --row) {
            m_slots.remove(nameAt(row));
            m_items[slotAt(row)].reset();
            m_order.remove(row);
        }
        if (m_order.isSparse())
            renumber();
    }
    void clear() { *this = NamedRows(); }

private:
    std::size_t slotAt(int row) const { return static_cast<std::size_t>(m_order.slotAt(row)); }

    void renumber()
    {
        std::erase(m_items, nullptr);
        m_order = RowOrder(count());
        int slot = 0;
        for (const auto &item : m_items)
            m_slots[item->name] = slot++;
    }

    std::vector<std::unique_ptr<Item>> m_items; // by slot; empty where the row was removed
    QHash<QString, int> m_slots;
    RowOrder m_order;
};

} // namespace pollux
