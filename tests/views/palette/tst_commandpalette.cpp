// SPDX-License-Identifier: Apache-2.0
#include "tests/views/hostilenames.h"
#include "views/palette/commandpalette.h"

#include <QAbstractItemModelTester>
#include <QAccessible>
#include <QLineEdit>
#include <QListView>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QSignalSpy>
#include <QSplitter>
#include <QTest>
#include <QTextEdit>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

class tst_CommandPalette : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void showsSections();
    void returnRunsTheBest();
    void runsAfterItIsGone();
    void keysMove_data();
    void keysMove();
    void homeAndEndBelongToTheText();
    void escapeGivesTheFocusBack();
    void focusElsewhereCloses();
    void disabledStaysOpen();
    void searchIsAskedOncePerKey();
    void bestSectionComesFirst();
    void foundByOtherThanTheTitle();
    void nothingFound();
    void entriesOfActions();
    void actionsMayDie();
    void hostileTitles();
    void announcesTheCurrentRow();
    void forgetsWhatWasTyped();
    void fitsTheWindow();
    void modelIsSound();

private:
    PaletteEntry entry(const QString &title);
    QList<PaletteEntry> entries(const QStringList &titles);
    void type(const QString &text) { QTest::keyClicks(m_field, text); }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(m_field, key, modifiers); }
    QString current() const { return m_list->currentIndex().data().toString(); }
    QStringList rows() const;

    std::unique_ptr<QMainWindow> m_window;
    QTextEdit *m_text = nullptr;
    CommandPalette *m_palette = nullptr;
    QLineEdit *m_field = nullptr;
    QListView *m_list = nullptr;
    QStringList m_runs;
};

void tst_CommandPalette::init()
{
    m_window = std::make_unique<QMainWindow>();
    // Widgets before and after m_text, to which Qt could give the focus as well.
    auto *centre = new QSplitter(m_window.get());
    centre->addWidget(new QTextEdit(centre));
    m_text = new QTextEdit(centre);
    centre->addWidget(m_text);
    centre->addWidget(new QTextEdit(centre));
    m_window->setCentralWidget(centre);
    m_palette = new CommandPalette(m_window.get());
    m_field = m_palette->findChild<QLineEdit *>(u"commandPaletteField"_s);
    m_list = m_palette->findChild<QListView *>(u"commandPaletteList"_s);
    m_runs.clear();
    m_window->resize(800, 600);
    m_window->show();
    m_text->setFocus();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
}

void tst_CommandPalette::cleanup()
{
    m_window.reset();
}

PaletteEntry tst_CommandPalette::entry(const QString &title)
{
    PaletteEntry made;
    made.title = title;
    made.run = [this, title] { m_runs.append(title); };
    return made;
}

QList<PaletteEntry> tst_CommandPalette::entries(const QStringList &titles)
{
    QList<PaletteEntry> made;
    for (const QString &title : titles)
        made.append(entry(title));
    return made;
}

QStringList tst_CommandPalette::rows() const
{
    QStringList found;
    for (int row = 0; row < m_list->model()->rowCount(); ++row) {
        const QModelIndex index = m_list->model()->index(row, 0);
        const bool isHeading = !index.flags().testFlag(Qt::ItemIsSelectable);
        found.append((isHeading ? u"# "_s : QString()) + index.data().toString());
    }
    return found;
}

void tst_CommandPalette::showsSections()
{
    QVERIFY(m_palette->isHidden());
    m_palette->popUp(
        {{u"Actions"_s, entries({u"Upload"_s, u"Copy"_s})}, {u"Empty"_s}, {u"Stores"_s, entries({u"A"_s})}});
    QVERIFY(m_palette->isVisible());
    QVERIFY(m_field->hasFocus());
    QCOMPARE(rows(), QStringList({u"# Actions"_s, u"Upload"_s, u"Copy"_s, u"# Stores"_s, u"A"_s}));
    QCOMPARE(current(), u"Upload"_s);
}

void tst_CommandPalette::returnRunsTheBest()
{
    m_palette->popUp({{u"Actions"_s, entries({u"Paste Files"_s, u"Upload Files"_s, u"Find"_s})}});
    type(u"upf"_s);
    QCOMPARE(rows(), QStringList({u"# Actions"_s, u"Upload Files"_s}));
    press(Qt::Key_Return);
    QCOMPARE(m_runs, QStringList{u"Upload Files"_s});
    QVERIFY(m_palette->isHidden());
}

void tst_CommandPalette::runsAfterItIsGone()
{
    PaletteEntry looks = entry(u"Look"_s);
    bool wasGone = false;
    looks.run = [&] { wasGone = m_palette->isHidden() && m_text->hasFocus(); };
    m_palette->popUp({{u"Actions"_s, {looks}}});
    press(Qt::Key_Enter);
    QVERIFY(wasGone);
}

void tst_CommandPalette::keysMove_data()
{
    QTest::addColumn<QList<Qt::Key>>("keys");
    QTest::addColumn<QString>("at");
    using Keys = QList<Qt::Key>;
    QTest::newRow("down") << Keys{Qt::Key_Down} << u"a1"_s;
    QTest::newRow("down over a heading") << Keys{Qt::Key_Down, Qt::Key_Down} << u"b0"_s;
    QTest::newRow("and up again") << Keys{Qt::Key_Down, Qt::Key_Down, Qt::Key_Up} << u"a1"_s;
    QTest::newRow("up from the first") << Keys{Qt::Key_Up} << u"b39"_s;
    QTest::newRow("down from the last") << Keys{Qt::Key_Up, Qt::Key_Down} << u"a0"_s;
    QTest::newRow("end") << Keys{Qt::Key_End} << u"b39"_s;
    QTest::newRow("home") << Keys{Qt::Key_End, Qt::Key_Home} << u"a0"_s;
    QTest::newRow("page up at the top") << Keys{Qt::Key_PageUp} << u"a0"_s;
    QTest::newRow("page down at the end") << Keys{Qt::Key_End, Qt::Key_PageDown} << u"b39"_s;
    QTest::newRow("tab stays") << Keys{Qt::Key_Tab, Qt::Key_Backtab} << u"a0"_s;
}

void tst_CommandPalette::keysMove()
{
    QFETCH(const QList<Qt::Key>, keys);
    QStringList many;
    for (int number = 0; number < 40; ++number)
        many.append(u"b%1"_s.arg(number));
    m_palette->popUp({{u"A"_s, entries({u"a0"_s, u"a1"_s})}, {u"B"_s, entries(many)}});
    for (const Qt::Key key : keys)
        press(key);
    QTEST(current(), "at");
    QVERIFY(m_field->hasFocus());
    press(Qt::Key_Home, Qt::ControlModifier);
    press(Qt::Key_PageDown);
    const int paged = m_list->currentIndex().row();
    QVERIFY(paged > 3 && paged < 20);
    press(Qt::Key_PageUp);
    QCOMPARE(current(), u"a0"_s);
}

void tst_CommandPalette::homeAndEndBelongToTheText()
{
    m_palette->popUp({{u"A"_s, entries({u"ab"_s, u"abc"_s})}});
    type(u"ab"_s);
    press(Qt::Key_Home);
    QCOMPARE(m_field->cursorPosition(), 0);
    QCOMPARE(current(), u"ab"_s);
    press(Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(current(), u"abc"_s);
}

void tst_CommandPalette::escapeGivesTheFocusBack()
{
    m_palette->popUp({{u"A"_s, entries({u"a"_s})}});
    m_palette->popUp({{u"A"_s, entries({u"b"_s})}}); // the shortcut was pressed twice
    press(Qt::Key_Escape);
    QVERIFY(m_palette->isHidden());
    QVERIFY(m_text->hasFocus());
    QVERIFY(m_runs.isEmpty());
}

void tst_CommandPalette::focusElsewhereCloses()
{
    m_palette->popUp({{u"A"_s, entries({u"a"_s})}});
    m_text->setFocus();
    QVERIFY(m_palette->isHidden());
    QVERIFY(m_text->hasFocus());
}

void tst_CommandPalette::disabledStaysOpen()
{
    PaletteEntry off = entry(u"Delete"_s);
    off.enabled = false;
    off.detail = u"needs a selection"_s;
    m_palette->popUp({{u"A"_s, {off}}});
    QCOMPARE(current(), u"Delete"_s);
    press(Qt::Key_Return);
    QVERIFY(m_palette->isVisible());
    QVERIFY(m_runs.isEmpty());
    QCOMPARE(m_list->currentIndex().data(Qt::AccessibleTextRole).toString(), u"Delete, disabled, needs a selection"_s);
}

void tst_CommandPalette::searchIsAskedOncePerKey()
{
    QStringList asked;
    int limit = 0;
    const auto search = [&](const QString &typed, int most) {
        asked.append(typed);
        limit = most;
        return entries({u"report.pdf"_s});
    };
    m_palette->popUp({{u"Files"_s, {}, search}});
    QCOMPARE(limit, CommandPaletteModel::maxAtFirst);
    asked.clear();
    type(u"re"_s);
    QCOMPARE(asked, QStringList({u"r"_s, u"re"_s}));
    QCOMPARE(limit, CommandPaletteModel::maxPerSearch);
    const auto marks = m_list->currentIndex().data(CommandPaletteModel::MarksRole).value<QList<qsizetype>>();
    QCOMPARE(marks, QList<qsizetype>({0, 1}));
    press(Qt::Key_Return);
    QCOMPARE(m_runs, QStringList{u"report.pdf"_s});
}

void tst_CommandPalette::bestSectionComesFirst()
{
    m_palette->popUp({{u"Actions"_s, entries({u"Operations of a report"_s})}, {u"Files"_s, entries({u"report"_s})}});
    type(u"report"_s);
    QCOMPARE(rows(), QStringList({u"# Files"_s, u"report"_s, u"# Actions"_s, u"Operations of a report"_s}));
}

void tst_CommandPalette::foundByOtherThanTheTitle()
{
    const auto byHash = [this](const QString &, int) { return entries({u"notes.txt"_s}); };
    m_palette->popUp({{u"Files"_s, {}, byHash}, {u"Actions"_s, entries({u"a0b1"_s})}});
    type(u"a0b1"_s);
    QCOMPARE(rows(), QStringList({u"# Actions"_s, u"a0b1"_s, u"# Files"_s, u"notes.txt"_s}));
}

void tst_CommandPalette::nothingFound()
{
    m_palette->popUp({{u"A"_s, entries({u"a"_s})}});
    type(u"zzz"_s);
    QVERIFY(m_list->isHidden());
    QVERIFY(!m_list->currentIndex().isValid());
    QVERIFY(!m_field->accessibleDescription().isEmpty());
    press(Qt::Key_Down);
    press(Qt::Key_Return);
    QVERIFY(m_palette->isVisible());
    m_field->clear();
    QCOMPARE(current(), u"a"_s);
}

void tst_CommandPalette::entriesOfActions()
{
    QMenu *edit = m_window->menuBar()->addMenu(u"&Edit"_s);
    QAction *copy = edit->addAction(u"&Copy"_s);
    copy->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_C));
    QAction *remove = edit->addAction(u"&Delete…"_s);
    remove->setEnabled(false);
    QAction *other = edit->addAction(u"Other"_s);
    other->setEnabled(false);
    QAction *panel = edit->addAction(u"Panel"_s);
    panel->setCheckable(true);
    panel->setChecked(true);
    QAction *hidden = edit->addAction(u"Hidden"_s);
    hidden->setVisible(false);
    QAction *separator = edit->addSeparator();
    const auto reason = [remove](const QAction &action) {
        return &action == remove ? u"needs a selection"_s : QString();
    };
    const auto found =
        entriesOf({copy, remove, other, panel, hidden, separator, edit->menuAction(), new QAction(edit)}, reason);
    QCOMPARE(found.size(), 4);
    QCOMPARE(found.at(0).title, u"Copy"_s);
    QCOMPARE(found.at(0).detail, u"Edit"_s);
    QCOMPARE(found.at(0).shortcut, u"Ctrl+C"_s);
    QVERIFY(found.at(0).enabled && !found.at(0).checked);
    QVERIFY(!found.at(1).enabled);
    QCOMPARE(found.at(1).detail, u"needs a selection"_s);
    QCOMPARE(found.at(2).detail, u"not available now"_s);
    QCOMPARE(found.at(3).checked, true);
    QSignalSpy toggled(panel, &QAction::toggled);
    found.at(3).run();
    QCOMPARE(toggled.size(), 1);
}

void tst_CommandPalette::actionsMayDie()
{
    auto action = std::make_unique<QAction>(u"Short-lived"_s);
    const QList<PaletteEntry> found = entriesOf({action.get()});
    action.reset();
    found.constFirst().run();
}

void tst_CommandPalette::hostileTitles()
{
    QStringList titles;
    for (const HostileName &name : hostileNames())
        titles.append(name.name);
    m_palette->popUp({{u"Files"_s, entries(titles)}});
    const int height = m_list->sizeHintForRow(0);
    for (int row = 0; row < m_list->model()->rowCount(); ++row) {
        const QModelIndex index = m_list->model()->index(row, 0);
        QCOMPARE(m_list->visualRect(index).height(), height);
        const QString shown = index.data().toString();
        QVERIFY(!shown.contains(u'\n') && !shown.contains(QChar(0x202e)));
        QVERIFY(shown.size() <= 520);
    }
    type(u"img src"_s);
    QCOMPARE(current(), u"<img src=x onerror=alert(1)></script><b>&amp;"_s);
    QVERIFY(!m_palette->grab().isNull());
}

void tst_CommandPalette::announcesTheCurrentRow()
{
    m_palette->popUp({{u"A"_s, entries({u"first"_s, u"second"_s})}});
    QCOMPARE(m_field->accessibleDescription(), u"first"_s);
    press(Qt::Key_Down);
    QCOMPARE(m_field->accessibleDescription(), u"second"_s);
    // The focus event refers to this item.
    QAccessibleInterface *list = QAccessible::queryAccessibleInterface(m_list);
    QCOMPARE(list->child(m_list->currentIndex().row())->text(QAccessible::Name), u"second"_s);
    QVERIFY(!m_field->accessibleName().isEmpty());
    QVERIFY(!m_list->accessibleName().isEmpty());
}

void tst_CommandPalette::forgetsWhatWasTyped()
{
    m_palette->popUp({{u"A"_s, entries({u"secret"_s})}});
    type(u"sec"_s);
    press(Qt::Key_Escape);
    QVERIFY(m_field->text().isEmpty());
    QCOMPARE(m_list->model()->rowCount(), 0);
}

void tst_CommandPalette::fitsTheWindow()
{
    QStringList many;
    for (int number = 0; number < 40; ++number)
        many.append(u"entry %1"_s.arg(number));
    m_palette->popUp({{u"A"_s, entries(many)}});
    for (const QSize size : {QSize(1600, 1200), QSize(320, 200), QSize(640, 480)}) {
        m_window->resize(size);
        QTRY_COMPARE(m_window->size(), size);
        QTRY_VERIFY(m_window->rect().contains(m_palette->geometry()));
        QVERIFY(m_list->height() >= m_list->sizeHintForRow(0));
    }
}

void tst_CommandPalette::modelIsSound()
{
    CommandPaletteModel model;
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setSections({{u"A"_s, entries({u"one"_s, u"two"_s})}, {u"B"_s, entries({u"three"_s})}});
    model.setTyped(u"t"_s);
    QCOMPARE(model.rowCount(), 4); // two of them are headings
    QVERIFY(!model.entryAt(0));
    QCOMPARE(model.entryRowFrom(0), 1);
    QCOMPARE(model.entryRowFrom(99), 3);
    model.setTyped(u"q"_s);
    QCOMPARE(model.entryRowFrom(0), -1);
}

QTEST_MAIN(tst_CommandPalette)
#include "tst_commandpalette.moc"
