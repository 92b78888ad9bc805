// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/commands/accountchoice.h"
#include "models/api/storesclient.h"

#include "models/api/http/networkmanager.h"

namespace pollux {

/// Access to the stores of one account; completes names of stores, documents and operations.
class StoreAccess final {
public:
    StoreAccess(const ReadyAccount &account, const CliOptions &options);

    StoresClient &client() { return m_client; }
    /// Makes resource names from names that storenames::typed() returned. If one of them has no collection and none was
    /// chosen, asks the server which one it has. The callback is called as those of the client are.
    void complete(const QStringList &typedNames, QObject *context, const StoresClient::Callback<QStringList> &callback);

private:
    NetworkManager m_network;
    StoresClient m_client;
};

} // namespace pollux
