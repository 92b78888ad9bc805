// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QModelIndexList>

#include <vector>

/// For rows that leave a list together, wherever they are in it.
namespace pollux::leavingrows {

/// Rows from `first` to `last`.
struct Range {
    int first;
    int last;
};

/// Groups the rows into ranges without gaps, the last range first.
std::vector<Range> rangesFromTheEnd(std::vector<int> rows);

/// Where these indexes are when `leaving`, in ascending order, have moved behind all other rows of a table with `count`
/// rows, both in their former order.
QModelIndexList movedToEnd(const QModelIndexList &indexes, const std::vector<int> &leaving, int count);

} // namespace pollux::leavingrows
