// SPDX-License-Identifier: Apache-2.0
#include "tests/faults/eventloopwatchdog.h"

#include <algorithm>

namespace pollux {

namespace {

constexpr int beatInterval = 10; // ms

} // namespace

EventLoopWatchdog::EventLoopWatchdog()
{
    m_timer.setInterval(beatInterval);
    m_timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { beat(); });
}

void EventLoopWatchdog::start()
{
    m_sinceLast.start();
    m_timer.start();
}

void EventLoopWatchdog::stop()
{
    if (!m_timer.isActive())
        return;
    beat();
    m_timer.stop();
}

void EventLoopWatchdog::beat()
{
    m_maxGap = std::max(m_maxGap, m_sinceLast.restart());
}

} // namespace pollux
