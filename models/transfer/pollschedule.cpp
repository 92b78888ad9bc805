// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/pollschedule.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>
#include <vector>

namespace pollux {

namespace {

constexpr double leastShareOfPause = 0.8; // jitter: between this and the whole pause

} // namespace

PollSchedule::PollSchedule(Pace pace, QObject *parent)
    : QObject(parent)
    , m_pace(pace)
    , m_timer(this)
{
    m_clock.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &PollSchedule::announceDue);
}

void PollSchedule::watch(const QString &name)
{
    if (m_watches.contains(name))
        return;
    schedule(m_watches[name], std::chrono::milliseconds(0));
    arm();
}

void PollSchedule::watchNow(const QString &name)
{
    Watch &watch = m_watches[name];
    watch.isWantedAgain = watch.isInFlight;
    watch.due = m_clock.elapsed();
    arm();
}

void PollSchedule::forget(const QString &name)
{
    if (m_watches.remove(name))
        arm();
}

void PollSchedule::clear()
{
    m_watches.clear();
    m_timer.stop();
}

QDateTime PollSchedule::nextRead(const QString &name) const
{
    const auto watch = m_watches.constFind(name);
    return watch == m_watches.cend() ? QDateTime()
                                     : QDateTime::currentDateTimeUtc().addMSecs(watch->due - m_clock.elapsed());
}

void PollSchedule::goOn(const QString &name, std::chrono::milliseconds least)
{
    const auto watch = m_watches.find(name);
    if (watch == m_watches.end())
        return;
    watch->isInFlight = false;
    ++watch->reads;
    if (!std::exchange(watch->isWantedAgain, false))
        schedule(*watch, least);
    arm();
}

void PollSchedule::end(const QString &name)
{
    const auto watch = m_watches.find(name);
    if (watch == m_watches.end())
        return;
    if (watch->isWantedAgain)
        goOn(name);
    else
        forget(name);
}

void PollSchedule::goOnAfterError(const QString &name, const ApiError &error)
{
    const std::chrono::milliseconds asked = error.retryAfter.value_or(std::chrono::milliseconds(0));
    goOn(name, traitsOf(error.kind).isTransient() ? asked : std::max(asked, m_pace.longest));
}

void PollSchedule::schedule(Watch &watch, std::chrono::milliseconds least) const
{
    const double grown = static_cast<double>(m_pace.first.count()) * std::pow(m_pace.growth, watch.reads);
    const double pause = std::min(grown, static_cast<double>(m_pace.longest.count()));
    const double share = leastShareOfPause + (1 - leastShareOfPause) * QRandomGenerator::global()->generateDouble();
    const auto wait = static_cast<qint64>(pause * share);
    watch.due = m_clock.elapsed() + std::max<qint64>(wait, least.count());
}

void PollSchedule::arm()
{
    m_timer.stop();
    int inFlight = 0;
    qint64 due = std::numeric_limits<qint64>::max();
    for (const Watch &watch : std::as_const(m_watches)) {
        if (watch.isInFlight)
            ++inFlight;
        else
            due = std::min(due, watch.due);
    }
    if (inFlight < maxInFlight && due < std::numeric_limits<qint64>::max())
        m_timer.start(std::chrono::milliseconds(std::max<qint64>(due - m_clock.elapsed(), 0)));
}

void PollSchedule::announceDue()
{
    const qint64 now = m_clock.elapsed();
    int inFlight = 0;
    std::vector<std::pair<qint64, QString>> waiting;
    for (auto it = m_watches.cbegin(); it != m_watches.cend(); ++it) {
        if (it->isInFlight)
            ++inFlight;
        else if (it->due <= now)
            waiting.emplace_back(it->due, it.key());
    }
    std::ranges::sort(waiting);
    waiting.resize(std::min(waiting.size(), static_cast<std::size_t>(std::max(maxInFlight - inFlight, 0))));
    for (const auto &[time, name] : waiting)
        m_watches[name].isInFlight = true;
    arm();
    for (const auto &[time, name] : waiting) {
        if (isWatched(name)) // no slot has called forget() or clear()
            emit due(name);
    }
}

} // namespace pollux
