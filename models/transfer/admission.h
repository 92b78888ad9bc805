// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/journal/taskrecord.h"

#include <QHash>

#include <vector>

namespace pollux {

/// What keeps uploads from going on, of one account or of all.
struct QueueHold {
    /// BadKey, StorageFull, ServerDown, or None.
    WaitReason reason = WaitReason::None;
    QString profileId;             ///< whose key or storage it is; empty for ServerDown
    QDateTime nextTry;             ///< UTC; valid for ServerDown
    std::optional<ApiError> error; ///< what the server said
};

/// Decides which uploads may start, and what holds the others. Pure: filled with the state of the queue at one moment,
/// it answers with the steps to take.
struct Admission {
    static constexpr int maxParallelUploads = 32;
    /// From so many at once on, the sessions of as many small files more are opened ahead, so that on a long link the
    /// places for sending never wait for an answer to `start`.
    static constexpr int preparesFrom = 8;
    /// Beside uploads that are all at least `largeFile`, one file of at most `smallFile` rides along. Bytes.
    static constexpr qint64 largeFile = qint64{32} * 1024 * 1024;
    static constexpr qint64 smallFile = qint64{1} * 1024 * 1024;

    enum class Activity {
        None,
        Preparing, ///< opens its session, and waits with the bytes
        Sending
    };
    struct Task {
        const TaskRecord *record = nullptr;
        Activity activity = Activity::None;
    };
    struct Step {
        UploadTask::Id id = 0;
        Activity becomes = Activity::None; ///< None: waits for `reason`
        WaitReason reason = WaitReason::None;

        bool operator==(const Step &) const = default;
    };
    struct Plan {
        std::vector<Step> steps;  ///< in the order in which they are to be taken
        UploadTask::Id probe = 0; ///< may run although the server is down; 0: none
    };

    int parallelUploads = 1;
    int maxPrepared = 0;
    QHash<QString, QByteArray> fingerprints; ///< of the keys of all known accounts, by profile id
    QHash<QString, QueueHold> holds;         ///< by profile id; that of no profile holds all accounts
    bool isProbeDue = false;                 ///< a server that is down may be asked now
    UploadTask::Id probe = 0;                ///< the upload that asks it now

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
