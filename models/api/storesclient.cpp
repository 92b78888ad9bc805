// SPDX-License-Identifier: Apache-2.0
#include "models/api/storesclient.h"

#include "models/api/http/jsoncall.h"
#include "models/api/types/resourcename.h"
#include "models/api/types/storeupload.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

ApiError unsendable(const QString &name)
{
    return ApiError::local(ErrorKind::BadRequest, name);
}

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
    : m_network(network)
    , m_requests(std::move(requests))
    , m_choice(choice)
    , m_found(std::make_shared<QHash<QUrl, StoreCollection>>())
{
}

void StoresClient::setRequests(RequestFactory requests, CollectionChoice choice)
{
    m_requests = std::move(requests);
    m_choice = choice;
}

JsonCall StoresClient::call() const
{
    return {m_network, m_requests};
}

std::optional<StoreCollection> StoresClient::collection() const
{
    switch (m_choice) {
    case CollectionChoice::RagStores:
        return StoreCollection::RagStores;
    case CollectionChoice::FileSearchStores:
        return StoreCollection::FileSearchStores;
    case CollectionChoice::Automatic:
        break;
    }
    return foundCollection();
}

std::optional<StoreCollection> StoresClient::foundCollection() const
{
    const auto found = m_found->constFind(m_requests.endpoint().baseUrl);
    return found == m_found->constEnd() ? std::nullopt : std::optional(*found);
}

template <typename T>
void StoresClient::sendToCollection(const QUrlQuery &query, const std::optional<QJsonObject> &body, QObject *context,
                                    Callback<T> callback)
{
    const auto ask = [call = call(), requests = m_requests, query, body, context](StoreCollection collection,
                                                                                  Callback<T> answered) {
        const QString path = collectionName(collection);
        call.send<T>(body ? JsonCall::Verb::Post : JsonCall::Verb::Get,
                     body ? requests.json(path) : requests.control(path, query), body.value_or(QJsonObject()), context,
                     std::move(answered));
    };
    const auto report = [found = m_found, url = m_requests.endpoint().baseUrl,
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
            // Where neither collection exists, the error of the first one is reported.
            const bool isNeither = !other.ok() && isAbsent(other.error());
            report(second, isNeither ? answer : std::move(other));
        });
    });
}

void StoresClient::listStores(int pageSize, const QString &pageToken, QObject *context, Callback<StorePage> callback)
{
    sendToCollection<StorePage>(pageQuery(pageSize, maxPageSize, pageToken), {}, context, std::move(callback));
}

void StoresClient::createStore(const QString &displayName, QObject *context, Callback<RagStore> callback)
{
    QJsonObject body;
    if (!displayName.isEmpty())
        body.insert("displayName"_L1, sentDisplayName(displayName));
    sendToCollection<RagStore>({}, body, context, std::move(callback));
}

template <typename T>
void StoresClient::get(bool isName, const QString &name, QObject *context, Callback<T> callback)
{
    if (isName)
        call().send<T>(JsonCall::Verb::Get, m_requests.control(name), {}, context, std::move(callback));
    else
        JsonCall::refuse<T>(unsendable(name), context, std::move(callback));
}

void StoresClient::remove(bool isName, const QString &name, bool force, QObject *context, Callback<Nothing> callback)
{
    if (!isName) {
        JsonCall::refuse<Nothing>(unsendable(name), context, std::move(callback));
        return;
    }
    const QUrlQuery query = force ? QUrlQuery{{u"force"_s, u"true"_s}} : QUrlQuery();
    call().remove(m_requests.control(name, query), m_requests.control(name), context, std::move(callback));
}

void StoresClient::startOperation(const QString &path, bool isSendable, const QJsonObject &body, QObject *context,
                                  Callback<Operation> callback)
{
    if (isSendable)
        call().send<Operation>(JsonCall::Verb::Post, m_requests.json(path), body, context, std::move(callback));
    else
        JsonCall::refuse<Operation>(unsendable(path), context, std::move(callback));
}

void StoresClient::getStore(const QString &name, QObject *context, Callback<RagStore> callback)
{
    get<RagStore>(isStoreName(name), name, context, std::move(callback));
}

void StoresClient::deleteStore(const QString &name, bool force, QObject *context, Callback<Nothing> callback)
{
    remove(isStoreName(name), name, force, context, std::move(callback));
}

void StoresClient::listDocuments(const QString &store, int pageSize, const QString &pageToken, QObject *context,
                                 Callback<DocumentPage> callback)
{
    if (!isStoreName(store)) {
        JsonCall::refuse<DocumentPage>(unsendable(store), context, std::move(callback));
        return;
    }
    call().send<DocumentPage>(JsonCall::Verb::Get,
                              m_requests.control(store + u"/documents"_s, pageQuery(pageSize, maxPageSize, pageToken)),
                              {}, context, std::move(callback));
}

void StoresClient::getDocument(const QString &name, QObject *context, Callback<Document> callback)
{
    get<Document>(isDocumentName(name), name, context, std::move(callback));
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
    startOperation(upload.store + u":importFile"_s, isSendable, body, context, std::move(callback));
}

void StoresClient::createDocument(const QString &displayName, const StoreUpload &upload, QObject *context,
                                  Callback<Operation> callback)
{
    startOperation(storeUploadPath(upload), upload.isSendable(), storeUploadBody(upload, displayName), context,
                   std::move(callback));
}

void StoresClient::getOperation(const QString &name, QObject *context, Callback<Operation> callback)
{
    get<Operation>(isOperationName(name), name, context, std::move(callback));
}

} // namespace pollux
