// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

class QAction;

/// What an action says, away from its menu.
namespace pollux::actiontext {

/// Without the mnemonic, neither "&Copy" nor "Copy(&C)"; "&&" is a "&".
QString withoutMnemonic(const QString &text);

QString title(const QAction &action);

/// The menus of the menu bar that lead to it, "View" or "View › Columns"; empty where no menu bar has it.
QString menuPath(const QAction &action);

/// All its shortcuts as the platform writes them, "Ctrl+C, Ctrl+Ins"; empty where it has none.
QString shortcuts(const QAction &action);

} // namespace pollux::actiontext
