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
#include "views/files/filefacets.h"
#include "views/files/filescontroller.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/stores/documentspage.h"
#include "views/stores/operationspanel.h"
#include "views/stores/storescontroller.h"
#include "views/style/layouts.h"
#include "views/uploads/uploadcontroller.h"
#include "views/uploads/uploadspanel.h"
#include "views/widgets/dropoverlay.h"
#include "views/widgets/errormessages.h"
#include "views/window/sidebar.h"
#include "views/window/statusline.h"
#include "views/window/toolscontroller.h"
#include "views/window/windowactions.h"
#include "views/window/windowtoolbar.h"

#include <QAction>
#include <QCloseEvent>
#include <QScreen>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int uploadsHeight = 184; // device-independent pixels, of the panel when it is first opened

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
    m_sidebar->addBelow(new FileFacets(m_models.filter, this));
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

void MainWindow::connectActions()
{
    m_filesController = new FilesController(m_models.client, m_models.files, m_models.queue, m_models.settings,
                                            {*m_filesPage, *m_fileDetails, *m_messageBar, *m_errors, *this});
    connect(&m_models.files, &FilesModel::loadingChanged, this, &MainWindow::updateStatus);
    connect(m_actions->refresh, &QAction::triggered, this,
            [this] { isShowingStore() ? m_storesController->refresh() : m_models.files.refresh(); });
    connect(m_actions->remove, &QAction::triggered, this, [this] {
        isShowingStore() ? m_storesController->deleteSelectedDocuments() : m_filesController->deleteSelected();
    });
    connect(m_actions->openByName, &QAction::triggered, m_filesController, &FilesController::openByName);
    connect(m_filesController, &FilesController::filesRequested, this, &MainWindow::showResources);
    connect(m_actions->copyName, &QAction::triggered, this, [this] {
        isShowingStore() ? m_documentsPage->copyNames() : m_filesController->copySelected(&RemoteFile::name);
    });
    connect(m_actions->copyUri, &QAction::triggered, this,
            [this] { m_filesController->copySelected(&RemoteFile::uri); });
    connect(m_actions->selectAll, &QAction::triggered, this, [this] {
        ItemTable &shown = isShowingStore() ? m_documentsPage->table() : m_filesPage->table();
        auto *focused = qobject_cast<QAbstractItemView *>(focusWidget());
        (focused ? focused : &shown)->selectAll();
    });
    connect(m_actions->find, &QAction::triggered, m_filesPage, &FilesPage::startFinding);
    connect(m_actions->startDemo, &QAction::triggered, this, &MainWindow::demoRequested);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_actions->about, &QAction::triggered, m_tools, &ToolsController::showAbout);
    connect(m_actions->showDetails, &QAction::triggered, this, &MainWindow::setDetailsShown);
    connect(m_actions->showUploads, &QAction::toggled, this,
            [this](bool isShown) { m_uploadsPanel->setCollapsed(!isShown); });

    connect(m_filesPage, &FilesPage::uploadRequested, m_actions->uploadFiles, &QAction::trigger);
    connect(m_filesPage, &FilesPage::changeKeyRequested, m_actions->accounts, &QAction::trigger);
    connect(m_filesPage, &FilesPage::countChanged, this, &MainWindow::updateStatus);
    connect(&m_filesPage->table(), &ItemTable::selectedRowsChanged, this, &MainWindow::updateActions);
    connect(&m_filesPage->table(), &ItemTable::contextMenuRequested, m_actions, &WindowActions::showFileMenu);
}

void MainWindow::connectUploads()
{
    m_uploadController = new UploadController(m_models.queue, m_models.files, m_models.settings, *m_uploadsPanel,
                                              *m_messageBar, m_models.prompts, *this);
    connect(m_actions->uploadFiles, &QAction::triggered, this, &MainWindow::chooseUploads);
    connect(m_actions->uploadFolder, &QAction::triggered, m_uploadController, &UploadController::chooseFolder);
    connect(m_actions->paste, &QAction::triggered, m_uploadController, &UploadController::paste);
    connect(m_uploadController, &UploadController::accountsRequested, m_actions->accounts, &QAction::trigger);
    connect(m_uploadController, &UploadController::removalRequested, this, &MainWindow::removalRequested);
    connect(m_uploadController, &UploadController::expiryListRequested, m_actions->showExpiring, &QAction::trigger);
    connect(m_uploadController, &UploadController::filesReused, &m_filesPage->table(), &FilesTable::selectNames);
    connect(m_uploadController, &UploadController::closeAllowed, this, [this] {
        m_isCloseAllowed = true;
        close();
    });
    connect(m_uploadController, &UploadController::backgroundRequested, this, &MainWindow::goToBackground);
    connect(m_uploadsPanel, &UploadsPanel::collapsedChanged, m_actions->showUploads, [this](bool isCollapsed) {
        m_actions->showUploads->setChecked(!isCollapsed);
        // A panel that started collapsed has no previous height to go back to.
        if (!isCollapsed && m_splitter->sizes().at(1) < uploadsHeight / 2)
            m_splitter->setSizes({m_splitter->height() - uploadsHeight, uploadsHeight});
    });
}

void MainWindow::connectStores()
{
    m_storesController =
        new StoresController({m_models.storesClient, m_models.files, m_models.stores, m_models.documents,
                              m_models.operations, m_models.queue, m_models.chunkingMemory},
                             {*m_documentsPage, *m_operationsPanel, *m_messageBar, *m_errors, *this}, m_models.prompts);
    connect(m_sidebar, &Sidebar::filesChosen, this, [this] { showStore({}); });
    connect(m_sidebar, &Sidebar::storeChosen, this, &MainWindow::showStore);
    connect(m_sidebar, &Sidebar::createRequested, m_storesController, &StoresController::createStore);
    connect(m_sidebar, &Sidebar::deleteRequested, m_storesController, &StoresController::deleteStore);
    connect(m_sidebar, &Sidebar::refreshRequested, &m_models.stores, &StoresModel::refresh);
    connect(m_sidebar, &Sidebar::uploadToStoreRequested, m_storesController, &StoresController::chooseFilesForStore);
    connect(m_sidebar, &Sidebar::documentRequested, m_storesController, &StoresController::createDocument);
    connect(m_sidebar, &Sidebar::importRequested, m_storesController, &StoresController::importFiles);
    connect(m_sidebar, &Sidebar::uploadRequested, m_storesController, &StoresController::preflight);
    connect(m_storesController, &StoresController::storeRequested, m_sidebar, &Sidebar::chooseStore);
    connect(m_storesController, &StoresController::uploadsQueued, this,
            [this] { m_uploadsPanel->setCollapsed(false); });
    connect(m_storesController, &StoresController::operationsBegun, this,
            [this] { m_uploadsPanel->showPage(m_operationsPanel); });
    connect(m_dropOverlay, &DropOverlay::pathsDropped, m_storesController,
            [this](const QStringList &paths, int refused) { m_storesController->preflight(paths, {}, refused); });
    connect(m_storesController, &StoresController::localFilesDropped, m_uploadController, &UploadController::upload);
    connect(m_storesController, &StoresController::typesRemembered, m_uploadController,
            &UploadController::rememberTypes);
    connect(m_uploadController, &UploadController::storePreflightFinished, m_storesController,
            &StoresController::handlePreflight);
    connect(m_uploadController, &UploadController::documentRemovalRequested, m_storesController,
            &StoresController::deleteDocuments);
    connect(m_documentsPage, &DocumentsPage::changeKeyRequested, m_actions->accounts, &QAction::trigger);
    connect(m_documentsPage, &DocumentsPage::countChanged, this, &MainWindow::updateStatus);
    connect(m_documentsPage, &DocumentsPage::selectionNamesChanged, this, &MainWindow::updateActions);
    connect(m_actions->uploadToStore, &QAction::triggered, this,
            [this] { m_storesController->chooseFilesForStore(m_sidebar->currentStore()); });
    connect(m_actions->createDocument, &QAction::triggered, this,
            [this] { m_storesController->createDocument(m_sidebar->currentStore()); });
    connect(m_actions->importToStore, &QAction::triggered, this,
            [this] { m_storesController->importFiles(m_filesPage->table().selectedNames(), {}); });
    m_snippetsController = new SnippetsController(m_models.client, m_models.settings, m_models.chunkingMemory, *this);
    connect(m_actions->snippet, &QAction::triggered, this, &MainWindow::showSnippet);
    connect(m_documentsPage, &DocumentsPage::snippetRequested, m_actions->snippet, &QAction::trigger);
    connect(m_sidebar, &Sidebar::snippetRequested, this, [this](const QString &store) {
        if (const auto found = m_models.stores.find(store))
            m_snippetsController->show(*found);
    });
    connect(m_actions->createStore, &QAction::triggered, m_storesController, &StoresController::createStore);
    connect(m_actions->deleteStore, &QAction::triggered, this,
            [this] { m_storesController->deleteStore(m_sidebar->currentStore()); });
}

void MainWindow::connectTools()
{
    m_desktopIntegration =
        new DesktopIntegration(m_models.queue, m_models.files, m_models.settings, m_models.uploadTotals, *this);
    connect(m_desktopIntegration, &DesktopIntegration::namesRequested, this, &MainWindow::showResources);
    connect(m_tools, &ToolsController::settingChanged, this, &MainWindow::settingChanged);
    connect(m_tools, &ToolsController::filesRequested, this, &MainWindow::showResources);
    connect(m_tools, &ToolsController::storeRequested, m_sidebar, &Sidebar::chooseStore);
    connect(m_actions->showOperations, &QAction::triggered, this,
            [this] { m_uploadsPanel->showPage(m_operationsPanel); });
    connect(m_actions->showRequests, &QAction::triggered, this, [this] { m_uploadsPanel->showPage(m_requestsPanel); });
    connect(m_requestsPanel, &RequestsPanel::recordingChosen, this, [this](bool records) {
        m_models.settings.setValue(Settings::Key::RecordRequests, records);
        emit settingChanged(Settings::Key::RecordRequests);
    });
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
    const qint64 bytes = isShowingStore() ? 0 : m_models.filter.shownBytes();
    const QString count = isShowingStore() ? m_documentsPage->countText() : m_filesPage->countText();
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
