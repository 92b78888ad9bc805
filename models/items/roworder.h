// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

namespace pollux {

/// The rows of a list whose items stay in numbered slots while rows before them are removed: which slot a row has, and
/// which row a slot. New rows come last, so slots are in the order of the rows. Every call takes a time that grows with
/// the logarithm of the number of slots at most.
class RowOrder {
public:
    RowOrder() = default;
    /// Rows from 0 to `count` - 1, each in the slot of its number.
    explicit RowOrder(int count);

    int count() const { return m_count; }
    /// Slots with and without a row.
    int slotCount() const { return static_cast<int>(m_isTaken.size()); }
    /// Whether so few slots have a row that their owner should renumber them: each removal has then paid for its part.
    bool isSparse() const { return slotCount() > 2 * m_count + 32; }

    /// Adds a row at the end, in a new last slot.
    void append();
    void remove(int row);
    int slotAt(int row) const;
    /// -1 for a slot whose row was removed.
    int rowOf(int slot) const;

private:
    std::vector<bool> m_isTaken;
    std::vector<int> m_sums; // a Fenwick tree: entry i has the number of rows in the slots from i & (i + 1) to i
    int m_count = 0;
};

} // namespace pollux
