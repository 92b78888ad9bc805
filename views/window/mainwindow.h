// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/accounts.h"
#include "models/accounts/settings.h"
#include "models/api/http/exchangelog.h"
#include "models/items/files/filesfiltermodel.h"
#include "models/items/stores/documentsmodel.h"
#include "models/items/stores/operationsmodel.h"
#include "models/items/stores/storesmodel.h"
#include "models/items/uploads/uploadsmodel.h"
#include "views/messages/messagebar.h"
#include "views/window/statusline.h"

#include <QMainWindow>

#include <memory>

class QSplitter;
class QStackedWidget;

namespace pollux {

class ChunkingMemory;
class DesktopIntegration;
class DocumentsPage;
class DropOverlay;
class ErrorMessages;
class FileDetails;
class FilesController;
class FilesPage;
class FirstRunPage;
class RequestsPanel;
class OperationsPanel;
class Prompts;
class ProxyPassword;
class SnippetsController;
class StoresController;
class Sidebar;
class ToolsController;
class UploadController;
class UploadsPanel;
class UploadTotalsCounter;
class WindowActions;
class WindowToolBar;

/// The window: the sidebar of files and stores, the chosen page in the centre, uploads, operations and requests below,
/// messages above, a toolbar, and a status line. What is shown is the target of uploads. It creates the pages and
/// controllers, puts them into splitters and menus and connects their signals.
class MainWindow final : public QMainWindow {
    Q_OBJECT

public:
    /// What the window shows and acts on. Everything must outlive it.
    struct Models {
        Accounts &accounts;
        Settings &settings;
        ProxyPassword &proxyPassword;
        ApiClient &client;
        FilesModel &files;
        FilesFilterModel &filter;
        StoresClient &storesClient;
        StoresModel &stores;
        DocumentsModel &documents;
        OperationsModel &operations;
        ChunkingMemory &chunkingMemory;
        UploadQueue &queue;
        UploadsModel &uploads;
        const UploadTotalsCounter &uploadTotals;
        ExchangeLog &exchanges;
        Prompts &prompts;
        QString dataDirectory; ///< shown in the settings; empty if nothing is stored on disk
    };

    using AccountState = pollux::AccountState;

    explicit MainWindow(const Models &models, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// `profile` is the active one; ignored for Starting and None.
    void setAccountState(AccountState state, const Profile &profile = {});
    void showMessage(MessageBar::Kind kind, const QString &text);
    /// Writes sizes, places and columns of the window and its panes to the settings; closing the window does so too.
    void saveLayout();

    FilesController &filesController() const { return *m_filesController; }
    FilesPage &filesPage() const { return *m_filesPage; }
    RequestsPanel &requestsPanel() const { return *m_requestsPanel; }
    DesktopIntegration &desktopIntegration() const { return *m_desktopIntegration; }
    DropOverlay &dropOverlay() const { return *m_dropOverlay; }
    WindowActions &actions() const { return *m_actions; }
    ToolsController &tools() const { return *m_tools; }

signals:
    void demoRequested();
    /// See UploadController.
    void removalRequested(const QString &profileId, const QStringList &names);
    /// The user changed a setting, which should be applied.
    void settingChanged(pollux::Settings::Key key);

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void buildLayout();
    void connectActions();
    void connectUploads();
    void connectStores();
    void connectTools();
    void showResources(const QStringList &names);
    QWidget *pageFor(AccountState state);
    void setDetailsShown(bool isShown);
    bool areDetailsShown() const;
    /// Shows the documents of a store, or the files if `store` is empty.
    void showStore(const QString &store);
    bool isShowingStore() const;
    /// Asks for files to upload to what is shown.
    void chooseUploads();
    void updateTarget();
    void restoreLayout();
    void updateActions();
    void updateStatus();
    void showSnippet();
    void goToBackground();

    static constexpr int uploadsHeight = 184; // device-independent pixels, of the panel when it is first opened

    Models m_models;
    WindowActions *m_actions;
    WindowToolBar *m_toolBar = nullptr;
    QStackedWidget *m_pages = nullptr;
    FirstRunPage *m_firstRunPage = nullptr; // created when it is first needed
    FilesPage *m_filesPage = nullptr;
    FilesController *m_filesController = nullptr;
    FileDetails *m_fileDetails = nullptr;
    QSplitter *m_filesSplitter = nullptr;
    Sidebar *m_sidebar = nullptr;
    DocumentsPage *m_documentsPage = nullptr;
    OperationsPanel *m_operationsPanel = nullptr;
    StoresController *m_storesController = nullptr;
    SnippetsController *m_snippetsController = nullptr;
    DesktopIntegration *m_desktopIntegration = nullptr;
    RequestsPanel *m_requestsPanel = nullptr;
    QSplitter *m_sidebarSplitter = nullptr;
    UploadsPanel *m_uploadsPanel = nullptr;
    UploadController *m_uploadController = nullptr;
    QSplitter *m_splitter = nullptr;
    MessageBar *m_messageBar = nullptr;
    std::unique_ptr<ErrorMessages> m_errors;
    DropOverlay *m_dropOverlay = nullptr;
    StatusLine *m_statusLine = nullptr;
    ToolsController *m_tools = nullptr;
    bool m_isCloseAllowed = false;
    AccountState m_accountState = AccountState::Starting;
};

} // namespace pollux
