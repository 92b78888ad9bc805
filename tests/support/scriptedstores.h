// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demostores.h"

#include <deque>

namespace pollux {

/// What becomes of one operation: of an upload into a store, or of an import.
struct OperationPlan {
    enum class Outcome {
        Succeeds, ///< done with a response; the document becomes STATE_ACTIVE
        Fails,    ///< done with `error`; the document becomes STATE_FAILED
        Silent,   ///< a name only, for ever (sample 18); the document becomes STATE_ACTIVE nevertheless
        Vanishes  ///< 404 once it would be done; the document becomes STATE_ACTIVE
    };

    Outcome outcome = Outcome::Succeeds;
    QJsonObject error = {}; ///< a google.rpc.Status, for Outcome::Fails
    /// Polls that are answered as pending before it can end, whatever the clock says.
    int polls = 0;
    /// How long it takes at least, and the document is STATE_PENDING. Nothing: the server's processing time, or no time
    /// where `polls` are given.
    std::optional<std::chrono::milliseconds> duration = {};
    /// An upload's first answer has its response already, without `done` (sample 14). false: a name only.
    bool answersEarly = true;
    QJsonObject metadata = {}; ///< shown with every answer of operations.get; none when empty
};

/// Stores whose operations take the course that a test plans, and that change behind the clients' back. Thread-safe.
class ScriptedStores final : public DemoStores {
public:
    using DemoStores::DemoStores;

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
    /// Ends the document's planned change. updateTime moves to now.
    bool setDocumentState(const QString &name, const QString &state);

    /// Resources as stores.get answers them, of one collection ("ragStores" or "fileSearchStores").
    [[nodiscard]] QList<QJsonObject> stores(const QString &collection);
    /// Uploaded bytes. Nothing if there is no such document, it was imported, or its bytes were not kept.
    [[nodiscard]] std::optional<QByteArray> contentOf(const QString &document);
    /// Polls of an operation so far, by its full name.
    [[nodiscard]] int pollsOf(const QString &operation);

private:
    class PlannedOperation;

    [[nodiscard]] std::shared_ptr<StoreOperation> makeOperation(const QJsonObject &response) override;
    [[nodiscard]] PlannedOperation *findPlanned(const QString &operation);

    std::deque<OperationPlan> m_plans;
    OperationPlan m_usualPlan;
};

} // namespace pollux
