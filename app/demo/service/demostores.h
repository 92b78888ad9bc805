// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/storeoperation.h"
#include "app/demo/service/storeresources.h"
#include "app/demo/service/timeline.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>

#include <chrono>
#include <memory>
#include <mutex>
#include <optional>

namespace pollux {

/// Which collections of stores a server has; every request to another one is answered with 404.
enum class DemoCollections { Both, RagStores, FileSearchStores };

/// One document as the service holds it.
struct StoredDocument {
    QJsonObject resource;            ///< as documents.get answers it
    QJsonObject chunkingConfig = {}; ///< as it was sent; the service never returns it
    QByteArray hashHex = {};         ///< SHA-256 of the bytes, 64 lower-case digits; empty for a document without bytes
    QString operation = {};          ///< full name of the operation that made it; empty for a made-up one

    /// "{store}/documents/<id>".
    [[nodiscard]] QString name() const { return resource.value(u"name").toString(); }
    /// "STATE_PENDING", "STATE_ACTIVE", "STATE_FAILED".
    [[nodiscard]] QString state() const { return resource.value(u"state").toString(); }
};

/// The stores of the demo server, their documents and operations (contract 1.6 to 1.9). Lists are in ascending order of
/// createTime. States change with the clock, without a timer: each call first applies the changes that are due.
/// Thread-safe.
class DemoStores {
public:
    /// `processing`: how long an operation takes.
    DemoStores(std::chrono::milliseconds processing, DemoCollections collections);
    virtual ~DemoStores() = default;

    DemoStores(const DemoStores &) = delete;
    DemoStores &operator=(const DemoStores &) = delete;

    [[nodiscard]] DemoCollections collections() const;
    [[nodiscard]] bool knows(const QString &collection) const;

    /// Adds a store, a resource with at least the name; counts and sizeBytes are computed. One of the same name is
    /// replaced.
    void addStore(const QJsonObject &resource);
    /// Adds a document, a resource with at least the name, which is returned as it is given. False if its store does
    /// not exist. With `pending` its state becomes STATE_ACTIVE after that time.
    bool addDocument(const QJsonObject &resource, std::optional<std::chrono::milliseconds> pending = {});
    /// Removes its documents too.
    bool removeStore(const QString &name);
    bool removeDocument(const QString &name);

    [[nodiscard]] std::optional<QJsonObject> store(const QString &name);
    [[nodiscard]] std::optional<StoredDocument> document(const QString &name);
    /// Empty if there is no such store.
    [[nodiscard]] QList<StoredDocument> documents(const QString &store);

    /// Nullopt if the token is not valid.
    [[nodiscard]] std::optional<ListPage> storePage(const QString &collection, int size, const QByteArray &token);
    /// The store must exist. Nullopt if the token is not valid.
    [[nodiscard]] std::optional<ListPage> documentPage(const QString &store, int size, const QByteArray &token);

    /// The new store's resource.
    [[nodiscard]] QJsonObject createStore(const QString &collection, const QString &displayName,
                                          const QString &embeddingModel);
    /// Bytes for which the store still has room; the largest number if there is no limit.
    [[nodiscard]] qint64 roomIn(const QString &store);
    [[nodiscard]] qint64 storageLimit() const;
    /// Returns the first answer of the new operation. Nullopt if the store is gone; the bytes are removed then.
    [[nodiscard]] std::optional<QJsonObject> createDocument(const NewDocument &document);
    /// The answer of operations.get. Nullopt if there is no such operation.
    [[nodiscard]] std::optional<QJsonObject> pollOperation(const QString &name);

protected:
    struct DocumentEntry {
        StoredDocument document = {};
        QString path = {};
        std::shared_ptr<StoreOperation> pending = {}; ///< sets its state when it ends; null if there is none

        void settle(const QString &state, qint64 at); ///< `at`: microseconds since the epoch
    };
    struct StoreEntry {
        QJsonObject resource;
        Timeline<DocumentEntry> documents = {};                          ///< by full name
        QHash<QString, std::shared_ptr<StoreOperation>> operations = {}; ///< by full name
    };

    // m_mutex must be locked for all of these.

    /// A new operation. `response`: of the finished one.
    [[nodiscard]] virtual std::shared_ptr<StoreOperation> makeOperation(const QJsonObject &response);
    [[nodiscard]] Timeline<StoreEntry> &shelf(const QString &collection);
    [[nodiscard]] StoreEntry *findStore(const QString &name);
    /// The store of the document or operation of this name; nullptr if there is none.
    [[nodiscard]] StoreEntry *storeAround(const QString &name);
    /// In the state that is due now; nullptr if there is none.
    [[nodiscard]] DocumentEntry *findDocument(const QString &name);
    /// nullptr if there is none.
    [[nodiscard]] StoreOperation *findOperation(const QString &name);
    /// The store's resource with the current counts and size.
    [[nodiscard]] QJsonObject describe(StoreEntry &store);
    /// Changes the state of documents whose operation has ended.
    void catchUp(StoreEntry &store);

    const std::chrono::milliseconds m_processing;

    mutable std::mutex m_mutex;
    DemoCollections m_collections;
    qint64 m_storageLimit = 0; ///< bytes of one store; 0: none

private:
    Timeline<StoreEntry> m_ragStores;
    Timeline<StoreEntry> m_fileSearchStores;
};

} // namespace pollux
