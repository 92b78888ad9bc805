// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QIcon>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace pollux {

/// A row of the command palette. Texts may be untrusted: they are shown as one line of plain text.
struct PaletteEntry {
    QString title; ///< what is searched
    QString detail;
    QString shortcut = {}; ///< as the platform writes it; may be empty
    QIcon icon;
    bool enabled = true;
    std::optional<bool> checked = {}; ///< of a checkable command
    std::function<void()> run;        ///< called after the palette is gone and the focus is back where it was
};

/// Entries under one heading.
struct PaletteSection {
    /// At most `limit` entries for what was typed (empty at first), best first; called once with each keystroke.
    using Search = std::function<QList<PaletteEntry>(const QString &typed, int limit)>;

    QString title;
    QList<PaletteEntry> entries = {}; ///< few: the palette searches their titles itself
    Search search = {};               ///< for many; its entries come after the others
};

/// The text without its mnemonic.
QString titleOf(const QAction &action);
/// The menus of the menu bar that lead to it, "View" or "View › Columns"; empty where no menu bar has it.
QString menuPathOf(const QAction &action);
/// All its shortcuts as the platform writes them, "Ctrl+C, Ctrl+Ins"; empty where it has none.
QString shortcutsOf(const QAction &action);

/// Why an action is disabled, in a few words: "needs a selection". Empty where that is not known.
using DisabledReason = std::function<QString(const QAction &action)>;

/// One entry for each visible action that has a text and no menu. An entry whose action is deleted does nothing.
QList<PaletteEntry> entriesOf(const QList<QAction *> &actions, const DisabledReason &reasonOf = {});

} // namespace pollux
