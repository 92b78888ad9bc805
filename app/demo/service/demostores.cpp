// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/demostores.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QString nameOf(const QJsonObject &resource)
{
    return resource.value("name"_L1).toString();
}

qint64 createdAt(const QJsonObject &resource)
{
    return fromWireTime(resource.value("createTime"_L1).toString());
}

/// "ragStores/x" for the name of anything in that store; empty if the name has no such beginning.
QString storeNameIn(const QString &name)
{
    return name.count(u'/') < 2 ? QString() : name.section(u'/', 0, 1);
}

} // namespace

void DemoStores::DocumentEntry::settle(const QString &state, qint64 at)
{
    pending.reset();
    document.resource.insert(u"state"_s, state);
    document.resource.insert(u"updateTime"_s, wireTime6(at));
}

DemoStores::DemoStores(std::chrono::milliseconds processing, DemoCollections collections)
    : m_processing(processing)
    , m_collections(collections)
{
}

DemoCollections DemoStores::collections() const
{
    const std::lock_guard lock(m_mutex);
    return m_collections;
}

bool DemoStores::knows(const QString &collection) const
{
    const DemoCollections known = collections();
    const auto alone = collection == "ragStores"_L1 ? DemoCollections::RagStores : DemoCollections::FileSearchStores;
    return known == DemoCollections::Both || known == alone;
}

qint64 DemoStores::storageLimit() const
{
    const std::lock_guard lock(m_mutex);
    return m_storageLimit;
}

QList<StoredDocument> DemoStores::documents(const QString &store)
{
    const std::lock_guard lock(m_mutex);
    QList<StoredDocument> documents;
    if (StoreEntry *entry = findStore(store)) {
        catchUp(*entry);
        for (const DocumentEntry *document : entry->documents.all()) {
            documents.append(document->document);
        }
    }
    return documents;
}

std::optional<StoredDocument> DemoStores::document(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    const DocumentEntry *entry = findDocument(name);
    return entry == nullptr ? std::nullopt : std::optional(entry->document);
}

void DemoStores::addStore(const QJsonObject &resource)
{
    const QString name = nameOf(resource);
    removeStore(name);
    const std::lock_guard lock(m_mutex);
    shelf(name.section(u'/', 0, 0)).insert(name, createdAt(resource), {.resource = resource});
}

bool DemoStores::addDocument(const QJsonObject &resource, std::optional<std::chrono::milliseconds> pending)
{
    const QString name = nameOf(resource);
    removeDocument(name);
    const std::lock_guard lock(m_mutex);
    StoreEntry *store = storeAround(name);
    if (store == nullptr) {
        return false;
    }
    DocumentEntry entry{.document = {.resource = resource}};
    if (pending) {
        const NewDocument description{.store = storeNameIn(name),
                                      .upload = {.mimeType = resource.value("mimeType"_L1).toString(),
                                                 .size = resource.value("sizeBytes"_L1).toString().toLongLong()}};
        entry.document.operation = description.store + "/upload/operations/"_L1 + name.section(u'/', -1);
        entry.pending = std::make_shared<StoreOperation>(documentResponse(description, name), *pending);
        store->operations.insert(entry.document.operation, entry.pending);
    }
    store->documents.insert(name, createdAt(resource), std::move(entry));
    return true;
}

bool DemoStores::removeStore(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    StoreEntry *store = findStore(name);
    if (store == nullptr) {
        return false;
    }
    for (const DocumentEntry *document : store->documents.all()) {
        removeBytes(document->path);
    }
    return shelf(name.section(u'/', 0, 0)).erase(name);
}

bool DemoStores::removeDocument(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    const DocumentEntry *document = findDocument(name);
    if (document == nullptr) {
        return false;
    }
    removeBytes(document->path);
    return storeAround(name)->documents.erase(name);
}

std::optional<ListPage> DemoStores::storePage(const QString &collection, int size, const QByteArray &token)
{
    const std::lock_guard lock(m_mutex);
    return shelf(collection).page(size, token, [this](StoreEntry &store) { return describe(store); });
}

std::optional<ListPage> DemoStores::documentPage(const QString &store, int size, const QByteArray &token)
{
    const std::lock_guard lock(m_mutex);
    StoreEntry *entry = findStore(store);
    if (entry == nullptr) {
        return ListPage{};
    }
    catchUp(*entry);
    return entry->documents.page(size, token, [](const DocumentEntry &document) { return document.document.resource; });
}

QJsonObject DemoStores::createStore(const QString &collection, const QString &displayName,
                                    const QString &embeddingModel)
{
    const std::lock_guard lock(m_mutex);
    const qint64 now = wireNow();
    const QString name = collection + u'/' + freshStoreId(displayName);
    QJsonObject resource{{u"name"_s, name}, {u"createTime"_s, wireTime6(now)}, {u"updateTime"_s, wireTime6(now)}};
    if (!displayName.isEmpty()) {
        resource.insert(u"displayName"_s, displayName);
    }
    if (!embeddingModel.isEmpty()) {
        resource.insert(u"embeddingModel"_s, embeddingModel);
    }
    shelf(collection).insert(name, now, {.resource = resource});
    return resource;
}

std::optional<QJsonObject> DemoStores::store(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    StoreEntry *entry = findStore(name);
    return entry == nullptr ? std::nullopt : std::optional(describe(*entry));
}

qint64 DemoStores::roomIn(const QString &store)
{
    const std::lock_guard lock(m_mutex);
    StoreEntry *entry = findStore(store);
    if (entry == nullptr || m_storageLimit <= 0) {
        return std::numeric_limits<qint64>::max();
    }
    return m_storageLimit - describe(*entry).value("sizeBytes"_L1).toString().toLongLong();
}

std::optional<QJsonObject> DemoStores::createDocument(const NewDocument &document)
{
    const std::lock_guard lock(m_mutex);
    StoreEntry *store = findStore(document.store);
    if (store == nullptr) {
        removeBytes(document.upload.path);
        return {};
    }
    const QString id = freshStoreId(document.upload.displayName.value_or(QString()));
    const QString name = document.store + "/documents/"_L1 + id;
    const QString operationName =
        document.store + (document.isImport ? "/operations/"_L1 : "/upload/operations/"_L1) + id;
    const auto operation = makeOperation(documentResponse(document, name));
    const qint64 now = wireNow();
    const StoredDocument stored{.resource = documentResource(document, name, now),
                                .chunkingConfig = document.chunkingConfig,
                                .hashHex = document.upload.hashHex,
                                .operation = operationName};
    store->operations.insert(operationName, operation);
    store->documents.insert(name, now, {.document = stored, .path = document.upload.path, .pending = operation});

    return operation->firstAnswer(operationName, !document.isImport);
}

std::optional<QJsonObject> DemoStores::pollOperation(const QString &name)
{
    const std::lock_guard lock(m_mutex);
    StoreOperation *operation = findOperation(name);
    return operation == nullptr ? std::nullopt : operation->poll(name);
}

Timeline<DemoStores::StoreEntry> &DemoStores::shelf(const QString &collection)
{
    return collection == "ragStores"_L1 ? m_ragStores : m_fileSearchStores;
}

DemoStores::StoreEntry *DemoStores::findStore(const QString &name)
{
    return shelf(name.section(u'/', 0, 0)).find(name);
}

DemoStores::StoreEntry *DemoStores::storeAround(const QString &name)
{
    return findStore(storeNameIn(name));
}

DemoStores::DocumentEntry *DemoStores::findDocument(const QString &name)
{
    StoreEntry *store = storeAround(name);
    if (store == nullptr) {
        return nullptr;
    }
    catchUp(*store);
    return store->documents.find(name);
}

StoreOperation *DemoStores::findOperation(const QString &name)
{
    const StoreEntry *store = storeAround(name);
    return store == nullptr ? nullptr : store->operations.value(name).get();
}

std::shared_ptr<StoreOperation> DemoStores::makeOperation(const QJsonObject &response)
{
    return std::make_shared<StoreOperation>(response, m_processing);
}

QJsonObject DemoStores::describe(StoreEntry &store)
{
    catchUp(store);
    QList<QJsonObject> documents;
    for (const DocumentEntry *entry : store.documents.all()) {
        documents.append(entry->document.resource);
    }
    return storeWithCounts(store.resource, documents);
}

void DemoStores::catchUp(StoreEntry &store)
{
    for (DocumentEntry *entry : store.documents.all()) {
        if (entry->pending && entry->pending->isOver()) {
            entry->settle(entry->pending->documentState(), entry->pending->endTime());
        }
    }
}

} // namespace pollux
