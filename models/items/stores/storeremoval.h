// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/listwalk.h"
#include "models/items/stores/documentremoval.h"

#include <QTimer>

#include <chrono>
#include <memory>

namespace pollux {

/// Deletes a store that may hold documents: counts them, deletes them page by page, a few at a time, and then the store
/// without force, so that nothing goes that was not seen. Where the service refuses, because documents came meanwhile,
/// it goes on with these. Documents that cannot be deleted keep the store, and are listed. It keeps to the account of
/// the client that it was made with.
///
/// Lives in the thread of the client's network manager. Its death aborts what is under way without a signal.
class StoreRemoval final : public QObject {
    Q_OBJECT

public:
    using Failure = DocumentRemoval::Failure;

    struct Options {
        /// At the end the store goes with whatever it still holds, also documents that could not be deleted or came
        /// meanwhile.
        bool force = false;
        /// Before a store is tried once more that was refused as not empty although no document was left; doubles.
        std::chrono::milliseconds pause = std::chrono::seconds(1);
    };

    enum class State {
        Ready,
        Counting, ///< reads the store
        DeletingDocuments,
        DeletingStore,
        Removed, ///< the store is gone
        Stopped, ///< by stop(); what was deleted by then stays deleted
        Failed   ///< the store is still there: see failures()
    };
    Q_ENUM(State)

    /// Times that the store is refused as not empty and shows no further document, before it Failed.
    static constexpr int maxRefusals = 4;

    /// `store` is a resource name.
    StoreRemoval(const StoresClient &client, const QString &store, Options options, QObject *parent = nullptr);
    StoreRemoval(const StoresClient &client, const QString &store, QObject *parent = nullptr);
    ~StoreRemoval() override;

    const QString &storeName() const { return m_storeName; }
    /// As it was counted; nothing before.
    const std::optional<RagStore> &store() const { return m_store; }

    /// Begins, or tries again after Stopped or Failed: counts and failures start anew. Does nothing while it runs or
    /// when the store is Removed.
    void start();
    /// No further document is asked for; finished() comes when those under way are answered. A store that is being
    /// deleted is not held back.
    void stop();

    State state() const { return m_state; }
    bool isRunning() const;

    /// Documents.
    int removedCount() const { return m_removedCount; }
    int failedCount() const { return m_failedCount; }
    /// At least how many there are; grows when more are met than were counted.
    int total() const { return m_total; }
    /// Every error, with the resource name of the document or the store that it is about.
    const QList<Failure> &failures() const { return m_failures; }

signals:
    void stateChanged(pollux::StoreRemoval::State state);
    void progressed(int removed, int failed, int total);
    void documentRemoved(const QString &name);
    /// state() is Removed, Stopped or Failed. Never from within start() or stop().
    void finished();

private:
    void handleCount(const Result<RagStore> &answer);
    void listFromStart();
    void requestPage();
    void handlePage(const Result<DocumentPage> &answer);
    void deleteDocuments(const QStringList &names);
    void handleRemoved(const QString &name);
    void handleFailed(const QString &name, const ApiError &error);
    void endDocuments();
    void goOnWithStore();
    void handleStoreAnswer(const Result<Nothing> &answer);
    void handleRefusal(const ApiError &error);
    void fail(const ApiError &error);
    void setState(State state);
    void end(State state);

    StoresClient m_client;
    QString m_storeName;
    Options m_options;
    std::optional<RagStore> m_store;
    State m_state = State::Ready;
    bool m_isStopping = false;
    std::unique_ptr<QObject> m_context;           // its death aborts the request under way
    std::unique_ptr<DocumentRemoval> m_documents; // of the page at hand
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
