// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QHash>
#include <QString>

#include <algorithm>
#include <vector>

namespace pollux {

/// The rows of an item model whose items have a unique `name`, and their numbers by name.
template <typename Item>
class NamedRows {
public:
    int count() const { return static_cast<int>(m_items.size()); }
    const Item &at(int row) const { return m_items.at(static_cast<std::size_t>(row)); }
    const Item &peek(int row) const { return at(row); }
    const QString &nameAt(int row) const { return at(row).name; }
    const std::vector<Item> &items() const { return m_items; }

    /// -1 if there is no such row.
    int rowOf(const QString &name) const
    {
        for (; m_indexedRows < count(); ++m_indexedRows)
            m_rowByName.insert(at(m_indexedRows).name, m_indexedRows);
        return m_rowByName.value(name, -1);
    }

    void append(const Item &item) { m_items.push_back(item); }
    /// `item` must have the name of the row.
    void replace(int row, const Item &item) { m_items.at(static_cast<std::size_t>(row)) = item; }
    void remove(int first, int last)
    {
        for (int row = first; row <= last; ++row)
            m_rowByName.remove(nameAt(row));
        m_items.erase(m_items.begin() + first, m_items.begin() + last + 1);
        m_indexedRows = std::min(m_indexedRows, first);
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
