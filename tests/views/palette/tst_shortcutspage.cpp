// SPDX-License-Identifier: Apache-2.0
#include "views/palette/shortcutspage.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineEdit>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QPushButton>
#include <QTest>
#include <QTreeWidget>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_ShortcutsPage : public QObject {
    Q_OBJECT

private slots:
    void init();
    void groupsByMenu();
    void searches_data();
    void searches();
    void textForPrinting();
    void followsTheActions();
    void keysAreHeard();
    void keysAreInViewBesideLongCommands();

private:
    QStringList shown() const;

    std::unique_ptr<QMainWindow> m_window;
    std::unique_ptr<QAction> m_loose;
    QAction *m_copy = nullptr;
    std::unique_ptr<ShortcutsPage> m_page;
    QTreeWidget *m_tree = nullptr;
    QLineEdit *m_field = nullptr;
};

void tst_ShortcutsPage::init()
{
    m_page.reset();
    m_window = std::make_unique<QMainWindow>();
    QMenu *file = m_window->menuBar()->addMenu(u"&File"_s);
    QAction *open = file->addAction(u"&Upload Files…"_s);
    open->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_O));
    QMenu *edit = m_window->menuBar()->addMenu(u"&Edit"_s);
    m_copy = edit->addAction(u"&Copy Name"_s);
    m_copy->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_C));
    QAction *plain = edit->addAction(u"Plain"_s);
    m_loose = std::make_unique<QAction>(u"Loose"_s);
    m_page = std::make_unique<ShortcutsPage>(QList<QAction *>{open, m_copy, plain, file->addSeparator(), m_loose.get()},
                                             QList<KeyGroup>{{u"In tables"_s, {{u"Return"_s, u"Show the details"_s}}}});
    m_tree = m_page->findChild<QTreeWidget *>();
    m_field = m_page->findChild<QLineEdit *>();
    m_page->show();
}

QStringList tst_ShortcutsPage::shown() const
{
    QStringList lines;
    for (int group = 0; group < m_tree->topLevelItemCount(); ++group) {
        const QTreeWidgetItem *heading = m_tree->topLevelItem(group);
        if (heading->isHidden())
            continue;
        lines.append(u"# "_s + heading->text(0));
        for (int row = 0; row < heading->childCount(); ++row) {
            if (!heading->child(row)->isHidden())
                lines.append(heading->child(row)->text(0) + u'|' + heading->child(row)->text(1));
        }
    }
    return lines;
}

void tst_ShortcutsPage::groupsByMenu()
{
    QCOMPARE(shown(),
             QStringList({u"# File"_s, u"Upload Files…|Ctrl+O"_s, u"# Edit"_s, u"Copy Name|Ctrl+C"_s, u"Plain|"_s,
                          u"# Elsewhere"_s, u"Loose|"_s, u"# In tables"_s, u"Show the details|Return"_s}));
}

void tst_ShortcutsPage::searches_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<QStringList>("found");
    QTest::newRow("by name") << u"copy"_s << QStringList{u"# Edit"_s, u"Copy Name|Ctrl+C"_s};
    QTest::newRow("by key") << u"ctrl+o"_s << QStringList{u"# File"_s, u"Upload Files…|Ctrl+O"_s};
    QTest::newRow("of a table") << u"return"_s << QStringList{u"# In tables"_s, u"Show the details|Return"_s};
    QTest::newRow("nothing") << u"zzz"_s << QStringList{};
}

void tst_ShortcutsPage::searches()
{
    QFETCH(const QString, typed);
    QTest::keyClicks(m_field, typed);
    QTEST(shown(), "found");
    QCOMPARE(m_tree->isHidden(), shown().isEmpty());
    m_field->clear();
    QCOMPARE(shown().size(), 9);
}

void tst_ShortcutsPage::textForPrinting()
{
    m_field->setText(u"copy"_s);
    m_page->findChild<QPushButton *>(u"copyShortcuts"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), u"File\n"
                                                   "  Upload Files…     Ctrl+O\n"
                                                   "\n"
                                                   "Edit\n"
                                                   "  Copy Name         Ctrl+C\n"
                                                   "  Plain\n"
                                                   "\n"
                                                   "Elsewhere\n"
                                                   "  Loose\n"
                                                   "\n"
                                                   "In tables\n"
                                                   "  Show the details  Return\n"_s);
}

void tst_ShortcutsPage::followsTheActions()
{
    m_copy->setShortcut(QKeySequence(Qt::Key_F7));
    QVERIFY(shown().contains(u"Copy Name|F7"_s));
    m_loose.reset();
    QVERIFY(!shown().contains(u"Loose|"_s));
}

void tst_ShortcutsPage::keysAreHeard()
{
    const QTreeWidgetItem *edit = m_tree->topLevelItem(1);
    QCOMPARE(edit->child(0)->data(0, Qt::AccessibleTextRole).toString(), u"Copy Name: Ctrl+C"_s);
    QCOMPARE(edit->child(1)->data(0, Qt::AccessibleTextRole).toString(), u"Plain: no shortcut"_s);
    QVERIFY(!m_field->accessibleName().isEmpty());
    QVERIFY(!m_tree->accessibleName().isEmpty());
}

void tst_ShortcutsPage::keysAreInViewBesideLongCommands()
{
    QAction longNamed(u"Command "_s.repeated(60));
    longNamed.setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L));
    ShortcutsPage page({&longNamed, m_copy}, {});
    page.show();
    QVERIFY(QTest::qWaitForWindowExposed(&page));
    const auto *tree = page.findChild<QTreeWidget *>();
    const QHeaderView *header = tree->header();
    QVERIFY(header->sectionSize(1) >= header->fontMetrics().horizontalAdvance(u"Ctrl+Shift+L"_s));
    QVERIFY(header->sectionViewportPosition(1) + header->sectionSize(1) <= tree->viewport()->width());
}

QTEST_MAIN(tst_ShortcutsPage)
#include "tst_shortcutspage.moc"
