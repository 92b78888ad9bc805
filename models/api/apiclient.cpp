// SPDX-License-Identifier: Apache-2.0
#include "models/api/apiclient.h"

using namespace Qt::StringLiterals;

namespace pollux {

void ApiClient::listFiles(int pageSize, const QString &pageToken, QObject *context, Callback<FilePage> callback)
{
    m_call.send<FilePage>({.path = u"files"_s, .query = pageQuery(pageSize, maxPageSize, pageToken)}, context,
                          std::move(callback));
}

void ApiClient::getFile(const QString &name, QObject *context, Callback<RemoteFile> callback)
{
    m_call.send<RemoteFile>({.path = name}, context, std::move(callback));
}

void ApiClient::deleteFile(const QString &name, QObject *context, Callback<Nothing> callback)
{
    m_call.remove(name, {}, context, std::move(callback));
}

} // namespace pollux
