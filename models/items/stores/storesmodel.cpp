// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/storesmodel.h"

namespace pollux {

StoresModel::StoresModel(StoresClient &client, QObject *parent)
    : PolledModel(storecells::table(), usualPace, parent)
    , m_client(client)
{
}

void StoresModel::reset(bool active)
{
    restart(Loading::Inactive);
    m_walk.begin(ListWalk::Extent::ToTheEnd);
    if (active)
        requestPage();
    else
        emit loadingChanged(loading());
}

std::optional<RagStore> StoresModel::find(const QString &name) const
{
    const int row = rowOf(name);
    return row < 0 ? std::nullopt : std::optional(storeAt(row));
}

void StoresModel::readPage(const QString &pageToken, QObject *context)
{
    m_client.listStores(StoresClient::maxPageSize, pageToken, context,
                        [this](const Result<StorePage> &answer) { handlePage(answer, &StorePage::entries); });
}

void StoresModel::readRow(const QString &name, QObject *context, std::function<void(const Result<RagStore> &)> callback)
{
    m_client.getStore(name, context, std::move(callback));
}

} // namespace pollux
