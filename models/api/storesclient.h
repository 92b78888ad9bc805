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

/// The calls of the store service: stores, documents, operations (contract 1.6 to 1.9). A full resource name determines
/// the collection that a call uses. Calls without one (listStores, createStore) use the CollectionChoice; Automatic
/// tries the published collection, "fileSearchStores", first, falls back to "ragStores" when it answers 404, and
/// remembers per endpoint which one exists. Callbacks as in ApiClient. An invalid resource name, or a StoreUpload that
/// is not sendable, gives BadRequest and nothing is sent.
class StoresClient {
public:
    template <typename T>
    using Callback = ApiClient::Callback<T>;

    static constexpr int maxPageSize = 20;

    /// The network manager must outlive the client.
    explicit StoresClient(QNetworkAccessManager &network, RequestFactory requests = {},
                          CollectionChoice choice = CollectionChoice::Automatic);

    const RequestFactory &requests() const { return m_call.requests(); }
    /// Applies to calls made afterwards; calls under way keep their old requests and choice.
    void setRequests(RequestFactory requests, CollectionChoice choice);

    /// The collection for calls without a full name: the choice or, if that is Automatic, the one found at this
    /// endpoint; nothing while none has been found.
    std::optional<StoreCollection> collection() const;
    /// The collection that has answered at this endpoint, for display; nothing before the first answer.
    std::optional<StoreCollection> foundCollection() const;

    /// Stores in ascending order of createTime. `pageSize` is clamped to 1…20; `pageToken` is empty for the first page.
    void listStores(int pageSize, const QString &pageToken, QObject *context, Callback<StorePage> callback);
    void getStore(const QString &name, QObject *context, Callback<RagStore> callback);
    /// If `displayName` is empty, the service generates a name; if `embeddingModel`, "models/…", is empty, it uses its
    /// default. What is empty is not sent.
    void createStore(const QString &displayName, const QString &embeddingModel, QObject *context,
                     Callback<RagStore> callback);
    /// Without `force` the service refuses to delete a store that has documents (FAILED_PRECONDITION). Also succeeds if
    /// the store does not exist.
    void deleteStore(const QString &name, bool force, QObject *context, Callback<Nothing> callback);

    void listDocuments(const QString &store, int pageSize, const QString &pageToken, QObject *context,
                       Callback<DocumentPage> callback);
    void getDocument(const QString &name, QObject *context, Callback<Document> callback);
    /// Without `force` the service refuses to delete an indexed document, because it has chunks. Also succeeds if the
    /// document does not exist.
    void deleteDocument(const QString &name, bool force, QObject *context, Callback<Nothing> callback);

    /// {store}:importFile of an uploaded File; `fileName` is its resource name, "files/…". The document's display name
    /// becomes the file's id (contract 1.7).
    void importFile(const QString &fileName, const StoreUpload &upload, QObject *context, Callback<Operation> callback);
    /// The metadata-only form of an upload, {store}:uploadToRagStore: a document without bytes. An empty display name
    /// or MIME type is not sent.
    void createDocument(const QString &displayName, const QString &mimeType, const StoreUpload &upload,
                        QObject *context, Callback<Operation> callback);
    void getOperation(const QString &name, QObject *context, Callback<Operation> callback);

private:
    /// Sends `request`, which has no path, to the collection; if that answers 404 and the choice is Automatic, sends it
    /// to the other collection.
    template <typename T>
    void sendToCollection(const JsonCall::Request &request, QObject *context, Callback<T> callback);
    template <typename T>
    void send(bool isSendable, const JsonCall::Request &request, QObject *context, Callback<T> callback);
    void remove(bool isName, const QString &name, bool force, QObject *context, Callback<Nothing> callback);

    JsonCall m_call;
    CollectionChoice m_choice;
    /// Shared with calls under way, which may outlive this client.
    std::shared_ptr<QHash<QUrl, StoreCollection>> m_found; // by the endpoint's base URL
};

} // namespace pollux
