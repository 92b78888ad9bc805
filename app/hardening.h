// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace pollux {

/// For the first line of main(): what this process writes is its owner's alone (settings name local paths, the journal
/// holds session URLs), and no core file or debugger of another user shows the keys in its memory (reliability T04,
/// T20). Does nothing where the system has no such switches.
void hardenProcess();

} // namespace pollux
