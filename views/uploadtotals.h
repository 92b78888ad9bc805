// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/uploadtask.h"

namespace pollux {

/// How many uploads are in which state.
struct UploadTotals {
    int running = 0; ///< from starting to verifying
    int waiting = 0; ///< for another try, the network, a key, …
    int queued = 0;
    int paused = 0;     ///< one by one, or interrupted
    int processing = 0; ///< the server has them and still works on them
    int done = 0;
    int failed = 0;
    int cancelled = 0;

    bool operator==(const UploadTotals &) const = default;

    void count(UploadTask::State state);
    /// What will go on by itself.
    int active() const { return running + waiting + queued; }
    /// What the server does not have yet.
    int unfinished() const { return active() + paused; }
    int finished() const { return done + failed + cancelled; }
};

} // namespace pollux
