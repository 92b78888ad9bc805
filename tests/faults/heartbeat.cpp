// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/heartbeat.h"

#include <algorithm>

namespace pollux {

namespace {

constexpr int beatInterval = 10; // ms

} // namespace

Heartbeat::Heartbeat()
{
    m_timer.setInterval(beatInterval);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
}

void Heartbeat::start()
{
    m_sinceLast.start();
    m_timer.start();
}

void Heartbeat::stop()
{
    if (!m_timer.isActive())
        return;
    beat();
    m_timer.stop();
}

void Heartbeat::beat()
{
    m_longestGap = std::max(m_longestGap, m_sinceLast.restart());
}

} // namespace pollux
