// SPDX-License-Identifier: Apache-2.0
#include "models/items/leavingrows.h"

#include <QAbstractItemModel>

#include <algorithm>

namespace pollux::leavingrows {

std::vector<Range> rangesFromTheEnd(std::vector<int> rows)
{
    std::ranges::sort(rows, std::ranges::greater());
    std::vector<Range> ranges;
    for (const int row : rows) {
        if (!ranges.empty() && ranges.back().first == row + 1)
            ranges.back().first = row;
        else
            ranges.push_back({row, row});
    }
    return ranges;
}

QModelIndexList movedToEnd(const QModelIndexList &indexes, const std::vector<int> &leaving, int count)
{
    const int staying = count - static_cast<int>(leaving.size());
    QModelIndexList moved;
    moved.reserve(indexes.size());
    for (const QModelIndex &index : indexes) {
        const auto next = std::ranges::lower_bound(leaving, index.row());
        const int gone = static_cast<int>(next - leaving.begin());
        const bool leaves = next != leaving.end() && *next == index.row();
        moved.append(index.model()->index(leaves ? staying + gone : index.row() - gone, index.column()));
    }
    return moved;
}

} // namespace pollux::leavingrows
