// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/result.h"
#include "models/journal/operationrecord.h"
#include "views/details/detailspane.h"

namespace pollux {

/// Shows all that is known about one operation: what it is for, when it began, why it failed, and the service's last
/// answer with each field under its API name and its JSON. For several operations it shows how many are in which state.
class OperationDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit OperationDetails(QWidget *parent = nullptr);

    /// An empty list shows a hint to select one. Selection and scroll position stay if the operation has not changed.
    void setOperations(const QList<OperationRecord> &operations);
    /// The result of answerRequested(). Does nothing unless it is the one operation that is shown.
    void setAnswer(const QString &name, const Result<Operation> &answer);

signals:
    /// The one operation that is shown has ended and its record lacks the service's answer, as after a restart.
    /// Emitted once each time the operation comes into view.
    void answerRequested(const QString &name);

private:
    void refresh();
    FieldSection missingAnswer() const;

    std::optional<OperationRecord> m_operation; // if exactly one is shown
    std::optional<Result<Operation>> m_asked;   // the result for it
    bool m_isRequested = false;                 // for it
};

} // namespace pollux
