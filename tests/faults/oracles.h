// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/faultbench.h"

namespace pollux {

/// What must hold after every fault case (reliability, section 7). judge() closes and reopens the bench's queue.
class Oracles {
public:
    /// `maxGap`: longest time in ms that the event loop may be blocked.
    Oracles(FaultBench &bench, qint64 maxGap);

    /// Returns the complaint of the first oracle that has one; empty if all is well.
    QString judge();

    int lost() const { return m_lost; }               ///< tasks that are done, but the server lacks their bytes
    int doubled() const { return m_doubled; }         ///< files on the server that belong to no task
    int hiddenSends() const { return m_hiddenSends; } ///< requests that the server received but the client did not log

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
