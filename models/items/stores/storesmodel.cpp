// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/storesmodel.h"

namespace pollux {

namespace {

/// A column of the number of documents in a state; `accessibleText` gives its text for a screen reader.
template <auto Field>
constexpr ColumnSpec<RagStore> countColumn(const char *title,
                                           QString (*accessibleText)(const RagStore &, const QDateTime &))
{
    return {.title = title,
            .text = [](const RagStore &store, const QDateTime &) { return QLocale().toString(store.*Field); },
            .sortValue = [](const RagStore &store) { return QVariant(store.*Field); },
            .differs = fieldsDiffer<Field>,
            .accessibleText = accessibleText,
            .alignment = Qt::AlignRight};
}

QString counted(qint64 count, const QString &one, const QString &many)
{
    return (count == 1 ? one : many).arg(QLocale().toString(count));
}

} // namespace

StoresModel::StoresModel(StoresClient &client, QObject *parent)
    : PolledModel(columns(), usualPace, parent)
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

const ColumnTable<RagStore> &StoresModel::columns()
{
    using Now = const QDateTime &;
    static constexpr ColumnSpec<RagStore> specs[] = {
        titleColumn<&RagStore::displayName, &RagStore::embeddingModel, &RagStore::updateTime, &RagStore::unknownFields>(
            QT_TR_NOOP("Name")),
        countColumn<&RagStore::activeDocumentsCount>(
            QT_TR_NOOP("Active"),
            [](const RagStore &store, Now) {
                return counted(store.activeDocumentsCount, tr("%1 document active"), tr("%1 documents active"));
            }),
        countColumn<&RagStore::pendingDocumentsCount>(
            QT_TR_NOOP("Pending"),
            [](const RagStore &store, Now) {
                return counted(store.pendingDocumentsCount, tr("%1 document pending"), tr("%1 documents pending"));
            }),
        countColumn<&RagStore::failedDocumentsCount>(
            QT_TR_NOOP("Failed"),
            [](const RagStore &store, Now) {
                return counted(store.failedDocumentsCount, tr("%1 document failed"), tr("%1 documents failed"));
            }),
        sizeColumn<&RagStore::sizeBytes>(QT_TR_NOOP("Size"), QT_TR_NOOP("size %1")),
        timeColumn<&RagStore::createTime>(QT_TR_NOOP("Created"), QT_TR_NOOP("created %1")),
        textColumn<&RagStore::name>(QT_TR_NOOP("Resource name"), QT_TR_NOOP("resource name %1"))};
    static_assert(std::size(specs) == ColumnCount);
    static constexpr ColumnTable<RagStore> table("pollux::StoresModel", QT_TR_NOOP("not known"), specs);
    return table;
}

} // namespace pollux
