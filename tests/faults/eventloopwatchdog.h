// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QElapsedTimer>
#include <QTimer>

namespace pollux {

/// Measures with a timer how long the event loop of its thread is blocked while the watchdog runs.
class EventLoopWatchdog {
public:
    EventLoopWatchdog();

    void start();
    /// To be called before the test itself blocks.
    void stop();
    /// The longest time between two ticks of the timer so far, in ms.
    qint64 maxGap() const { return m_maxGap; }

private:
    void beat();

    QTimer m_timer;
    QElapsedTimer m_sinceLast;
    qint64 m_maxGap = 0;
};

} // namespace pollux
