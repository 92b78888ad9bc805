// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace pollux {

class FaultBench;

/// One row of the fault matrix (reliability, section 7).
struct FaultCase {
    QString id;    ///< as in the matrix, "C14"
    QString words; ///< the fault, in a few words
    void (*run)(FaultBench &bench) = nullptr;
};

// The groups of the matrix; metadata and stores (D) and the keychain (H) are not driven by the upload engine.
QList<FaultCase> localFileCases();    ///< A
QList<FaultCase> sessionStartCases(); ///< B
QList<FaultCase> transferCases();     ///< C01 to C12: what happens to bytes and queries
QList<FaultCase> finalAnswerCases();  ///< C13 to C18: what happens to the last answer
QList<FaultCase> networkCases();      ///< E01 to E08, E12 to E14
QList<FaultCase> securityCases();     ///< E09 to E11: portals, proxies, certificates
QList<FaultCase> processCases();      ///< F
QList<FaultCase> systemCases();       ///< G01 to G03, G07 to G09
QList<FaultCase> journalCases();      ///< G04 to G06

/// All of them, in the order of their ids.
QList<FaultCase> allCases();

} // namespace pollux
