// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/cli/options/clioptions.h"

namespace pollux {

/// `arguments` begin with the program's own path; relative paths are resolved against the working directory. An
/// argument that looks like a key is refused, because lists of processes and the shell's history would show it. So are
/// values that a store would refuse: chunk sizes out of range, invalid metadata. Needs a QCoreApplication.
CliOptions parseCliOptions(const QStringList &arguments);

} // namespace pollux
