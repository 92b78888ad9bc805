// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>

namespace pollux {

/// When to try again: full jitter, doubling, capped; what the server asked for is the least that is waited.
struct RetrySchedule {
    std::chrono::milliseconds base = std::chrono::seconds(1);
    std::chrono::milliseconds cap = std::chrono::seconds(64);
    int maximumAttempts = 10; ///< tries in a row without progress
    double speed = 1;         ///< tests let every wait pass so many times as fast

    /// The wait before try number `attempt` (1 is the first repetition). `chance` lies in [0, 1) and is the caller's
    /// random number, so that this stays a pure function.
    std::chrono::milliseconds delay(int attempt, double chance,
                                    std::optional<std::chrono::milliseconds> askedByServer = {}) const;

    /// How long a timer runs for such a wait.
    std::chrono::milliseconds timerFor(std::chrono::milliseconds delay) const;
};

} // namespace pollux
