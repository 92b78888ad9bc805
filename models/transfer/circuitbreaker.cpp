// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/circuitbreaker.h"

#include <algorithm>
#include <utility>

namespace pollux {

CircuitBreaker::CircuitBreaker(double speed)
    : CircuitBreaker(speed, Pauses())
{
}

CircuitBreaker::CircuitBreaker(double speed, const Pauses &pauses)
    : m_speed(speed)
    , m_pauses(pauses)
{
}

void CircuitBreaker::recordFailure(Milliseconds now, quint64 source, bool isOnly)
{
    if (m_isOpen) {
        open(now);
        return;
    }
    if (m_failures++ == 0)
        m_firstSource = source;
    m_hasSeveralSources = m_hasSeveralSources || source != m_firstSource;
    if (m_failures >= failuresToOpen && (m_hasSeveralSources || isOnly))
        pause(now);
}

void CircuitBreaker::open(Milliseconds now)
{
    // While the breaker is open only the probe counts: other failures are of requests sent before it opened.
    if (!m_isOpen || std::exchange(m_isProbing, false))
        pause(now);
}

void CircuitBreaker::recordSuccess()
{
    *this = CircuitBreaker(m_speed, m_pauses);
}

void CircuitBreaker::pause(Milliseconds now)
{
    constexpr int maxDoublings = 12; // enough to reach the longest pause
    const Milliseconds pause = std::min(m_pauses.max, m_pauses.first * (1 << std::min(m_openings++, maxDoublings)));
    m_isOpen = true;
    m_probeTime = now + Milliseconds(static_cast<Milliseconds::rep>(static_cast<double>(pause.count()) / m_speed));
}

bool CircuitBreaker::takeProbe(Milliseconds now)
{
    const bool isDue = isProbeDue(now);
    m_isProbing |= isDue;
    return isDue;
}

} // namespace pollux
