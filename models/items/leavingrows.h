// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QModelIndexList>

#include <vector>

/// For rows that leave a list together, wherever they are in it.
namespace pollux::leavingrows {

/// With more ranges than this, the rows of a model whose rows can be moved come or leave as one block with a change of
/// the layout: separate ranges are far slower for views.
constexpr std::size_t maxRanges = 8;
/// How many ranges leave in one turn of the event loop otherwise, since a view may look at all rows for each.
constexpr std::size_t maxRangesAtOnce = 32;

/// Rows from `first` to `last`.
struct Range {
    int first;
    int last;
};

/// Groups the rows into ranges without gaps, the last range first.
std::vector<Range> rangesFromTheEnd(std::vector<int> rows);

/// The ranges of the rows from 0 to `count` - 1 that are `wanted`, the first one first.
template <typename Wanted>
std::vector<Range> rangesOf(std::size_t count, Wanted wanted)
{
    std::vector<Range> ranges;
    for (std::size_t i = 0; i < count; ++i) {
        if (!wanted(i))
            continue;
        const int row = static_cast<int>(i);
        if (!ranges.empty() && ranges.back().last == row - 1)
            ranges.back().last = row;
        else
            ranges.push_back({row, row});
    }
    return ranges;
}

/// Where these indexes are when `leaving`, in ascending order, have moved behind all other rows of a table with `count`
/// rows, both in their former order.
QModelIndexList movedToEnd(const QModelIndexList &indexes, const std::vector<int> &leaving, int count);

} // namespace pollux::leavingrows
