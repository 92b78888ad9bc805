// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/circuitbreaker.h"

#include <algorithm>
#include <utility>

namespace pollux {

CircuitBreaker::CircuitBreaker(double speed)
    : m_speed(speed)
{
}

void CircuitBreaker::recordFailure(Milliseconds now)
{
    // While it is open only a probe counts; other failures are echoes of requests sent before.
    const bool hasProbeFailed = m_isOpen && std::exchange(m_isProbing, false);
    if (!hasProbeFailed && (m_isOpen || ++m_failures < failuresToOpen))
        return;
    Milliseconds pause = firstPause;
    for (int i = 0; i < m_openings && pause < maxPause; ++i)
        pause *= 2;
    pause = std::min(pause, maxPause);
    ++m_openings;
    m_isOpen = true;
    m_probeTime = now + Milliseconds(static_cast<Milliseconds::rep>(static_cast<double>(pause.count()) / m_speed));
}

void CircuitBreaker::recordSuccess()
{
    m_failures = 0;
    m_openings = 0;
    m_isOpen = false;
    m_isProbing = false;
}

bool CircuitBreaker::takeProbe(Milliseconds now)
{
    const bool isDue = isProbeDue(now);
    m_isProbing |= isDue;
    return isDue;
}

} // namespace pollux
