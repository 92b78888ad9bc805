// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filesmodel.h"

namespace pollux {

FilesModel::FilesModel(ApiClient &client, QObject *parent)
    : PagedModel(filecells::table(), parent)
    , m_client(client)
{
    connect(&m_removal, &BulkRemoval::removed, this, [this](const QStringList &names) { dropAll(names); });
    connect(&m_removal, &BulkRemoval::finished, this, &FilesModel::removalFinished);
}

void FilesModel::reset(bool active)
{
    const Loading start = active ? Loading::Partial : Loading::Inactive;
    restart(start);
    // A view may have fetched already, and then another state was announced.
    if (loading() == start)
        emit loadingChanged(start);
    m_removal.cancel();
}

QList<RemoteFile> FilesModel::files() const
{
    QList<RemoteFile> files;
    files.reserve(rowCount());
    for (int row = 0; row < rowCount(); ++row)
        files.append(fileAt(row));
    return files;
}

void FilesModel::remove(const QStringList &names)
{
    m_removal.remove(names, [this](const QString &name, QObject *context, auto callback) {
        m_client.deleteFile(name, context, std::move(callback));
    });
}

void FilesModel::readPage(const QString &pageToken, QObject *context)
{
    m_client.listFiles(ApiClient::maxPageSize, pageToken, context,
                       [this](const Result<FilePage> &answer) { handlePage(answer, &FilePage::entries); });
}

} // namespace pollux
