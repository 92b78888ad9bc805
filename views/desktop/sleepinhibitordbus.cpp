// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/logindinhibitor.h"
#include "views/desktop/sleepinhibitor.h"

namespace pollux {

namespace {

class LockHold final : public SleepGuard::Hold {
public:
    explicit LockHold(const QString &reason)
        : m_lock(reason)
    {
    }

private:
    LogindLock m_lock;
};

} // namespace

std::unique_ptr<SleepGuard::Hold> SleepGuard::Hold::create(const QString &reason)
{
    return std::make_unique<LockHold>(reason);
}

} // namespace pollux
