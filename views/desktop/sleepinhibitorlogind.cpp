// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/logindinhibitor.h"
#include "views/desktop/sleepinhibitor.h"

namespace pollux {

namespace {

class LockHold final : public SleepInhibitor::Hold {
public:
    explicit LockHold(const QString &reason)
        : m_lock(reason)
    {
    }

private:
    LogindInhibitor m_lock;
};

} // namespace

std::unique_ptr<SleepInhibitor::Hold> SleepInhibitor::Hold::create(const QString &reason)
{
    return std::make_unique<LockHold>(reason);
}

} // namespace pollux
