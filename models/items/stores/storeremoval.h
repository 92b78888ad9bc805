// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"
#include "models/items/bulkremoval.h"
#include "models/items/listwalk.h"

namespace pollux {

/// Deletes a store that may contain documents: counts them, deletes them page by page, a few at a time, and then
/// deletes the store without force, so that only listed documents are deleted. If the service refuses because documents
/// were added meanwhile, deletes these as well. A store with documents that cannot be deleted stays; see failures().
/// Uses the account of the client at the time of construction.
///
/// Lives in the thread of the client's network manager. Its destruction aborts running requests without a signal.
class StoreRemoval final : public QObject {
    Q_OBJECT

public:
    using Failure = BulkRemoval::Failure;

    enum class State {
        Ready,
        Counting, ///< reads the store
        DeletingDocuments,
        DeletingStore,
        Removed, ///< the store is gone
        Stopped, ///< by stop(); deleted documents stay deleted
        Failed   ///< the store is still there: see failures()
    };
    Q_ENUM(State)

    /// The removal is Failed after this many refusals as not empty with no document listed in between.
    static constexpr int maxRefusals = 4;

    /// `store` is a resource name. `pause`: time until the next try after the service has refused the deletion as not
    /// empty although the store lists no document; doubles with each refusal.
    StoreRemoval(const StoresClient &client, const QString &store,
                 std::chrono::milliseconds pause = std::chrono::seconds(1), QObject *parent = nullptr);
    ~StoreRemoval() override;

    const QString &storeName() const { return m_storeName; }
    /// The store as read while Counting; nothing before.
    const std::optional<RagStore> &store() const { return m_store; }

    /// Starts, or tries again after Stopped or Failed with counts and failures reset. Does nothing while running or if
    /// the store is Removed.
    void start();
    /// Sends no further request for a document; finished() is emitted when the running ones are answered. The request
    /// that deletes the store is not aborted.
    void stop();

    State state() const { return m_state; }
    bool isRunning() const;

    /// Number of deleted documents.
    int removedCount() const { return m_removedCount; }
    int failedCount() const { return m_failedCount; }
    /// The number of documents, as far as known; grows when more are listed than were counted.
    int total() const { return m_total; }
    /// Every error, with the resource name of the document or store that it concerns.
    const QList<Failure> &failures() const { return m_failures; }

signals:
    void stateChanged(pollux::StoreRemoval::State state);
    void progressed(int removed, int failed, int total);
    void documentRemoved(const QString &name);
    /// state() is Removed, Stopped or Failed. Never emitted from within start() or stop().
    void finished();

private:
    void handleCount(const Result<RagStore> &answer);
    void listFromStart();
    void requestPage();
    void handlePage(const Result<DocumentPage> &answer);
    void deleteDocuments(const QStringList &names);
    void handleRemoved(const QString &name);
    void handleFailed(const QString &name, const ApiError &error);
    void endDocuments(const QStringList &removed, const QList<Failure> &failed);
    void goOnWithStore();
    void handleStoreAnswer(const Result<Nothing> &answer);
    void handleRefusal(const ApiError &error);
    void fail(const ApiError &error);
    void setState(State state);
    void end(State state);

    StoresClient m_client;
    QString m_storeName;
    std::chrono::milliseconds m_firstPause;
    std::optional<RagStore> m_store;
    State m_state = State::Ready;
    bool m_isStopping = false;
    std::unique_ptr<QObject> m_context; // its destruction aborts the running request
    BulkRemoval m_documents;            // of the current page
    QTimer m_pause;
    ListWalk m_walk;
    QSet<QString> m_triedNames;
    int m_refusals = 0; // in a row, without a document in between
    int m_removedCount = 0;
    int m_failedCount = 0;
    int m_total = 0;
    QList<Failure> m_failures;
};

} // namespace pollux
