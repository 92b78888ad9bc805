// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDateTime>
#include <QMutex>
#include <QObject>

#include <chrono>
#include <deque>
#include <functional>
#include <memory>
#include <optional>

class QNetworkReply;
class QNetworkRequest;

namespace pollux {

/// The time of one service, learnt from the Date headers of its answers: what the service says of its files, such as
/// when they expire, is compared with this time, since the local clock may be wrong by days. RequestFactory attaches
/// the clock to each request, and ReplyReader lets it read each answer. Between answers it goes on with a steady timer
/// that also counts while the computer sleeps, so a change of the local clock changes nothing.
///
/// Thread-safe: answers come in the GUI thread and in the upload threads.
class ServerClock final : public QObject {
    Q_OBJECT

public:
    /// A Date header that is further than this from the local clock is not believed.
    static constexpr std::chrono::hours maxOffset{30 * 24};
    /// A local clock that is further off than this is worth a message.
    static constexpr std::chrono::minutes tolerance{5};
    /// So many answers must agree that it is off before the message: a single one may have a wrong Date header. The
    /// time of the service is used from the first answer on, since that time is the better guess.
    static constexpr int minWitnesses = 3;

    /// Where the clock reads the local time; tests set others. Called in any thread.
    struct Sources {
        std::function<QDateTime()> wallClock;                  ///< UTC
        std::function<std::chrono::milliseconds()> steadyTime; ///< since any fixed moment
    };

    ServerClock();
    explicit ServerClock(Sources sources);

    /// Learns from the value of a Date header. Does nothing if it is empty, unreadable or too far off.
    void learn(const QByteArray &dateHeader);

    /// UTC; the local clock's time as long as nothing is known.
    QDateTime now() const;
    /// How far the service is ahead of the local clock, negative if it is behind; exact to about a second. Nothing as
    /// long as nothing is known.
    std::optional<std::chrono::milliseconds> offset() const;

    /// The value of a Date header, in UTC, if it is not further than maxOffset from the local clock.
    static std::optional<QDateTime> believable(const QByteArray &dateHeader);

    /// Stores the clock, which may be null, in an attribute of the request.
    static void attach(QNetworkRequest &request, const std::shared_ptr<ServerClock> &clock);
    /// Lets the clock of the request, if it has one, learn from the headers of its answer.
    static void observe(const QNetworkReply &reply);

signals:
    /// At least `minWitnesses` of the last answers agree that the local clock is off by more than `tolerance`. Emitted
    /// once, in the thread that read the answer.
    void foundLocalClockOff();

private:
    const Sources m_sources;
    mutable QMutex m_mutex;                                // guards the next three members
    std::deque<std::chrono::milliseconds> m_differences;   // service's time less the steady time; the newest last
    std::optional<std::chrono::milliseconds> m_difference; // their median
    bool m_isToldOff = false;
};

} // namespace pollux
