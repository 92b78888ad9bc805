// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/admission.h"
#include "models/transfer/circuitbreaker.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace pollux {

/// What holds the queue: a refused key or full storage holds one account, a server that fails repeatedly holds all
/// accounts, and a server that asks for fewer requests delays the next start.
class QueueHolds final : public QObject {
    Q_OBJECT

public:
    explicit QueueHolds(const RetrySchedule &retries, QObject *parent = nullptr);

    const QHash<QString, QueueHold> &all() const { return m_holds; }
    void holdAccount(const QString &profileId, WaitReason reason, const ApiError &error);
    void release(const QString &profileId);
    void releaseAll();

    void handleFailedTry(const ApiError &error);
    void handleAnswered();

    /// Returns false until the time that the service asked for; due() is emitted then.
    bool mayStart();
    /// The upload that probes whether the server is up again; 0: none.
    UploadTask::Id probe() const { return m_probe; }
    bool isProbeDue() const { return m_breaker.isProbeDue(now()); }
    void takeProbe(UploadTask::Id id);
    /// This upload ended without showing whether the server is up.
    void dropProbe(UploadTask::Id id);
    void shutDown() { m_timer.stop(); }

signals:
    void changed(const pollux::QueueHold &hold);
    /// Nothing may be sent before `nextTry` (UTC).
    void serverDown(const QDateTime &nextTry);
    /// Held uploads may be tried now.
    void due();

private:
    void startTimer(std::chrono::milliseconds time);
    std::chrono::milliseconds now() const { return std::chrono::milliseconds(m_clock.elapsed()); }

    RetrySchedule m_retries;
    QHash<QString, QueueHold> m_holds; // by profile id
    CircuitBreaker m_breaker;
    UploadTask::Id m_probe = 0;
    std::chrono::milliseconds m_startNotBefore{};
    QElapsedTimer m_clock;
    QTimer m_timer;
};

} // namespace pollux
