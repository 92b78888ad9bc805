// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

/// Must be called first in main(). On Unix, files that this process writes are readable by their owner only (settings
/// name local paths, the journal holds session URLs), and no core file shows the keys in its memory (reliability T04,
/// T20). Does nothing on Windows.
void hardenProcess();

/// On Linux, no debugger of the same user reads the memory of this process. For programs without windows only: desktop
/// portals have to look the process up under /proc, and refuse their dialogs to one that cannot be looked up.
void forbidDebuggers();

} // namespace pollux
