// SPDX-License-Identifier: Apache-2.0
#include "models/items/leavingrows.h"

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

} // namespace pollux::leavingrows
