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
    return resource ? HttpAnswer::json(200, *resource) : erroranswer::missingResource();
}

/// An indexed document has chunks (contract 1.9).
bool hasChunks(const std::optional<StoredDocument> &document)
{
    return document && document->state() != "STATE_PENDING"_L1 && document->resource.contains("sizeBytes"_L1);
}

} // namespace

bool StoresEndpoint::serves(const QByteArray &method, const StorePath &path)
{
    const bool isVerb = path.kind == Kind::StoreVerb;
    if (method == "GET") {
        return !isVerb && path.kind != Kind::MediaUpload;
    }
    if (method == "DELETE") {
        return path.kind == Kind::Store || path.kind == Kind::Document;
    }
    const bool isKnownVerb = path.verb == "importFile"_L1 || path.verb == uploadVerbOf(path.collection);
    return method == "POST" && (path.kind == Kind::Stores || (isVerb && isKnownVerb));
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
    const auto kind = path.kind == Kind::Stores      ? StoreMessage::Kind::CreateStore
                      : path.verb == "importFile"_L1 ? StoreMessage::Kind::Import
                                                     : StoreMessage::Kind::Upload;
    const StoreMessage message = StoreMessage::read(body, kind, path.messageName());
    if (!message.complaint.isEmpty()) {
        return erroranswer::invalidArgument(message.complaint);
    }
    if (kind == StoreMessage::Kind::Import) {
        return importFile(path, message);
    }
    if (kind == StoreMessage::Kind::CreateStore) {
        return found(
            m_stores.createStore(path.collection, message.displayName.value_or(QString()), message.embeddingModel));
    }
    return found(m_stores.createDocument({.store = path.store,
                                          .upload = {.displayName = message.displayName, .mimeType = message.mimeType},
                                          .customMetadata = message.customMetadata,
                                          .chunkingConfig = message.chunkingConfig}));
}

HttpAnswer StoresEndpoint::get(const HttpRequest &request, const StorePath &path)
{
    if (path.kind == Kind::Operation) {
        return found(m_stores.pollOperation(path.name));
    }
    const bool isOfStores = path.kind == Kind::Stores;
    const auto store = m_stores.store(path.store);
    if (path.kind == Kind::Store || (!store && !isOfStores)) {
        return found(store);
    }
    if (path.kind == Kind::Document) {
        const auto document = m_stores.document(path.name);
        return found(document ? std::optional(document->resource) : std::nullopt);
    }
    return listAnswer(request, isOfStores ? path.collection : u"documents"_s, defaultPageSize, maxPageSize,
                      [&](int size, const QByteArray &token) {
                          return isOfStores ? m_stores.storePage(path.collection, size, token)
                                            : m_stores.documentPage(path.store, size, token);
                      });
}

HttpAnswer StoresEndpoint::remove(const HttpRequest &request, const StorePath &path)
{
    const QByteArray force = request.queryValue("force");
    if (!force.isEmpty() && force != "true" && force != "false") {
        return erroranswer::invalidArgument(
            u"Invalid value at 'force' (TYPE_BOOL), \"%1\""_s.arg(QString::fromUtf8(force)));
    }
    const bool isStore = path.kind == Kind::Store;
    if (force != "true" &&
        (isStore ? !m_stores.documents(path.store).isEmpty() : hasChunks(m_stores.document(path.name)))) {
        return erroranswer::failedPrecondition(isStore ? u"Cannot delete non-empty FileSearchStore"_s
                                                       : u"Cannot delete non-empty Document"_s);
    }
    const bool isRemoved = isStore ? m_stores.removeStore(path.store) : m_stores.removeDocument(path.name);
    return isRemoved ? HttpAnswer::json(200, {}) : erroranswer::missingResource();
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
        return erroranswer::failedPrecondition(
            u"The File %1 is not in an ACTIVE state and usage is not allowed."_s.arg(id));
    }
    const qint64 size = file->resource.value("sizeBytes"_L1).toString().toLongLong();
    if (size > m_maximumSize) {
        return erroranswer::invalidArgument(u"The file has more than %1 bytes."_s.arg(m_maximumSize));
    }
    if (size > m_stores.roomIn(path.store)) {
        return erroranswer::storageLimit(m_stores.storageLimit());
    }
    const QByteArray hash = QByteArray::fromBase64(file->resource.value("sha256Hash"_L1).toString().toLatin1());
    // The display name of the document is the file's id, not the file's display name (contract 1.7).
    return found(m_stores.createDocument({.store = path.store,
                                          .upload = {.displayName = id,
                                                     .mimeType = file->resource.value("mimeType"_L1).toString(),
                                                     .size = size,
                                                     .hashHex = hash},
                                          .customMetadata = message.customMetadata,
                                          .chunkingConfig = message.chunkingConfig,
                                          .isImport = true}));
}

} // namespace pollux
