// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/accountchoice.h"
#include "models/api/storesclient.h"

#include <QNetworkAccessManager>

namespace pollux {

/// The stores of one account, and how names are completed there.
class StoreAccess final {
public:
    StoreAccess(const ReadyAccount &account, const CliOptions &options);

    StoresClient &client() { return m_client; }
    /// Makes resource names of names as storenames::typed() leaves them. Where one of them names no collection and none
    /// was chosen, the server is asked which one it has. The callback comes as those of the client do.
    void complete(const QStringList &typedNames, QObject *context, const StoresClient::Callback<QStringList> &callback);

private:
    QNetworkAccessManager m_network;
    StoresClient m_client;
};

} // namespace pollux
