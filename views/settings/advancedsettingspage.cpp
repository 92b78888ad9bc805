// SPDX-License-Identifier: Apache-2.0
#include "views/settings/advancedsettingspage.h"

#include "views/style/icons.h"
#include "views/style/theme.h"

#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QDesktopServices>
#include <QDir>
#include <QFormLayout>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace pollux {

AdvancedSettingsPage::AdvancedSettingsPage(Settings &settings, const QString &dataDirectory, QWidget *parent)
    : SettingsPage(settings, parent)
{
    m_logLevel = addChoice(Settings::Key::LogLevel, tr("&Log:"),
                           {{tr("Everything"), u"debug"_s},
                            {tr("Information and more"), u"info"_s},
                            {tr("Warnings and more"), u"warning"_s},
                            {tr("Errors only"), u"critical"_s}});
    m_logLevel->setObjectName(u"logLevel"_s);
    showHint(*m_logLevel, tr("Written to the program’s error stream, without keys."));
    m_recordRequests = addSwitch(Settings::Key::RecordRequests, tr("&Record requests for the inspector"));
    m_recordRequests->setObjectName(u"recordRequests"_s);
    if (!dataDirectory.isEmpty())
        createFolder(QDir::toNativeSeparators(dataDirectory));
    AdvancedSettingsPage::load();
}

void AdvancedSettingsPage::createFolder(const QString &path)
{
    auto *field = new QLineEdit(path, this);
    field->setObjectName(u"dataFolder"_s);
    field->setReadOnly(true);
    field->setCursorPosition(0);
    field->setMinimumWidth(0);
    field->setAccessibleName(tr("Data folder"));
    auto *label = new QLabel(tr("&Data folder:"), this);
    label->setBuddy(field);
    auto *open = new QPushButton(icon(IconName::Folder), tr("&Open Folder"), this);
    open->setObjectName(u"openDataFolder"_s);
    open->setAccessibleName(tr("Open the data folder"));
    auto *copy = new QPushButton(icon(IconName::Copy), tr("&Copy"), this);
    copy->setObjectName(u"copyDataFolder"_s);
    copy->setAccessibleName(tr("Copy the path of the data folder"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    for (QPushButton *button : {open, copy}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *column = new QVBoxLayout;
    column->setSpacing(theme::grid / 2);
    column->addWidget(field);
    column->addLayout(buttons);
    form()->addRow(label, column);
    connect(open, &QPushButton::clicked, this, [path] { QDesktopServices::openUrl(QUrl::fromLocalFile(path)); });
    connect(copy, &QPushButton::clicked, this, [path] { QGuiApplication::clipboard()->setText(path); });
}

QList<Settings::Key> AdvancedSettingsPage::keys() const
{
    return {Settings::Key::LogLevel, Settings::Key::RecordRequests};
}

void AdvancedSettingsPage::load()
{
    showValue(Settings::Key::LogLevel, *m_logLevel);
    showValue(Settings::Key::RecordRequests, *m_recordRequests);
}

} // namespace pollux
