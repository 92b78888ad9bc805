// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/faultbench.h"

namespace pollux {

/// What must hold besides after every fault case whose files go into a store.
class StoreOracles {
public:
    explicit StoreOracles(FaultBench &bench)
        : m_bench(bench)
    {
    }

    /// Each document is as its task asked for, and no request asked for anything else. Empty where all is well.
    QString documentsAreAsAsked();
    /// Each upload that was answered has its operation, which was followed to its end. Empty where all is well.
    QString operationsAreFollowed();
    /// The operations as they must look in the next program too.
    QStringList operationPictures();

private:
    QString documentOf(const UploadTask &task);
    QString startBodies();

    FaultBench &m_bench;
};

} // namespace pollux
