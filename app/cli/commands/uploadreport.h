// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/output/outcomes.h"
#include "models/journal/uploadtask.h"
#include "models/preflight/preflight.h"

#include <QElapsedTimer>
#include <QHash>

namespace pollux {

/// Prints what happens to uploads, each event once, and counts the results. An upload has ended when it is Done, Failed
/// or Cancelled, and without --wait also when it is Processing.
class UploadReport final {
public:
    /// `output` and `outcomes` must outlive this object.
    UploadReport(Output &output, Outcomes &outcomes, bool waitsForActive);

    void reportSkipped(const SkippedPath &path);
    /// Prints what is new about a task; its progress at most once a second.
    void take(const UploadTask &task);
    /// Prints the counts. `unfinished`: number of uploads that are kept for later.
    void reportSummary(int unfinished);

    bool hasEnded(const UploadTask &task) const;
    /// Uploads whose end was printed.
    int endedCount() const { return m_outcomes.goodCount() + m_outcomes.failureCount(); }
    ExitCode exitCode() const { return m_skippedCount > 0 ? ExitCode::SomeFailed : m_outcomes.exitCode(); }

private:
    struct Told {
        UploadTask::State state = UploadTask::State::Queued;
        WaitReason waitReason = WaitReason::None;
        qint64 progressTime = -progressInterval; ///< ms of m_clock
        bool hasArrived = false;
        bool wasProcessing = false; ///< when it arrived
        bool hasEnded = false;
    };
    static constexpr qint64 progressInterval = 1000; // ms

    void reportArrived(const UploadTask &task, Told &told);
    void reportActive(const UploadTask &task, bool wasProcessing);
    void reportFailed(const UploadTask &task);
    void reportProgress(const UploadTask &task, Told &told);
    bool isFailure(const UploadTask &task) const;

    Output &m_output;
    Outcomes &m_outcomes;
    bool m_waitsForActive;
    QHash<UploadTask::Id, Told> m_told;
    int m_skippedCount = 0;
    QElapsedTimer m_clock;
};

} // namespace pollux
