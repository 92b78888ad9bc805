// SPDX-License-Identifier: Apache-2.0
#include "views/palette/actiontext.h"

#include <QAction>
#include <QKeySequence>
#include <QMenu>
#include <QMenuBar>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux::actiontext {

QString withoutMnemonic(const QString &text)
{
    // As translations to writing systems without letters for keys have it.
    static const QRegularExpression inBrackets(u"\\s*\\(&[^&]\\)"_s);
    QString bare = text;
    bare.remove(inBrackets);
    for (qsizetype index = bare.indexOf(u'&'); index >= 0; index = bare.indexOf(u'&', index + 1))
        bare.remove(index, 1); // of "&&" the second is kept, and stepped over
    return bare;
}

QString title(const QAction &action)
{
    return withoutMnemonic(action.text());
}

QString menuPath(const QAction &action)
{
    for (const QObject *object : action.associatedObjects()) {
        const auto *menu = qobject_cast<const QMenu *>(object);
        if (!menu || menu->title().isEmpty())
            continue;
        const QString name = withoutMnemonic(menu->title());
        for (const QObject *holder : menu->menuAction()->associatedObjects()) {
            if (qobject_cast<const QMenuBar *>(holder))
                return name;
        }
        const QString above = menuPath(*menu->menuAction());
        if (!above.isEmpty())
            return above + u" › "_s + name;
    }
    return {};
}

QString shortcuts(const QAction &action)
{
    return QKeySequence::listToString(action.shortcuts(), QKeySequence::NativeText).replace(u"; "_s, u", "_s);
}

} // namespace pollux::actiontext
