// SPDX-License-Identifier: Apache-2.0
#include "views/window/windowtoolbar.h"

#include "models/accounts/accounts.h"
#include "models/accounts/settings.h"
#include "models/text/format.h"
#include "tests/support/memorycredentialstore.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace pollux;

/// The toolbar with two accounts.
class tst_WindowToolBar final : public QObject {
    Q_OBJECT

private slots:
    void init();
    void uploadNamesItsTarget_data();
    void uploadNamesItsTarget();
    void accountsAreSwitched();
    void followsTheActiveAccount();
    void accountsHaveColours();
    void menusHoldTheirCommands();

private:
    QToolButton *buttonNamed(const QString &accessibleName) const;
    QString addAccount(const QString &name);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MemoryCredentialStore> m_credentials;
    std::unique_ptr<Accounts> m_accounts;
    std::unique_ptr<QMainWindow> m_window;
    WindowActions *m_actions = nullptr;
    WindowToolBar *m_toolBar = nullptr;
};

void tst_WindowToolBar::init()
{
    m_window.reset();
    m_accounts.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_credentials = std::make_unique<MemoryCredentialStore>();
    m_accounts = std::make_unique<Accounts>(*m_settings, *m_credentials);
    addAccount(u"Museum"_s);
    addAccount(u"Fish & Chips"_s);
    m_window = std::make_unique<QMainWindow>();
    m_actions = new WindowActions(*m_window);
    m_toolBar = new WindowToolBar(*m_actions, *m_accounts, m_window.get());
    m_window->addToolBar(m_toolBar);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
}

QString tst_WindowToolBar::addAccount(const QString &name)
{
    Profile profile = newProfile();
    profile.name = name;
    return m_accounts->save(profile) == ProfileProblem::None ? profile.id : QString();
}

QToolButton *tst_WindowToolBar::buttonNamed(const QString &accessibleName) const
{
    for (QToolButton *button : m_toolBar->findChildren<QToolButton *>()) {
        if (button->accessibleName() == accessibleName)
            return button;
    }
    return nullptr;
}

void tst_WindowToolBar::uploadNamesItsTarget_data()
{
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("words");
    QTest::newRow("none") << QString() << u"Upload"_s;
    QTest::newRow("files") << u"Files"_s << u"Upload to Files"_s;
    QTest::newRow("ampersand") << u"Fish & Chips"_s << u"Upload to Fish & Chips"_s;
    QTest::newRow("lines") << u"a\nb"_s << u"Upload to "_s + format::singleLine(u"a\nb"_s);
    QTest::newRow("long") << QString(100, u'x') << u"Upload to %1…"_s.arg(QString(31, u'x'));
}

void tst_WindowToolBar::uploadNamesItsTarget()
{
    QFETCH(const QString, target);
    QFETCH(const QString, words);
    m_toolBar->setTarget(target);
    const QToolButton *button = buttonNamed(words);
    QVERIFY(button);
    QCOMPARE(QString(button->text()).replace("&&"_L1, "&"_L1), words);
    QCOMPARE(button->defaultAction(), m_actions->uploadFiles);
}

void tst_WindowToolBar::accountsAreSwitched()
{
    QToolButton *button = buttonNamed(u"Account: Museum"_s);
    QVERIFY(button);
    QMenu *menu = button->menu();
    emit menu->aboutToShow();
    QStringList names;
    QStringList checked;
    for (const QAction *action : menu->actions()) {
        names.append(action->isSeparator() ? u"-"_s : action->text());
        if (action->isChecked())
            checked.append(action->text());
    }
    QCOMPARE(names, (QStringList{u"Museum"_s, u"Fish && Chips"_s, u"-"_s, m_actions->accounts->text()}));
    QCOMPARE(checked, QStringList{u"Museum"_s});
    menu->actions().at(1)->trigger();
    QCOMPARE(m_accounts->activeProfile()->name, u"Fish & Chips"_s);
    QCOMPARE(button->accessibleName(), u"Account: Fish & Chips"_s);
}

void tst_WindowToolBar::followsTheActiveAccount()
{
    Profile profile = *m_accounts->activeProfile();
    profile.name = u"Gallery"_s;
    QCOMPARE(m_accounts->save(profile), ProfileProblem::None);
    QVERIFY(buttonNamed(u"Account: Gallery"_s));
    for (const Profile &each : m_accounts->profiles())
        m_accounts->forgetProfile(each.id);
    QVERIFY(buttonNamed(u"Account: No account"_s));
}

void tst_WindowToolBar::accountsHaveColours()
{
    const auto colourOf = [this](const QString &id) {
        Profile profile;
        profile.id = id;
        return accountIcon(profile, m_window->palette()).pixmap(24, 24).toImage().pixelColor(12, 12);
    };
    const QColor first = colourOf(u"11111111-1111-4111-8111-111111111111"_s);
    QCOMPARE(colourOf(u"11111111-1111-4111-8111-111111111111"_s), first);
    QVERIFY(colourOf(u"11111111-1111-4111-8111-111111111112"_s) != first);
}

void tst_WindowToolBar::menusHoldTheirCommands()
{
    m_toolBar->setTarget({});
    QCOMPARE(buttonNamed(u"Upload"_s)->menu()->actions(),
             (QList<QAction *>{m_actions->uploadFiles, m_actions->uploadFolder, m_actions->paste}));
}

QTEST_MAIN(tst_WindowToolBar)
#include "tst_windowtoolbar.moc"
