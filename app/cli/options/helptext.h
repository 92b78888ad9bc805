// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace pollux {

/// What `pollux-cli --help` says before its list of options: commands, names, accounts, exit codes, JSON lines.
QString helpText();

} // namespace pollux
