// SPDX-License-Identifier: Apache-2.0
#include "views/settings/settingsdialog.h"

#include "models/accounts/proxypassword.h"
#include "views/messages/messagewidget.h"
#include "views/settings/settingspages.h"
#include "views/style/theme.h"
#include "views/widgets/fieldmessage.h"
#include "views/widgets/prompts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QMetaProperty>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QStackedWidget>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Key = Settings::Key;

constexpr int pageChars = 64; // width of a page; wide enough that hints take few lines

/// The settings and the object names of their fields.
constexpr std::array bindings = {
    std::pair{Key::Theme, "theme"_L1},
    std::pair{Key::Language, "language"_L1},
    std::pair{Key::UploadsAtOnce, "uploadsAtOnce"_L1},
    std::pair{Key::ReviewUploads, "reviewUploads"_L1},
    std::pair{Key::PollInterval, "pollInterval"_L1},
    std::pair{Key::ProxyKind, "proxyKind"_L1},
    std::pair{Key::ProxyHost, "proxyHost"_L1},
    std::pair{Key::ProxyPort, "proxyPort"_L1},
    std::pair{Key::ProxyUser, "proxyUser"_L1},
    std::pair{Key::NotifyUploads, "notifyUploads"_L1},
    std::pair{Key::NotifyActive, "notifyActive"_L1},
    std::pair{Key::NotifyFailed, "notifyFailed"_L1},
    std::pair{Key::NotifyExpiry, "notifyExpiry"_L1},
    std::pair{Key::ExpiryNotice, "expiryNotice"_L1},
    std::pair{Key::LogLevel, "logLevel"_L1},
    std::pair{Key::RecordRequests, "recordRequests"_L1},
};

/// The data of the current item of a QComboBox; the user property of other fields.
QVariant valueOf(const QWidget &field)
{
    const auto *choice = qobject_cast<const QComboBox *>(&field);
    return choice ? choice->currentData() : field.metaObject()->userProperty().read(&field);
}

/// Emits no signals of the field. A QComboBox that does not have the value shows its first item.
void showValue(QWidget &field, const QVariant &value)
{
    const QSignalBlocker blocker(field);
    if (auto *choice = qobject_cast<QComboBox *>(&field))
        choice->setCurrentIndex(std::max(0, choice->findData(value)));
    else
        field.metaObject()->userProperty().write(&field, value);
}

QString proxyProblemText(ProxyChoice::Problem problem)
{
    switch (problem) {
    case ProxyChoice::Problem::None:
        break;
    case ProxyChoice::Problem::NoHost:
        return SettingsDialog::tr("Enter the name or address of the proxy. Until then nothing changes.");
    case ProxyChoice::Problem::BadHost:
        return SettingsDialog::tr("Only a name or an address, as proxy.example.com: no https://, no port.");
    case ProxyChoice::Problem::BadPort:
        return SettingsDialog::tr("The port is a number from 1 to 65535.");
    }
    return {};
}

} // namespace

SettingsDialog::SettingsDialog(Settings &settings, ProxyPassword &password, Prompts &prompts,
                               const QString &dataDirectory, QWidget *parent, const QString &translationsFolder)
    : QDialog(parent)
    , m_settings(settings)
    , m_password(password)
    , m_prompts(prompts)
    , m_pageList(new QListWidget(this))
    , m_stack(new QStackedWidget(this))
    , m_notice(new MessageWidget(this))
{
    setWindowTitle(tr("Settings"));
    m_pageList->setObjectName(u"settingsPages"_s);
    m_pageList->setAccessibleName(tr("Pages of settings"));
    m_pageList->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_pageList->setUniformItemSizes(true);
    m_notice->setObjectName(u"settingsNotice"_s);
    for (const settingspages::Page &page : settingspages::create(translationsFolder, dataDirectory)) {
        page.widget->setAccessibleName(page.title);
        m_stack->addWidget(page.widget);
        auto *item = new QListWidgetItem(icon(page.icon), page.title, m_pageList);
        item->setSizeHint({m_pageList->sizeHintForColumn(0) + 2 * theme::grid,
                           m_pageList->fontMetrics().height() + theme::grid + theme::grid / 2});
    }
    load();
    bindFields();
    m_pageList->setCurrentRow(0);
    m_pageList->setFixedWidth(m_pageList->sizeHintForColumn(0) + 2 * m_pageList->frameWidth() + theme::grid);
    m_stack->setMinimumWidth(pageChars * fontMetrics().averageCharWidth());

    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(2 * theme::grid, 2 * theme::grid, 2 * theme::grid, 2 * theme::grid);
    layout->setHorizontalSpacing(3 * theme::grid);
    layout->setVerticalSpacing(2 * theme::grid);
    layout->addWidget(m_pageList, 0, 0);
    layout->addWidget(m_stack, 0, 1);
    layout->addWidget(m_notice, 1, 0, 1, 2);
    layout->addWidget(createFooter(), 2, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    layout->setRowStretch(0, 1);
    connect(m_pageList, &QListWidget::currentRowChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(this, &SettingsDialog::changed, this, &SettingsDialog::showProblem);
    connect(findChild<QLineEdit *>(u"proxyHost"_s), &QLineEdit::textEdited, this, &SettingsDialog::showProxyProblem);
    connect(findChild<QLineEdit *>(u"proxyPassword"_s), &QLineEdit::editingFinished, this,
            &SettingsDialog::handlePassword);
    connect(findChild<QCheckBox *>(u"notifyExpiry"_s), &QCheckBox::toggled, findChild<QComboBox *>(u"expiryNotice"_s),
            &QComboBox::setEnabled);
    showProblem();
}

QWidget *SettingsDialog::createFooter()
{
    auto *buttons = new QDialogButtonBox(this);
    QPushButton *resetButton = buttons->addButton(tr("Reset All &Settings…"), QDialogButtonBox::ResetRole);
    resetButton->setObjectName(u"resetSettings"_s);
    resetButton->setAutoDefault(false);
    QPushButton *close = buttons->addButton(QDialogButtonBox::Close);
    close->setIcon({});
    close->setAutoDefault(false);
    connect(resetButton, &QPushButton::clicked, this, &SettingsDialog::askToReset);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void SettingsDialog::bindFields()
{
    for (const auto &[key, name] : bindings) {
        auto *field = findChild<QWidget *>(name);
        const bool isProxy = name.startsWith("proxy"_L1);
        const auto handle = [this, setting = key, field, isProxy] {
            if (isProxy)
                handleProxy();
            else
                write(setting, valueOf(*field));
        };
        if (auto *box = qobject_cast<QCheckBox *>(field))
            connect(box, &QCheckBox::toggled, this, handle);
        else if (auto *choice = qobject_cast<QComboBox *>(field))
            connect(choice, &QComboBox::currentIndexChanged, this, handle);
        else if (auto *number = qobject_cast<QSpinBox *>(field))
            connect(number, &QSpinBox::valueChanged, this, handle);
        else if (auto *line = qobject_cast<QLineEdit *>(field))
            connect(line, &QLineEdit::editingFinished, this, handle);
    }
}

/// Shows the values of the settings, and writes nothing.
void SettingsDialog::load()
{
    auto *notice = findChild<QComboBox *>(u"expiryNotice"_s);
    const int minutes = m_settings.value(Key::ExpiryNotice).toInt();
    if (notice->findData(minutes) < 0)
        notice->addItem(settingspages::expiryNoticeText(minutes), minutes); // the value of an edited settings file
    for (const auto &[key, name] : bindings)
        showValue(*findChild<QWidget *>(name), m_settings.value(key));
    notice->setEnabled(findChild<QCheckBox *>(u"notifyExpiry"_s)->isChecked());
    findChild<QLineEdit *>(u"proxyPassword"_s)->clear();
    showPasswordHint();
    showProxyProblem();
}

void SettingsDialog::write(Settings::Key key, const QVariant &value)
{
    if (m_settings.value(key) == value)
        return;
    m_settings.setValue(key, value);
    emit changed(key);
}

ProxyChoice SettingsDialog::enteredProxy() const
{
    const auto entered = [this](const QString &name) { return valueOf(*findChild<QWidget *>(name)); };
    ProxyChoice choice = ProxyChoice::fromSettings(entered(u"proxyKind"_s).toString(),
                                                   entered(u"proxyHost"_s).toString(), entered(u"proxyPort"_s).toInt());
    choice.user = entered(u"proxyUser"_s).toString().trimmed();
    return choice;
}

void SettingsDialog::showProxyProblem()
{
    const ProxyChoice choice = enteredProxy();
    const QString problem = proxyProblemText(choice.problem());
    auto *host = findChild<QLineEdit *>(u"proxyHost"_s);
    host->setEnabled(choice.needsHost());
    host->setAccessibleDescription(problem);
    for (const QString &name : {u"proxyPort"_s, u"proxyUser"_s, u"proxyPassword"_s})
        findChild<QWidget *>(name)->setEnabled(choice.needsHost());
    findChild<FieldMessage *>(u"proxyProblem"_s)->showProblem(problem);
}

void SettingsDialog::handleProxy()
{
    showProxyProblem();
    const ProxyChoice choice = enteredProxy();
    if (choice.problem() != ProxyChoice::Problem::None)
        return;
    // The kind comes last, so that it is never used with the previous host.
    if (choice.needsHost()) {
        write(Key::ProxyHost, choice.host);
        write(Key::ProxyPort, choice.port);
        write(Key::ProxyUser, choice.user);
    }
    write(Key::ProxyKind, ProxyChoice::kindName(choice.kind));
}

void SettingsDialog::showPasswordHint()
{
    findChild<QLineEdit *>(u"proxyPassword"_s)
        ->setPlaceholderText(m_password.isStored() ? tr("In the keychain") : QString());
}

void SettingsDialog::handlePassword()
{
    auto *field = findChild<QLineEdit *>(u"proxyPassword"_s);
    if (!field->isModified())
        return;
    field->setModified(false);
    setPassword(field->text());
}

void SettingsDialog::setPassword(const QString &password)
{
    m_password.set(password, this, [this](const CredentialResult &result) {
        const bool isKept = result.status == CredentialStatus::Ok || result.status == CredentialStatus::Superseded;
        auto *message = findChild<FieldMessage *>(u"passwordProblem"_s);
        if (isKept)
            message->showHint(m_password.isStored() ? tr("The password is in the keychain.") : QString());
        else
            message->showProblem(tr("The keychain did not take the password. It is used until Pollux is closed."));
        showPasswordHint();
    });
}

void SettingsDialog::showProblem()
{
    switch (m_settings.problem()) {
    case Settings::Problem::None:
    case Settings::Problem::SetAside: // reported at the start; changes are saved
        m_notice->clear();
        return;
    case Settings::Problem::NewerVersion:
        m_notice->showMessage(MessageWidget::Kind::Warning,
                              tr("A newer Pollux wrote the settings file. What is changed here lasts until Pollux is "
                                 "closed."));
        return;
    case Settings::Problem::NotSaved:
        m_notice->showMessage(MessageWidget::Kind::Warning,
                              tr("The settings file cannot be written. What is changed here lasts until Pollux is "
                                 "closed."));
    }
}

void SettingsDialog::done(int result)
{
    // They may be typed without Return.
    handleProxy();
    handlePassword();
    m_settings.save();
    QDialog::done(result);
}

void SettingsDialog::askToReset()
{
    const Prompts::Question question = {
        tr("Reset all settings?"),
        tr("Every page of this dialog goes back to what a new installation has. Accounts, API keys, the layout of the "
           "window and chunking settings stay as they are."),
        tr("Reset Settings")};
    m_prompts.ask(this, question, [this](bool isAccepted) {
        if (isAccepted)
            reset();
    });
}

void SettingsDialog::reset()
{
    const Settings defaults(u":/none"_s); // a file that cannot exist
    for (const auto &[key, name] : bindings)
        write(key, defaults.value(key));
    if (m_password.isStored())
        setPassword({});
    load();
    m_settings.save();
    showProblem();
}

} // namespace pollux
