// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

class MainWindow;

/// Compares the count in the status line of a window with the rows of the table that it shows, of files or documents,
/// and with their selection. Returns what is wrong; empty if they agree, or if the window shows no table. A window that
/// is still loading its first rows has no count, which is wrong too.
QString statusProblem(const MainWindow &window);

} // namespace pollux
