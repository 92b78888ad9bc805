// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

/// To be called first in main(): files that this process writes are readable by their owner only (settings name local
/// paths, the journal holds session URLs), and neither a core file nor a debugger shows the keys in its memory
/// (reliability T04, T20). Does nothing where the system has no such switches.
void hardenProcess();

} // namespace pollux
