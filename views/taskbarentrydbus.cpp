// SPDX-License-Identifier: Apache-2.0
#include "views/launcherentry.h"

namespace pollux {

std::unique_ptr<TaskbarEntry> TaskbarEntry::create(QWidget * /*window*/)
{
    return std::make_unique<LauncherEntry>();
}

} // namespace pollux
