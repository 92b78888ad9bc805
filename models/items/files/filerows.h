// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/packedfile.h"

#include <vector>

namespace pollux {

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

    /// Sum of the sizes, in bytes; the largest qint64 if it overflows.
    qint64 totalBytes() const;

    void append(const RemoteFile &file);
    /// `file` must have the name of the row.
    void replace(int row, const RemoteFile &file);
    void remove(int first, int last);
    void clear();

private:
    struct Entry {
        quint32 hash; ///< of the name
        int row;

        // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 takes the comparison with zero for a pointer's.
        auto operator<=>(const Entry &) const = default;
    };

    void indexNewRows() const;

    std::vector<PackedFile> m_files;
    TextPool m_pool;
    /// Holds the rows below its size. Sorted in two parts: a merge goes through both, so new rows are gathered in the
    /// second one, which is short, before they are merged into the first.
    mutable std::vector<Entry> m_index;
    mutable std::ptrdiff_t m_mainSize = 0; // of the first part
    mutable RemoteFile m_peeked;
    mutable int m_peekedRow = -1;
};

} // namespace pollux
