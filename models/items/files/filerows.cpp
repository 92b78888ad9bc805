// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filerows.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace pollux {

namespace {

constexpr std::ptrdiff_t maxNewRows = 4096; // in the second part of the index

quint32 hashOf(const QString &name)
{
    return static_cast<quint32>(qHash(name));
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
    indexNewRows();
    const quint32 hash = hashOf(name);
    const auto border = m_index.cbegin() + m_mainSize;
    for (const auto &[begin, end] : {std::pair(m_index.cbegin(), border), std::pair(border, m_index.cend())}) {
        auto entry = std::ranges::lower_bound(begin, end, hash, {}, &Entry::hash);
        for (; entry != end && entry->hash == hash; ++entry) {
            if (nameAt(entry->row) == name)
                return entry->row;
        }
    }
    return -1;
}

void FileRows::indexNewRows() const
{
    const auto known = std::ssize(m_index);
    for (int row = static_cast<int>(known); row < count(); ++row)
        m_index.push_back({hashOf(nameAt(row)), row});
    if (std::ssize(m_index) == known)
        return;
    std::sort(m_index.begin() + known, m_index.end());
    std::inplace_merge(m_index.begin() + m_mainSize, m_index.begin() + known, m_index.end());
    if (std::ssize(m_index) - m_mainSize <= maxNewRows)
        return;
    std::inplace_merge(m_index.begin(), m_index.begin() + m_mainSize, m_index.end());
    m_mainSize = std::ssize(m_index);
}

qint64 FileRows::totalBytes() const
{
    qint64 total = 0;
    for (const PackedFile &file : m_files)
        total += std::min(file.sizeBytes().value_or(0), std::numeric_limits<qint64>::max() - total);
    return total;
}

void FileRows::append(const RemoteFile &file)
{
    m_files.emplace_back(file, m_pool);
}

void FileRows::replace(int row, const RemoteFile &file)
{
    m_files.at(static_cast<std::size_t>(row)) = PackedFile(file, m_pool);
    m_peekedRow = -1;
}

void FileRows::remove(int first, int last)
{
    m_files.erase(m_files.begin() + first, m_files.begin() + last + 1);
    const auto isGone = [first, last](const Entry &entry) { return entry.row >= first && entry.row <= last; };
    m_mainSize -= std::count_if(m_index.cbegin(), m_index.cbegin() + m_mainSize, isGone);
    std::erase_if(m_index, isGone);
    for (Entry &entry : m_index)
        entry.row -= entry.row > last ? last - first + 1 : 0;
    m_peekedRow = -1;
}

void FileRows::clear()
{
    *this = FileRows();
}

} // namespace pollux
