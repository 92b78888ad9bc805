// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <optional>

namespace pollux {

/// When to try again: exponential backoff with full jitter and a cap; never sooner than the server asked for.
struct RetrySchedule {
    std::chrono::milliseconds base = std::chrono::seconds(1);
    std::chrono::milliseconds cap = std::chrono::seconds(64);
    int maximumAttempts = 10; ///< tries in a row without progress
    double speed = 1;         ///< factor by which waits are shortened, for tests

    /// The wait before retry number `attempt` (from 1). `chance` is a random number in [0, 1) from the caller, so that
    /// this function is pure.
    std::chrono::milliseconds delay(int attempt, double chance,
                                    std::optional<std::chrono::milliseconds> askedByServer = {}) const;

    /// The interval of a timer for this delay: `delay` divided by `speed`.
    std::chrono::milliseconds timerFor(std::chrono::milliseconds delay) const;
};

} // namespace pollux
