// SPDX-License-Identifier: Apache-2.0
#include "app/queueaccounts.h"

#include "models/api/apiclient.h"
#include "models/api/storesclient.h"
#include "models/transfer/uploadqueue.h"

#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

QueueAccounts::QueueAccounts(Accounts &accounts, UploadQueue &queue, QNetworkAccessManager &network,
                             RequestsOf requestsOf)
    : m_accounts(accounts)
    , m_queue(queue)
    , m_network(network)
    , m_requestsOf(std::move(requestsOf))
    , m_processing(queue, network)
{
    connect(&accounts, &Accounts::keyChanged, this, &QueueAccounts::askForKey);
    connect(&accounts, &Accounts::profilesChanged, this, &QueueAccounts::handleProfiles);
    connect(&queue, &UploadQueue::opened, this, &QueueAccounts::askForKeys);
    connect(&m_removal, &BulkRemoval::failed, this, &QueueAccounts::removalFailed);
}

RequestFactory QueueAccounts::use(const Profile &profile, const QByteArray &key)
{
    RequestFactory requests = m_requestsOf(profile, key);
    m_queue.setAccount(profile.id, requests, key);
    m_processing.setAccount(profile.id, requests);
    m_knownProfileIds.insert(profile.id);
    return requests;
}

void QueueAccounts::askForKeys()
{
    QSet<QString> ids;
    for (int row = 0; row < m_queue.count(); ++row) {
        if (!m_queue.taskAt(row).isFinished())
            ids.insert(m_queue.taskAt(row).profileId);
    }
    for (const OperationRecord &operation : m_queue.operations()) {
        if (operation.state == OperationRecord::State::Working)
            ids.insert(operation.profileId);
    }
    for (const QString &id : std::as_const(ids))
        askForKey(id);
}

void QueueAccounts::askForKey(const QString &profileId)
{
    if (!m_accounts.profile(profileId))
        return;
    m_accounts.keyOf(profileId, this, [this, profileId](const CredentialResult &result) {
        // The profile may have been edited or removed meanwhile.
        const auto profile = m_accounts.profile(profileId);
        if (profile && result.status == CredentialStatus::Ok)
            use(*profile, result.key);
    });
}

void QueueAccounts::handleProfiles()
{
    for (const QString &id : QSet<QString>(m_knownProfileIds)) {
        if (m_accounts.profile(id)) {
            askForKey(id); // its address may be another one
        } else {
            m_knownProfileIds.remove(id);
            m_queue.removeAccount(id);
            m_processing.removeAccount(id);
        }
    }
}

void QueueAccounts::remove(const QString &profileId, const QStringList &names)
{
    m_accounts.keyOf(profileId, this, [this, profileId, names](const CredentialResult &result) {
        const auto profile = m_accounts.profile(profileId);
        if (profile && result.status == CredentialStatus::Ok) {
            removeWith(*profile, m_requestsOf(*profile, result.key), names);
            return;
        }
        for (const QString &name : names)
            emit removalFailed(name, ApiError::local(ErrorKind::MissingKey));
    });
}

void QueueAccounts::removeWith(const Profile &profile, const RequestFactory &requests, const QStringList &names)
{
    // The calls keep their clients alive.
    const auto files = std::make_shared<ApiClient>(m_network, requests);
    const auto stores = std::make_shared<StoresClient>(m_network, requests, profile.collection);
    m_removal.remove(names, [files, stores](const QString &name, QObject *context, auto callback) {
        if (name.startsWith("files/"_L1))
            files->deleteFile(name, context, std::move(callback));
        else
            stores->deleteDocument(name, true, context, std::move(callback));
    });
}

} // namespace pollux
