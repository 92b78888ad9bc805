// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QIcon>
#include <QList>
#include <QString>

#include <functional>
#include <optional>

namespace pollux {

/// A row of the command palette. Texts may come from anywhere: they are shown as one line of plain text.
struct PaletteEntry {
    QString title; ///< what is searched
    QString detail;
    QString shortcut; ///< as the platform writes it; may be empty
    QIcon icon;
    bool enabled = true;
    std::optional<bool> checked; ///< of a command that switches something
    std::function<void()> run;   ///< called after the palette is gone and the focus is back where it was
};

/// Entries under one heading.
struct PaletteSection {
    /// At most `limit` entries for what was typed (empty at first), best first; called once with each keystroke.
    using Search = std::function<QList<PaletteEntry>(const QString &typed, int limit)>;

    QString title;
    QList<PaletteEntry> entries = {}; ///< few enough to be all looked at: the palette finds among them by their titles
    Search search = {};               ///< for many; its entries come after the others
};

/// Why an action that is not enabled is so, in a few words: "needs a selection". Empty where that is not known.
using DisabledReason = std::function<QString(const QAction &action)>;

/// One entry for each visible action that has a text and no menu: its title without mnemonic, its menu, its shortcut.
/// An action that dies meanwhile does nothing.
QList<PaletteEntry> entriesOf(const QList<QAction *> &actions, const DisabledReason &reasonOf = {});

} // namespace pollux
