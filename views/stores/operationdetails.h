// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/operationrecord.h"
#include "views/details/detailspane.h"

namespace pollux {

/// Shows all that is known about one operation: what it is for, when it began, and why it failed, with the service's
/// message and details. For several operations it shows how many are in which state.
class OperationDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit OperationDetails(QWidget *parent = nullptr);

    /// An empty list shows a hint to select one. Selection and scroll position stay if the operation has not changed.
    void setOperations(const QList<OperationRecord> &operations);
};

} // namespace pollux
