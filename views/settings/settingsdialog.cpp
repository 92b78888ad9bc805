// SPDX-License-Identifier: Apache-2.0
#include "views/settings/settingsdialog.h"

#include "views/settings/advancedsettingspage.h"
#include "views/settings/generalsettingspage.h"
#include "views/settings/networksettingspage.h"
#include "views/settings/notificationsettingspage.h"
#include "views/settings/transfersettingspage.h"
#include "views/style/icons.h"
#include "views/style/theme.h"
#include "views/widgets/messagewidget.h"
#include "views/widgets/prompts.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QListWidget>
#include <QPushButton>
#include <QStackedWidget>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int pageChars = 64; // wide, so that hints take few lines

/// What the settings hold when nobody has changed anything: those of a file that can never be there.
QVariant defaultOf(Settings::Key key)
{
    return Settings(u":/none"_s).value(key);
}

} // namespace

SettingsDialog::SettingsDialog(Settings &settings, Prompts &prompts, const Places &places, QWidget *parent)
    : QDialog(parent)
    , m_settings(settings)
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
    addPage(new GeneralSettingsPage(settings, places.translationsFolder, this), icon(IconName::Settings),
            tr("General"));
    addPage(new TransferSettingsPage(settings, this), icon(IconName::Upload), tr("Transfers"));
    addPage(new NetworkSettingsPage(settings, this), icon(IconName::Server), tr("Network"));
    addPage(new NotificationSettingsPage(settings, this), icon(IconName::Bell), tr("Notifications"));
    addPage(new AdvancedSettingsPage(settings, places.dataDirectory, this), icon(IconName::Program), tr("Advanced"));
    m_pageList->setCurrentRow(0);
    fitPageList();
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
    showProblem();
}

void SettingsDialog::addPage(SettingsPage *page, const QIcon &icon, const QString &title)
{
    page->setAccessibleName(title);
    m_pages.append(page);
    m_stack->addWidget(page);
    auto *item = new QListWidgetItem(icon, title, m_pageList);
    item->setSizeHint({m_pageList->sizeHintForColumn(0) + 2 * theme::grid,
                       m_pageList->fontMetrics().height() + theme::grid + theme::grid / 2});
    connect(page, &SettingsPage::changed, this, &SettingsDialog::changed);
}

void SettingsDialog::fitPageList()
{
    m_pageList->setFixedWidth(m_pageList->sizeHintForColumn(0) + 2 * m_pageList->frameWidth() + theme::grid);
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

void SettingsDialog::showProblem()
{
    switch (m_settings.problem()) {
    case Settings::Problem::None:
    case Settings::Problem::SetAside: // told at the start; what is changed now is kept
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
    for (SettingsPage *page : std::as_const(m_pages))
        page->finish();
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
    for (SettingsPage *page : std::as_const(m_pages)) {
        for (const Settings::Key key : page->keys()) {
            const QVariant wanted = defaultOf(key);
            if (m_settings.value(key) == wanted)
                continue;
            m_settings.setValue(key, wanted);
            emit changed(key);
        }
        page->load();
    }
    m_settings.save();
    showProblem();
}

} // namespace pollux
