// SPDX-License-Identifier: Apache-2.0
#include "views/window/mainwindow.h"

#include "models/api/types/storecollection.h"
#include "models/productinfo.h"
#include "models/text/errortext.h"
#include "models/text/format.h"
#include "views/accounts/firstrunpage.h"
#include "views/desktop/desktopintegration.h"
#include "views/developer/requestspanel.h"
#include "views/developer/snippetscontroller.h"
#include "views/files/filedetails.h"
#include "views/files/filescontroller.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/messages/errormessages.h"
#include "views/stores/documentspage.h"
#include "views/stores/operationspanel.h"
#include "views/stores/storescontroller.h"
#include "views/style/layouts.h"
#include "views/uploads/uploadcontroller.h"
#include "views/uploads/uploadspanel.h"
#include "views/widgets/dropoverlay.h"
#include "views/widgets/itemtable.h"
#include "views/window/sidebar.h"
#include "views/window/statusline.h"
#include "views/window/toolscontroller.h"
#include "views/window/windowactions.h"
#include "views/window/windowtoolbar.h"

#include <QAction>
#include <QCloseEvent>
#include <QLocale>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

qint64 bytesOfFiles(const FilesFilterModel &filter, const QModelIndexList &rows)
{
    std::vector<int> ofFiles;
    for (const QModelIndex &row : rows)
        ofFiles.push_back(filter.mapToSource(row).row());
    return filter.files().rows().bytesOf(ofFiles);
}

qint64 bytesOfDocuments(const QModelIndexList &rows)
{
    qint64 bytes = 0;
    for (const QModelIndex &row : rows)
        bytes += row.siblingAtColumn(DocumentsModel::SizeColumn).data(DocumentsModel::SortRole).toLongLong();
    return bytes;
}

} // namespace

MainWindow::MainWindow(const Models &models, QWidget *parent)
    : QMainWindow(parent)
    , m_models(models)
    , m_actions(new WindowActions(*this))
{
    setWindowTitle(productinfo::displayName);
    buildLayout();
    m_actions->populate(*this);
    m_toolBar = new WindowToolBar(*m_actions, m_models.accounts, this);
    addToolBar(m_toolBar);
    m_tools = new ToolsController({m_models.files, m_models.stores, m_models.storesClient, m_models.accounts,
                                   m_models.settings, m_models.proxyPassword, m_models.client.network()},
                                  *m_actions, *m_messageBar, m_models.prompts, *this, m_models.dataDirectory);
    connectActions();
    connectUploads();
    connectStores();
    connectTools();
    restoreLayout();
    setAccountState(AccountState::Starting);
}

MainWindow::~MainWindow() = default;

void MainWindow::buildLayout()
{
    m_messageBar = new MessageBar(this);
    m_filesPage = new FilesPage(m_models.filter, this);
    m_pages = new QStackedWidget(this);
    m_documentsPage = new DocumentsPage(m_models.stores, m_models.documents, this);
    m_sidebar = new Sidebar(m_models.stores, this);
    m_fileDetails = new FileDetails(this);
    m_fileDetails->setClock([&files = m_models.files] { return files.now(); });
    m_fileDetails->hide();
    m_filesSplitter = new QSplitter(Qt::Horizontal, this);
    m_filesSplitter->setChildrenCollapsible(false);
    m_filesSplitter->addWidget(m_filesPage);
    m_filesSplitter->addWidget(m_fileDetails);
    m_filesSplitter->setStretchFactor(0, 1);
    m_pages->addWidget(m_filesSplitter);
    m_pages->addWidget(m_documentsPage);
    m_uploadsPanel = new UploadsPanel(m_models.queue, m_models.uploads, m_models.uploadTotals, this);
    m_operationsPanel = new OperationsPanel(
        m_models.operations, [this] { m_models.operations.refreshTimes(); }, this);
    m_uploadsPanel->addPage(m_operationsPanel);

    m_requestsPanel = new RequestsPanel(m_models.exchanges, m_models.prompts, *m_messageBar, this);
    m_uploadsPanel->addPage(m_requestsPanel);

    m_splitter = new QSplitter(Qt::Vertical, this);
    m_splitter->setChildrenCollapsible(false);
    m_sidebarSplitter = new QSplitter(Qt::Horizontal, this);
    m_sidebarSplitter->setChildrenCollapsible(false);
    m_sidebarSplitter->addWidget(m_sidebar);
    m_sidebarSplitter->addWidget(m_pages);
    m_sidebarSplitter->setStretchFactor(1, 1);
    m_splitter->addWidget(m_sidebarSplitter);
    m_splitter->addWidget(m_uploadsPanel);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);

    m_messageBar->showPassingOver(m_pages);
    m_errors = std::make_unique<ErrorMessages>(*m_messageBar,
                                               [this](ErrorAction action) { return m_actions->forError(action); });
    auto *centre = new QWidget(this);
    layouts::fill(new QVBoxLayout(centre), {m_messageBar, {m_splitter, 1}}, 0);
    setCentralWidget(centre);
    m_dropOverlay = new DropOverlay(DropOverlay::Purpose::Upload, this);

    m_statusLine = new StatusLine(m_models.files, m_models.uploadTotals, this);
    connect(m_statusLine, &StatusLine::expiryListRequested, m_actions->showExpiring, &QAction::trigger);
    setStatusBar(m_statusLine);
}

void MainWindow::showResources(const QStringList &names)
{
    if (names.isEmpty()) {
        m_actions->showUploads->setChecked(true);
    } else if (const QString store = storeOf(names.first()); !store.isEmpty()) {
        if (m_sidebar->chooseStore(store))
            m_documentsPage->selectDocument(names.first());
    } else {
        m_sidebar->chooseFiles();
        m_filesPage->clearFilter();
        m_filesPage->table().selectNames(names);
    }
    updateActions();
}

void MainWindow::showStore(const QString &store)
{
    m_models.documents.setStore(store);
    m_pages->setCurrentWidget(store.isEmpty() ? pageFor(m_accountState) : m_documentsPage);
    updateActions();
    updateStatus();
}

bool MainWindow::isShowingStore() const
{
    return m_pages->currentWidget() == m_documentsPage;
}

void MainWindow::chooseUploads()
{
    if (isShowingStore())
        m_storesController->chooseFilesForStore(m_sidebar->currentStore());
    else
        m_uploadController->chooseFiles();
}

void MainWindow::updateTarget()
{
    const auto store = m_models.stores.find(m_sidebar->currentStore());
    const QString files = m_accountState == AccountState::Ready ? tr("Files") : QString();
    m_toolBar->setTarget(isShowingStore() && store ? store->title() : files);
}

QWidget *MainWindow::pageFor(AccountState state)
{
    if (state != AccountState::None)
        return m_filesSplitter;
    if (!m_firstRunPage) {
        m_firstRunPage = new FirstRunPage(this);
        m_pages->addWidget(m_firstRunPage);
        connect(m_firstRunPage, &FirstRunPage::addKeyRequested, m_actions->accounts, &QAction::trigger);
        connect(m_firstRunPage, &FirstRunPage::demoRequested, this, &MainWindow::demoRequested);
    }
    return m_firstRunPage;
}

void MainWindow::setDetailsShown(bool isShown)
{
    if (isShowingStore())
        m_documentsPage->setDetailsShown(isShown);
    else
        m_fileDetails->setVisible(isShown);
}

bool MainWindow::areDetailsShown() const
{
    return isShowingStore() ? m_documentsPage->areDetailsShown() : !m_fileDetails->isHidden();
}

void MainWindow::setAccountState(AccountState state, const Profile &profile)
{
    m_accountState = state;
    m_dropOverlay->setTarget(state == AccountState::Ready ? profile.name : QString());
    m_filesController->setProfile(profile.id);
    m_storesController->setProfile(profile.id);
    m_uploadController->setProfile(profile.id);
    m_desktopIntegration->forgetFiles();
    m_sidebar->chooseFiles();
    m_sidebar->setVisible(state != AccountState::None);
    m_pages->setCurrentWidget(pageFor(state));
    m_tools->setProfile(profile.id);
    setWindowTitle(profile.name.isEmpty()
                       ? QString(productinfo::displayName)
                       : tr("%1 – %2").arg(format::singleLine(profile.name), productinfo::displayName));
    m_statusLine->setAccount(state, profile);
    updateActions();
    updateStatus();
    if (state == AccountState::Starting || state == AccountState::Ready)
        m_filesPage->table().setFocus(Qt::OtherFocusReason);
}

void MainWindow::showMessage(MessageBar::Kind kind, const QString &text)
{
    m_messageBar->add({.kind = kind, .text = text});
}

void MainWindow::updateActions()
{
    WindowActions::Situation situation;
    situation.hasAccount = m_accountState == AccountState::Ready;
    situation.isStore = isShowingStore();
    situation.selected = static_cast<int>(situation.isStore ? m_documentsPage->selectedNames().size()
                                                            : m_filesPage->table().selectedNames().size());
    m_actions->setEnabled(situation);
    updateTarget();
    m_actions->showDetails->setChecked(areDetailsShown());
}

void MainWindow::updateStatus()
{
    const ItemTable &table = isShowingStore() ? m_documentsPage->table() : m_filesPage->table();
    const QModelIndexList selected = table.selectedRows();
    qint64 bytes = isShowingStore() ? 0 : m_models.filter.shownBytes();
    QString count = isShowingStore() ? m_documentsPage->countText() : m_filesPage->countText();
    if (!selected.isEmpty() && !count.isEmpty()) {
        bytes = isShowingStore() ? bytesOfDocuments(selected) : bytesOfFiles(m_models.filter, selected);
        const QLocale locale;
        count = tr("%1 of %2 selected", "numbers of files or documents")
                    .arg(locale.toString(selected.size()), locale.toString(table.model()->rowCount()));
    }
    m_statusLine->setCount(count.isEmpty() || bytes == 0 ? count : tr("%1, %2").arg(count, format::size(bytes)));
}

void MainWindow::showSnippet()
{
    if (!isShowingStore()) {
        if (const QList<RemoteFile> files = m_filesController->selectedFiles(); !files.isEmpty())
            m_snippetsController->show(files);
        return;
    }
    const QStringList documents = m_documentsPage->selectedNames();
    if (documents.size() == 1)
        m_snippetsController->show(m_models.documents.documentAt(m_models.documents.rowOf(documents.first())));
    else if (const auto store = m_models.stores.find(m_sidebar->currentStore()))
        m_snippetsController->show(*store);
}

void MainWindow::restoreLayout()
{
    const Settings &settings = m_models.settings;
    resize(QSize(1120, 720).boundedTo(screen()->availableSize()));
    restoreGeometry(settings.value(Settings::Key::WindowGeometry).toByteArray());
    restoreState(settings.value(Settings::Key::WindowState).toByteArray());
    if (!m_splitter->restoreState(settings.value(Settings::Key::MainSplitter).toByteArray()))
        m_splitter->setSizes({height() - uploadsHeight, uploadsHeight});
    m_fileDetails->setVisible(m_filesSplitter->restoreState(settings.value(Settings::Key::FilesDetails).toByteArray()));
    m_sidebarSplitter->restoreState(settings.value(Settings::Key::SidebarSplitter).toByteArray());
    m_documentsPage->restoreLayout(settings.value(Settings::Key::DocumentsPage).toByteArray());
    m_requestsPanel->restoreLayout(settings.value(Settings::Key::Inspector).toByteArray());
    m_operationsPanel->restoreLayout(settings.value(Settings::Key::OperationsPanel).toByteArray());
    // Without a saved layout the panel starts collapsed: there is nothing to show yet.
    if (!m_uploadsPanel->restoreLayout(settings.value(Settings::Key::UploadsHeader).toByteArray()))
        m_uploadsPanel->setCollapsed(true);
    m_actions->showUploads->setChecked(!m_uploadsPanel->isCollapsed());
}

void MainWindow::saveLayout()
{
    Settings &settings = m_models.settings;
    settings.setValue(Settings::Key::WindowGeometry, saveGeometry());
    settings.setValue(Settings::Key::WindowState, saveState());
    settings.setValue(Settings::Key::MainSplitter, m_splitter->saveState());
    settings.setValue(Settings::Key::FilesDetails,
                      m_fileDetails->isHidden() ? QByteArray() : m_filesSplitter->saveState());
    settings.setValue(Settings::Key::SidebarSplitter, m_sidebarSplitter->saveState());
    settings.setValue(Settings::Key::DocumentsPage, m_documentsPage->saveLayout());
    settings.setValue(Settings::Key::Inspector, m_requestsPanel->saveLayout());
    settings.setValue(Settings::Key::OperationsPanel, m_operationsPanel->saveLayout());
    m_filesController->saveLayout();
    settings.setValue(Settings::Key::UploadsHeader, m_uploadsPanel->saveLayout());
    settings.save();
}

void MainWindow::goToBackground()
{
    saveLayout();
    m_desktopIntegration->hideWindow();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    const bool isAllowed = m_isCloseAllowed || m_uploadController->mayClose();
    event->setAccepted(isAllowed);
    if (isAllowed)
        saveLayout();
}

} // namespace pollux
