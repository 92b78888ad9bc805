// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/faults/faultbench.h"

#include <functional>

namespace pollux {

/// Plays one outage: 500 queued files wait until it is over, then all of them are uploaded without a command.
class Outage {
public:
    static constexpr int fileCount = 500;
    /// How long the outage lasts after it was noticed: more than three minutes at the speed of the test's clock.
    static constexpr int time = 2000; // ms
    /// Most connections or requests that the held queue may make in this time.
    static constexpr int mostProbes = 60;

    /// `kinds`: the errors that may be given as the reason.
    Outage(FaultBench &bench, const QList<ErrorKind> &kinds);

    /// To be called when the fault is in place: queues the files, waits for the hold, and lets `time` pass.
    void begin();
    /// Ends the outage with `heal`, and requires that everything is uploaded.
    void end(const std::function<void()> &heal);

private:
    int countOf(UploadTask::State state) const;

    FaultBench &m_bench;
    QList<ErrorKind> m_kinds;
};

} // namespace pollux
