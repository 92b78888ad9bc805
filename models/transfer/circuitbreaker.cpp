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
    // While the breaker is open only the probe counts: other failures are of requests sent before it opened.
    const bool hasProbeFailed = m_isOpen && std::exchange(m_isProbing, false);
    if (!hasProbeFailed && (m_isOpen || ++m_failures < failuresToOpen))
        return;
    constexpr int maxDoublings = 10; // enough to reach maxPause
    const Milliseconds pause = std::min(maxPause, firstPause * (1 << std::min(m_openings++, maxDoublings)));
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
