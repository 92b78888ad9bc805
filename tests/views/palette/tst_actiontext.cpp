// SPDX-License-Identifier: Apache-2.0
#include "views/palette/actiontext.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QTest>
#include <QToolBar>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_ActionText : public QObject {
    Q_OBJECT

private slots:
    void withoutMnemonic_data();
    void withoutMnemonic();
    void menuPath();
    void shortcuts();
};

void tst_ActionText::withoutMnemonic_data()
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

void tst_ActionText::withoutMnemonic()
{
    QFETCH(const QString, text);
    QTEST(actiontext::withoutMnemonic(text), "bare");
}

void tst_ActionText::menuPath()
{
    QMainWindow window;
    QAction copy(u"&Copy"_s);
    QMenu context(u"Context"_s);
    context.addAction(&copy);
    window.addToolBar(u"Tools"_s)->addAction(&copy);
    QCOMPARE(actiontext::menuPath(copy), QString());
    QMenu *edit = window.menuBar()->addMenu(u"&Edit"_s);
    edit->addAction(&copy);
    QCOMPARE(actiontext::menuPath(copy), u"Edit"_s);
    QAction name(u"Name"_s);
    edit->addMenu(u"Copy &More"_s)->addAction(&name);
    QCOMPARE(actiontext::menuPath(name), u"Edit › Copy More"_s);
}

void tst_ActionText::shortcuts()
{
    QAction action(u"x"_s);
    QCOMPARE(actiontext::shortcuts(action), QString());
    action.setShortcuts({QKeySequence(Qt::CTRL | Qt::Key_K), QKeySequence(Qt::Key_F1)});
    QCOMPARE(actiontext::shortcuts(action), u"Ctrl+K, F1"_s);
}

QTEST_MAIN(tst_ActionText)
#include "tst_actiontext.moc"
