// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

#include <algorithm>
#include <utility>
#include <vector>

namespace pollux {

/// The rows of an item model whose items have a unique `name`, and their numbers by name.
template <typename Item>
class NamedRows {
public:
    int count() const { return static_cast<int>(m_items.size()); }
    const Item &at(int row) const { return m_items.at(static_cast<std::size_t>(row)); }
    const std::vector<Item> &items() const { return m_items; }

    /// -1 where there is no such row.
    int rowOf(const QString &name) const
    {
        for (; m_indexedRows < count(); ++m_indexedRows)
            m_rowByName.insert(at(m_indexedRows).name, m_indexedRows);
        return m_rowByName.value(name, -1);
    }

    void append(const Item &item) { m_items.push_back(item); }
    /// The item that was there; it must have the same name.
    Item replace(int row, const Item &item) { return std::exchange(m_items.at(static_cast<std::size_t>(row)), item); }
    void remove(int row)
    {
        m_rowByName.remove(at(row).name);
        m_items.erase(m_items.begin() + row);
        m_indexedRows = std::min(m_indexedRows, row);
    }
    void clear()
    {
        m_items.clear();
        m_rowByName.clear();
        m_indexedRows = 0;
    }

private:
    std::vector<Item> m_items;
    mutable QHash<QString, int> m_rowByName;
    mutable int m_indexedRows = 0; // rows below this one have the right number in m_rowByName
};

} // namespace pollux
