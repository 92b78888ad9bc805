// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>

namespace pollux {

/// Says when a server that fails again and again is left alone for a while (contract 5, item 4): after three failures
/// in a row over all uploads it opens, for a time that doubles with each opening in a row; then one upload may probe.
/// Pure: the caller brings the time, which must not run backwards.
class CircuitBreaker final {
public:
    using Milliseconds = std::chrono::milliseconds;
    static constexpr int failuresToOpen = 3;
    static constexpr Milliseconds firstPause = std::chrono::seconds(5);
    static constexpr Milliseconds maxPause = std::chrono::minutes(5);

    /// `speed` divides the pauses.
    explicit CircuitBreaker(double speed = 1);

    void recordFailure(Milliseconds now);
    /// Any answer that shows the service at work closes the breaker.
    void recordSuccess();

    bool isOpen() const { return m_isOpen; }
    /// When the next probe is due; meaningful while open.
    Milliseconds probeTime() const { return m_probeTime; }
    /// The probe ended without showing anything, as when a person stopped it: another one may go.
    void dropProbe() { m_isProbing = false; }
    bool isProbeDue(Milliseconds now) const { return m_isOpen && !m_isProbing && now >= m_probeTime; }
    /// True once for each pause that is over: the caller may send one request.
    bool takeProbe(Milliseconds now);

private:
    double m_speed;
    int m_failures = 0;
    int m_openings = 0;
    bool m_isOpen = false;
    bool m_isProbing = false;
    Milliseconds m_probeTime{};
};

} // namespace pollux
