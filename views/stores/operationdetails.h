// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/operationrecord.h"
#include "views/details/detailspane.h"

namespace pollux {

/// All that is known about one operation: what it is for, when it was asked for, and why it failed with the service's
/// own words and details. Of several operations how many are in which state.
class OperationDetails final : public DetailsPane {
    Q_OBJECT

public:
    explicit OperationDetails(QWidget *parent = nullptr);

    /// None: asks for one to be selected. An operation that is as it was leaves selection and scroll place as they are.
    void setOperations(const QList<OperationRecord> &operations);
};

} // namespace pollux
