// SPDX-License-Identifier: Apache-2.0
#pragma once

class QTableView;

namespace pollux {

/// What all tables of the program share: whole rows are selected, no grid, one line per row, columns that can be moved
/// and sized, Tab leaves the table.
void applyTableLook(QTableView &table);

/// Row height from the font; to be called again when the font or the style has changed.
void applyTableMetrics(QTableView &table);

} // namespace pollux
