// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

/// Text measured in the columns of a terminal, where a character takes one column, two or none.
namespace pollux::textcolumns {

int width(QStringView text);
/// The text in exactly `columns` columns: padded with blanks at the end, or cut with "…" in the last column.
QString fitted(const QString &text, int columns);
/// The text in at most `columns` columns: cut with "…" in the last one if it is wider.
QString cut(const QString &text, int columns);
/// A line of a table. The first and the last cell are neither padded nor cut. `widths` are for the cells between them:
/// with a positive width the cell is fitted(), with a negative one it is aligned to the right and never cut.
QString row(const QStringList &cells, const QList<int> &widths);

} // namespace pollux::textcolumns
