// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/jsoncall.h"
#include "models/api/types/remotefile.h"

namespace pollux {

/// The calls of the Files service. Each takes a context object and a callback: the callback runs exactly once, from the
/// event loop, in the thread of the network manager, unless the context dies before; the request is then aborted.
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
    /// Calls made from now on use these requests; calls under way end as they began.
    void setRequests(RequestFactory requests) { m_call.setRequests(std::move(requests)); }

    QNetworkAccessManager &network() const { return m_call.network(); }

    /// files.list. `pageSize` is brought into 1 to 100; `pageToken` is empty for the first page.
    void listFiles(int pageSize, const QString &pageToken, QObject *context, Callback<FilePage> callback);
    /// files.get. `name` is a resource name, "files/…". A file that is missing, expired or another project's is Gone.
    void getFile(const QString &name, QObject *context, Callback<RemoteFile> callback);
    /// files.delete. Succeeds also for a file that is no longer there: a get that answers Gone as well confirms it.
    void deleteFile(const QString &name, QObject *context, Callback<Nothing> callback);

private:
    JsonCall m_call;
};

} // namespace pollux
