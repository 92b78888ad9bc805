// SPDX-License-Identifier: Apache-2.0
#include "views/window/windowactions.h"

#include "models/text/errortext.h"
#include "views/style/icons.h"
#include "views/window/pastekeyfilter.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace pollux {

WindowActions::WindowActions(QMainWindow &window)
    : QObject(&window)
    , uploadFiles(create(tr("&Upload Files…"), IconName::Upload, QKeySequence::Open))
    , uploadFolder(create(tr("Upload F&older…"), IconName::Folder, Qt::CTRL | Qt::SHIFT | Qt::Key_O))
    , paste(create(tr("&Paste Files"), {}, QKeySequence::Paste))
    , openByName(create(tr("Open by &Name…"), {}, Qt::CTRL | Qt::Key_L))
    , uploadToStore(create(tr("Upload to S&tore…"), IconName::Upload, Qt::CTRL | Qt::Key_T))
    , createDocument(create(tr("New Document &Without a File…"), IconName::Document))
    , importToStore(create(tr("&Import into Store…"), IconName::Import, Qt::CTRL | Qt::Key_I))
    , createStore(create(tr("&New Store…"), IconName::Store, Qt::CTRL | Qt::SHIFT | Qt::Key_N))
    , deleteStore(create(tr("Delete St&ore…")))
    , refresh(create(tr("&Refresh"), IconName::Refresh, QKeySequence::Refresh))
    , remove(create(tr("&Delete…"), IconName::Remove, QKeySequence::Delete))
    , copyName(create(tr("&Copy Name"), IconName::Copy, QKeySequence::Copy))
    , copyUri(create(tr("Copy U&RI"), IconName::Link, Qt::CTRL | Qt::SHIFT | Qt::Key_C))
    , snippet(create(tr("Code &Snippet…"), IconName::Code, Qt::CTRL | Qt::SHIFT | Qt::Key_S))
    , selectAll(create(tr("Select &All"), {}, QKeySequence::SelectAll))
    , find(create(tr("&Find"), IconName::Find, QKeySequence::Find))
    , commandPalette(create(tr("Command &Palette…"), IconName::Command, Qt::CTRL | Qt::Key_K))
    , accounts(create(tr("&Accounts…"), IconName::Account))
    , settings(create(tr("&Settings…"), IconName::Settings, Qt::CTRL | Qt::Key_Comma))
    , startDemo(create(tr("Try the &Demo"), IconName::Demo))
    , showDetails(create(tr("&Details"), IconName::Details, Qt::ALT | Qt::Key_Return))
    , showUploads(create(tr("&Uploads"), IconName::Upload, Qt::CTRL | Qt::Key_U))
    , showOperations(create(tr("&Operations"), IconName::Operation, Qt::CTRL | Qt::SHIFT | Qt::Key_P))
    , showRequests(create(tr("Re&quests"), IconName::Exchange, Qt::CTRL | Qt::SHIFT | Qt::Key_I))
    , showExpiring(create(tr("What E&xpires Next…"), IconName::Clock, Qt::CTRL | Qt::SHIFT | Qt::Key_E))
    , shortcuts(create(tr("&Keyboard Shortcuts"), IconName::Command, QKeySequence::HelpContents))
    , quit(create(tr("&Quit"), {}, QKeySequence::Quit))
    , about(create(tr("&About Pollux")))
    , m_window(window)
{
    paste->setShortcuts(QKeySequence::Paste); // desktops have more than one key for it
    new PasteKeyFilter(*paste, window);
    showDetails->setCheckable(true);
    showUploads->setCheckable(true);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    settings->setMenuRole(QAction::PreferencesRole);

    remove->setIconText(tr("Delete"));
    const auto setToolTip = [](QAction *action, const QString &text) {
        action->setToolTip(text.arg(action->shortcut().toString(QKeySequence::NativeText)));
    };
    setToolTip(uploadFiles, tr("Upload files (%1)"));
    setToolTip(refresh, tr("Read the list again (%1)"));
    setToolTip(remove, tr("Delete the selected files (%1)"));
    setToolTip(copyName, tr("Copy the resource names (%1)"));
    setToolTip(copyUri, tr("Copy the URIs that prompts refer to (%1)"));
    setToolTip(snippet, tr("Programs for what is selected (%1)"));
}

QAction *WindowActions::create(const QString &text, std::optional<IconName> name, const QKeySequence &shortcut)
{
    auto *action = new QAction(name ? icon(*name) : QIcon(), text, this);
    action->setShortcut(shortcut);
    return action;
}

void WindowActions::populate(QMainWindow &window)
{
    QMenu *file = window.menuBar()->addMenu(tr("&File"));
    file->addActions({uploadFiles, uploadFolder, paste});
    file->addSeparator();
    file->addAction(openByName);
    file->addSeparator();
    file->addActions({accounts, startDemo, settings});
    file->addSeparator();
    file->addAction(quit);

    QMenu *edit = window.menuBar()->addMenu(tr("&Edit"));
    addFileCommands(*edit);
    edit->addSeparator();
    edit->addActions({selectAll, find, commandPalette});

    QMenu *stores = window.menuBar()->addMenu(tr("&Stores"));
    stores->addActions({createStore, uploadToStore, createDocument, importToStore});
    stores->addSeparator();
    stores->addAction(deleteStore);

    QMenu *view = window.menuBar()->addMenu(tr("&View"));
    view->addAction(refresh);
    view->addSeparator();
    view->addActions({showDetails, showUploads, showOperations, showRequests});
    view->addSeparator();
    view->addAction(showExpiring);

    QMenu *help = window.menuBar()->addMenu(tr("&Help"));
    help->addActions({shortcuts, about});
}

QAction *WindowActions::forError(ErrorAction action) const
{
    switch (action) {
    case ErrorAction::OpenAccounts:
    case ErrorAction::ChangeKey:
        return accounts;
    case ErrorAction::OpenSettings:
        return settings;
    case ErrorAction::RefreshList:
        return refresh;
    case ErrorAction::ShowExpiring:
        return showExpiring;
    default:
        return nullptr;
    }
}

void WindowActions::addFileCommands(QMenu &menu) const
{
    menu.addActions({copyName, copyUri, snippet});
    menu.addSeparator();
    menu.addAction(importToStore);
    menu.addSeparator();
    menu.addAction(remove);
}

void WindowActions::showFileMenu(const QPoint &position)
{
    auto *menu = new QMenu(&m_window);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addFileCommands(*menu);
    menu->popup(position);
}

void WindowActions::setEnabled(const Situation &situation)
{
    m_situation = situation;
    const bool hasAccount = situation.hasAccount;
    const bool isSelected = hasAccount && situation.selected > 0;
    for (QAction *action :
         {uploadFiles, uploadFolder, paste, openByName, refresh, selectAll, createStore, showExpiring})
        action->setEnabled(hasAccount);
    find->setEnabled(hasAccount && !situation.isStore);
    for (QAction *action : {uploadToStore, createDocument, deleteStore})
        action->setEnabled(hasAccount && situation.isStore);
    for (QAction *action : {remove, copyName})
        action->setEnabled(isSelected);
    snippet->setEnabled(isSelected || (hasAccount && situation.isStore));
    for (QAction *action : {copyUri, importToStore})
        action->setEnabled(isSelected && !situation.isStore);
}

QString WindowActions::disabledReason(const QAction &action) const
{
    if (action.isEnabled())
        return {};
    if (!m_situation.hasAccount)
        return tr("needs an account with a key");
    const bool isOfStores = &action == uploadToStore || &action == createDocument || &action == deleteStore;
    if (isOfStores)
        return tr("choose a store first");
    const bool isOfFiles = &action == copyUri || &action == importToStore || &action == find;
    if (isOfFiles && m_situation.isStore)
        return tr("works on files: choose Files first");
    return tr("select something first");
}

} // namespace pollux
