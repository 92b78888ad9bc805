// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

/// Must be called first in main(). On Unix, files that this process writes are readable by their owner only (settings
/// name local paths, the journal holds session URLs), and no core file shows the keys in its memory; on Linux no
/// debugger of the same user does either (reliability T04, T20). Does nothing on Windows.
void hardenProcess();

} // namespace pollux
