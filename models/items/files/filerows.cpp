// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filerows.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace pollux {

namespace {

constexpr qint64 maxBytes = std::numeric_limits<qint64>::max();
constexpr qint64 noSize = -1;     // in the index of sizes
constexpr int maxUnsorted = 1000; // sizes, so that the next look for one is short

quint32 hashOf(const QString &name)
{
    return static_cast<quint32>(qHash(name));
}

} // namespace

std::vector<int> rowsWithoutGaps(int count, const std::vector<int> &leaving)
{
    std::vector<int> newRows;
    newRows.reserve(static_cast<std::size_t>(count));
    auto next = leaving.begin();
    for (int row = 0; row < count; ++row) {
        const bool leaves = next != leaving.end() && *next == row;
        newRows.push_back(leaves ? -1 : row - static_cast<int>(next - leaving.begin()));
        next += leaves ? 1 : 0;
    }
    return newRows;
}

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
    indexNames();
    int found = -1;
    m_names.find(hashOf(name), [&](int row) {
        found = nameAt(row) == name ? row : -1;
        return found >= 0;
    });
    return found;
}

std::vector<int> FileRows::rowsOfSize(qint64 bytes) const
{
    std::vector<int> rows;
    if (bytes < 0)
        return rows;
    indexSizes();
    m_sizes.find(bytes, [&rows](int row) {
        rows.push_back(row);
        return false;
    });
    return rows;
}

void FileRows::indexNames() const
{
    m_names.extend(count(), [this](int row) { return hashOf(nameAt(row)); });
}

void FileRows::indexSizes() const
{
    m_sizes.extend(count(), [this](int row) { return packed(row).sizeBytes().value_or(noSize); });
}

void FileRows::addBytes(std::optional<qint64> bytes) const
{
    *m_totalBytes += std::min(bytes.value_or(0), maxBytes - *m_totalBytes);
}

qint64 FileRows::totalBytes() const
{
    if (!m_totalBytes) {
        m_totalBytes = 0;
        for (const PackedFile &file : m_files)
            addBytes(file.sizeBytes());
    }
    return *m_totalBytes;
}

qint64 FileRows::bytesOf(const std::vector<int> &rows) const
{
    qint64 bytes = 0;
    for (const int row : rows)
        bytes += std::min(packed(row).sizeBytes().value_or(0), maxBytes - bytes);
    return bytes;
}

void FileRows::append(const RemoteFile &file)
{
    m_files.emplace_back(file, m_pool);
    if (m_totalBytes)
        addBytes(file.sizeBytes);
    if (count() - m_sizes.count() >= maxUnsorted)
        indexSizes();
}

void FileRows::replace(int row, const RemoteFile &file)
{
    if (packed(row).sizeBytes() != file.sizeBytes) {
        m_totalBytes.reset();
        m_sizes = {};
    }
    m_files.at(static_cast<std::size_t>(row)) = PackedFile(file, m_pool);
    m_peekedRow = -1;
}

void FileRows::remove(int first, int last)
{
    for (int row = first; row <= last && m_totalBytes; ++row) {
        // After an overflow the sum does not tell what is left without this row.
        if (*m_totalBytes == maxBytes)
            m_totalBytes.reset();
        else
            *m_totalBytes -= packed(row).sizeBytes().value_or(0);
    }
    m_files.erase(m_files.begin() + first, m_files.begin() + last + 1);
    renumber([first, last](int row) {
        if (row < first)
            return row;
        return row > last ? row - (last - first + 1) : -1;
    });
}

void FileRows::moveToEnd(const std::vector<int> &rows)
{
    // An index holds the first rows, so a row that is not in it yet must not come before one that is.
    indexNames();
    if (m_sizes.count() > 0)
        indexSizes();
    const auto newRows = rowsWithoutGaps(count(), rows);
    std::vector<PackedFile> files;
    files.reserve(m_files.size());
    std::vector<PackedFile> moved;
    moved.reserve(rows.size());
    for (std::size_t row = 0; row < m_files.size(); ++row)
        (newRows[row] < 0 ? moved : files).push_back(std::move(m_files[row]));
    std::ranges::move(moved, std::back_inserter(files));
    m_files = std::move(files);
    const int staying = count() - static_cast<int>(rows.size());
    renumber([&](int row) {
        const int newRow = newRows[static_cast<std::size_t>(row)];
        return newRow >= 0 ? newRow : staying + static_cast<int>(std::ranges::lower_bound(rows, row) - rows.begin());
    });
}

void FileRows::clear()
{
    *this = FileRows();
}

template <typename NewRow>
void FileRows::renumber(NewRow newRow)
{
    m_names.renumber(newRow);
    m_sizes.renumber(newRow);
    m_peekedRow = -1;
}

} // namespace pollux
