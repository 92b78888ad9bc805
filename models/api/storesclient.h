// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"
#include "models/api/types/document.h"
#include "models/api/types/operation.h"
#include "models/api/types/ragstore.h"
#include "models/api/types/storecollection.h"
#include "models/api/types/storeupload.h"

#include <QHash>
#include <QUrl>

#include <memory>

namespace pollux {

/// The calls of the store service: stores, documents, operations (contract 1.6 to 1.9). A full resource name decides by
/// itself which collection is asked. Calls without one (listStores, createStore) go where the choice says; automatic
/// asks the published collection, "fileSearchStores", first, falls back to "ragStores" when it answers 404, and
/// remembers per endpoint which one was there. Callbacks as in ApiClient. What is no name, and a StoreUpload that is
/// not sendable, end as BadRequest, and nothing is sent.
class StoresClient {
public:
    template <typename T>
    using Callback = ApiClient::Callback<T>;

    static constexpr int maxPageSize = 20;

    /// The network manager must outlive the client.
    explicit StoresClient(QNetworkAccessManager &network, RequestFactory requests = {},
                          CollectionChoice choice = CollectionChoice::Automatic);

    const RequestFactory &requests() const { return m_call.requests(); }
    /// Calls made from now on use these; calls under way end as they began.
    void setRequests(RequestFactory requests, CollectionChoice choice);

    /// What is asked without a full name: by choice, or as found at this endpoint; nothing before it was found.
    std::optional<StoreCollection> collection() const;
    /// The server's own word on which collection it has, for showing; nothing before one answered.
    std::optional<StoreCollection> foundCollection() const;

    /// Ascending createTime. `pageToken` empty: the first page.
    void listStores(int pageSize, const QString &pageToken, QObject *context, Callback<StorePage> callback);
    void getStore(const QString &name, QObject *context, Callback<RagStore> callback);
    /// `displayName` may be empty: the service then makes up a name.
    void createStore(const QString &displayName, QObject *context, Callback<RagStore> callback);
    /// Without `force` a store that holds documents is refused with FailedPrecondition. Succeeds where it is not there.
    void deleteStore(const QString &name, bool force, QObject *context, Callback<Nothing> callback);

    void listDocuments(const QString &store, int pageSize, const QString &pageToken, QObject *context,
                       Callback<DocumentPage> callback);
    void getDocument(const QString &name, QObject *context, Callback<Document> callback);
    /// Without `force` an indexed document is refused, for it holds chunks. Succeeds where it is not there.
    void deleteDocument(const QString &name, bool force, QObject *context, Callback<Nothing> callback);

    /// {store}:importFile of an uploaded File, "files/…". The document's display name becomes the file's id
    /// (contract 1.7).
    void importFile(const QString &fileName, const StoreUpload &upload, QObject *context, Callback<Operation> callback);
    /// The metadata-only form of an upload, {store}:uploadToRagStore: a document without bytes.
    void createDocument(const QString &displayName, const StoreUpload &upload, QObject *context,
                        Callback<Operation> callback);
    void getOperation(const QString &name, QObject *context, Callback<Operation> callback);

private:
    /// Sends `request`, which has no path, to the collection, and a second time to the other one where the first is not
    /// there.
    template <typename T>
    void sendToCollection(const JsonCall::Request &request, QObject *context, Callback<T> callback);
    template <typename T>
    void send(bool isSendable, const JsonCall::Request &request, QObject *context, Callback<T> callback);
    void remove(bool isName, const QString &name, bool force, QObject *context, Callback<Nothing> callback);

    JsonCall m_call;
    CollectionChoice m_choice;
    /// Shared with copies and calls under way, which may outlive this client.
    std::shared_ptr<QHash<QUrl, StoreCollection>> m_found; // by the endpoint's base URL
};

} // namespace pollux
