// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/scriptedstores.h"

/// Courses of operations for tests.
namespace pollux::operationplans {

/// Pending for `polls` polls, then done.
inline OperationPlan pending(int polls)
{
    OperationPlan plan;
    plan.polls = polls;
    return plan;
}

/// Never done.
inline OperationPlan endless()
{
    return pending(1'000'000);
}

/// Pending for one poll, then failed as INVALID_ARGUMENT.
inline OperationPlan failing(const QString &message)
{
    OperationPlan plan = pending(1);
    plan.outcome = OperationPlan::Outcome::Fails;
    plan.error = {{QStringLiteral("code"), 3}, {QStringLiteral("message"), message}};
    return plan;
}

} // namespace pollux::operationplans
