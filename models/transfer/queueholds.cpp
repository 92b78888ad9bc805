// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/queueholds.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

/// The profile id of the hold for all accounts: a server that is down is down for all of them.
const QString everyAccount;

} // namespace

QueueHolds::QueueHolds(const RetrySchedule &retries, QObject *parent)
    : QObject(parent)
    , m_retries(retries)
    , m_breaker(retries.speed)
    , m_timer(this)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &QueueHolds::due);
}

void QueueHolds::holdAccount(const QString &profileId, WaitReason reason, const ApiError &error)
{
    if (m_holds.value(profileId).reason == reason)
        return;
    const QueueHold hold{reason, profileId, {}, error};
    m_holds.insert(profileId, hold);
    emit changed(hold);
}

void QueueHolds::release(const QString &profileId)
{
    if (m_holds.remove(profileId))
        emit changed(m_holds.isEmpty() ? QueueHold() : *m_holds.cbegin());
}

void QueueHolds::releaseAll()
{
    m_breaker.recordSuccess();
    m_holds.clear();
    emit changed({});
}

void QueueHolds::handleFailedTry(const ApiError &error)
{
    if (error.kind == ErrorKind::RateQuota && error.retryAfter)
        m_startNotBefore = std::max(m_startNotBefore, now() + m_retries.timerFor(*error.retryAfter));
    // While the breaker is open, a failed probe keeps it open whatever the error is.
    if (error.kind != ErrorKind::ServerBusy && !m_breaker.isOpen())
        return;
    m_breaker.recordFailure(now());
    if (!m_breaker.isOpen())
        return;
    m_probe = 0;
    const auto pause = m_breaker.probeTime() - now();
    const QueueHold hold{WaitReason::ServerDown, everyAccount, QDateTime::currentDateTimeUtc().addMSecs(pause.count()),
                         error};
    emit serverDown(hold.nextTry);
    startTimer(m_breaker.probeTime());
    m_holds.insert(everyAccount, hold);
    emit changed(hold);
}

void QueueHolds::handleAnswered()
{
    m_breaker.recordSuccess();
    if (!m_holds.contains(everyAccount))
        return;
    m_probe = 0;
    release(everyAccount);
    emit due();
}

bool QueueHolds::mayStart()
{
    const bool isOver = now() >= m_startNotBefore;
    if (!isOver)
        startTimer(m_startNotBefore);
    else if (m_breaker.isOpen() && m_probe == 0 && now() < m_breaker.probeTime())
        startTimer(m_breaker.probeTime());
    return isOver;
}

void QueueHolds::takeProbe(UploadTask::Id id)
{
    if (m_breaker.takeProbe(now()))
        m_probe = id;
}

void QueueHolds::dropProbe(UploadTask::Id id)
{
    if (m_probe != id)
        return;
    m_probe = 0;
    m_breaker.dropProbe();
}

void QueueHolds::startTimer(std::chrono::milliseconds time)
{
    // QTimer may fire early, so add 1 ms.
    m_timer.start(std::max(time - now(), std::chrono::milliseconds(0)) + std::chrono::milliseconds(1));
}

} // namespace pollux
