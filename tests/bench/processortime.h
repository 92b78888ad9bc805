// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <ctime>

/// Milliseconds that the processor has spent on the calling thread. They do not depend on the load of the machine; the
/// time for which the thread waits is not in them.
inline double processorTime()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}
