// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/apierror.h"

#include <QDateTime>
#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <set>
#include <utility>

namespace pollux {

/// Schedules repeated reads of resources that the service is still working on: after pauses that grow from the first to
/// the longest, with jitter, at most four reads at the same time. Sends no request itself: it emits due(), and each
/// due() must be followed by a call of goOn(), goOnAfterError(), end() or forget().
class PollSchedule final : public QObject {
    Q_OBJECT

public:
    struct Pace {
        std::chrono::milliseconds first;
        std::chrono::milliseconds longest;
        double growth = 2; ///< factor between a pause and the next one
    };

    static constexpr int maxInFlight = 4;

    explicit PollSchedule(Pace pace, QObject *parent = nullptr);

    /// Takes effect with the next pause.
    void setPace(Pace pace) { m_pace = pace; }

    /// Begins to watch a resource; the first read is due after the first pause. Does nothing if it is watched.
    void watch(const QString &name);
    /// Begins to watch it if it is not watched; a read is due now, or again after one that is under way.
    void watchNow(const QString &name);
    void forget(const QString &name);
    void clear();
    bool isWatched(const QString &name) const { return m_watches.contains(name); }
    int watchedCount() const { return static_cast<int>(m_watches.size()); }
    /// UTC; null for a name that is not watched.
    QDateTime nextRead(const QString &name) const;

    /// The read ended; the next one is due after the next pause, or after `least` if that is longer. Does nothing for a
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

    qint64 nextDue(const Watch &watch, std::chrono::milliseconds least) const;
    void await(const QString &name, Watch &watch, qint64 due);
    void arm();
    void announceDue();

    Pace m_pace;
    QHash<QString, Watch> m_watches;
    std::set<std::pair<qint64, QString>> m_waiting; // those not in flight, by when they are due
    int m_inFlight = 0;
    QTimer m_timer;
    QElapsedTimer m_clock;
};

} // namespace pollux
