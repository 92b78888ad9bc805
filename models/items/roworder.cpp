// SPDX-License-Identifier: Apache-2.0
#include "models/items/roworder.h"

#include <QtGlobal>

#include <bit>

namespace pollux {

namespace {

std::size_t number(int value)
{
    return static_cast<std::size_t>(value);
}

} // namespace

RowOrder::RowOrder(int count)
{
    m_isTaken.reserve(number(count));
    m_sums.reserve(number(count));
    for (int row = 0; row < count; ++row)
        append();
}

void RowOrder::append()
{
    const int slot = slotCount();
    int sum = 1;
    for (int before = slot - 1; before >= (slot & (slot + 1)); before = (before & (before + 1)) - 1)
        sum += m_sums[number(before)];
    m_isTaken.push_back(true);
    m_sums.push_back(sum);
    ++m_count;
}

void RowOrder::remove(int row)
{
    const int slot = slotAt(row);
    m_isTaken[number(slot)] = false;
    for (int each = slot; each < slotCount(); each |= each + 1)
        --m_sums[number(each)];
    --m_count;
}

int RowOrder::slotAt(int row) const
{
    Q_ASSERT(row >= 0 && row < m_count);
    if (m_count == slotCount())
        return row;
    int slot = 0; // all slots before it have rows before this one
    for (auto step = static_cast<int>(std::bit_floor(m_sums.size())); step > 0; step /= 2) {
        if (slot + step > slotCount() || m_sums[number(slot + step) - 1] > row)
            continue;
        row -= m_sums[number(slot + step) - 1];
        slot += step;
    }
    return slot;
}

int RowOrder::rowOf(int slot) const
{
    if (!m_isTaken[number(slot)])
        return -1;
    if (m_count == slotCount())
        return slot;
    int row = 0;
    for (int before = slot - 1; before >= 0; before = (before & (before + 1)) - 1)
        row += m_sums[number(before)];
    return row;
}

} // namespace pollux
