// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/service/demostores.h"

#include <deque>

namespace pollux {

/// The course of one operation, which is an upload into a store or an import.
struct OperationPlan {
    enum class Outcome {
        Succeeds, ///< done with a response; the document becomes STATE_ACTIVE
        Fails,    ///< done with `error`; the document becomes STATE_FAILED
        Silent,   ///< polls return only a name, for ever (sample 18); the document becomes STATE_ACTIVE nevertheless
        Vanishes  ///< answers 404 when it should be done; the document becomes STATE_ACTIVE
    };

    Outcome outcome = Outcome::Succeeds;
    QJsonObject error = {}; ///< a google.rpc.Status, for Outcome::Fails
    /// Polls that are answered as pending before it can end, even if `duration` has passed.
    int polls = 0;
    /// How long it takes at least and the document is STATE_PENDING. Nothing: the server's processing time, or 0 if
    /// `polls` is given.
    std::optional<std::chrono::milliseconds> duration = {};
    /// The first answer of an upload has a response already, without `done` (sample 14). false: only a name.
    bool answersEarly = true;
    QJsonObject metadata = {}; ///< part of every answer of operations.get; empty: none
};

/// Stores whose operations take the course that a test plans, and that tests can change directly. Thread-safe.
class ScriptedStores final : public DemoStores {
public:
    using DemoStores::DemoStores;

    void setCollections(DemoCollections collections);
    /// The next `times` operations take this course; plans are used in the order in which they were added.
    void planOperation(const OperationPlan &plan, int times = 1);
    /// The plan for every operation for which no other plan is left.
    void setUsualPlan(const OperationPlan &plan);
    /// Changes the course of a running operation, by its full name; counts polls and time from now. A state that its
    /// document has already reached stays. False if there is no such operation.
    bool replan(const QString &operation, const OperationPlan &plan);
    /// Limit of one store in bytes; an upload or import that exceeds it is answered as in sample 37. 0: no limit.
    void setStorageLimit(qint64 bytes);
    /// Sets the state and sets updateTime to now. Cancels the document's planned change.
    bool setDocumentState(const QString &name, const QString &state);

    /// Resources of one collection ("ragStores" or "fileSearchStores") as stores.get answers them.
    [[nodiscard]] QList<QJsonObject> stores(const QString &collection);
    /// The uploaded bytes. Nothing if there is no such document, it was imported, or its bytes were not kept.
    [[nodiscard]] std::optional<QByteArray> contentOf(const QString &document);
    /// Number of polls of an operation so far, by its full name.
    [[nodiscard]] int pollsOf(const QString &operation);

private:
    class PlannedOperation;

    [[nodiscard]] std::shared_ptr<StoreOperation> makeOperation(const QJsonObject &response) override;
    [[nodiscard]] PlannedOperation *findPlanned(const QString &operation);

    std::deque<OperationPlan> m_plans;
    OperationPlan m_usualPlan;
};

} // namespace pollux
