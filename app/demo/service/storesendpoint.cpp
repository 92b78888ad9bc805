// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/storesendpoint.h"

#include "app/demo/http/errorbody.h"
#include "app/demo/http/listrequest.h"
#include "app/demo/service/demofiles.h"
#include "app/demo/service/demostores.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = StorePath::Kind;

constexpr int defaultPageSize = 10;
constexpr int maxPageSize = 20;

HttpAnswer found(const std::optional<QJsonObject> &resource)
{
    return resource ? HttpAnswer::json(200, prettyJson(*resource)) : erroranswer::missingResource();
}

} // namespace

bool StoresEndpoint::serves(const QByteArray &method, const StorePath &path)
{
    const bool isGet = method == "GET";
    switch (path.kind) {
    case Kind::Stores:
        return isGet || method == "POST";
    case Kind::Store:
    case Kind::Document:
        return isGet || method == "DELETE";
    case Kind::StoreVerb:
        return method == "POST" && (path.verb == "importFile"_L1 || path.verb == uploadVerbOf(path.collection));
    case Kind::Documents:
    case Kind::Operation:
        return isGet;
    case Kind::MediaUpload:
        return false;
    }
    return false;
}

HttpAnswer StoresEndpoint::handle(const HttpRequest &request, const StorePath &path, const QByteArray &body)
{
    if (request.method == "POST") {
        return post(path, body);
    }
    return request.method == "GET" ? get(request, path) : remove(request, path);
}

HttpAnswer StoresEndpoint::post(const StorePath &path, const QByteArray &body)
{
    const bool isImport = path.verb == "importFile"_L1;
    const auto kind = path.kind == Kind::Stores ? StoreMessage::Kind::CreateStore
                      : isImport                ? StoreMessage::Kind::Import
                                                : StoreMessage::Kind::Upload;
    const StoreMessage message = StoreMessage::read(body, kind, path.messageName());
    if (!message.complaint.isEmpty()) {
        return erroranswer::invalidArgument(message.complaint);
    }
    if (kind == StoreMessage::Kind::CreateStore) {
        return createStore(path, message);
    }
    return isImport ? importFile(path, message) : createEmptyDocument(path, message);
}

HttpAnswer StoresEndpoint::get(const HttpRequest &request, const StorePath &path)
{
    if (path.kind == Kind::Operation) {
        return found(m_stores.pollOperation(path.name));
    }
    if (path.kind == Kind::Stores) {
        return list(request, path);
    }
    const auto store = m_stores.store(path.store);
    if (!store || path.kind == Kind::Store) {
        return found(store);
    }
    if (path.kind == Kind::Documents) {
        return list(request, path);
    }
    const auto document = m_stores.document(path.name);
    return found(document ? std::optional(document->resource) : std::nullopt);
}

HttpAnswer StoresEndpoint::remove(const HttpRequest &request, const StorePath &path)
{
    const QByteArray force = request.queryValue("force");
    if (!force.isEmpty() && force != "true" && force != "false") {
        return erroranswer::invalidArgument(
            u"Invalid value at 'force' (TYPE_BOOL), \"%1\""_s.arg(QString::fromUtf8(force)));
    }
    const bool isForced = force == "true";
    return path.kind == Kind::Store ? removeStore(path.store, isForced) : removeDocument(path.name, isForced);
}

HttpAnswer StoresEndpoint::createStore(const StorePath &path, const StoreMessage &message)
{
    const QString displayName = message.displayName.value_or(QString());
    return found(m_stores.createStore(path.collection, displayName, message.embeddingModel));
}

HttpAnswer StoresEndpoint::createEmptyDocument(const StorePath &path, const StoreMessage &message)
{
    return found(m_stores.createDocument({.store = path.store,
                                          .displayName = message.displayName,
                                          .mimeType = message.mimeType,
                                          .customMetadata = message.customMetadata,
                                          .chunkingConfig = message.chunkingConfig}));
}

HttpAnswer StoresEndpoint::importFile(const StorePath &path, const StoreMessage &message)
{
    if (!m_stores.store(path.store)) {
        return erroranswer::missingResource();
    }
    const QString id = message.fileName.mid(6);
    const auto file = m_files.find(message.fileName);
    if (!message.fileName.startsWith("files/"_L1) || id.isEmpty()) {
        return erroranswer::invalidArgument(u"* ImportFileRequest.file_name: must be of the form files/{file}\n"_s);
    }
    if (!file) {
        return erroranswer::missingFile(id);
    }
    if (file->state() != "ACTIVE"_L1) {
        return erroranswer::fileNotActive(id);
    }
    const qint64 size = file->resource.value("sizeBytes"_L1).toString().toLongLong();
    if (size > m_maximumSize) {
        return erroranswer::invalidArgument(u"The file has more than %1 bytes."_s.arg(m_maximumSize));
    }
    if (size > m_stores.roomIn(path.store)) {
        return erroranswer::storageLimit(m_stores.storageLimit());
    }
    const QByteArray hash = QByteArray::fromBase64(file->resource.value("sha256Hash"_L1).toString().toLatin1());
    // The document is called by the file's id, whatever the file is called (contract 1.7).
    return found(m_stores.createDocument({.store = path.store,
                                          .displayName = id,
                                          .mimeType = file->resource.value("mimeType"_L1).toString(),
                                          .customMetadata = message.customMetadata,
                                          .chunkingConfig = message.chunkingConfig,
                                          .size = size,
                                          .hashHex = hash,
                                          .isImport = true}));
}

HttpAnswer StoresEndpoint::list(const HttpRequest &request, const StorePath &path)
{
    const bool isOfStores = path.kind == Kind::Stores;
    return listAnswer(request, isOfStores ? path.collection : u"documents"_s, defaultPageSize, maxPageSize,
                      [&](int size, const QByteArray &token) {
                          return isOfStores ? m_stores.storePage(path.collection, size, token)
                                            : m_stores.documentPage(path.store, size, token);
                      });
}

HttpAnswer StoresEndpoint::removeStore(const QString &name, bool force)
{
    if (!force && !m_stores.documents(name).isEmpty()) {
        return erroranswer::storeNotEmpty();
    }
    return found(m_stores.removeStore(name) ? std::optional(QJsonObject()) : std::nullopt);
}

HttpAnswer StoresEndpoint::removeDocument(const QString &name, bool force)
{
    const auto document = m_stores.document(name);
    // What is indexed has chunks (contract 1.9).
    const bool hasChunks =
        document && document->state() != "STATE_PENDING"_L1 && document->resource.contains("sizeBytes"_L1);
    if (!force && hasChunks) {
        return erroranswer::documentNotEmpty();
    }
    return found(m_stores.removeDocument(name) ? std::optional(QJsonObject()) : std::nullopt);
}

} // namespace pollux
