// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "tests/unit/api/callanswer.h"

#include <functional>

/// The calls of StoresClient as values, for tables.
namespace pollux::storecalls {

/// Starts one call of a client.
using Call = std::function<void(StoresClient &, CallAnswer<Nothing> &)>;

/// A callback for any call that only records whether the call succeeded.
template <typename T>
StoresClient::Callback<T> reducedTo(CallAnswer<Nothing> &answer)
{
    return [callback = answer.callback()](const Result<T> &result) {
        callback(result.ok() ? Result<Nothing>(Nothing{}) : Result<Nothing>(result.error()));
    };
}

inline Call listStores()
{
    return [](StoresClient &client, auto &answer) {
        client.listStores(20, {}, &answer.context, reducedTo<StorePage>(answer));
    };
}

inline Call getStore(const QString &name)
{
    return [=](StoresClient &client, auto &answer) {
        client.getStore(name, &answer.context, reducedTo<RagStore>(answer));
    };
}

inline Call createStore(const QString &displayName, const QString &embeddingModel = {})
{
    return [=](StoresClient &client, auto &answer) {
        client.createStore(displayName, embeddingModel, &answer.context, reducedTo<RagStore>(answer));
    };
}

inline Call deleteStore(const QString &name, bool force)
{
    return [=](StoresClient &client, auto &answer) {
        client.deleteStore(name, force, &answer.context, answer.callback());
    };
}

inline Call listDocuments(const QString &store)
{
    return [=](StoresClient &client, auto &answer) {
        client.listDocuments(store, 20, {}, &answer.context, reducedTo<DocumentPage>(answer));
    };
}

inline Call getDocument(const QString &name)
{
    return [=](StoresClient &client, auto &answer) {
        client.getDocument(name, &answer.context, reducedTo<Document>(answer));
    };
}

inline Call deleteDocument(const QString &name, bool force)
{
    return [=](StoresClient &client, auto &answer) {
        client.deleteDocument(name, force, &answer.context, answer.callback());
    };
}

inline Call importFile(const QString &file, const StoreUpload &upload)
{
    return [=](StoresClient &client, auto &answer) {
        client.importFile(file, upload, &answer.context, reducedTo<Operation>(answer));
    };
}

inline Call createDocument(const QString &displayName, const StoreUpload &upload, const QString &mimeType = {})
{
    return [=](StoresClient &client, auto &answer) {
        client.createDocument(displayName, mimeType, upload, &answer.context, reducedTo<Operation>(answer));
    };
}

inline Call getOperation(const QString &name)
{
    return [=](StoresClient &client, auto &answer) {
        client.getOperation(name, &answer.context, reducedTo<Operation>(answer));
    };
}

inline StoreUpload plainUpload(const QString &store = QStringLiteral("ragStores/x"))
{
    return {store, {}, {}};
}

inline QByteArray errorBody(const QByteArray &message)
{
    return R"({"error":{"code":404,"message":")" + message + R"("}})";
}

} // namespace pollux::storecalls
