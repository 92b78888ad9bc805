// SPDX-License-Identifier: Apache-2.0
//
// What the commands, pages and controllers of a MainWindow do with each other.
#include "views/window/mainwindow.h"

#include "views/desktop/desktopintegration.h"
#include "views/developer/requestspanel.h"
#include "views/developer/snippetscontroller.h"
#include "views/files/filescontroller.h"
#include "views/files/filespage.h"
#include "views/files/filestable.h"
#include "views/stores/documentspage.h"
#include "views/stores/operationspanel.h"
#include "views/stores/storescontroller.h"
#include "views/uploads/uploadcontroller.h"
#include "views/uploads/uploadspanel.h"
#include "views/widgets/dropoverlay.h"
#include "views/window/sidebar.h"
#include "views/window/toolscontroller.h"
#include "views/window/windowactions.h"

#include <QAction>
#include <QSplitter>

namespace pollux {

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
    connect(&m_filesPage->table(), &ItemTable::selectedRowsChanged, this, &MainWindow::updateStatus);
    connect(&m_filesPage->table(), &ItemTable::contextMenuRequested, m_actions, &WindowActions::showFileMenu);
}

void MainWindow::connectUploads()
{
    m_uploadController = new UploadController(m_models.queue, m_models.files, m_models.settings, *m_uploadsPanel,
                                              *m_messageBar, m_models.prompts, *this);
    connect(m_actions->uploadFiles, &QAction::triggered, this, &MainWindow::chooseUploads);
    connect(m_actions->uploadFolder, &QAction::triggered, m_uploadController, &UploadController::chooseFolder);
    connect(m_actions->paste, &QAction::triggered, this,
            [this] { m_uploadController->paste(isShowingStore() ? m_sidebar->currentStore() : QString()); });
    connect(m_uploadController, &UploadController::storeFilesPasted, this,
            [this](const QStringList &paths, const QString &store) { m_storesController->preflight(paths, store, 0); });
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
    connect(m_documentsPage, &DocumentsPage::selectionNamesChanged, this, &MainWindow::updateStatus);
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

} // namespace pollux
