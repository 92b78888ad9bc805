// SPDX-License-Identifier: Apache-2.0
#include "models/api/storesclient.h"

#include "models/api/types/resourcename.h"
#include "models/api/types/storeupload.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

StoreCollection otherThan(StoreCollection collection)
{
    return collection == StoreCollection::RagStores ? StoreCollection::FileSearchStores : StoreCollection::RagStores;
}

bool isAbsent(const ApiError &error)
{
    return error.httpStatus == 404;
}

} // namespace

StoresClient::StoresClient(QNetworkAccessManager &network, RequestFactory requests, CollectionChoice choice)
    : m_call(network, std::move(requests))
    , m_choice(choice)
    , m_found(std::make_shared<QHash<QUrl, StoreCollection>>())
{
}

void StoresClient::setRequests(RequestFactory requests, CollectionChoice choice)
{
    m_call.setRequests(std::move(requests));
    m_choice = choice;
}

std::optional<StoreCollection> StoresClient::collection() const
{
    if (m_choice == CollectionChoice::Automatic)
        return foundCollection();
    return m_choice == CollectionChoice::RagStores ? StoreCollection::RagStores : StoreCollection::FileSearchStores;
}

std::optional<StoreCollection> StoresClient::foundCollection() const
{
    const auto found = m_found->constFind(requests().endpoint().baseUrl);
    return found == m_found->constEnd() ? std::nullopt : std::optional(*found);
}

template <typename T>
void StoresClient::sendToCollection(const JsonCall::Request &request, QObject *context, Callback<T> callback)
{
    const auto ask = [call = m_call, request, context](StoreCollection collection, Callback<T> answered) {
        JsonCall::Request addressed = request;
        addressed.path = collectionName(collection);
        call.send<T>(addressed, context, std::move(answered));
    };
    const auto report = [found = m_found, url = requests().endpoint().baseUrl,
                         callback = std::move(callback)](StoreCollection asked, Result<T> answer) {
        if (answer.ok())
            found->insert(url, asked);
        callback(std::move(answer));
    };
    const bool mayAskOther = m_choice == CollectionChoice::Automatic;
    const StoreCollection first = collection().value_or(StoreCollection::FileSearchStores);
    ask(first, [report, mayAskOther, first, ask](Result<T> answer) {
        if (!mayAskOther || answer.ok() || !isAbsent(answer.error())) {
            report(first, std::move(answer));
            return;
        }
        const StoreCollection second = otherThan(first);
        ask(second, [report, second, answer](Result<T> other) {
            // If neither collection exists, the error of the first one is reported.
            const bool isNeither = !other.ok() && isAbsent(other.error());
            report(second, isNeither ? answer : std::move(other));
        });
    });
}

void StoresClient::listStores(int pageSize, const QString &pageToken, QObject *context, Callback<StorePage> callback)
{
    sendToCollection<StorePage>({.query = pageQuery(pageSize, maxPageSize, pageToken)}, context, std::move(callback));
}

void StoresClient::createStore(const QString &displayName, const QString &embeddingModel, QObject *context,
                               Callback<RagStore> callback)
{
    QJsonObject body;
    if (!displayName.isEmpty())
        body.insert("displayName"_L1, sentDisplayName(displayName));
    if (!embeddingModel.isEmpty())
        body.insert("embeddingModel"_L1, embeddingModel);
    sendToCollection<RagStore>({.verb = JsonCall::Verb::Post, .body = body}, context, std::move(callback));
}

template <typename T>
void StoresClient::send(bool isSendable, const JsonCall::Request &request, QObject *context, Callback<T> callback)
{
    if (isSendable)
        m_call.send<T>(request, context, std::move(callback));
    else
        JsonCall::refuse<T>(ApiError::local(ErrorKind::BadRequest, request.path), context, std::move(callback));
}

void StoresClient::remove(bool isName, const QString &name, bool force, QObject *context, Callback<Nothing> callback)
{
    const QUrlQuery query = force ? QUrlQuery{{u"force"_s, u"true"_s}} : QUrlQuery();
    if (isName)
        m_call.remove(name, query, context, std::move(callback));
    else
        JsonCall::refuse<Nothing>(ApiError::local(ErrorKind::BadRequest, name), context, std::move(callback));
}

void StoresClient::getStore(const QString &name, QObject *context, Callback<RagStore> callback)
{
    send<RagStore>(isStoreName(name), {.path = name}, context, std::move(callback));
}

void StoresClient::deleteStore(const QString &name, bool force, QObject *context, Callback<Nothing> callback)
{
    remove(isStoreName(name), name, force, context, std::move(callback));
}

void StoresClient::listDocuments(const QString &store, int pageSize, const QString &pageToken, QObject *context,
                                 Callback<DocumentPage> callback)
{
    send<DocumentPage>(isStoreName(store),
                       {.path = store + u"/documents"_s, .query = pageQuery(pageSize, maxPageSize, pageToken)}, context,
                       std::move(callback));
}

void StoresClient::getDocument(const QString &name, QObject *context, Callback<Document> callback)
{
    send<Document>(isDocumentName(name), {.path = name}, context, std::move(callback));
}

void StoresClient::deleteDocument(const QString &name, bool force, QObject *context, Callback<Nothing> callback)
{
    remove(isDocumentName(name), name, force, context, std::move(callback));
}

void StoresClient::importFile(const QString &fileName, const StoreUpload &upload, QObject *context,
                              Callback<Operation> callback)
{
    QJsonObject body = storeUploadBody(upload, {});
    body.insert("fileName"_L1, fileName);
    const bool isSendable = upload.isSendable() && fileResourceName(fileName) == fileName;
    send<Operation>(isSendable, {.verb = JsonCall::Verb::Post, .path = upload.store + u":importFile"_s, .body = body},
                    context, std::move(callback));
}

void StoresClient::createDocument(const QString &displayName, const QString &mimeType, const StoreUpload &upload,
                                  QObject *context, Callback<Operation> callback)
{
    send<Operation>(upload.isSendable(),
                    {.verb = JsonCall::Verb::Post,
                     .path = storeUploadPath(upload),
                     .body = storeUploadBody(upload, displayName, mimeType)},
                    context, std::move(callback));
}

void StoresClient::getOperation(const QString &name, QObject *context, Callback<Operation> callback)
{
    send<Operation>(isOperationName(name), {.path = name}, context, std::move(callback));
}

} // namespace pollux
