// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/ordinaryuser.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <grp.h>
#include <unistd.h>
#endif

namespace pollux {

bool becomeOrdinaryUser()
{
#ifdef Q_OS_UNIX
    constexpr uid_t nobody = 65534;
    if (geteuid() != 0)
        return true;
    return setgroups(0, nullptr) == 0 && setgid(nobody) == 0 && setuid(nobody) == 0;
#else
    return false;
#endif
}

} // namespace pollux
