// SPDX-License-Identifier: Apache-2.0
#include "models/api/threadplacement.h"

#include "models/api/processorturns.h"

#include <QtGlobal>

#ifdef Q_OS_LINUX
#include <sched.h>
#endif

namespace pollux {

#ifdef Q_OS_LINUX

namespace {

/// What the program was given when it started, which may be fewer than the machine has.
cpu_set_t allProcessors()
{
    static const cpu_set_t all = [] {
        cpu_set_t processors;
        CPU_ZERO(&processors);
        sched_getaffinity(0, sizeof processors, &processors);
        return processors;
    }();
    return all;
}

} // namespace

void keepThreadsTogether()
{
    const cpu_set_t all = allProcessors();
    const int current = sched_getcpu();
    if (current < 0 || current >= CPU_SETSIZE || !CPU_ISSET(static_cast<unsigned>(current), &all))
        return;
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(static_cast<unsigned>(current), &one);
    if (sched_setaffinity(0, sizeof one, &one) == 0)
        ProcessorTurns::ofThread().turnOn();
}

void leaveThreadsApart()
{
    const cpu_set_t all = allProcessors();
    if (CPU_COUNT(&all) > 0)
        sched_setaffinity(0, sizeof all, &all);
}

#else

void keepThreadsTogether() {}

void leaveThreadsApart() {}

#endif

} // namespace pollux
