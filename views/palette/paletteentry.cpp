// SPDX-License-Identifier: Apache-2.0
#include "views/palette/paletteentry.h"

#include <QCoreApplication>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QPointer>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::PaletteEntry)
};

/// Removes mnemonics of both forms, "&Copy" and "Copy(&C)"; "&&" becomes "&".
QString withoutMnemonic(const QString &text)
{
    static const QRegularExpression inBrackets(u"\\s*\\(&[^&]\\)"_s); // the form in languages without Latin letters
    QString bare = text;
    bare.remove(inBrackets);
    for (qsizetype index = bare.indexOf(u'&'); index >= 0; index = bare.indexOf(u'&', index + 1))
        bare.remove(index, 1); // the search goes on after the next character, which may be the second "&" of "&&"
    return bare;
}

QString reasonFor(const QAction &action, const DisabledReason &reasonOf)
{
    const QString reason = reasonOf ? reasonOf(action) : QString();
    return reason.isEmpty() ? Texts::tr("not available now") : reason;
}

} // namespace

QString titleOf(const QAction &action)
{
    return withoutMnemonic(action.text());
}

QString menuPathOf(const QAction &action)
{
    for (const QObject *object : action.associatedObjects()) {
        const auto *menu = qobject_cast<const QMenu *>(object);
        if (!menu || menu->title().isEmpty())
            continue;
        QString name = withoutMnemonic(menu->title());
        for (const QObject *holder : menu->menuAction()->associatedObjects()) {
            if (qobject_cast<const QMenuBar *>(holder))
                return name;
        }
        const QString above = menuPathOf(*menu->menuAction());
        if (!above.isEmpty())
            return above + u" › "_s + name;
    }
    return {};
}

QString shortcutsOf(const QAction &action)
{
    return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText).replace(u"; "_s, u", "_s);
}

QList<PaletteEntry> entriesOf(const QList<QAction *> &actions, const DisabledReason &reasonOf)
{
    QList<PaletteEntry> entries;
    for (QAction *action : actions) {
        const bool isCommand = !action->isSeparator() && !action->menu() && action->isVisible();
        if (!isCommand || action->text().isEmpty())
            continue;
        PaletteEntry entry;
        entry.title = titleOf(*action);
        entry.detail = action->isEnabled() ? menuPathOf(*action) : reasonFor(*action, reasonOf);
        entry.shortcut = action->shortcut().toString(QKeySequence::NativeText);
        entry.icon = action->icon();
        entry.enabled = action->isEnabled();
        if (action->isCheckable())
            entry.checked = action->isChecked();
        // The action may be deleted while the palette is open.
        entry.run = [guarded = QPointer(action)] {
            if (guarded)
                guarded->trigger();
        };
        entries.append(entry);
    }
    return entries;
}

} // namespace pollux
