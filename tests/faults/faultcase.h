// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QString>

namespace pollux {

class FaultBench;

/// One row of the fault matrix (reliability, section 7).
struct FaultCase {
    /// The destination of the victim and the healthy files.
    enum class Target { Files, Store, Both };

    QString id;    ///< as in the matrix, "C14"
    QString words; ///< the fault, in a few words
    void (*run)(FaultBench &bench) = nullptr;
    Target target = Target::Files;
};

// The groups of the matrix. Metadata, lists and deletions (D02 to D08) and the keychain are not part of the upload
// engine.
QList<FaultCase> localFileCases();    ///< A
QList<FaultCase> sessionStartCases(); ///< B
QList<FaultCase> transferCases();     ///< C01 to C12: what happens to bytes and queries
QList<FaultCase> finalAnswerCases();  ///< C13 to C18: what happens to the last answer
QList<FaultCase> operationCases();    ///< D01, D02, D09 to D11: operations of stores, until they end
QList<FaultCase> lostDocumentCases(); ///< D04, D05, D12: documents whose last answer was lost
QList<FaultCase> networkCases();      ///< E01 to E08, E12 to E14
QList<FaultCase> securityCases();     ///< E09 to E11: portals, proxies, certificates
QList<FaultCase> processCases();      ///< F
QList<FaultCase> systemCases();       ///< G01 to G03, G07 to G09
QList<FaultCase> journalCases();      ///< G04 to G06
QList<FaultCase> interleavingCases(); ///< H: what stops an upload meets its outcome
QList<FaultCase> outageCases();       ///< I
QList<FaultCase> accountCases();      ///< J
QList<FaultCase> clockCases();        ///< K: the local clock, and the Date header, are wrong
QList<FaultCase> oddAnswerCases();    ///< L
QList<FaultCase> changedFileCases();  ///< M
QList<FaultCase> longListCases();     ///< N01 to N04
QList<FaultCase> trustCases();        ///< N05, N06

/// All cases, in the order of their ids. A case for both targets is two rows, the second one with an id such as
/// "C14-store".
QList<FaultCase> allCases();

} // namespace pollux
