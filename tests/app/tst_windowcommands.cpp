// SPDX-License-Identifier: Apache-2.0
#include "tests/app/windowfixture.h"
#include "views/palette/shortcutspage.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QSet>
#include <QTest>
#include <QTreeWidget>

using namespace Qt::StringLiterals;
using namespace pollux;

/// The commands of the window's menus, as the list of shortcuts shows them.
class tst_WindowCommands final : public QObject {
    Q_OBJECT

private slots:
    void eachCommandIsListedOnce();
};

void tst_WindowCommands::eachCommandIsListedOnce()
{
    WindowFixture fixture;
    QVERIFY(fixture.open());
    // This one is in two menus.
    QVERIFY(fixture.window().actions().importToStore->associatedObjects().size() > 1);
    fixture.window().actions().shortcuts->trigger();
    QTRY_VERIFY(fixture.dialog<ShortcutsPage>());
    const auto *tree = fixture.dialog<ShortcutsPage>()->findChild<QTreeWidget *>();
    QSet<QString> listed;
    for (int group = 0; group < tree->topLevelItemCount(); ++group) {
        const QTreeWidgetItem *heading = tree->topLevelItem(group);
        for (int row = 0; row < heading->childCount(); ++row) {
            const QString line = heading->child(row)->text(0) + u'|' + heading->child(row)->text(1);
            QVERIFY2(!listed.contains(line), qPrintable(line));
            listed.insert(line);
        }
    }
    QVERIFY(listed.size() > 20);
}

QTEST_MAIN(tst_WindowCommands)
#include "tst_windowcommands.moc"
