// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonObject>

#include <chrono>
#include <optional>

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

/// One operation of a store, which ends by the clock and by polls as planned. Not thread-safe.
class StoreOperation {
public:
    StoreOperation() = default;
    /// `response`: of the end. `usualDuration`: where the plan names none.
    StoreOperation(const QJsonObject &response, const OperationPlan &plan, std::chrono::milliseconds usualDuration);

    /// Polls and time count from now.
    void replan(const OperationPlan &plan, std::chrono::milliseconds usualDuration);

    [[nodiscard]] bool isOver() const;
    /// State of the document once it is over.
    [[nodiscard]] QString documentState() const;
    /// When it was over, in microseconds since the epoch; now, if polls had a say in it.
    [[nodiscard]] qint64 endTime() const;
    [[nodiscard]] int polls() const { return m_polls; }

    /// The answer to the call that made it.
    [[nodiscard]] QJsonObject firstAnswer(const QString &name, bool isUpload) const;
    /// The answer of operations.get, counted. Nothing if it vanished.
    [[nodiscard]] std::optional<QJsonObject> poll(const QString &name);

private:
    QJsonObject m_response;
    OperationPlan m_plan;
    qint64 m_dueAt = 0;  ///< microseconds
    int m_pollsLeft = 0; ///< that are answered as pending
    int m_polls = 0;
};

} // namespace pollux
