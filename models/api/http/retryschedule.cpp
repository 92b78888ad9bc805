// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/retryschedule.h"

#include <algorithm>

namespace pollux {

std::chrono::milliseconds RetrySchedule::delay(int attempt, double chance,
                                               std::optional<std::chrono::milliseconds> askedByServer) const
{
    std::chrono::milliseconds longest = base;
    for (int i = 1; i < attempt && longest < cap; ++i)
        longest *= 2;
    longest = std::min(longest, cap);
    const auto jittered = std::chrono::duration_cast<std::chrono::milliseconds>(longest * chance);
    return std::max(jittered, askedByServer.value_or(std::chrono::milliseconds(0)));
}

std::chrono::milliseconds RetrySchedule::timerFor(std::chrono::milliseconds delay) const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(delay / speed);
}

} // namespace pollux
