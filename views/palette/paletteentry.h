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
    QString title; ///< the text that is searched
    QString detail;
    QString shortcut = {}; ///< as the platform writes it; may be empty
    QIcon icon;
    bool enabled = true;
    std::optional<bool> checked = {}; ///< of a checkable command
    std::function<void()> run;        ///< called after the palette is hidden and the focus is back where it was
};

/// Entries under one heading.
struct PaletteSection {
    /// Returns at most `limit` entries for the typed text (empty at first), best first; called once per keystroke.
    using Search = std::function<QList<PaletteEntry>(const QString &typed, int limit)>;

    QString title;
    QList<PaletteEntry> entries = {}; ///< for a few entries, whose titles the palette searches itself
    Search search = {};               ///< for many entries; they come after the others
};

/// The text of the action without its mnemonic.
QString titleOf(const QAction &action);
/// The menus of the menu bar that lead to the action, "View" or "View › Columns"; empty if no menu bar has it.
QString menuPathOf(const QAction &action);
/// All shortcuts of the action as the platform writes them, "Ctrl+C, Ctrl+Ins"; empty if it has none.
QString shortcutsOf(const QAction &action);

/// Returns why an action is disabled, in a few words: "needs a selection". Empty if that is not known.
using DisabledReason = std::function<QString(const QAction &action)>;

/// One entry for each visible action that has a text and no menu. An entry whose action is deleted does nothing.
QList<PaletteEntry> entriesOf(const QList<QAction *> &actions, const DisabledReason &reasonOf = {});

} // namespace pollux
