// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/commandline.h"
#include "app/queueaccounts.h"
#include "models/accounts/accounts.h"
#include "models/accounts/chunkingmemory.h"
#include "models/accounts/proxypassword.h"
#include "models/accounts/settings.h"
#include "models/api/apiclient.h"
#include "models/api/http/exchangelog.h"
#include "models/api/http/networkmanager.h"
#include "models/api/http/proxychoice.h"
#include "models/items/files/filesfiltermodel.h"
#include "models/items/files/statepoller.h"
#include "models/items/uploads/uploadsmodel.h"
#include "models/items/uploads/uploadtotals.h"
#include "models/transfer/uploadqueue.h"
#include "views/style/appearance.h"
#include "views/widgets/prompts.h"
#include "views/window/mainwindow.h"

#include <QObject>

#include <memory>

namespace pollux {

class DemoServer;
class ServerClock;

/// Owns the objects that live as long as the program and connects them, see connectAll(). For the GUI thread.
class AppContext final : public QObject {
    Q_OBJECT

public:
    /// `settings`, `credentials` and `prompts` must outlive this object. `dataDirectory`: the folder of the upload
    /// journal; empty: uploads are forgotten when the program ends.
    AppContext(const CommandLine &commandLine, const QString &dataDirectory, Settings &settings,
               CredentialStore &credentials, Prompts &prompts);
    ~AppContext() override;

    /// Shows the window; everything that needs the network, TLS or the keychain begins after its first paint.
    void start();
    /// Brings the window to the front, also from the background, and uploads these files as those of the command line:
    /// without a question, for the active account, once its key is known.
    void startAgain(const QStringList &paths);

    MainWindow &window() { return *m_window; }
    Accounts &accounts() { return m_accounts; }
    FilesModel &files() { return m_files; }
    UploadQueue &queue() { return m_queue; }
    StoresModel &stores() { return m_stores; }
    DocumentsModel &documents() { return m_documents; }
    ExchangeLog &exchanges() { return *m_exchanges; }

signals:
    /// `level`: a value of Settings::Key::LogLevel. Also emitted at start-up.
    void logLevelChanged(const QString &level);

private:
    bool eventFilter(QObject *watched, QEvent *event) override;

    void connectAll();
    void begin();
    void applySetting(Settings::Key key);
    void applyProxy();
    void chooseFirstAccount();
    /// Adds the account that environment variables describe. Returns its id; empty if there is none that can be used.
    QString addEnvironmentAccount();
    void startDemo();
    void useActiveAccount();
    void uploadGivenFiles();
    void handleKey(const Profile &profile, const CredentialResult &result);
    Endpoint endpointOf(const Profile &profile) const;
    RequestFactory requestsOf(const Profile &profile, const QByteArray &key);
    /// The clock of the service at this scheme, host and port; accounts with the same service share it.
    std::shared_ptr<ServerClock> clockOf(const Endpoint &endpoint);
    void reportLocalClock(const ServerClock &clock);

    CommandLine m_commandLine;
    Settings &m_settings;
    Appearance m_appearance;
    std::shared_ptr<ExchangeLog> m_exchanges; // shared with requests in other threads
    Accounts m_accounts;
    ProxyPassword m_proxyPassword;
    std::optional<ProxyChoice> m_proxy; // in use; nothing before begin()
    QTimer m_renewal;                   // of the queue's connections, after a change of the proxy
    NetworkManager m_network;
    ApiClient m_client;
    FilesModel m_files;
    FilesFilterModel m_filter;
    StoresClient m_storesClient;
    StoresModel m_stores;
    DocumentsModel m_documents;
    UploadQueue m_queue;
    QueueAccounts m_queueAccounts;
    UploadsModel m_uploads;
    UploadTotalsCounter m_uploadTotals;
    OperationsModel m_operations;
    ChunkingMemory m_chunkingMemory;
    StatePoller m_poller;
    std::unique_ptr<DemoServer> m_demoServer;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<QObject> m_keyRequest; // replaced for each key request, which drops a late answer
    QString m_readyProfileId;
    bool m_isClockReported = false;
    QHash<QString, std::shared_ptr<ServerClock>> m_clocks; // by origin of the endpoint; shared with requests
    QString m_endpointProfileId;                           // the account whose base URL --endpoint replaces
};

} // namespace pollux
