// SPDX-License-Identifier: Apache-2.0
#include "views/palette/paletteentry.h"

#include "views/palette/actiontext.h"

#include <QCoreApplication>
#include <QMenu>
#include <QPointer>

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::PaletteEntry)
};

QString reasonFor(const QAction &action, const DisabledReason &reasonOf)
{
    const QString reason = reasonOf ? reasonOf(action) : QString();
    return reason.isEmpty() ? Texts::tr("not available now") : reason;
}

} // namespace

QList<PaletteEntry> entriesOf(const QList<QAction *> &actions, const DisabledReason &reasonOf)
{
    QList<PaletteEntry> entries;
    for (QAction *action : actions) {
        const bool isCommand = !action->isSeparator() && !action->menu() && action->isVisible();
        if (!isCommand || action->text().isEmpty())
            continue;
        PaletteEntry entry;
        entry.title = actiontext::title(*action);
        entry.detail = action->isEnabled() ? actiontext::menuPath(*action) : reasonFor(*action, reasonOf);
        entry.shortcut = action->shortcut().toString(QKeySequence::NativeText);
        entry.icon = action->icon();
        entry.enabled = action->isEnabled();
        if (action->isCheckable())
            entry.checked = action->isChecked();
        // A window may go, and its actions with it, while the palette of another one is open.
        entry.run = [guarded = QPointer(action)] {
            if (guarded)
                guarded->trigger();
        };
        entries.append(entry);
    }
    return entries;
}

} // namespace pollux
