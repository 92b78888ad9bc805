// SPDX-License-Identifier: Apache-2.0
#include "tests/accessibility/accessibleobject.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>
#include <memory>

using namespace Qt::StringLiterals;

namespace {

constexpr int startTime = 20'000; // ms

/// The path of objects from the root of a walk to the current one, which is the last.
using Way = QList<AccessibleObject>;

QString inWords(const Way &way)
{
    QStringList words;
    for (const AccessibleObject &object : way)
        words.append(object.roleName() + u" \""_s + object.name().left(40) + u'"');
    return words.join(u" > "_s);
}

/// Visits the last object of `way` and those below it. `enters` is called for each and returns whether the walk goes
/// on below it. Each call goes over the bus, so a walk should enter only the objects that it needs.
void walk(const Way &way, const std::function<bool(const Way &)> &enters)
{
    if (!enters(way))
        return;
    for (const AccessibleObject &child : way.constLast().children())
        walk(way + Way{child}, enters);
}

/// The first object of this role and name below `root`. Does not search in lists, tables and menus, which have many
/// objects, unless it looks for a menu item.
std::optional<AccessibleObject> find(const AccessibleObject &root, const QString &role, const QString &name)
{
    std::optional<AccessibleObject> result;
    walk({root}, [&](const Way &way) {
        const QString found = way.constLast().roleName();
        if (!result && found == role && way.constLast().name() == name)
            result = way.constLast();
        static const QStringList crowds = {u"table"_s, u"list"_s, u"popup menu"_s, u"page tab list"_s};
        return !result && (way.size() == 1 || role == "menu item"_L1 || !crowds.contains(found));
    });
    return result;
}

} // namespace

/// The program as a screen reader sees it: the real window on a separate display, read over the AT-SPI bus from another
/// process.
class tst_ScreenReader final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase();
    void cleanup();

    void everythingFocusableHasAName_data();
    void everythingFocusableHasAName();
    void cellsSayTheirStateInWords();

private:
    void startProgram();
    QStringList unnamed(const AccessibleObject &window, int &focusable) const;
    void chooseFromMenu(const QString &item);

    AccessibleObject m_desktop;
    AccessibleObject m_program;
    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<QProcess> m_process;
};

void tst_ScreenReader::initTestCase()
{
    const auto desktop = AccessibleObject::desktop();
    QVERIFY2(desktop, "there is no accessibility bus: install at-spi2-core");
    m_desktop = *desktop;
}

void tst_ScreenReader::cleanup()
{
    if (m_process) {
        m_process->kill();
        m_process->waitForFinished();
    }
    m_process.reset();
    m_home.reset();
    QTRY_VERIFY(m_desktop.children().isEmpty());
}

void tst_ScreenReader::startProgram()
{
    m_home = std::make_unique<QTemporaryDir>();
    m_process = std::make_unique<QProcess>();
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"HOME"_s, m_home->path());
    environment.insert(u"XDG_RUNTIME_DIR"_s, m_home->path());
    environment.insert(u"QT_QPA_PLATFORM"_s, u"xcb"_s);
    environment.insert(u"QT_LINUX_ACCESSIBILITY_ALWAYS_ON"_s, u"1"_s);
    m_process->setProcessEnvironment(environment);
    m_process->setProcessChannelMode(QProcess::ForwardedChannels);
    m_process->start(QStringLiteral(POLLUX_PROGRAM), {u"--demo"_s, u"--data-dir"_s, m_home->filePath(u"data"_s)});
    QTRY_COMPARE_WITH_TIMEOUT(m_desktop.children().size(), 1, startTime);
    m_program = m_desktop.children().constFirst();
    QTRY_COMPARE_WITH_TIMEOUT(m_program.children().size(), 1, startTime);
    // The sample files of the demo server are loaded when the table has cells.
    std::optional<AccessibleObject> files;
    QTRY_VERIFY_WITH_TIMEOUT(files = find(m_program.children().constFirst(), u"table"_s, u"Files"_s), startTime);
    QTRY_VERIFY_WITH_TIMEOUT(files->children().size() > 40, startTime);
}

void tst_ScreenReader::chooseFromMenu(const QString &item)
{
    AccessibleObject menuBar;
    for (const AccessibleObject &child : m_program.children().constFirst().children()) {
        if (child.roleName() == "menu bar"_L1)
            menuBar = child;
    }
    const auto found = find(menuBar, u"menu item"_s, item);
    QVERIFY2(found, qPrintable(u"no menu item "_s + item));
    QTRY_VERIFY2(found->has(AccessibleObject::State::Enabled), qPrintable(item + u" is not enabled"_s));
    QVERIFY2(found->doAction(u"Press"_s), qPrintable(item));
}

QStringList tst_ScreenReader::unnamed(const AccessibleObject &window, int &focusable) const
{
    QStringList paths;
    walk({m_program, window}, [&](const Way &way) {
        const AccessibleObject &object = way.constLast();
        if (!object.has(AccessibleObject::State::Showing))
            return false;
        if (object.has(AccessibleObject::State::Focusable)) {
            ++focusable;
            if (object.name().trimmed().isEmpty())
                paths.append(inWords(way));
        }
        return true;
    });
    return paths;
}

void tst_ScreenReader::everythingFocusableHasAName_data()
{
    QTest::addColumn<QStringList>("menuItems"); // chosen one after another
    QTest::addColumn<bool>("opensWindow");      // true if the last item opens a window
    QTest::addColumn<int>("atLeast");           // minimum number of objects that take the focus

    QTest::newRow("main window") << QStringList() << false << 20;
    QTest::newRow("accounts") << QStringList{u"Accounts…"_s} << true << 8;
    QTest::newRow("new store") << QStringList{u"New Store…"_s} << true << 3;
    QTest::newRow("delete") << QStringList{u"Select All"_s, u"Delete…"_s} << true << 2;
    QTest::newRow("import") << QStringList{u"Select All"_s, u"Import into Store…"_s} << true << 8;
    QTest::newRow("snippet") << QStringList{u"Select All"_s, u"Code Snippet…"_s} << true << 4;
    QTest::newRow("settings") << QStringList{u"Settings…"_s} << true << 6;
    QTest::newRow("shortcuts") << QStringList{u"Keyboard Shortcuts"_s} << true << 2;
    QTest::newRow("what expires next") << QStringList{u"What Expires Next…"_s} << true << 2;
    QTest::newRow("command palette") << QStringList{u"Command Palette…"_s} << false << 20;
    QTest::newRow("requests") << QStringList{u"Requests"_s} << false << 24;
    QTest::newRow("operations") << QStringList{u"Operations"_s} << false << 22;
    QTest::newRow("details") << QStringList{u"Select All"_s, u"Details"_s} << false << 22;
    QTest::newRow("about") << QStringList{u"About Pollux"_s} << true << 1;
}

void tst_ScreenReader::everythingFocusableHasAName()
{
    QFETCH(const QStringList, menuItems);
    QFETCH(const bool, opensWindow);
    QFETCH(const int, atLeast);
    startProgram();
    for (const QString &item : menuItems)
        chooseFromMenu(item);
    const qsizetype windows = opensWindow ? 2 : 1;
    QTRY_COMPARE(m_program.children().size(), windows);
    for (const AccessibleObject &window : m_program.children()) {
        int focusable = 0;
        const QStringList paths = unnamed(window, focusable);
        QVERIFY2(paths.isEmpty(), qPrintable(u"without a name:\n"_s + paths.join(u'\n')));
        if (!(window == m_program.children().constFirst()) || !opensWindow)
            QVERIFY2(focusable >= atLeast, qPrintable(u"only %1 objects take the focus"_s.arg(focusable)));
    }
}

void tst_ScreenReader::cellsSayTheirStateInWords()
{
    startProgram();
    QStringList cells;
    walk({m_program}, [&cells](const Way &way) {
        if (way.constLast().roleName() == "cell"_L1)
            cells.append(way.constLast().name());
        return true;
    });
    for (const char *words :
         {"state Processing", "state Active", "state Failed", "duration not known", "type video/mp4"})
        QVERIFY2(cells.contains(QLatin1StringView(words)), words);
    QVERIFY(std::ranges::any_of(cells, [](const QString &cell) { return cell.startsWith("expires in "_L1); }));
    QVERIFY(!cells.contains(QString()));
}

QTEST_GUILESS_MAIN(tst_ScreenReader)
#include "tst_screenreader.moc"
