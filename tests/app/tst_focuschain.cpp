// SPDX-License-Identifier: Apache-2.0
#include "tests/app/promptswithdialogs.h"
#include "tests/app/windowfixture.h"
#include "tests/views/windowparts.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/stores/operationspanel.h"
#include "views/uploads/uploadspanel.h"
#include "views/window/sidebar.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QApplication>
#include <QDialog>
#include <QRadioButton>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;
using namespace pollux;

namespace {

constexpr int maxSteps = 200;

QString inWords(const QWidget *widget)
{
    if (!widget)
        return u"nothing"_s;
    return QString::fromLatin1(widget->metaObject()->className()) + u" \""_s +
           (widget->accessibleName().isEmpty() ? widget->objectName() : widget->accessibleName()) + u'"';
}

/// True if the Tab key should reach the widget. Of exclusive radio buttons only the checked one is reached.
bool takesTab(const QWidget *widget, const QWidget *window)
{
    const auto *radio = qobject_cast<const QRadioButton *>(widget);
    return widget->window() == window && widget->isVisible() && widget->isEnabled() && !widget->focusProxy() &&
           (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus &&
           (!radio || !radio->autoExclusive() || radio->isChecked());
}

/// The widgets that get the focus by pressing the key again and again, until the first one has it again.
QList<QWidget *> round(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QList<QWidget *> visited;
    QWidget *first = QApplication::focusWidget();
    for (QWidget *current = first; current && visited.size() < maxSteps;) {
        visited.append(current);
        QTest::keyClick(current, key, modifiers);
        current = QApplication::focusWidget();
        if (current == first)
            return visited;
    }
    return visited;
}

} // namespace

/// In every window the Tab key reaches every enabled control, forwards and backwards, and never gets stuck.
class tst_FocusChain final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void tabReachesEverything_data();
    void tabReachesEverything();

private:
    std::unique_ptr<WindowFixture> m_fixture;
};

void tst_FocusChain::init()
{
    DemoServerOptions options = testServerOptions();
    options.sampleFiles = 14;
    options.sampleStores = true;
    m_fixture = std::make_unique<WindowFixture>(options, std::make_unique<PromptsWithDialogs>());
    QVERIFY(m_fixture->open());
    QTRY_VERIFY(m_fixture->context().files().rowCount() > 0);
    QTRY_VERIFY(m_fixture->context().stores().rowCount() > 0);
}

void tst_FocusChain::cleanup()
{
    m_fixture.reset();
}

void tst_FocusChain::tabReachesEverything_data()
{
    using Prepare = std::function<void(WindowFixture &)>;
    QTest::addColumn<Prepare>("prepare");
    QTest::addColumn<bool>("isDialog");

    const auto selectAll = [](WindowFixture &fixture) { fixture.window().filesPage().table().selectAll(); };
    const auto chooseStore = [](WindowFixture &fixture) {
        partOf<Sidebar>(fixture.window()).chooseStore(fixture.context().stores().storeAt(0).name);
    };
    QTest::newRow("files") << Prepare([](WindowFixture &) {}) << false;
    QTest::newRow("uploads") << Prepare([](WindowFixture &fixture) {
        fixture.window().actions().showUploads->setChecked(true);
        partOf<UploadsPanel>(fixture.window()).setDetailsShown(true);
    }) << false;
    QTest::newRow("operations") << Prepare([](WindowFixture &fixture) {
        partOf<UploadsPanel>(fixture.window()).showPage(&partOf<OperationsPanel>(fixture.window()));
    }) << false;
    QTest::newRow("store") << Prepare(chooseStore) << false;
    const auto opened = [](QAction *WindowActions::*action) {
        return Prepare([action](WindowFixture &fixture) { (fixture.window().actions().*action)->trigger(); });
    };
    QTest::newRow("accounts") << opened(&WindowActions::accounts) << true;
    QTest::newRow("open by name") << opened(&WindowActions::openByName) << true;
    QTest::newRow("new store") << opened(&WindowActions::createStore) << true;
    QTest::newRow("settings") << opened(&WindowActions::settings) << true;
    QTest::newRow("shortcuts") << opened(&WindowActions::shortcuts) << true;
    QTest::newRow("what expires next") << opened(&WindowActions::showExpiring) << true;
    QTest::newRow("requests") << opened(&WindowActions::showRequests) << false;
    QTest::newRow("details") << Prepare([selectAll](WindowFixture &fixture) {
        selectAll(fixture);
        if (!fixture.window().actions().showDetails->isChecked())
            fixture.window().actions().showDetails->trigger();
    }) << false;
    QTest::newRow("about") << opened(&WindowActions::about) << true;
    const auto openedForAll = [selectAll](QAction *WindowActions::*action) {
        return Prepare([selectAll, action](WindowFixture &fixture) {
            selectAll(fixture);
            (fixture.window().actions().*action)->trigger();
        });
    };
    QTest::newRow("import") << openedForAll(&WindowActions::importToStore) << true;
    QTest::newRow("snippet") << openedForAll(&WindowActions::snippet) << true;
    QTest::newRow("delete files") << openedForAll(&WindowActions::remove) << true;
    QTest::newRow("questions before an upload") << Prepare([](WindowFixture &fixture) {
        fixture.prompts().fileChoices = {{fixture.writeFile(u"empty.txt"_s, {}), fixture.path(u"missing.txt"_s)}};
        fixture.window().actions().uploadFiles->trigger();
    }) << true;
    const auto openedForStore = [chooseStore](QAction *WindowActions::*action) {
        return Prepare([chooseStore, action](WindowFixture &fixture) {
            chooseStore(fixture);
            (fixture.window().actions().*action)->trigger();
        });
    };
    QTest::newRow("new document") << openedForStore(&WindowActions::createDocument) << true;
    QTest::newRow("delete store") << openedForStore(&WindowActions::deleteStore) << true;
}

void tst_FocusChain::tabReachesEverything()
{
    QFETCH(const std::function<void(WindowFixture &)>, prepare);
    QFETCH(const bool, isDialog);
    prepare(*m_fixture);
    if (isDialog)
        QTRY_VERIFY(qobject_cast<QDialog *>(QApplication::activeWindow()));
    QWidget *window = QApplication::activeWindow();
    QVERIFY(window);
    if (!QApplication::focusWidget())
        QTest::keyClick(window, Qt::Key_Tab);
    QVERIFY2(QApplication::focusWidget(), "nothing has the focus");

    const QList<QWidget *> forth = round(Qt::Key_Tab, Qt::NoModifier);
    QVERIFY2(forth.size() < maxSteps, qPrintable(u"the Tab key stays at "_s + inWords(QApplication::focusWidget())));
    QList<QWidget *> back = round(Qt::Key_Backtab, Qt::ShiftModifier);
    QVERIFY2(back.size() < maxSteps, qPrintable(u"Shift+Tab stays at "_s + inWords(QApplication::focusWidget())));

    QStringList missed;
    for (const QWidget *widget : window->findChildren<QWidget *>()) {
        if (takesTab(widget, window) && !forth.contains(widget))
            missed.append(inWords(widget));
    }
    QVERIFY2(missed.isEmpty(), qPrintable(u"never reached: "_s + missed.join(u", "_s)));
    std::reverse(back.begin() + 1, back.end());
    QStringList wordsForth;
    QStringList wordsBack;
    for (const QWidget *widget : forth)
        wordsForth.append(inWords(widget));
    for (const QWidget *widget : back)
        wordsBack.append(inWords(widget));
    QCOMPARE(wordsBack, wordsForth);
}

QTEST_MAIN(tst_FocusChain)
#include "tst_focuschain.moc"
