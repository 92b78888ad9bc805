// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/filesmodel.h"
#include "models/items/files/nameorder.h"

#include <span>

namespace pollux {

/// The order of the rows of a FilesModel by the raw values of one column: names by NameOrder, sizes, durations and
/// times as numbers, the rest as text. Missing values come last in both directions; rows with equal values keep the
/// order of the source.
class FileOrder {
public:
    /// The rows must outlive this object.
    explicit FileOrder(const FileRows &rows);

    /// A column of -1 means the order of the source.
    void set(int column, Qt::SortOrder direction);
    int column() const { return m_column; }
    Qt::SortOrder direction() const { return m_direction; }

    /// A strict order; no two rows are equivalent.
    bool isBefore(int left, int right) const;
    /// The number of these rows that come before `row`, which is not one of them. They are in order.
    std::size_t placeOf(int row, std::span<const int> rows) const;
    /// All rows in order.
    std::vector<int> sorted() const;

private:
    template <typename Use>
    auto withKey(Use use) const;
    template <typename Key>
    bool isBefore(const std::optional<Key> &leftKey, int left, const std::optional<Key> &rightKey, int right) const;
    std::vector<int> sortedByName() const;

    const FileRows &m_rows;
    NameOrder m_names;
    int m_column = -1;
    Qt::SortOrder m_direction = Qt::AscendingOrder;
};

} // namespace pollux
