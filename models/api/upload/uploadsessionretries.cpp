// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/uploadsession.h"

#include <QLoggingCategory>
#include <QRandomGenerator>

#include <algorithm>

namespace pollux {

namespace {

// Keys and session URLs are never logged.
Q_LOGGING_CATEGORY(logUpload, "pollux.upload", QtInfoMsg)

} // namespace

void UploadSession::handleUnclearAnswer(const ServerAnswer &answer, Step again)
{
    const ApiError error = answer.cleaned(ApiError::unreadable(answer.httpStatus, answer.body));
    if (error.kind != ErrorKind::ProxyPage) {
        replaceSession(error);
        return;
    }
    // A portal answered instead of the server, so a session, if there is one, is unchanged.
    if (m_session.url.isEmpty())
        --m_session.number;
    retryUncounted(error, again);
}

void UploadSession::follow(Remedy remedy, const ApiError &error, Step again)
{
    switch (remedy) {
    case Remedy::TryAgain:
        retryLater(error, again);
        break;
    case Remedy::Ask:
        sendQuery();
        break;
    case Remedy::NewSession:
        replaceSession(error);
        break;
    case Remedy::WaitForLink:
        retryUncounted(error, again);
        break;
    case Remedy::GiveUp:
        end(error);
        break;
    }
}

void UploadSession::replaceSession(const ApiError &reason)
{
    if (m_isLastByteOut) {
        ApiError error = reason;
        error.kind = ErrorKind::OutcomeUnknown;
        end(error);
    } else if (m_session.number >= maxSessions) {
        end(reason);
    } else {
        retryLater(reason, &UploadSession::sendStart);
    }
}

void UploadSession::retryLater(const ApiError &error, Step step)
{
    m_linkAttempt = 0;
    if (++m_attempt > m_options.retries.maximumAttempts)
        end(error);
    else
        wait(error, m_options.retries.delay(m_attempt, QRandomGenerator::global()->generateDouble(), error.retryAfter),
             step);
}

void UploadSession::retryUncounted(const ApiError &error, Step step)
{
    ++m_linkAttempt;
    // At least half of the full delay: delays near 0 would cause bursts of tries while there is no network.
    const double chance = 0.5 + QRandomGenerator::global()->generateDouble() / 2;
    wait(error, m_options.retries.delay(m_linkAttempt, chance, error.retryAfter), step);
}

void UploadSession::wait(const ApiError &error, std::chrono::milliseconds delay, Step step)
{
    if (isFinished())
        return;
    m_hasWaited = true;
    m_nextStep = step;
    m_retryTimer.start(m_options.retries.timerFor(delay));
    setState(State::WaitingToRetry);
    qCInfo(logUpload) << "try" << m_attempt << "ended with HTTP" << error.httpStatus << "next in" << delay.count()
                      << "ms";
    if (m_state == State::WaitingToRetry)
        emit retryScheduled(error, delay);
}

bool UploadSession::mayContinue(Step step)
{
    if (isFinished())
        return false;
    if (m_heldBack.hasExpired())
        return true;
    m_nextStep = step;
    m_retryTimer.start(std::chrono::ceil<std::chrono::milliseconds>(m_heldBack.remainingTimeAsDuration()));
    return false;
}

void UploadSession::holdBack(std::chrono::milliseconds time)
{
    const QDeadlineTimer end(m_options.retries.timerFor(time), Qt::PreciseTimer);
    m_heldBack = std::max(m_heldBack, end);
}

void UploadSession::hurry()
{
    m_heldBack = {};
    if (m_retryTimer.isActive())
        m_retryTimer.start(0);
}

} // namespace pollux
