// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/packedfile.h"
#include "models/items/files/sortedindex.h"

#include <optional>
#include <vector>

namespace pollux {

/// The numbers that `count` rows have when those in `leaving`, in ascending order, are gone; -1 for these.
std::vector<int> rowsWithoutGaps(int count, const std::vector<int> &leaving);

/// The rows of a FilesModel, packed, with an index by resource name. A row takes about 170 bytes at 100,000 rows.
class FileRows {
public:
    int count() const { return static_cast<int>(m_files.size()); }
    RemoteFile at(int row) const { return packed(row).unpack(m_pool); }
    /// The same, but unpacks a row only once for successive calls. The reference is valid until the next call with
    /// another row and until the next change.
    const RemoteFile &peek(int row) const;
    QString nameAt(int row) const { return packed(row).name(); }
    const PackedFile &packed(int row) const { return m_files.at(static_cast<std::size_t>(row)); }
    const TextPool &pool() const { return m_pool; }

    /// -1 if there is no such row.
    int rowOf(const QString &name) const;

    /// The rows of the files with this size, in bytes, in no special order. The first call after a change of a size
    /// sorts all sizes; others take as long as there are such rows and new ones.
    std::vector<int> rowsOfSize(qint64 bytes) const;
    /// Sum of the sizes, in bytes; the largest qint64 if it overflows.
    qint64 totalBytes() const;
    /// The same for some rows.
    qint64 bytesOf(const std::vector<int> &rows) const;

    void append(const RemoteFile &file);
    /// `file` must have the name of the row.
    void replace(int row, const RemoteFile &file);
    void remove(int first, int last);
    /// Moves these rows, in ascending order, behind all others; keeps the order among both.
    void moveToEnd(const std::vector<int> &rows);
    void clear();

private:
    void indexNames() const;
    void indexSizes() const;
    void addBytes(std::optional<qint64> bytes) const;
    template <typename NewRow>
    void renumber(NewRow newRow);

    std::vector<PackedFile> m_files;
    TextPool m_pool;
    // Hold the rows below their counts.
    mutable SortedIndex<quint32> m_names; // by the hash of the name
    mutable SortedIndex<qint64> m_sizes;
    mutable std::optional<qint64> m_totalBytes = 0; // while known
    mutable RemoteFile m_peeked;
    mutable int m_peekedRow = -1;
};

} // namespace pollux
