// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/storeaccess.h"

#include "app/cli/options/storenames.h"

#include <algorithm>

namespace pollux {

namespace {

QStringList completedNames(const QStringList &typedNames, StoreCollection collection)
{
    QStringList names;
    for (const QString &name : typedNames)
        names.append(storenames::completed(name, collection));
    return names;
}

} // namespace

StoreAccess::StoreAccess(const ReadyAccount &account, const CliOptions &options)
    : m_client(m_network, account.requests, options.collection.value_or(account.profile.collection))
{
}

void StoreAccess::complete(const QStringList &typedNames, QObject *context,
                           const StoresClient::Callback<QStringList> &callback)
{
    const auto known = std::ranges::all_of(typedNames, &storenames::isFull) ? StoreCollection::FileSearchStores
                                                                            : m_client.collection();
    if (known) {
        const QStringList names = completedNames(typedNames, *known);
        QMetaObject::invokeMethod(
            context, [callback, names] { callback(names); }, Qt::QueuedConnection);
        return;
    }
    m_client.listStores(1, {}, context, [this, typedNames, callback](const Result<StorePage> &page) {
        if (page.ok())
            callback(completedNames(typedNames, m_client.collection().value_or(StoreCollection::FileSearchStores)));
        else
            callback(page.error());
    });
}

} // namespace pollux
