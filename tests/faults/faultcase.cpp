// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/faultcase.h"

using namespace Qt::StringLiterals;

namespace pollux {

using Target = FaultCase::Target;

QList<FaultCase> allCases()
{
    const QList<FaultCase> cases = localFileCases() + sessionStartCases() + transferCases() + finalAnswerCases() +
                                   operationCases() + lostDocumentCases() + networkCases() + securityCases() +
                                   processCases() + systemCases() + journalCases() + interleavingCases() +
                                   outageCases() + accountCases() + clockCases() + oddAnswerCases() +
                                   changedFileCases() + longListCases() + trustCases();
    QList<FaultCase> rows;
    for (const FaultCase &each : cases) {
        if (each.target != Target::Both) {
            rows.append(each);
            continue;
        }
        rows.append({each.id, each.words, each.run, Target::Files});
        rows.append({each.id + u"-store"_s, each.words + u", into a store"_s, each.run, Target::Store});
    }
    return rows;
}

} // namespace pollux
