// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentsmodel.h"

#include <limits>

namespace pollux {

DocumentsModel::DocumentsModel(StoresClient &client, QObject *parent)
    : PolledModel(documentcells::table(), usualPace, parent)
    , m_client(client)
{
    connect(&m_removal, &BulkRemoval::removed, this, [this](const QStringList &names) { dropAll(names); });
    connect(&m_removal, &BulkRemoval::finished, this, &DocumentsModel::removalFinished);
}

void DocumentsModel::setStore(const QString &name)
{
    const bool isOther = m_store != name;
    const Loading start = name.isEmpty() ? Loading::Inactive : Loading::Partial;
    m_store = name;
    restart(start);
    if (isOther)
        emit storeChanged(name);
    // A view may have fetched already, and then another state was announced.
    if (loading() == start)
        emit loadingChanged(start);
}

qint64 DocumentsModel::totalBytes() const
{
    qint64 total = 0;
    for (const Document &document : m_rows.items()) {
        if (document.sizeBytes > std::numeric_limits<qint64>::max() - total)
            return std::numeric_limits<qint64>::max();
        total += document.sizeBytes;
    }
    return total;
}

void DocumentsModel::remove(const QStringList &names)
{
    m_removal.remove(names, [client = m_client](const QString &name, QObject *context, auto callback) mutable {
        client.deleteDocument(name, true, context, std::move(callback));
    });
}

bool DocumentsModel::isReadable(const QString &name) const
{
    return !m_store.isEmpty() && isDocumentName(name) && storeOf(name) == m_store;
}

ListWalk::Extent DocumentsModel::refreshExtent() const
{
    const bool toTheEnd = loading() == Loading::Complete ||
                          (loading() != Loading::Partial && m_walk.extent() == ListWalk::Extent::ToTheEnd);
    return toTheEnd ? ListWalk::Extent::ToTheEnd : ListWalk::Extent::Pagewise;
}

void DocumentsModel::handleUnmet(const QStringList &names, ListWalk::Step step)
{
    if (step == ListWalk::Step::End) {
        dropAll(names);
        return;
    }
    for (const QString &name : names)
        reread(name);
}

void DocumentsModel::readPage(const QString &pageToken, QObject *context)
{
    m_client.listDocuments(m_store, StoresClient::maxPageSize, pageToken, context,
                           [this](const Result<DocumentPage> &answer) { handlePage(answer, &DocumentPage::entries); });
}

void DocumentsModel::readRow(const QString &name, QObject *context,
                             std::function<void(const Result<Document> &)> callback)
{
    m_client.getDocument(name, context, std::move(callback));
}

} // namespace pollux
