// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/faultcase.h"

namespace pollux {

QList<FaultCase> allCases()
{
    return localFileCases() + sessionStartCases() + transferCases() + finalAnswerCases() + networkCases() +
           securityCases() + processCases() + systemCases() + journalCases();
}

} // namespace pollux
