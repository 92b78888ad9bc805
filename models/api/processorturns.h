// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <chrono>
#include <memory>

namespace pollux {

/// Decides when a thread that hands out a body lets Qt's HTTP thread, bound to the same processor, go on first. Off
/// until keepThreadsTogether() turns it on.
///
/// The HTTP thread writes a piece of 16 KiB and asks for the next one within microseconds. A thread that looks for
/// other events meanwhile goes to sleep and has to be woken for each piece; one that merely gives way finds the request
/// already there. It does so once between two looks for other events, which is most of the gain and keeps no timer
/// waiting. Where other programs want the processor too, giving way can cost milliseconds: after one such turn there is
/// none for a while, and for twice as long each time, until a row of turns went well.
class ProcessorTurns {
public:
    static constexpr std::chrono::microseconds maxTurn{250};
    static constexpr int minRest = 1024; ///< pieces without a turn, after one that took longer
    static constexpr int maxRest = 65'536;
    static constexpr int rowOfShortTurns = 1024; ///< after which a rest is the shortest again

    /// The calling thread's own.
    static ProcessorTurns &ofThread();

    /// On from now on. The calling thread has to have an event loop, which tells where a round begins.
    void turnOn();
    /// Counts one piece. True where a turn is to be given as soon as it is handed out.
    bool isDue();
    /// Lets the other threads of this processor run, where any wants to; nothing where this round's turn was given.
    void giveTurn();

    /// What giveTurn() reports of itself.
    void countTurn(std::chrono::nanoseconds duration);
    /// The thread looked for other events: one more turn may be given.
    void beginRound() { m_hasTurn = true; }

private:
    std::unique_ptr<QObject> m_listener; // to the event loop; null while this is off
    bool m_hasTurn = false;
    int m_restLeft = 0; // pieces
    int m_nextRest = minRest;
    int m_shortTurns = 0; // since the last long one
};

} // namespace pollux
