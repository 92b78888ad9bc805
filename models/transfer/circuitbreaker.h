// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <chrono>

namespace pollux {

/// Decides when to send nothing for a while to a server that fails repeatedly (contract 5, item 4): after three
/// failures in a row of more than one upload the breaker opens, for a pause that doubles with each further opening;
/// then one upload may probe. Pure: the caller passes the time, which must not run backwards.
class CircuitBreaker final {
public:
    using Milliseconds = std::chrono::milliseconds;
    static constexpr int failuresToOpen = 3;
    static constexpr Milliseconds firstPause = std::chrono::seconds(5);
    static constexpr Milliseconds maxPause = std::chrono::minutes(5);

    struct Pauses {
        Milliseconds first = firstPause;
        Milliseconds max = maxPause;
    };
    /// `speed` divides the pauses.
    explicit CircuitBreaker(double speed = 1);
    CircuitBreaker(double speed, const Pauses &pauses);

    /// `source`: the upload that failed. Failures of one upload alone do not open the breaker unless it `isOnly`: no
    /// other could show that the service works.
    void recordFailure(Milliseconds now, quint64 source = 0, bool isOnly = true);
    /// Opens the breaker whatever came before, or records that the probe has failed; does nothing if it is open and
    /// nobody probes.
    void open(Milliseconds now);
    /// Closes the breaker. Call it for any answer that shows that the service works.
    void recordSuccess();

    bool isOpen() const { return m_isOpen; }
    /// When the next probe is due; meaningful while open.
    Milliseconds probeTime() const { return m_probeTime; }
    /// The probe ended without showing whether the server works, for example because the user stopped it; another
    /// upload may probe.
    void dropProbe() { m_isProbing = false; }
    bool isProbeDue(Milliseconds now) const { return m_isOpen && !m_isProbing && now >= m_probeTime; }
    /// The pause ends at this time at the earliest.
    void waitUntil(Milliseconds time) { m_probeTime = std::max(m_probeTime, time); }
    /// Ends the pause.
    void makeProbeDue(Milliseconds now) { m_probeTime = std::min(m_probeTime, now); }
    /// Returns true once after each pause: the caller may then send one probe.
    bool takeProbe(Milliseconds now);

private:
    void pause(Milliseconds now);

    double m_speed;
    Pauses m_pauses;
    int m_failures = 0;
    quint64 m_firstSource = 0;
    bool m_hasSeveralSources = false;
    int m_openings = 0;
    bool m_isOpen = false;
    bool m_isProbing = false;
    Milliseconds m_probeTime{};
};

} // namespace pollux
