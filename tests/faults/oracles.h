// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/faultbench.h"

namespace pollux {

/// What must hold after every fault case (reliability, section 7). Judging ends the bench's queue and begins it anew.
class Oracles {
public:
    /// `maxGap`: ms that the event loop may have stood still.
    Oracles(FaultBench &bench, qint64 maxGap);

    /// The oracle that complains first, and what about; empty where all is well.
    QString judge();

    int lost() const { return m_lost; }       ///< tasks called done whose file the server does not have as it should
    int doubled() const { return m_doubled; } ///< files on the server that nobody knows of
    int hiddenSends() const { return m_hiddenSends; } ///< requests that the server saw and the client did not make

private:
    QString serverAgrees();      // O1
    QString documentsAgree();    // O1
    QString tasksAreAccounted(); // O2
    QString operationsEnd();     // O2
    QString sourcesAreIntact();  // O3
    QString loopWasServed();     // O4
    QString secretsAreKept();    // O5
    QString memoryIsBounded();   // O6
    QString requestsAreBounded();
    QString nothingWasHidden();
    QString picturePersists(); // O8
    QString faultsFired();     // O9

    FaultBench &m_bench;
    qint64 m_maxGap;
    int m_lost = 0;
    int m_doubled = 0;
    int m_hiddenSends = 0;
};

} // namespace pollux
