// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/sleepinhibitor.h"

#include <CoreFoundation/CoreFoundation.h>
#include <IOKit/pwr_mgt/IOPMLib.h>

namespace pollux {

namespace {

class PowerAssertion final : public SleepInhibitor::Inhibition {
public:
    explicit PowerAssertion(const QString &reason)
    {
        const CFStringRef name = reason.toCFString();
        const IOReturn result = IOPMAssertionCreateWithName(kIOPMAssertPreventUserIdleSystemSleep,
                                                            kIOPMAssertionLevelOn, name, &m_assertion);
        CFRelease(name);
        if (result != kIOReturnSuccess)
            m_assertion = kIOPMNullAssertionID;
    }

    ~PowerAssertion() override
    {
        if (m_assertion != kIOPMNullAssertionID)
            IOPMAssertionRelease(m_assertion);
    }

    PowerAssertion(const PowerAssertion &) = delete;
    PowerAssertion &operator=(const PowerAssertion &) = delete;

private:
    IOPMAssertionID m_assertion = kIOPMNullAssertionID;
};

} // namespace

std::unique_ptr<SleepInhibitor::Inhibition> SleepInhibitor::Inhibition::create(const QString &reason)
{
    return std::make_unique<PowerAssertion>(reason);
}

} // namespace pollux
