// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/processingpoller.h"
#include "models/accounts/accounts.h"
#include "models/api/http/requestfactory.h"
#include "models/items/bulkremoval.h"

#include <QSet>

#include <functional>

class QNetworkAccessManager;

namespace pollux {

/// Gives the upload queue the keys of all accounts that it works for, not only of the active one: at the start those of
/// accounts with unfinished uploads or operations, later each new key. With the same keys, asks for the files that the
/// service still processes, and deletes what an account uploaded. For the GUI thread.
class QueueAccounts final : public QObject {
    Q_OBJECT

public:
    using RequestsOf = std::function<RequestFactory(const Profile &, const QByteArray &key)>;

    /// All must outlive this object. `requestsOf` makes the requests of an account.
    QueueAccounts(Accounts &accounts, UploadQueue &queue, QNetworkAccessManager &network, RequestsOf requestsOf);

    /// Gives the queue this key. Returns the account's requests.
    RequestFactory use(const Profile &profile, const QByteArray &key);
    /// Deletes these files and documents of the account on the server; removalFailed() follows for each that cannot be
    /// deleted.
    void remove(const QString &profileId, const QStringList &names);

signals:
    void removalFailed(const QString &name, const pollux::ApiError &error);

private:
    void askForKeys();
    void askForKey(const QString &profileId);
    void handleProfiles();
    void removeWith(const Profile &profile, const RequestFactory &requests, const QStringList &names);

    Accounts &m_accounts;
    UploadQueue &m_queue;
    QNetworkAccessManager &m_network;
    RequestsOf m_requestsOf;
    ProcessingPoller m_processing;
    BulkRemoval m_removal;
    QSet<QString> m_knownProfileIds; // accounts whose keys the queue has
};

} // namespace pollux
