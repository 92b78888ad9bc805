// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/jsoncall.h"
#include "models/api/types/remotefile.h"

namespace pollux {

/// The calls of the Files service. Each takes a context object and a callback: the callback runs exactly once, from the
/// event loop, in the thread of the network manager. If the context is destroyed first, the request is aborted and the
/// callback does not run.
class ApiClient {
public:
    template <typename T>
    using Callback = std::function<void(Result<T>)>;

    static constexpr int maxPageSize = 100;

    /// The manager must outlive the client.
    explicit ApiClient(QNetworkAccessManager &network, RequestFactory requests = {})
        : m_call(network, std::move(requests))
    {
    }

    const RequestFactory &requests() const { return m_call.requests(); }
    /// Applies to calls made afterwards; calls under way keep their old requests.
    void setRequests(RequestFactory requests) { m_call.setRequests(std::move(requests)); }

    QNetworkAccessManager &network() const { return m_call.network(); }

    /// files.list. `pageSize` is clamped to 1…100; `pageToken` is empty for the first page.
    void listFiles(int pageSize, const QString &pageToken, QObject *context, Callback<FilePage> callback);
    /// files.get. `name` is a resource name, "files/…". The error is Gone if the file is missing, has expired or
    /// belongs to another project.
    void getFile(const QString &name, QObject *context, Callback<RemoteFile> callback);
    /// files.delete. Also succeeds if the file does not exist: after a Gone answer, a files.get must answer Gone too.
    void deleteFile(const QString &name, QObject *context, Callback<Nothing> callback);

private:
    JsonCall m_call;
};

} // namespace pollux
