// SPDX-License-Identifier: Apache-2.0
#include "views/palette/paletteentry.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QToolBar>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_PaletteEntry : public QObject {
    Q_OBJECT

private slots:
    void titleWithoutMnemonic_data();
    void titleWithoutMnemonic();
    void menuPath();
    void shortcuts();
};

void tst_PaletteEntry::titleWithoutMnemonic_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("bare");
    QTest::newRow("first letter") << u"&Copy Name"_s << u"Copy Name"_s;
    QTest::newRow("within") << u"Upload F&older…"_s << u"Upload Folder…"_s;
    QTest::newRow("none") << u"Quit"_s << u"Quit"_s;
    QTest::newRow("a real one") << u"Copy && &Paste"_s << u"Copy & Paste"_s;
    QTest::newRow("two real ones") << u"a &&&& b"_s << u"a && b"_s;
    QTest::newRow("in brackets") << u"コピー(&C)…"_s << u"コピー…"_s;
    QTest::newRow("brackets that are meant") << u"Copy (all)"_s << u"Copy (all)"_s;
    QTest::newRow("at the end") << u"Copy&"_s << u"Copy"_s;
}

void tst_PaletteEntry::titleWithoutMnemonic()
{
    QFETCH(const QString, text);
    QTEST(titleOf(QAction(text)), "bare");
}

void tst_PaletteEntry::menuPath()
{
    QMainWindow window;
    QAction copy(u"&Copy"_s);
    QMenu context(u"Context"_s);
    context.addAction(&copy);
    window.addToolBar(u"Tools"_s)->addAction(&copy);
    QCOMPARE(menuPathOf(copy), QString());
    QMenu *edit = window.menuBar()->addMenu(u"&Edit"_s);
    edit->addAction(&copy);
    QCOMPARE(menuPathOf(copy), u"Edit"_s);
    QAction name(u"Name"_s);
    edit->addMenu(u"Copy &More"_s)->addAction(&name);
    QCOMPARE(menuPathOf(name), u"Edit › Copy More"_s);
}

void tst_PaletteEntry::shortcuts()
{
    QAction action(u"x"_s);
    QCOMPARE(shortcutsOf(action), QString());
    action.setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::Key_F1)});
    QCOMPARE(shortcutsOf(action), u"Ctrl+K, F1"_s);
}

QTEST_MAIN(tst_PaletteEntry)
#include "tst_paletteentry.moc"
