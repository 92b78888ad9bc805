// SPDX-License-Identifier: Apache-2.0
#include "views/window/windowactions.h"

#include "models/text/errortext.h"
#include "views/style/icons.h"

#include <QAction>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>

namespace pollux {

WindowActions::WindowActions(QMainWindow &window)
    : QObject(&window)
    , uploadFiles(new QAction(icon(IconName::Upload), tr("&Upload Files…"), this))
    , uploadFolder(new QAction(icon(IconName::Folder), tr("Upload F&older…"), this))
    , paste(new QAction(tr("&Paste Files"), this))
    , uploadToStore(new QAction(icon(IconName::Upload), tr("Upload to S&tore…"), this))
    , importToStore(new QAction(icon(IconName::Import), tr("&Import into Store…"), this))
    , createStore(new QAction(icon(IconName::Store), tr("&New Store…"), this))
    , deleteStore(new QAction(tr("Delete St&ore…"), this))
    , refresh(new QAction(icon(IconName::Refresh), tr("&Refresh"), this))
    , remove(new QAction(icon(IconName::Remove), tr("&Delete…"), this))
    , copyName(new QAction(icon(IconName::Copy), tr("&Copy Name"), this))
    , copyUri(new QAction(icon(IconName::Link), tr("Copy U&RI"), this))
    , snippet(new QAction(icon(IconName::Code), tr("Code &Snippet…"), this))
    , selectAll(new QAction(tr("Select &All"), this))
    , find(new QAction(icon(IconName::Find), tr("&Find"), this))
    , commandPalette(new QAction(icon(IconName::Command), tr("Command &Palette…"), this))
    , accounts(new QAction(icon(IconName::Account), tr("&Accounts…"), this))
    , settings(new QAction(icon(IconName::Settings), tr("&Settings…"), this))
    , startDemo(new QAction(icon(IconName::Demo), tr("Try the &Demo"), this))
    , showDetails(new QAction(icon(IconName::Details), tr("&Details"), this))
    , showUploads(new QAction(icon(IconName::Upload), tr("&Uploads"), this))
    , showOperations(new QAction(icon(IconName::Operation), tr("&Operations"), this))
    , showRequests(new QAction(icon(IconName::Exchange), tr("Re&quests"), this))
    , showExpiring(new QAction(icon(IconName::Clock), tr("What E&xpires Next…"), this))
    , shortcuts(new QAction(icon(IconName::Command), tr("&Keyboard Shortcuts"), this))
    , quit(new QAction(tr("&Quit"), this))
    , about(new QAction(tr("&About Pollux"), this))
    , m_window(window)
{
    uploadFiles->setShortcut(QKeySequence::Open);
    uploadFolder->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O));
    paste->setShortcut(QKeySequence::Paste);
    uploadToStore->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_T));
    importToStore->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_I));
    createStore->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N));
    refresh->setShortcut(QKeySequence::Refresh);
    remove->setShortcut(QKeySequence::Delete);
    copyName->setShortcut(QKeySequence::Copy);
    copyUri->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C));
    selectAll->setShortcut(QKeySequence::SelectAll);
    find->setShortcut(QKeySequence::Find);
    snippet->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S));
    commandPalette->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_K));
    settings->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Comma));
    showDetails->setShortcut(QKeySequence(Qt::ALT | Qt::Key_Return));
    showDetails->setCheckable(true);
    showUploads->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_U));
    showUploads->setCheckable(true);
    showOperations->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P));
    showRequests->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_I));
    showExpiring->setShortcut(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E));
    shortcuts->setShortcut(QKeySequence::HelpContents);
    quit->setShortcut(QKeySequence::Quit);
    quit->setMenuRole(QAction::QuitRole);
    about->setMenuRole(QAction::AboutRole);
    settings->setMenuRole(QAction::PreferencesRole);

    uploadFiles->setIconText(tr("Upload"));
    remove->setIconText(tr("Delete"));
    snippet->setIconText(tr("Code"));
    accounts->setIconText(tr("Accounts"));
    uploadFiles->setToolTip(tr("Upload files (%1)").arg(uploadFiles->shortcut().toString(QKeySequence::NativeText)));
    refresh->setToolTip(tr("Read the list again (%1)").arg(refresh->shortcut().toString(QKeySequence::NativeText)));
    remove->setToolTip(tr("Delete the selected files (%1)").arg(remove->shortcut().toString(QKeySequence::NativeText)));
    copyName->setToolTip(
        tr("Copy the resource names (%1)").arg(copyName->shortcut().toString(QKeySequence::NativeText)));
    copyUri->setToolTip(
        tr("Copy the URIs that prompts refer to (%1)").arg(copyUri->shortcut().toString(QKeySequence::NativeText)));
    snippet->setToolTip(
        tr("Programs for what is selected (%1)").arg(snippet->shortcut().toString(QKeySequence::NativeText)));
    accounts->setToolTip(tr("API keys and endpoints"));
}

void WindowActions::populate(QMainWindow &window)
{
    QMenu *file = window.menuBar()->addMenu(tr("&File"));
    file->addActions({uploadFiles, uploadFolder, paste});
    file->addSeparator();
    file->addActions({accounts, startDemo, settings});
    file->addSeparator();
    file->addAction(quit);

    QMenu *edit = window.menuBar()->addMenu(tr("&Edit"));
    addFileCommands(*edit);
    edit->addSeparator();
    edit->addActions({selectAll, find, commandPalette});

    QMenu *stores = window.menuBar()->addMenu(tr("&Stores"));
    stores->addActions({createStore, uploadToStore, importToStore});
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

    QToolBar *toolBar = window.addToolBar(tr("Main Toolbar"));
    toolBar->setObjectName(QStringLiteral("mainToolBar"));
    toolBar->setMovable(false);
    toolBar->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    toolBar->setContextMenuPolicy(Qt::PreventContextMenu);
    toolBar->addAction(uploadFiles);
    toolBar->addAction(refresh);
    toolBar->addSeparator();
    toolBar->addActions({remove, copyName, copyUri, snippet});
    auto *spacer = new QWidget(toolBar);
    spacer->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    toolBar->addWidget(spacer);
    toolBar->addAction(accounts);
}

QAction *WindowActions::forError(ErrorAction action) const
{
    switch (action) {
    case ErrorAction::OpenAccounts:
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
    for (QAction *action : {uploadFiles, uploadFolder, paste, refresh, selectAll, createStore, showExpiring})
        action->setEnabled(hasAccount);
    find->setEnabled(hasAccount && !situation.isStore);
    for (QAction *action : {uploadToStore, deleteStore})
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
    const bool isOfStores = &action == uploadToStore || &action == deleteStore;
    if (isOfStores)
        return tr("choose a store first");
    const bool isOfFiles = &action == copyUri || &action == importToStore || &action == find;
    if (isOfFiles && m_situation.isStore)
        return tr("works on files: choose Files first");
    return tr("select something first");
}

} // namespace pollux
