// SPDX-License-Identifier: Apache-2.0
#include "views/settings/settingsdialog.h"

#include "models/accounts/proxypassword.h"
#include "tests/support/memorycredentialstore.h"
#include "tests/views/scriptedprompts.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace pollux;

using Key = Settings::Key;

Q_DECLARE_METATYPE(pollux::Settings::Key)

class tst_SettingsDialog : public QObject {
    Q_OBJECT

public slots:
    void takeUrl(const QUrl &url) { m_openedUrl = url; }

private slots:
    void init();
    void cleanup();
    void showsWhatIsSet();
    void choices_data();
    void choices();
    void numbers_data();
    void numbers();
    void switches_data();
    void switches();
    void everyUploadMayBeAskedAbout();
    void languagesThatAreThere();
    void proxyWaitsForItsHost();
    void proxyProblems_data();
    void proxyProblems();
    void proxyTypedAndClosed();
    void proxyCredentials();
    void keychainRefusesThePassword();
    void expiryNoticeOfAFile();
    void expiryNoticeNeedsItsSwitch();
    void dataFolder();
    void noDataFolder();
    void resetAsksFirst();
    void resetKeepsTheRest();
    void savedWhenClosed();
    void saysWhenNothingIsKept();
    void pagesByKeyboard();
    void everyFieldHasAName();

private:
    template <typename Widget>
    Widget *find(const QString &name) const
    {
        return m_dialog->findChild<Widget *>(name);
    }
    void makeDialog(const QString &dataDirectory);
    void goTo(int page) { find<QListWidget>(u"settingsPages"_s)->setCurrentRow(page); }
    QList<Key> told() const;

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<MemoryCredentialStore> m_keychain;
    std::unique_ptr<ProxyPassword> m_password;
    ScriptedPrompts m_prompts;
    std::unique_ptr<SettingsDialog> m_dialog;
    std::unique_ptr<QSignalSpy> m_changes;
    QUrl m_openedUrl;
};

void tst_SettingsDialog::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    for (const QString &name : {u"pollux_en.qm"_s, u"pollux_de.qm"_s, u"pollux_pt_BR.qm"_s, u"other_fr.qm"_s}) {
        QFile file(m_folder->filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
    }
    m_settings = std::make_unique<Settings>(m_folder->filePath(u"settings.ini"_s));
    m_keychain = std::make_unique<MemoryCredentialStore>();
    m_password = std::make_unique<ProxyPassword>(*m_settings, *m_keychain);
    makeDialog(m_folder->path());
}

void tst_SettingsDialog::cleanup()
{
    m_changes.reset();
    m_dialog.reset();
    m_password.reset();
    m_settings.reset();
    m_prompts.questions.clear();
}

void tst_SettingsDialog::makeDialog(const QString &dataDirectory)
{
    m_dialog =
        std::make_unique<SettingsDialog>(*m_settings, *m_password, m_prompts, dataDirectory, nullptr, m_folder->path());
    m_changes = std::make_unique<QSignalSpy>(m_dialog.get(), &SettingsDialog::changed);
    m_dialog->open();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

QList<Key> tst_SettingsDialog::told() const
{
    QList<Key> keys;
    for (const QList<QVariant> &change : *m_changes)
        keys.append(change.constFirst().value<Key>());
    return keys;
}

void tst_SettingsDialog::showsWhatIsSet()
{
    m_settings->setValue(Key::Theme, u"dark"_s);
    m_settings->setValue(Key::UploadsAtOnce, 7);
    m_settings->setValue(Key::ProxyKind, u"socks5"_s);
    m_settings->setValue(Key::ProxyHost, u"proxy"_s);
    m_settings->setValue(Key::ProxyPort, 1080);
    m_settings->setValue(Key::NotifyFailed, false);
    m_settings->setValue(Key::LogLevel, u"debug"_s);
    makeDialog({});
    QCOMPARE(find<QComboBox>(u"theme"_s)->currentData().toString(), u"dark"_s);
    QCOMPARE(find<QSpinBox>(u"uploadsAtOnce"_s)->value(), 7);
    QCOMPARE(find<QComboBox>(u"proxyKind"_s)->currentData().toString(), u"socks5"_s);
    QCOMPARE(find<QLineEdit>(u"proxyHost"_s)->text(), u"proxy"_s);
    QCOMPARE(find<QSpinBox>(u"proxyPort"_s)->value(), 1080);
    QVERIFY(!find<QCheckBox>(u"notifyFailed"_s)->isChecked());
    QVERIFY(find<QCheckBox>(u"notifyUploads"_s)->isChecked());
    QCOMPARE(find<QComboBox>(u"logLevel"_s)->currentData().toString(), u"debug"_s);
    m_dialog->reject();
    QVERIFY(m_changes->isEmpty());
}

void tst_SettingsDialog::choices_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<Key>("key");
    QTest::addColumn<QVariant>("value");
    for (const QString &value : {u"light"_s, u"dark"_s, u"highContrast"_s})
        QTest::addRow("theme %s", qPrintable(value)) << u"theme"_s << Key::Theme << QVariant(value);
    QTest::newRow("language") << u"language"_s << Key::Language << QVariant(u"de"_s);
    QTest::newRow("no proxy") << u"proxyKind"_s << Key::ProxyKind << QVariant(u"none"_s);
    for (const QString &value : {u"debug"_s, u"info"_s, u"critical"_s})
        QTest::addRow("log %s", qPrintable(value)) << u"logLevel"_s << Key::LogLevel << QVariant(value);
    QTest::newRow("expiry") << u"expiryNotice"_s << Key::ExpiryNotice << QVariant(60);
}

void tst_SettingsDialog::choices()
{
    QFETCH(const QString, name);
    QFETCH(const Key, key);
    QFETCH(const QVariant, value);
    auto *choice = find<QComboBox>(name);
    choice->setCurrentIndex(choice->findData(value));
    QCOMPARE(m_settings->value(key), value);
    QCOMPARE(told(), QList<Key>{key});
    choice->setCurrentIndex(choice->findData(value));
    QCOMPARE(told().size(), 1);
}

void tst_SettingsDialog::numbers_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<QString>("name");
    QTest::addColumn<Key>("key");
    QTest::addColumn<int>("most");
    QTest::newRow("uploads") << 1 << u"uploadsAtOnce"_s << Key::UploadsAtOnce << 32;
    QTest::newRow("polling") << 2 << u"pollInterval"_s << Key::PollInterval << 60;
}

void tst_SettingsDialog::numbers()
{
    QFETCH(const int, page);
    QFETCH(const QString, name);
    QFETCH(const Key, key);
    QFETCH(const int, most);
    goTo(page);
    auto *number = find<QSpinBox>(name);
    QCOMPARE(number->minimum(), 1);
    QCOMPARE(number->maximum(), most);
    number->setFocus();
    number->selectAll();
    QTest::keyClicks(number, u"19"_s);
    QVERIFY(told().isEmpty()); // not while typing: 1 is only the beginning of 19
    QTest::keyClick(number, Qt::Key_Return);
    QCOMPARE(m_settings->value(key).toInt(), 19);
    QCOMPARE(told(), QList<Key>{key});
    QVERIFY(m_dialog->isVisible());
    QTest::keyClick(number, Qt::Key_Up);
    QCOMPARE(m_settings->value(key).toInt(), 20);
}

void tst_SettingsDialog::switches_data()
{
    QTest::addColumn<int>("page");
    QTest::addColumn<QString>("name");
    QTest::addColumn<Key>("key");
    QTest::newRow("uploads") << 3 << u"notifyUploads"_s << Key::NotifyUploads;
    QTest::newRow("active") << 3 << u"notifyActive"_s << Key::NotifyActive;
    QTest::newRow("failed") << 3 << u"notifyFailed"_s << Key::NotifyFailed;
    QTest::newRow("expiry") << 3 << u"notifyExpiry"_s << Key::NotifyExpiry;
    QTest::newRow("requests") << 4 << u"recordRequests"_s << Key::RecordRequests;
}

void tst_SettingsDialog::switches()
{
    QFETCH(const int, page);
    QFETCH(const QString, name);
    QFETCH(const Key, key);
    goTo(page);
    QTest::keyClick(find<QCheckBox>(name), Qt::Key_Space);
    QCOMPARE(m_settings->value(key).toBool(), false);
    QTest::keyClick(find<QCheckBox>(name), Qt::Key_Space);
    QCOMPARE(m_settings->value(key).toBool(), true);
    QCOMPARE(told(), QList<Key>({key, key}));
}

void tst_SettingsDialog::everyUploadMayBeAskedAbout()
{
    goTo(1);
    QVERIFY(!find<QCheckBox>(u"reviewUploads"_s)->isChecked());
    QTest::keyClick(find<QCheckBox>(u"reviewUploads"_s), Qt::Key_Space);
    QVERIFY(m_settings->value(Key::ReviewUploads).toBool());
    QCOMPARE(told(), QList<Key>{Key::ReviewUploads});
}

void tst_SettingsDialog::languagesThatAreThere()
{
    const auto *language = find<QComboBox>(u"language"_s);
    QStringList tags;
    for (int index = 0; index < language->count(); ++index)
        tags.append(language->itemData(index).toString());
    QCOMPARE(tags, QStringList({QString(), u"de"_s, u"en"_s, u"pt-BR"_s}));
    QCOMPARE(language->itemText(1), u"Deutsch"_s);
    QVERIFY(language->itemText(3).contains(u"Brasil"_s));
    QVERIFY(language->accessibleDescription().contains(u"next start"_s));
}

void tst_SettingsDialog::proxyWaitsForItsHost()
{
    goTo(2);
    auto *kind = find<QComboBox>(u"proxyKind"_s);
    auto *host = find<QLineEdit>(u"proxyHost"_s);
    const auto *problem = find<QLabel>(u"proxyProblem"_s);
    QVERIFY(!host->isEnabled());
    kind->setCurrentIndex(kind->findData(u"http"_s));
    QVERIFY(host->isEnabled());
    QVERIFY(problem->isVisible());
    QCOMPARE(host->accessibleDescription(), problem->text());
    QVERIFY(told().isEmpty());
    host->setFocus();
    QTest::keyClicks(host, u"proxy.example.com"_s);
    QVERIFY(problem->isHidden());
    QVERIFY(told().isEmpty()); // not while typing
    QTest::keyClick(host, Qt::Key_Return);
    QCOMPARE(told(), QList<Key>({Key::ProxyHost, Key::ProxyKind}));
    QCOMPARE(m_settings->value(Key::ProxyHost).toString(), u"proxy.example.com"_s);
    QCOMPARE(m_settings->value(Key::ProxyKind).toString(), u"http"_s);
    find<QSpinBox>(u"proxyPort"_s)->setValue(3128);
    QCOMPARE(m_settings->value(Key::ProxyPort).toInt(), 3128);
    host->clear();
    emit host->editingFinished();
    QCOMPARE(m_settings->value(Key::ProxyHost).toString(), u"proxy.example.com"_s); // an empty name is refused
    kind->setCurrentIndex(kind->findData(u"none"_s));
    QVERIFY(problem->isHidden());
    QCOMPARE(m_settings->value(Key::ProxyKind).toString(), u"none"_s);
}

void tst_SettingsDialog::proxyProblems_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<bool>("isGood");
    QTest::newRow("name") << u"proxy"_s << true;
    QTest::newRow("blanks around") << u" proxy "_s << true;
    QTest::newRow("IPv6") << u"2001:db8::1"_s << true;
    QTest::newRow("URL") << u"http://proxy"_s << false;
    QTest::newRow("port") << u"proxy:3128"_s << false;
    QTest::newRow("blank") << u"a b"_s << false;
}

void tst_SettingsDialog::proxyProblems()
{
    QFETCH(const QString, typed);
    QFETCH(const bool, isGood);
    goTo(2);
    auto *kind = find<QComboBox>(u"proxyKind"_s);
    kind->setCurrentIndex(kind->findData(u"socks5"_s));
    auto *host = find<QLineEdit>(u"proxyHost"_s);
    QTest::keyClicks(host, typed);
    QCOMPARE(find<QLabel>(u"proxyProblem"_s)->isHidden(), isGood);
    m_dialog->reject();
    QCOMPARE(m_settings->value(Key::ProxyKind).toString(), isGood ? u"socks5"_s : u"system"_s);
    QCOMPARE(m_settings->value(Key::ProxyHost).toString(), isGood ? typed.trimmed() : QString());
}

void tst_SettingsDialog::proxyTypedAndClosed()
{
    goTo(2);
    auto *kind = find<QComboBox>(u"proxyKind"_s);
    kind->setCurrentIndex(kind->findData(u"http"_s));
    auto *host = find<QLineEdit>(u"proxyHost"_s);
    host->setFocus();
    QTest::keyClicks(host, u"proxy"_s);
    QTest::keyClick(host, Qt::Key_Escape);
    QVERIFY(m_dialog->isHidden());
    QCOMPARE(m_settings->value(Key::ProxyHost).toString(), u"proxy"_s);
}

void tst_SettingsDialog::proxyCredentials()
{
    goTo(2);
    auto *user = find<QLineEdit>(u"proxyUser"_s);
    auto *password = find<QLineEdit>(u"proxyPassword"_s);
    QVERIFY(!user->isEnabled() && !password->isEnabled());
    find<QLineEdit>(u"proxyHost"_s)->setText(u"proxy"_s);
    auto *kind = find<QComboBox>(u"proxyKind"_s);
    kind->setCurrentIndex(kind->findData(u"http"_s));
    QVERIFY(user->isEnabled() && password->isEnabled());
    QCOMPARE(password->echoMode(), QLineEdit::Password);
    user->setFocus();
    QTest::keyClicks(user, u"ann"_s);
    password->setFocus();
    QTest::keyClicks(password, u"a b%"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QCOMPARE(m_settings->value(Key::ProxyUser).toString(), u"ann"_s);
    QCOMPARE(m_password->value(), u"a b%"_s);
    QTRY_VERIFY(m_password->isStored());
    QTRY_VERIFY(!password->placeholderText().isEmpty());
    m_dialog->reject();
    QFile file(m_folder->filePath(u"settings.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("a b"));

    ProxyPassword later(*m_settings, *m_keychain);
    later.read();
    QTRY_COMPARE(later.value(), u"a b%"_s);
}

void tst_SettingsDialog::keychainRefusesThePassword()
{
    goTo(2);
    m_keychain->isLocked = true;
    find<QLineEdit>(u"proxyHost"_s)->setText(u"proxy"_s);
    auto *kind = find<QComboBox>(u"proxyKind"_s);
    kind->setCurrentIndex(kind->findData(u"http"_s));
    auto *password = find<QLineEdit>(u"proxyPassword"_s);
    password->setFocus();
    QTest::keyClicks(password, u"secret"_s);
    QTest::keyClick(password, Qt::Key_Return);
    QTRY_VERIFY(find<QLabel>(u"passwordProblem"_s)->text().contains(u"keychain did not take"_s));
    QCOMPARE(m_password->value(), u"secret"_s); // for this session
    QVERIFY(!m_password->isStored());
}

void tst_SettingsDialog::expiryNoticeOfAFile()
{
    m_settings->setValue(Key::ExpiryNotice, 45);
    makeDialog({});
    const auto *notice = find<QComboBox>(u"expiryNotice"_s);
    QCOMPARE(notice->currentData().toInt(), 45);
    QCOMPARE(notice->currentText(), u"45 minutes before"_s);
    QVERIFY(m_changes->isEmpty());
}

void tst_SettingsDialog::expiryNoticeNeedsItsSwitch()
{
    goTo(3);
    find<QCheckBox>(u"notifyExpiry"_s)->setChecked(false);
    QVERIFY(!find<QComboBox>(u"expiryNotice"_s)->isEnabled());
}

void tst_SettingsDialog::dataFolder()
{
    goTo(4);
    const QString path = QDir::toNativeSeparators(m_folder->path());
    QCOMPARE(find<QLineEdit>(u"dataFolder"_s)->text(), path);
    find<QPushButton>(u"copyDataFolder"_s)->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), path);
    QDesktopServices::setUrlHandler(u"file"_s, this, "takeUrl");
    find<QPushButton>(u"openDataFolder"_s)->click();
    QDesktopServices::unsetUrlHandler(u"file"_s);
    QCOMPARE(m_openedUrl, QUrl::fromLocalFile(m_folder->path()));
}

void tst_SettingsDialog::noDataFolder()
{
    makeDialog({});
    QVERIFY(!find<QLineEdit>(u"dataFolder"_s));
}

void tst_SettingsDialog::resetAsksFirst()
{
    m_settings->setValue(Key::Theme, u"dark"_s);
    m_prompts.answers = {false};
    find<QPushButton>(u"resetSettings"_s)->click();
    QTRY_VERIFY(m_prompts.answers.isEmpty() && !m_prompts.questions.isEmpty());
    QCOMPARE(m_settings->value(Key::Theme).toString(), u"dark"_s);
}

void tst_SettingsDialog::resetKeepsTheRest()
{
    Profile profile = newProfile();
    profile.name = u"Mine"_s;
    m_settings->setProfiles({profile});
    m_settings->setKeyWasStored(profile.id, true);
    m_settings->setValue(Key::WindowGeometry, "geometry"_ba);
    m_settings->setValue(Key::Theme, u"dark"_s);
    m_settings->setValue(Key::ProxyKind, u"none"_s);
    m_settings->setValue(Key::ExpiryNotice, 30);
    m_settings->setValue(Key::RecordRequests, false);
    makeDialog({});
    m_prompts.answers = {true};
    find<QPushButton>(u"resetSettings"_s)->click();
    QTRY_COMPARE(told().size(), 4);
    QCOMPARE(told(), QList<Key>({Key::Theme, Key::ProxyKind, Key::ExpiryNotice, Key::RecordRequests}));
    QCOMPARE(find<QComboBox>(u"theme"_s)->currentData().toString(), u"system"_s);
    QCOMPARE(find<QComboBox>(u"expiryNotice"_s)->currentData().toInt(), 360);
    QVERIFY(find<QCheckBox>(u"recordRequests"_s)->isChecked());
    const Settings read(m_folder->filePath(u"settings.ini"_s));
    QCOMPARE(read.value(Key::Theme).toString(), u"system"_s);
    QCOMPARE(read.value(Key::WindowGeometry).toByteArray(), "geometry"_ba);
    QCOMPARE(read.profiles().size(), 1);
    QVERIFY(read.keyWasStored(profile.id));
}

void tst_SettingsDialog::savedWhenClosed()
{
    auto *theme = find<QComboBox>(u"theme"_s);
    theme->setCurrentIndex(theme->findData(u"light"_s));
    m_dialog->reject();
    QFile file(m_folder->filePath(u"settings.ini"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll().contains("theme=light"));
}

void tst_SettingsDialog::saysWhenNothingIsKept()
{
    QVERIFY(m_dialog->findChild<QWidget *>(u"settingsNotice"_s)->isHidden());
    QFile file(m_folder->filePath(u"newer.ini"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("[General]\nversion=99\n");
    file.close();
    Settings newer(file.fileName());
    QCOMPARE(newer.problem(), Settings::Problem::NewerVersion);
    SettingsDialog dialog(newer, *m_password, m_prompts, {});
    dialog.open();
    QVERIFY(dialog.findChild<QWidget *>(u"settingsNotice"_s)->isVisible());
}

void tst_SettingsDialog::pagesByKeyboard()
{
    auto *pages = find<QListWidget>(u"settingsPages"_s);
    const auto *stack = m_dialog->findChild<QStackedWidget *>();
    QVERIFY(pages->hasFocus());
    for (int page = 1; page < 5; ++page) {
        QTest::keyClick(pages, Qt::Key_Down);
        QCOMPARE(stack->currentIndex(), page);
    }
    QTest::keyClick(pages, Qt::Key_Tab);
    QVERIFY(find<QComboBox>(u"logLevel"_s)->hasFocus());
}

void tst_SettingsDialog::everyFieldHasAName()
{
    for (QWidget *widget : m_dialog->findChildren<QWidget *>()) {
        // The pop-up list of a combo box is a window of Qt's own.
        if (widget->window() != m_dialog.get() || widget->focusPolicy() == Qt::NoFocus ||
            widget->objectName().startsWith(u"qt_"_s))
            continue;
        const auto *button = qobject_cast<QAbstractButton *>(widget);
        const bool isNamed = !widget->accessibleName().isEmpty() || (button && !button->text().isEmpty());
        QVERIFY2(isNamed || qobject_cast<QStackedWidget *>(widget) || qobject_cast<QLabel *>(widget),
                 widget->metaObject()->className());
    }
}

QTEST_MAIN(tst_SettingsDialog)
#include "tst_settingsdialog.moc"
