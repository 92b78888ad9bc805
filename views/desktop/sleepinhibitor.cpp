// SPDX-License-Identifier: Apache-2.0
#include "views/desktop/sleepinhibitor.h"

namespace pollux {

SleepInhibitor::SleepInhibitor(QObject *parent)
    : QObject(parent)
{
}

SleepInhibitor::~SleepInhibitor() = default;

void SleepInhibitor::setBusy(bool busy, const QString &reason)
{
    if (!busy)
        m_hold.reset();
    else if (!m_hold)
        m_hold = Hold::create(reason);
}

} // namespace pollux
