// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/sleepinhibitor.h"

#ifndef WIN32_LEAN_AND_MEAN
#define WIN32_LEAN_AND_MEAN
#endif
#include <windows.h>

namespace pollux {

namespace {

/// The execution state belongs to the thread that sets it, here the GUI thread, and ends with that thread.
class ExecutionState final : public SleepInhibitor::Inhibition {
public:
    ExecutionState() { SetThreadExecutionState(ES_CONTINUOUS | ES_SYSTEM_REQUIRED); }
    ~ExecutionState() override { SetThreadExecutionState(ES_CONTINUOUS); }
    ExecutionState(const ExecutionState &) = delete;
    ExecutionState &operator=(const ExecutionState &) = delete;
};

} // namespace

std::unique_ptr<SleepInhibitor::Inhibition> SleepInhibitor::Inhibition::create(const QString & /*reason*/)
{
    return std::make_unique<ExecutionState>();
}

} // namespace pollux
