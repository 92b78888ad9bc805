// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QTimer>

namespace pollux {

/// Measures how long the event loop of its thread was not served while it beats, as a person would feel it.
class EventLoopWatchdog {
public:
    EventLoopWatchdog();

    void start();
    /// While the test itself has to block.
    void stop();
    /// ms; the longest time between two beats so far
    qint64 maxGap() const { return m_maxGap; }

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    qint64 m_maxGap = 0;
};

} // namespace pollux
