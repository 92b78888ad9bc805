// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filerows.h"

#include <algorithm>
#include <limits>

namespace pollux {

namespace {

constexpr std::size_t minSlots = 64;

quint32 hashOf(const QString &name)
{
    return static_cast<quint32>(qHash(name));
}

/// Four fifths: what open addressing takes without long walks.
bool isTooFull(int rows, std::size_t slotCount)
{
    return static_cast<std::size_t>(rows) * 5 > slotCount * 4;
}

} // namespace

const RemoteFile &FileRows::peek(int row) const
{
    if (m_peekedRow != row) {
        m_peeked = at(row);
        m_peekedRow = row;
    }
    return m_peeked;
}

int FileRows::rowOf(const QString &name) const
{
    indexAll();
    if (m_slots.empty())
        return -1;
    const quint32 hash = hashOf(name);
    const std::size_t mask = m_slots.size() - 1;
    for (std::size_t slot = hash & mask; m_slots.at(slot).row >= 0; slot = (slot + 1) & mask) {
        const auto &[slotHash, row] = m_slots.at(slot);
        if (slotHash == hash && packed(row).name() == name)
            return row;
    }
    return -1;
}

void FileRows::indexAll() const
{
    if (m_indexedRows == count())
        return;
    if (isTooFull(count(), m_slots.size())) {
        std::size_t size = minSlots;
        while (isTooFull(count(), size))
            size *= 2;
        m_slots.assign(size, Slot());
        m_indexedRows = 0;
    }
    for (; m_indexedRows < count(); ++m_indexedRows)
        index(m_indexedRows);
}

void FileRows::index(int row) const
{
    const quint32 hash = hashOf(packed(row).name());
    const std::size_t mask = m_slots.size() - 1;
    std::size_t slot = hash & mask;
    while (m_slots.at(slot).row >= 0)
        slot = (slot + 1) & mask;
    m_slots.at(slot) = {hash, row};
}

qint64 FileRows::totalBytes() const
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    return m_highSum > 0 || m_lowSum > quint64{largest} ? largest : static_cast<qint64>(m_lowSum);
}

void FileRows::addSize(const PackedFile &file)
{
    const auto size = static_cast<quint64>(file.sizeBytes().value_or(0));
    m_lowSum += size;
    m_highSum += m_lowSum < size ? 1 : 0;
}

void FileRows::subtractSize(const PackedFile &file)
{
    const auto size = static_cast<quint64>(file.sizeBytes().value_or(0));
    m_highSum -= m_lowSum < size ? 1 : 0;
    m_lowSum -= size;
}

void FileRows::append(const RemoteFile &file)
{
    addSize(m_files.emplace_back(file, m_pool));
}

void FileRows::replace(int row, const RemoteFile &file)
{
    PackedFile &place = m_files.at(static_cast<std::size_t>(row));
    subtractSize(place);
    place = PackedFile(file, m_pool);
    addSize(place);
    m_peekedRow = -1;
}

void FileRows::remove(int first, int last)
{
    const auto begin = m_files.begin() + first;
    const auto end = m_files.begin() + last + 1;
    std::for_each(begin, end, [this](const PackedFile &file) { subtractSize(file); });
    m_files.erase(begin, end);
    // The rows behind have other numbers now.
    m_slots.clear();
    m_indexedRows = 0;
    m_peekedRow = -1;
}

void FileRows::clear()
{
    *this = FileRows();
}

} // namespace pollux
