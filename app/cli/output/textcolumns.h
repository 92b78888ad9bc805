// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

/// Text in the columns of a terminal, where some characters are two columns wide and some none.
namespace pollux::textcolumns {

int width(QStringView text);
/// Exactly so many columns: padded with blanks at the end, or cut with "…" in the last column.
QString fitted(const QString &text, int columns);
/// At most so many columns.
QString cut(const QString &text, int columns);

} // namespace pollux::textcolumns
