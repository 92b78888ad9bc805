// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/storeaccess.h"

#include "app/cli/options/storenames.h"

#include <algorithm>

namespace pollux {

StoreAccess::StoreAccess(const ReadyAccount &account, const CliOptions &options)
    : m_client(m_network, account.requests, options.collection.value_or(account.profile.collection))
{
}

void StoreAccess::complete(const QStringList &typedNames, QObject *context,
                           const StoresClient::Callback<QStringList> &callback)
{
    const auto complete = [typedNames](StoreCollection collection) {
        QStringList names;
        for (const QString &name : typedNames)
            names.append(storenames::completed(name, collection));
        return names;
    };
    const bool areFull =
        std::ranges::all_of(typedNames, [](const QString &name) { return collectionOf(name).has_value(); });
    if (const auto known = areFull ? StoreCollection::FileSearchStores : m_client.collection()) {
        QMetaObject::invokeMethod(
            context, [callback, names = complete(*known)] { callback(names); }, Qt::QueuedConnection);
        return;
    }
    m_client.listStores(1, {}, context, [this, complete, callback](const Result<StorePage> &page) {
        if (page.ok())
            callback(complete(m_client.collection().value_or(StoreCollection::FileSearchStores)));
        else
            callback(page.error());
    });
}

} // namespace pollux
