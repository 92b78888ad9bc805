// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/sleepinhibitor.h"

namespace pollux {

SleepGuard::SleepGuard(QObject *parent)
    : QObject(parent)
{
}

SleepGuard::~SleepGuard() = default;

void SleepGuard::setBusy(bool busy, const QString &reason)
{
    if (!busy)
        m_hold.reset();
    else if (!m_hold)
        m_hold = Hold::create(reason);
}

} // namespace pollux
