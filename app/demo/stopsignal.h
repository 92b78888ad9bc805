// SPDX-License-Identifier: Apache-2.0
#pragma once

/// Lets a program run until SIGINT or SIGTERM comes, on Windows Ctrl+C or the end of its console.
namespace pollux::stopsignal {

/// Call it before any thread is started: threads inherit that these signals are kept for wait().
void keep();
/// Blocks until the first such signal.
void wait();

} // namespace pollux::stopsignal
