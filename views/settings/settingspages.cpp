// SPDX-License-Identifier: Apache-2.0
#include "views/settings/settingspages.h"

#include "models/api/http/proxychoice.h"
#include "models/text/format.h"
#include "views/style/layouts.h"
#include "views/widgets/fieldmessage.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFormLayout>
#include <QGuiApplication>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QUrl>

#include <array>

using namespace Qt::StringLiterals;

namespace pollux::settingspages {

namespace {

constexpr int maxUploadsAtOnce = 32;
constexpr int maxPollInterval = 60; // seconds
constexpr int maxPort = 65535;
constexpr int hostChars = 28;
constexpr int maxHostLength = 253;                                  // RFC 1035
constexpr std::array expiryNotices = {30, 60, 180, 360, 720, 1440}; // minutes; files live for 48 hours (contract 1.5)

struct Option {
    QString text;
    QVariant value;
};

/// The name of the language in that language: "English", "português (Brasil)".
QString languageName(const QString &tag)
{
    const QLocale locale(tag);
    const QString language = locale.nativeLanguageName();
    if (language.isEmpty())
        return tag;
    const QString plain = QLocale(locale.language()).nativeLanguageName(); // without "American"
    return tag.contains(u'-') ? u"%1 (%2)"_s.arg(plain, locale.nativeTerritoryName()) : language;
}

/// One page, with functions that add its fields.
class Form final : public QWidget {
    Q_DECLARE_TR_FUNCTIONS(pollux::SettingsDialog)

public:
    Form()
        : m_layout(new QFormLayout(this))
    {
        m_layout->setContentsMargins(0, 0, 0, 0);
        m_layout->setHorizontalSpacing(theme::grid);
        m_layout->setVerticalSpacing(theme::grid);
        m_layout->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
        m_layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
    }

    void addGeneral(const QString &translationsFolder)
    {
        addChoice(tr("&Theme:"), u"theme"_s,
                  {{tr("Same as system"), u"system"_s},
                   {tr("Light"), u"light"_s},
                   {tr("Dark"), u"dark"_s},
                   {tr("High contrast"), u"highContrast"_s}});
        QList<Option> languages = {{tr("Same as system"), QString()}};
        for (const QString &name : QDir(translationsFolder).entryList({u"pollux_*.qm"_s}, QDir::Files, QDir::Name)) {
            const QString tag = name.section(u'_', 1).chopped(3).replace(u'_', u'-');
            languages.append({languageName(tag), tag});
        }
        addChoice(tr("&Language:"), u"language"_s, languages, tr("Takes effect at the next start."));
    }

    void addTransfers()
    {
        addNumber(tr("&Parallel uploads:"), u"uploadsAtOnce"_s, maxUploadsAtOnce,
                  tr("Files that are sent at the same time, 1 to %1.").arg(maxUploadsAtOnce));
        addSwitch(tr("&Ask before every upload, to change names and types"), u"reviewUploads"_s);
    }

    void addNetwork()
    {
        using enum ProxyChoice::Kind;
        addNumber(tr("&Check processing files every:"), u"pollInterval"_s, maxPollInterval,
                  tr("The first wait while a file is processed; later waits grow."))
            ->setSuffix(tr(" s", "seconds, after a number"));
        addChoice(tr("Prox&y:"), u"proxyKind"_s,
                  {{tr("Same as system"), ProxyChoice::kindName(System)},
                   {tr("None"), ProxyChoice::kindName(None)},
                   {tr("HTTP"), ProxyChoice::kindName(Http)},
                   {tr("SOCKS 5"), ProxyChoice::kindName(Socks5)}});
        auto *host = new QLineEdit(this);
        host->setMaxLength(maxHostLength);
        host->setMinimumWidth(hostChars * fontMetrics().averageCharWidth());
        addField(tr("&Host:"), host, u"proxyHost"_s)->setObjectName(u"proxyProblem"_s);
        host->setAccessibleName(tr("Host of the proxy"));
        QSpinBox *port = addNumber(tr("Po&rt:"), u"proxyPort"_s, maxPort);
        port->setGroupSeparatorShown(false);
        port->setAccessibleName(tr("Port of the proxy"));
        auto *user = new QLineEdit(this);
        user->setMaxLength(maxHostLength);
        user->setMinimumWidth(hostChars * fontMetrics().averageCharWidth());
        addField(tr("&User name:"), user, u"proxyUser"_s, tr("Only if the proxy asks for one."));
        user->setAccessibleName(tr("User name for the proxy"));
        auto *password = new QLineEdit(this);
        password->setEchoMode(QLineEdit::Password);
        password->setMaxLength(maxHostLength);
        password->setMinimumWidth(hostChars * fontMetrics().averageCharWidth());
        addField(tr("Pass&word:"), password, u"proxyPassword"_s, tr("Kept in the keychain of this computer."))
            ->setObjectName(u"passwordProblem"_s);
        password->setAccessibleName(tr("Password for the proxy"));
    }

    void addNotifications()
    {
        m_layout->addRow(new QLabel(tr("Desktop notifications about:"), this));
        const QString description = tr("Desktop notification");
        addSwitch(tr("&Uploads that are done"), u"notifyUploads"_s, description);
        addSwitch(tr("Files that have become &active"), u"notifyActive"_s, description);
        addSwitch(tr("Uploads and files that have &failed"), u"notifyFailed"_s, description);
        addSwitch(tr("Files that &expire soon"), u"notifyExpiry"_s, description);
        QList<Option> times;
        for (const int minutes : expiryNotices)
            times.append({expiryNoticeText(minutes), minutes});
        addChoice(tr("&Warn me before files expire:"), u"expiryNotice"_s, times);
    }

    void addAdvanced(const QString &dataDirectory)
    {
        addChoice(tr("&Log:"), u"logLevel"_s,
                  {{tr("Everything"), u"debug"_s},
                   {tr("Information and more"), u"info"_s},
                   {tr("Warnings and more"), u"warning"_s},
                   {tr("Errors only"), u"critical"_s}},
                  tr("Written to the program’s error stream, without keys."));
        addSwitch(tr("&Record requests for the inspector"), u"recordRequests"_s);
        if (!dataDirectory.isEmpty())
            addDataFolder(QDir::toNativeSeparators(dataDirectory));
    }

private:
    /// Returns the line below the field, for a hint or a problem.
    FieldMessage *addField(const QString &label, QWidget *field, const QString &name, const QString &hint = {})
    {
        field->setObjectName(name);
        field->setAccessibleDescription(hint);
        auto *message = new FieldMessage(this);
        message->showHint(hint);
        auto *column = new QVBoxLayout;
        column->setSpacing(theme::grid / 4);
        column->addWidget(field, 0, Qt::AlignLeft);
        column->addWidget(message);
        m_layout->addRow(layouts::createLabel(label, field), column);
        nameAfterLabel(*field, label);
        return message;
    }

    void addSwitch(const QString &text, const QString &name, const QString &description = {})
    {
        auto *box = new QCheckBox(text, this);
        box->setObjectName(name);
        box->setAccessibleDescription(description);
        m_layout->addRow(box);
    }

    void addChoice(const QString &label, const QString &name, const QList<Option> &options, const QString &hint = {})
    {
        auto *choice = new QComboBox(this);
        choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
        for (const Option &option : options)
            choice->addItem(option.text, option.value);
        addField(label, choice, name, hint);
    }

    QSpinBox *addNumber(const QString &label, const QString &name, int max, const QString &hint = {})
    {
        auto *number = new QSpinBox(this);
        number->setRange(1, max);
        number->setKeyboardTracking(false); // otherwise typing "32" sets 3 for a moment
        addField(label, number, name, hint);
        return number;
    }

    void addDataFolder(const QString &path)
    {
        auto *field = new QLineEdit(path, this);
        field->setObjectName(u"dataFolder"_s);
        field->setReadOnly(true);
        field->setCursorPosition(0);
        field->setMinimumWidth(0);
        field->setAccessibleName(tr("Data folder"));
        QPushButton *open = layouts::createButton(tr("&Open Folder"), u"openDataFolder"_s, this);
        open->setIcon(icon(IconName::Folder));
        open->setAccessibleName(tr("Open the data folder"));
        QPushButton *copy = layouts::createButton(tr("&Copy"), u"copyDataFolder"_s, this);
        copy->setIcon(icon(IconName::Copy));
        copy->setAccessibleName(tr("Copy the path of the data folder"));
        auto *buttons = new QHBoxLayout;
        layouts::fill(buttons, {open, copy, {}});
        auto *column = new QVBoxLayout;
        layouts::fill(column, {field, buttons}, theme::grid / 2);
        m_layout->addRow(layouts::createLabel(tr("&Data folder:"), field), column);
        connect(open, &QPushButton::clicked, this, [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
        connect(copy, &QPushButton::clicked, this, [path] { QGuiApplication::clipboard()->setText(path); });
    }

    QFormLayout *m_layout;
};

} // namespace

QList<Page> create(const QString &translationsFolder, const QString &dataDirectory)
{
    auto *general = new Form;
    general->addGeneral(translationsFolder);
    auto *transfers = new Form;
    transfers->addTransfers();
    auto *network = new Form;
    network->addNetwork();
    auto *notifications = new Form;
    notifications->addNotifications();
    auto *advanced = new Form;
    advanced->addAdvanced(dataDirectory);
    return {{IconName::Settings, Form::tr("General"), general},
            {IconName::Upload, Form::tr("Transfers"), transfers},
            {IconName::Server, Form::tr("Network"), network},
            {IconName::Bell, Form::tr("Notifications"), notifications},
            {IconName::Program, Form::tr("Advanced"), advanced}};
}

QString expiryNoticeText(int minutes)
{
    return Form::tr("%1 before", "a time before a file expires")
        .arg(format::distanceText(std::chrono::minutes(minutes)));
}

} // namespace pollux::settingspages
