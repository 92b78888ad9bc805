// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>

namespace pollux {

/// When to read resources again that the service is still working on: after pauses that grow from the first to the
/// longest, with jitter, and at most four at the same time. Reads nothing itself: due() says when, and each due() must
/// be followed by one of goOn(), goOnAfterError(), end() and forget().
class PollSchedule final : public QObject {
    Q_OBJECT

public:
    struct Pace {
        std::chrono::milliseconds first;
        std::chrono::milliseconds longest;
        double growth = 2; ///< by which a pause is longer than the one before
    };

    static constexpr int maxInFlight = 4;

    explicit PollSchedule(Pace pace, QObject *parent = nullptr);

    /// From the next pause on.
    void setPace(Pace pace) { m_pace = pace; }

    /// Begins to watch a resource; the first read comes after the first pause. One that is watched keeps its place.
    void watch(const QString &name);
    /// Begins to watch it if it is not watched, and reads it now; if a read is under way, once more after it.
    void watchNow(const QString &name);
    void forget(const QString &name);
    void clear();
    bool isWatched(const QString &name) const { return m_watches.contains(name); }
    /// UTC; null for a name that is not watched.
    QDateTime nextRead(const QString &name) const;

    /// The read ended; the next one comes after the next pause, or after `least` if that is longer. Does nothing for a
    /// name that is not watched.
    void goOn(const QString &name, std::chrono::milliseconds least = std::chrono::milliseconds(0));
    /// The read ended; stops watching, unless watchNow() was called meanwhile.
    void end(const QString &name);
    /// The read failed: as goOn(), but after the longest pause if the error is not transient.
    void goOnAfterError(const QString &name, const ApiError &error);

signals:
    /// From the event loop.
    void due(const QString &name);

private:
    struct Watch {
        qint64 due = 0; ///< ms of m_clock
        int reads = 0;
        bool isInFlight = false;
        bool isWantedAgain = false;
    };

    void schedule(Watch &watch, std::chrono::milliseconds least) const;
    void arm();
    void announceDue();

    Pace m_pace;
    QHash<QString, Watch> m_watches;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace pollux
