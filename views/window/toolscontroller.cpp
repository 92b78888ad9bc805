// SPDX-License-Identifier: Apache-2.0
#include "views/window/toolscontroller.h"

#include "models/api/storesclient.h"
#include "models/items/fuzzymatch.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"
#include "views/accounts/accountsdialog.h"
#include "views/files/expirylist.h"
#include "views/messages/messagebar.h"
#include "views/palette/commandpalette.h"
#include "views/palette/shortcutspage.h"
#include "views/settings/settingsdialog.h"
#include "views/style/icons.h"
#include "views/widgets/dialogprompts.h"
#include "views/window/aboutbox.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QDir>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

const auto keyTopic = u"key"_s;

/// Every command of the menus, in their order; one that is in two menus only at its first place.
QList<QAction *> commandsOf(const QWidget &menu)
{
    QList<QAction *> commands;
    for (QAction *action : menu.actions()) {
        const QList<QAction *> found = action->menu() ? commandsOf(*action->menu()) : QList<QAction *>{action};
        for (QAction *command : found) {
            if (!command->isSeparator() && !commands.contains(command))
                commands.append(command);
        }
    }
    return commands;
}

QList<KeyGroup> keysOfTables()
{
    const auto tr = [](const char *text) { return ToolsController::tr(text); };
    return {{tr("In every table"),
             {{tr("Return"), tr("Opens the row, or shows its details")},
              {tr("Delete"), tr("Deletes what is selected, after a question, or takes it out of the list")},
              {tr("Ctrl+C"), tr("Copies the names of the selected rows")},
              {tr("Menu, Shift+F10"), tr("Shows what can be done with the selected rows")},
              {tr("Tab, Shift+Tab"), tr("Leaves the table")}}},
            {tr("In the find field"),
             {{tr("Down"), tr("Goes to the first file that matches")}, {tr("Esc"), tr("Shows all files again")}}},
            {tr("In the operations"), {{tr("F9"), tr("Checks the selected operations now")}}},
            {tr("In the requests"), {{tr("Ctrl+Shift+C"), tr("Copies a curl command")}}}};
}

} // namespace

ToolsController::ToolsController(const Models &models, WindowActions &actions, MessageBar &messages, Prompts &prompts,
                                 QMainWindow &window, const QString &dataDirectory)
    : QObject(&window)
    , m_models(models)
    , m_actions(actions)
    , m_messages(messages)
    , m_prompts(prompts)
    , m_window(window)
    , m_dataDirectory(dataDirectory)
{
    connect(actions.commandPalette, &QAction::triggered, this, &ToolsController::showPalette);
    connect(actions.shortcuts, &QAction::triggered, this, &ToolsController::showShortcuts);
    connect(actions.settings, &QAction::triggered, this, &ToolsController::showSettings);
    connect(actions.accounts, &QAction::triggered, this, &ToolsController::showAccounts);
    connect(actions.showExpiring, &QAction::triggered, this, &ToolsController::showExpiring);
}

void ToolsController::setProfile(const QString &profileId)
{
    m_profileId = profileId;
    m_messages.dismiss(keyTopic);
}

void ToolsController::reportCredentialProblem(const CredentialResult &result)
{
    const bool canRetry = result.status == CredentialStatus::Locked || result.status == CredentialStatus::NoService;
    const MessageAction action = canRetry ? MessageAction{tr("Try Again"), [this] { emit keyRequested(); }}
                                          : MessageAction{tr("Accounts…"), [this] { showAccounts(); }};
    m_messages.add({MessageBar::Kind::Error, credentialText(result), {action}, keyTopic});
}

void ToolsController::reportSettingsProblem()
{
    QString text;
    switch (m_models.settings.problem()) {
    case Settings::Problem::None:
        return;
    case Settings::Problem::SetAside:
        text = tr("The settings file was damaged. It now stands at %1; what could be read from it is in force.")
                   .arg(QDir::toNativeSeparators(m_models.settings.setAsidePath()));
        break;
    case Settings::Problem::NewerVersion:
        text = tr("A newer Pollux wrote the settings file. It is read and left as it is; changes last for this session "
                  "only.");
        break;
    case Settings::Problem::NotSaved:
        text = tr("The settings file cannot be written. Changes last for this session only.");
        break;
    }
    m_messages.add({.kind = MessageBar::Kind::Warning, .text = text});
}

void ToolsController::showAccounts()
{
    auto *dialog = new AccountsDialog(m_models.accounts, m_models.settings, m_models.network, m_prompts, &m_window);
    dialog->setFoundCollection(m_profileId, m_models.storesClient.foundCollection());
    openDialog(dialog);
}

void ToolsController::showAbout()
{
    openDialog(new AboutBox(&m_window));
}

void ToolsController::showPalette()
{
    if (!m_palette)
        m_palette = new CommandPalette(&m_window);
    const auto reasonOf = [this](const QAction &action) { return m_actions.disabledReason(action); };
    const PaletteSection commands{tr("Commands"), entriesOf(commandsOf(*m_window.menuBar()), reasonOf)};
    m_palette->popUp({commands, accountSection(), storeSection(), fileSection()});
}

void ToolsController::showShortcuts()
{
    openDialog(new ShortcutsPage(commandsOf(*m_window.menuBar()), keysOfTables(), &m_window));
}

void ToolsController::showSettings()
{
    auto *dialog = new SettingsDialog(m_models.settings, m_models.proxyPassword, m_prompts, m_dataDirectory, &m_window);
    connect(dialog, &SettingsDialog::changed, this, &ToolsController::settingChanged);
    openDialog(dialog);
}

void ToolsController::showExpiring()
{
    auto *list = new ExpiryList(m_models.files, &m_window);
    connect(list, &ExpiryList::showRequested, this, &ToolsController::filesRequested);
    openDialog(list);
}

PaletteSection ToolsController::fileSection()
{
    PaletteSection section{tr("Files")};
    section.search = [this](const QString &typed, int limit) {
        const auto nameOf = [this](int row) { return m_models.files.rows().packed(row).shownName(); };
        QList<PaletteEntry> entries;
        if (typed.isEmpty())
            return entries;
        for (const FuzzyMatch::Found &found : FuzzyMatch(typed).best(m_models.files.rowCount(), nameOf, limit)) {
            const RemoteFile file = m_models.files.fileAt(found.index);
            entries.append({.title = nameOf(found.index),
                            .detail = file.name,
                            .icon = icon(iconForMimeType(file.mimeType)),
                            .run = [this, name = file.name] { emit filesRequested({name}); }});
        }
        return entries;
    };
    return section;
}

PaletteSection ToolsController::storeSection()
{
    PaletteSection section{tr("Stores")};
    for (const RagStore &store : m_models.stores.stores())
        section.entries.append({.title = format::singleLine(store.title()),
                                .detail = store.name,
                                .icon = icon(IconName::Store),
                                .run = [this, name = store.name] { emit storeRequested(name); }});
    return section;
}

PaletteSection ToolsController::accountSection()
{
    PaletteSection section{tr("Accounts")};
    for (const Profile &profile : m_models.accounts.profiles())
        section.entries.append({.title = profile.name,
                                .detail = profile.baseUrl.host(),
                                .icon = icon(IconName::Account),
                                .run = [this, id = profile.id] { m_models.accounts.activate(id); }});
    return section;
}

} // namespace pollux
