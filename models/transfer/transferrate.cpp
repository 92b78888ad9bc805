// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/transferrate.h"

#include <algorithm>
#include <cmath>

namespace pollux {

namespace {

constexpr std::chrono::milliseconds minDistance(500);
constexpr double maxSeconds = 1e9;

} // namespace

void TransferRate::add(std::chrono::milliseconds now, qint64 position)
{
    if (!m_samples.empty() && position < m_samples.back().position)
        reset();
    m_samples.push_back({now, position});
    // One sample from before the span stays, so that a transfer with rare steps has a speed too.
    while (m_samples.size() > 2 && m_samples.at(1).time <= now - span)
        m_samples.pop_front();
}

void TransferRate::reset()
{
    m_samples.clear();
}

double TransferRate::bytesPerSecond(std::chrono::milliseconds now) const
{
    if (m_samples.empty())
        return 0;
    const Sample &first = m_samples.front();
    const Sample &last = m_samples.back();
    if (last.time - first.time < minDistance || now - last.time > span)
        return 0;
    // Measured up to now, not up to the last sample, so that the speed falls as soon as the transfer stalls.
    const std::chrono::duration<double> elapsed = std::max(now, last.time) - first.time;
    return static_cast<double>(last.position - first.position) / elapsed.count();
}

std::optional<std::chrono::seconds> TransferRate::timeLeft(std::chrono::milliseconds now, qint64 remaining) const
{
    const double speed = bytesPerSecond(now);
    if (speed <= 0)
        return std::nullopt;
    const double seconds = std::ceil(static_cast<double>(std::max<qint64>(remaining, 0)) / speed);
    return std::chrono::seconds(static_cast<std::chrono::seconds::rep>(std::min(seconds, maxSeconds)));
}

} // namespace pollux
