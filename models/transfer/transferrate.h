// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QtGlobal>

#include <chrono>
#include <deque>
#include <optional>

namespace pollux {

/// Speed of one transfer over the last seconds, from the positions (bytes) it reached at given times. Pure: the caller
/// passes the time, which must not run backwards.
class TransferRate {
public:
    static constexpr std::chrono::milliseconds span = std::chrono::seconds(5);

    void add(std::chrono::milliseconds now, qint64 position);
    /// Forgets everything, as after a break.
    void reset();

    /// 0 until two positions at least half a second apart are known, and when the last one is older than the span.
    double bytesPerSecond(std::chrono::milliseconds now) const;
    /// Nothing while the speed is 0.
    std::optional<std::chrono::seconds> timeLeft(std::chrono::milliseconds now, qint64 remaining) const;

private:
    struct Sample {
        std::chrono::milliseconds time;
        qint64 position;
    };
    std::deque<Sample> m_samples;
};

} // namespace pollux
