// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>

namespace pollux {

/// Lets a program run until it is told to stop: SIGINT or SIGTERM, on Windows Ctrl+C or closing the console.
/// Make it before any thread is started: threads inherit that these signals are kept for wait().
class StopSignal {
public:
    StopSignal();
    ~StopSignal();

    StopSignal(const StopSignal &) = delete;
    StopSignal &operator=(const StopSignal &) = delete;

    /// Blocks until the first such signal.
    void wait();

private:
    struct Platform;

    std::unique_ptr<Platform> m_platform;
};

} // namespace pollux
