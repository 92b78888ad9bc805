// SPDX-License-Identifier: Apache-2.0
#include "models/api/processorturns.h"

#include <QAbstractEventDispatcher>

#include <algorithm>
#include <thread>

namespace pollux {

ProcessorTurns &ProcessorTurns::ofThread()
{
    thread_local ProcessorTurns turns;
    return turns;
}

void ProcessorTurns::turnOn()
{
    auto *dispatcher = QAbstractEventDispatcher::instance();
    if (m_listener || !dispatcher)
        return;
    m_listener = std::make_unique<QObject>();
    QObject::connect(dispatcher, &QAbstractEventDispatcher::awake, m_listener.get(), [this] { beginRound(); });
    beginRound();
}

bool ProcessorTurns::isDue()
{
    if (m_restLeft > 0) {
        --m_restLeft;
        return false;
    }
    return m_hasTurn;
}

void ProcessorTurns::giveTurn()
{
    // Several bodies may have asked in one round.
    if (!m_hasTurn)
        return;
    const auto start = std::chrono::steady_clock::now();
    std::this_thread::yield();
    countTurn(std::chrono::steady_clock::now() - start);
}

void ProcessorTurns::countTurn(std::chrono::nanoseconds duration)
{
    m_hasTurn = false;
    if (duration > maxTurn) {
        m_restLeft = m_nextRest;
        m_nextRest = std::min(2 * m_nextRest, maxRest);
        m_shortTurns = 0;
    } else if (++m_shortTurns == rowOfShortTurns) {
        m_nextRest = minRest;
    }
}

} // namespace pollux
