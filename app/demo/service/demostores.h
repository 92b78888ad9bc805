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
#include <deque>
#include <mutex>
#include <optional>

namespace pollux {

/// Which collections of stores a server knows; the other one answers 404, whatever is asked of it.
enum class DemoCollections { Both, RagStores, FileSearchStores };

/// One document as the service holds it.
struct StoredDocument {
    QJsonObject resource;            ///< as documents.get answers it
    QJsonObject chunkingConfig = {}; ///< as it was sent; the service never shows it again
    QByteArray hashHex = {};         ///< SHA-256 of the bytes, 64 lower-case digits; empty for a document without bytes
    QString operation = {};          ///< full name of the operation that made it; empty for a made-up one

    [[nodiscard]] QString name() const;  ///< "{store}/documents/<id>"
    [[nodiscard]] QString state() const; ///< "STATE_PENDING", "STATE_ACTIVE", "STATE_FAILED"
};

/// The stores of the demo server, their documents and operations (contract 1.6 to 1.9). Ascending createTime
/// throughout. States move on with the clock and with polls, without a timer: whoever asks sees what is due.
/// Thread-safe.
class DemoStores {
public:
    /// `processing`: how long an operation takes, unless planned otherwise.
    DemoStores(std::chrono::milliseconds processing, DemoCollections collections);

    // For tests and demos: what is planned, and what is there.

    [[nodiscard]] DemoCollections collections() const;
    void setCollections(DemoCollections collections);
    /// The next `times` operations take this course; plans are used up in the order of coming.
    void planOperation(const OperationPlan &plan, int times = 1);
    /// For every operation that no plan is left for.
    void setUsualPlan(const OperationPlan &plan);
    /// Another course for an operation under way, by its full name; polls and time count from now. What its document
    /// has become already, it stays. False if there is no such operation.
    bool replan(const QString &operation, const OperationPlan &plan);
    /// Bytes of one store; an upload or import beyond them is answered as in sample 37. 0: no limit.
    void setStorageLimit(qint64 bytes);

    /// Resources as stores.get answers them, of one collection ("ragStores" or "fileSearchStores").
    [[nodiscard]] QList<QJsonObject> stores(const QString &collection);
    /// Empty if there is no such store.
    [[nodiscard]] QList<StoredDocument> documents(const QString &store);
    [[nodiscard]] std::optional<StoredDocument> document(const QString &name);
    /// Uploaded bytes. Nothing if there is no such document, it was imported, or its bytes were not kept.
    [[nodiscard]] std::optional<QByteArray> contentOf(const QString &document);
    /// Polls of an operation so far, by its full name.
    [[nodiscard]] int pollsOf(const QString &operation);

    // Changes behind the clients' back.
    /// A store resource with at least name; counts and sizeBytes are computed. One of the same name is replaced.
    void addStore(const QJsonObject &resource);
    /// A document resource with at least the name, of a store that is there; shown as given. False without that store.
    /// With `pending` its state becomes STATE_ACTIVE after that time.
    bool addDocument(const QJsonObject &resource, std::optional<std::chrono::milliseconds> pending = {});
    /// With all its documents.
    bool removeStore(const QString &name);
    bool removeDocument(const QString &name);
    /// Ends the document's planned change. updateTime moves to now.
    bool setDocumentState(const QString &name, const QString &state);

    // For the endpoints.

    struct Page {
        QList<QJsonObject> resources = {};
        QByteArray nextToken; ///< empty on the last page
    };
    /// Nothing if the token is none of ours.
    [[nodiscard]] std::optional<Page> storePage(const QString &collection, int size, const QByteArray &token);
    /// Of a store that is there.
    [[nodiscard]] std::optional<Page> documentPage(const QString &store, int size, const QByteArray &token);

    [[nodiscard]] bool knows(const QString &collection) const;
    /// The new store's resource.
    [[nodiscard]] QJsonObject createStore(const QString &collection, const QString &displayName,
                                          const QString &embeddingModel);
    [[nodiscard]] std::optional<QJsonObject> store(const QString &name);
    /// Bytes that can still come into the store; the largest number if there is no limit.
    [[nodiscard]] qint64 roomIn(const QString &store);
    [[nodiscard]] qint64 storageLimit() const;
    /// The first answer of the new operation. Nothing if the store is gone; the bytes are removed then.
    [[nodiscard]] std::optional<QJsonObject> createDocument(const NewDocument &document);
    /// The answer of operations.get, counted as a poll. Nothing if there is no such operation, or it vanished.
    [[nodiscard]] std::optional<QJsonObject> pollOperation(const QString &name);

private:
    struct DocumentEntry {
        StoredDocument document = {};
        QString path = {};
        bool isSettled = true; ///< its state no longer depends on its operation
    };
    struct StoreEntry {
        QJsonObject resource;
        Timeline<DocumentEntry> documents = {};         ///< by full name
        QHash<QString, StoreOperation> operations = {}; ///< by full name
    };

    // All of these want m_mutex to be held.
    [[nodiscard]] Timeline<StoreEntry> &shelf(const QString &collection);
    [[nodiscard]] StoreEntry *findStore(const QString &name);
    /// The store of a document or an operation, by the name of that.
    [[nodiscard]] StoreEntry *storeAround(const QString &name);
    /// Caught up; nullptr if there is none.
    [[nodiscard]] DocumentEntry *findDocument(const QString &name);
    [[nodiscard]] StoreOperation *findOperation(const QString &name);
    /// With the counts and the size of now.
    [[nodiscard]] QJsonObject describe(StoreEntry &store);
    /// Documents whose operation ended by now change their state.
    void catchUp(StoreEntry &store);
    [[nodiscard]] OperationPlan nextPlan();

    const std::chrono::milliseconds m_processing;

    mutable std::mutex m_mutex;
    DemoCollections m_collections;
    Timeline<StoreEntry> m_ragStores;
    Timeline<StoreEntry> m_fileSearchStores;
    std::deque<OperationPlan> m_plans;
    OperationPlan m_usualPlan;
    qint64 m_storageLimit = 0;
};

} // namespace pollux
