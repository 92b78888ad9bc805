// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QStringList>

/// Text in the columns of a terminal, where some characters are two columns wide and some none.
namespace pollux::textcolumns {

int width(QStringView text);
/// Exactly so many columns: padded with blanks at the end, or cut with "…" in the last column.
QString fitted(const QString &text, int columns);
/// At most so many columns.
QString cut(const QString &text, int columns);
/// A line of a table. `widths` are those of the cells between the first and the last, which stand as they are: the cell
/// is fitted, or where the number is negative justified to the right and never cut.
QString row(const QStringList &cells, const QList<int> &widths);

} // namespace pollux::textcolumns
