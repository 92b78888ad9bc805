// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/queuehold.h"
#include "models/transfer/waitingtasks.h"

#include <QHash>
#include <QSet>

#include <vector>

namespace pollux {

/// Decides which uploads may start, and why the others wait. Pure: the caller fills in the state of the queue, plan()
/// returns the steps to take. The time for a plan grows with its steps, the running uploads and the groups of waiting
/// tasks, but not with the number of tasks that wait.
struct Admission {
    static constexpr int maxParallelUploads = 32;
    /// With at least this many parallel uploads, the sessions of up to as many more small files are opened ahead, so
    /// that on a connection with high latency no free place has to wait for the answer to `start`.
    static constexpr int preparesFrom = 8;
    /// While all running uploads are of files of at least `largeFile` bytes, one file of at most `smallFile` bytes may
    /// be sent in addition to parallelUploads.
    static constexpr qint64 largeFile = qint64{32} * 1024 * 1024;
    static constexpr qint64 smallFile = WaitingTasks::smallFile;

    enum class Activity {
        None,
        Preparing, ///< opens its session, sends no bytes yet
        Sending
    };
    /// A running upload.
    struct Upload {
        UploadTask::Id id = 0;
        qint64 size = 0; ///< bytes
        Activity activity = Activity::Sending;
    };
    struct Step {
        UploadTask::Id id = 0;
        Activity becomes = Activity::None; ///< None: the task waits because of `reason`
        WaitReason reason = WaitReason::None;

        bool operator==(const Step &) const = default;
    };
    struct Hold {
        QueueHold what;
        bool isDue = false;           ///< an upload may probe it now
        UploadTask::Id probe = 0;     ///< the upload that probes it now; 0: none
        UploadTask::Id lastProbe = 0; ///< the upload that probed it last; 0: none
        /// Where that upload stands in the queue; nothing if there was none, or its task was removed.
        std::optional<qint64> lastPosition = {};
    };
    struct Probe {
        UploadTask::Id id = 0;
        QString hold; ///< QueueHold::key()

        bool operator==(const Probe &) const = default;
    };
    struct Plan {
        std::vector<Step> steps;   ///< in the order in which to carry them out
        std::vector<Probe> probes; ///< uploads among the steps that may start although they are held
    };

    int parallelUploads = 1;
    int maxPrepared = 0;
    QHash<QString, QByteArray> fingerprints; ///< of the keys of all known accounts, by profile id
    QHash<QString, QString> endpoints;       ///< QueueHold::endpoint of all known accounts, by profile id
    std::vector<Hold> holds;                 ///< those of accounts first
    QSet<UploadTask::Id> deferred;           ///< uploads whose own wait is not over
    QSet<QString> delayedAccounts;           ///< profile ids; the service asked for fewer requests of these

    HeldUpload uploadOf(const UploadTask &task) const;
    /// A task of this group.
    HeldUpload uploadOf(const WaitingTasks::Group &group, UploadTask::Id id = 0) const;
    /// `uploads` are those that run, in the order of the queue; `waiting` may have them, too.
    ///
    /// Each hold that is due gets the first upload after the last one that probed it, so that an upload with a fault
    /// of its own does not keep it up. An account is rather probed by the start of an upload than within a session.
    Plan plan(const std::vector<Upload> &uploads, const WaitingTasks &waiting) const;
};

} // namespace pollux
