// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/taskrecord.h"

#include <QHash>

#include <vector>

namespace pollux {

/// The reason why the uploads of one account, or of all accounts, must wait.
struct QueueHold {
    /// BadKey, StorageFull, ServerDown, or None.
    WaitReason reason = WaitReason::None;
    QString profileId;             ///< the account whose key or storage it is; empty for ServerDown
    QDateTime nextTry;             ///< UTC; valid for ServerDown
    std::optional<ApiError> error; ///< the server's error
};

/// Decides which uploads may start, and why the others wait. Pure: the caller fills in the state of the queue, plan()
/// returns the steps to take.
struct Admission {
    static constexpr int maxParallelUploads = 32;
    /// With at least this many parallel uploads, the sessions of up to as many more small files are opened ahead, so
    /// that on a connection with high latency no free place has to wait for the answer to `start`.
    static constexpr int preparesFrom = 8;
    /// While all running uploads are of files of at least `largeFile` bytes, one file of at most `smallFile` bytes may
    /// be sent in addition to parallelUploads.
    static constexpr qint64 largeFile = qint64{32} * 1024 * 1024;
    static constexpr qint64 smallFile = qint64{1} * 1024 * 1024;

    enum class Activity {
        None,
        Preparing, ///< opens its session, sends no bytes yet
        Sending
    };
    struct Task {
        const TaskRecord *record = nullptr;
        Activity activity = Activity::None;
    };
    struct Step {
        UploadTask::Id id = 0;
        Activity becomes = Activity::None; ///< None: the task waits because of `reason`
        WaitReason reason = WaitReason::None;

        bool operator==(const Step &) const = default;
    };
    struct Plan {
        std::vector<Step> steps;  ///< in the order in which to carry them out
        UploadTask::Id probe = 0; ///< the upload that may run although the server is down; 0: none
    };

    int parallelUploads = 1;
    int maxPrepared = 0;
    QHash<QString, QByteArray> fingerprints; ///< of the keys of all known accounts, by profile id
    QHash<QString, QueueHold> holds;         ///< by profile id; the one with an empty id holds all accounts
    bool isProbeDue = false;                 ///< a server that is down may be probed now
    UploadTask::Id probe = 0;                ///< the upload that probes it now; 0: none

    /// `tasks` in the order of the queue.
    Plan plan(const std::vector<Task> &tasks) const;

private:
    struct Running {
        int sending = 0;
        int preparing = 0;
        bool onlyLargeSend = true;

        void addSending(qint64 size);
    };
    WaitReason obstacleOf(const TaskRecord &record) const;
    bool hasRoomFor(qint64 size, const Running &running) const;
    bool mayPrepare(const TaskRecord &record, const Running &running) const;
};

} // namespace pollux

Q_DECLARE_METATYPE(pollux::QueueHold)
