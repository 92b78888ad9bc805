// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/faultbench.h"

namespace pollux {

/// Additional oracles for every fault case whose files go into a store.
class StoreOracles {
public:
    explicit StoreOracles(FaultBench &bench)
        : m_bench(bench)
    {
    }

    /// Each document is as its task requested, and no request asked for anything else. Empty if all is well.
    QString documentsAreAsAsked();
    /// Each upload that was answered has an operation, which was polled until its end. Empty if all is well.
    QString operationsAreFollowed();
    /// The operations as text, which must be the same after a restart.
    QStringList operationPictures();

private:
    QString documentOf(const UploadTask &task);
    QString startBodies();

    FaultBench &m_bench;
};

} // namespace pollux
