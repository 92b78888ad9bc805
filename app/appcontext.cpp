// SPDX-License-Identifier: Apache-2.0
#include "app/appcontext.h"

#include "app/demo/demoserver.h"
#include "app/storetitles.h"
#include "models/accounts/environmentaccount.h"
#include "models/api/http/proxychoice.h"
#include "models/api/http/serverclock.h"
#include "models/text/errortext.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"
#include "models/transfer/networkwatch.h"
#include "views/desktop/desktopintegration.h"
#include "views/developer/requestspanel.h"
#include "views/files/filescontroller.h"
#include "views/window/toolscontroller.h"

#include <QApplication>
#include <QDir>
#include <QEvent>
#include <QProcessEnvironment>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int demoFiles = 14;
// Slow enough to show a video being processed and an upload in progress, as with the real service.
constexpr std::chrono::seconds demoProcessing(6);
constexpr qint64 demoBytesPerSecond = 4'000'000;
// The demo server accepts any key; this one is easy to recognise in a log.
const auto demoKey = "demo-key-of-the-embedded-server"_ba;
const auto demoProfileId = u"00000000-0000-4000-8000-0000000000d0"_s;

UploadEngine::Options queueOptions(const QString &dataDirectory)
{
    UploadEngine::Options options;
    if (!dataDirectory.isEmpty())
        options.journalPath = Journal::pathIn(dataDirectory);
    // A demo server ends with its program, so unfinished uploads to it can never be resumed.
    options.ephemeralProfileId = demoProfileId;
    return options;
}

} // namespace

AppContext::AppContext(const CommandLine &commandLine, const QString &dataDirectory, Settings &settings,
                       CredentialStore &credentials, Prompts &prompts)
    : m_commandLine(commandLine)
    , m_settings(settings)
    , m_appearance(*qApp)
    , m_exchanges(std::make_shared<ExchangeLog>())
    , m_accounts(settings, credentials)
    , m_proxyPassword(settings, credentials)
    , m_client(m_network)
    , m_files(m_client)
    , m_filter(m_files)
    , m_storesClient(m_network)
    , m_stores(m_storesClient)
    , m_documents(m_storesClient)
    , m_queue(queueOptions(dataDirectory))
    , m_queueAccounts(m_accounts, m_queue, m_network,
                      [this](const Profile &profile, const QByteArray &key) { return requestsOf(profile, key); })
    , m_uploads(m_queue)
    , m_uploadTotals(m_uploads)
    , m_operations(m_queue)
    , m_chunkingMemory(settings)
    , m_poller(m_client)
{
    showStoreTitles(m_stores, m_operations, m_uploads);
    applySetting(Settings::Key::Theme);
    m_window = std::make_unique<MainWindow>(MainWindow::Models{
        m_accounts, m_settings, m_proxyPassword, m_client, m_files, m_filter, m_storesClient, m_stores, m_documents,
        m_operations, m_chunkingMemory, m_queue, m_uploads, m_uploadTotals, *m_exchanges, prompts, dataDirectory});
    connectAll();
}

AppContext::~AppContext()
{
    // The widgets use the models, so they are destroyed first.
    m_window.reset();
}

void AppContext::start()
{
    m_window->installEventFilter(this);
    m_window->show();
}

void AppContext::startAgain(const QStringList &paths)
{
    m_window->desktopIntegration().activateWindow();
    m_commandLine.files += paths;
    uploadGivenFiles();
}

bool AppContext::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint) {
        m_window->removeEventFilter(this);
        QTimer::singleShot(0, this, &AppContext::begin);
    }
    return QObject::eventFilter(watched, event);
}

void AppContext::begin()
{
    for (const auto key : {Settings::Key::UploadsAtOnce, Settings::Key::PollInterval, Settings::Key::ProxyKind,
                           Settings::Key::LogLevel, Settings::Key::RecordRequests, Settings::Key::ExpiryNotice})
        applySetting(key);
    m_queue.open();
    watchNetwork(&m_queue, [this] { m_queue.renewConnections(); });
    if (m_proxyPassword.isReading())
        connect(&m_proxyPassword, &ProxyPassword::finished, this, &AppContext::chooseFirstAccount,
                Qt::SingleShotConnection);
    else
        chooseFirstAccount();
}

void AppContext::applySetting(Settings::Key key)
{
    const QVariant value = m_settings.value(key);
    switch (key) {
    case Settings::Key::Theme:
        m_appearance.applyTheme(value.toString());
        break;
    case Settings::Key::UploadsAtOnce:
        m_queue.setParallelUploads(value.toInt());
        break;
    case Settings::Key::PollInterval: {
        StatePoller::Pace pace = StatePoller::usualPace;
        pace.first = std::chrono::seconds(value.toInt());
        pace.longest = std::max(pace.first, pace.longest);
        m_poller.setPace(pace);
        break;
    }
    case Settings::Key::ProxyKind:
    case Settings::Key::ProxyHost:
    case Settings::Key::ProxyPort:
    case Settings::Key::ProxyUser:
        applyProxy();
        break;
    case Settings::Key::LogLevel:
        emit logLevelChanged(value.toString());
        break;
    case Settings::Key::NotifyExpiry:
    case Settings::Key::ExpiryNotice:
        m_window->desktopIntegration().updateExpiryNotice();
        break;
    case Settings::Key::RecordRequests:
        m_exchanges->setRecording(value.toBool());
        m_window->requestsPanel().setRecording(value.toBool());
        break;
    default:
        // These settings are read each time they are used.
        break;
    }
}

void AppContext::applyProxy()
{
    ProxyChoice choice = ProxyChoice::fromSettings(m_settings.value(Settings::Key::ProxyKind).toString(),
                                                   m_settings.value(Settings::Key::ProxyHost).toString(),
                                                   m_settings.value(Settings::Key::ProxyPort).toInt());
    const QString user = m_settings.value(Settings::Key::ProxyUser).toString();
    // A name without its password would count as a failed login.
    if (m_proxyPassword.value()) {
        choice.user = user;
        choice.password = *m_proxyPassword.value();
    } else if (choice.needsHost() && !user.isEmpty()) {
        m_proxyPassword.read();
    }
    if (std::exchange(m_proxy, choice) == choice)
        return;
    choice.apply();
    if (m_queue.isOpen())
        m_renewal.start(); // not at once: a proxy in the settings changes field by field
}

void AppContext::connectAll()
{
    connect(&m_proxyPassword, &ProxyPassword::changed, this, &AppContext::applyProxy);
    m_renewal.setSingleShot(true);
    connect(&m_renewal, &QTimer::timeout, &m_queue, &UploadQueue::renewConnections);
    connect(&m_proxyPassword, &ProxyPassword::unreadable, this, [this] {
        m_window->showMessage(MessageBar::Kind::Warning,
                              tr("The password for the proxy cannot be read from the keychain. Enter it in Settings > "
                                 "Network."));
    });
    connect(&m_accounts, &Accounts::activeChanged, this, &AppContext::useActiveAccount);
    connect(&m_window->tools(), &ToolsController::keyRequested, this, &AppContext::useActiveAccount);
    connect(m_window.get(), &MainWindow::settingChanged, this, &AppContext::applySetting);
    connect(m_window.get(), &MainWindow::demoRequested, this, &AppContext::startDemo);
    connect(m_window.get(), &MainWindow::removalRequested, &m_queueAccounts, &QueueAccounts::remove);
    connect(&m_queueAccounts, &QueueAccounts::removalFailed, this, [this](const QString &name, const ApiError &error) {
        m_window->showMessage(MessageBar::Kind::Error,
                              tr("%1 was not deleted. %2").arg(format::singleLine(name), errorSentence(error)));
    });

    connect(&m_queue, &UploadQueue::uploaded, this, [this](const QString &profileId, const RemoteFile &file) {
        if (profileId == m_readyProfileId)
            m_files.upsert(file);
    });
    connect(&m_files, &FilesModel::fileSeen, &m_queue, &UploadQueue::handleRemoteFile);
    connect(&m_poller, &StatePoller::gone, &m_queue, &UploadQueue::handleRemoteGone);
    connect(&m_files, &FilesModel::fileSeen, &m_poller, &StatePoller::consider);
    connect(&m_files, &FilesModel::fileGone, &m_poller, &StatePoller::forget);
    connect(&m_poller, &StatePoller::updated, &m_files, &FilesModel::upsert);
    connect(&m_poller, &StatePoller::gone, &m_window->filesController(), &FilesController::reportGone);
    connect(&m_poller, &StatePoller::gone, &m_files, &FilesModel::drop);
}

void AppContext::chooseFirstAccount()
{
    m_window->tools().reportSettingsProblem();
    if (m_commandLine.demo) {
        startDemo();
        return;
    }
    QString chosenId = addEnvironmentAccount();
    if (!m_commandLine.profileName.isEmpty()) {
        if (const auto named = m_accounts.profileNamed(m_commandLine.profileName))
            chosenId = named->id;
        else
            m_window->showMessage(MessageBar::Kind::Warning,
                                  tr("There is no account named %1.").arg(m_commandLine.profileName));
    }
    const auto active = m_accounts.activeProfile();
    if (chosenId.isEmpty() && active)
        chosenId = active->id;
    m_endpointProfileId = chosenId;
    // Accounts::activeChanged is not emitted if the account is active already, or if there is none.
    if (chosenId.isEmpty() || (active && active->id == chosenId))
        useActiveAccount();
    else
        m_accounts.activate(chosenId);
}

QString AppContext::addEnvironmentAccount()
{
    const auto found = environmentAccount(QProcessEnvironment::systemEnvironment());
    if (!found)
        return {};
    Profile profile = found->profile;
    if (m_commandLine.endpoint)
        profile.baseUrl = *m_commandLine.endpoint;
    QString variable = profile.name;
    QString reason = apiKeyProblemText(found->key);
    if (reason.isEmpty()) {
        // Everything else in this profile is fixed, so a problem is one of the address.
        variable = EnvironmentAccount::urlVariable;
        reason = profileProblemText(m_accounts.addSessionProfile(profile, found->key.key));
    }
    if (reason.isEmpty())
        return profile.id;
    m_window->showMessage(MessageBar::Kind::Error, tr("%1: %2").arg(variable, reason));
    return {};
}

void AppContext::startDemo()
{
    if (!m_demoServer) {
        DemoServer::Options options;
        options.sampleFiles = demoFiles;
        options.sampleStores = true;
        options.processing = demoProcessing;
        options.uploadBytesPerSecond = demoBytesPerSecond;
        m_demoServer = std::make_unique<DemoServer>(options);
        if (!m_demoServer->start()) {
            m_window->showMessage(MessageBar::Kind::Error,
                                  tr("The demo server could not be started: %1").arg(m_demoServer->errorText()));
            m_demoServer.reset();
            return;
        }
    }
    Profile profile;
    profile.id = demoProfileId;
    profile.name = tr("Demo");
    profile.baseUrl = m_demoServer->baseUrl();
    profile.sessionOnly = true;
    m_accounts.addSessionProfile(profile, demoKey);
    m_accounts.activate(profile.id);
}

void AppContext::useActiveAccount()
{
    m_keyRequest = std::make_unique<QObject>();
    m_poller.clear();
    m_readyProfileId.clear();
    m_files.reset(false);
    m_stores.reset(false);
    m_documents.setStore({});
    const auto profile = m_accounts.activeProfile();
    if (!profile) {
        m_window->setAccountState(MainWindow::AccountState::None);
        return;
    }
    m_window->setAccountState(MainWindow::AccountState::Waiting, *profile);
    m_accounts.keyOf(profile->id, m_keyRequest.get(),
                     [this, profile = *profile](const CredentialResult &result) { handleKey(profile, result); });
}

void AppContext::handleKey(const Profile &profile, const CredentialResult &result)
{
    if (result.status == CredentialStatus::Superseded)
        return;
    if (result.status != CredentialStatus::Ok) {
        m_window->setAccountState(MainWindow::AccountState::NoKey, profile);
        m_window->tools().reportCredentialProblem(result);
        return;
    }
    const RequestFactory requests = m_queueAccounts.use(profile, result.key);
    m_files.setClock([clock = requests.clock()] { return clock->now(); });
    m_documents.setClock([clock = requests.clock()] { return clock->now(); });
    m_client.setRequests(requests);
    m_storesClient.setRequests(requests, profile.collection);
    m_readyProfileId = profile.id;
    m_files.reset(true);
    m_stores.reset(true);
    m_window->setAccountState(MainWindow::AccountState::Ready, profile);
    if (m_files.canFetchMore({}))
        m_files.fetchMore({});
    uploadGivenFiles();
}

void AppContext::uploadGivenFiles()
{
    // Files of the command line are uploaded without a question; the queue reports what cannot be uploaded.
    if (!m_readyProfileId.isEmpty() && !m_commandLine.files.isEmpty())
        m_queue.add(m_readyProfileId, std::exchange(m_commandLine.files, {}));
}

Endpoint AppContext::endpointOf(const Profile &profile) const
{
    if (m_commandLine.endpoint && profile.id == m_endpointProfileId)
        return {*m_commandLine.endpoint, profile.apiVersion};
    return {profile.baseUrl, profile.apiVersion};
}

RequestFactory AppContext::requestsOf(const Profile &profile, const QByteArray &key)
{
    RequestFactory requests(endpointOf(profile), key);
    requests.setLog(m_exchanges);
    requests.setClock(clockOf(requests.endpoint()));
    return requests;
}

std::shared_ptr<ServerClock> AppContext::clockOf(const Endpoint &endpoint)
{
    std::shared_ptr<ServerClock> &clock = m_clocks[endpoint.origin()];
    if (!clock) {
        clock = std::make_shared<ServerClock>();
        connect(clock.get(), &ServerClock::foundLocalClockOff, this,
                [this, found = clock.get()] { reportLocalClock(*found); });
    }
    return clock;
}

void AppContext::reportLocalClock(const ServerClock &clock)
{
    // Once, also if several services find it.
    if (std::exchange(m_isClockReported, true))
        return;
    const auto offset = std::chrono::duration_cast<std::chrono::seconds>(*clock.offset());
    const QString distance = format::distanceText(std::chrono::abs(offset));
    m_window->showMessage(
        MessageBar::Kind::Info,
        offset.count() < 0
            ? tr("The clock of this computer is %1 ahead. Pollux uses the service's time.").arg(distance)
            : tr("The clock of this computer is %1 behind. Pollux uses the service's time.").arg(distance));
}

} // namespace pollux
