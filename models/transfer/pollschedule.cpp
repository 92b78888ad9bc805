// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/pollschedule.h"

#include <QRandomGenerator>

#include <algorithm>
#include <cmath>
#include <utility>

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
    Watch &watch = m_watches[name];
    await(name, watch, nextDue(watch, std::chrono::milliseconds(0)));
    arm();
}

void PollSchedule::watchNow(const QString &name)
{
    Watch &watch = m_watches[name];
    watch.isWantedAgain = watch.isInFlight;
    if (watch.isInFlight)
        watch.due = m_clock.elapsed();
    else
        await(name, watch, m_clock.elapsed());
    arm();
}

void PollSchedule::forget(const QString &name)
{
    const auto watch = m_watches.constFind(name);
    if (watch == m_watches.cend())
        return;
    if (watch->isInFlight)
        --m_inFlight;
    else
        m_waiting.erase({watch->due, name});
    m_watches.erase(watch);
    arm();
}

void PollSchedule::clear()
{
    m_watches.clear();
    m_waiting.clear();
    m_inFlight = 0;
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
    m_inFlight -= std::exchange(watch->isInFlight, false) ? 1 : 0;
    ++watch->reads;
    const bool isWantedAgain = std::exchange(watch->isWantedAgain, false);
    await(name, *watch, isWantedAgain ? watch->due : nextDue(*watch, least));
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

qint64 PollSchedule::nextDue(const Watch &watch, std::chrono::milliseconds least) const
{
    const double grown = static_cast<double>(m_pace.first.count()) * std::pow(m_pace.growth, watch.reads);
    const double pause = std::min(grown, static_cast<double>(m_pace.longest.count()));
    const double share = leastShareOfPause + (1 - leastShareOfPause) * QRandomGenerator::global()->generateDouble();
    const auto wait = static_cast<qint64>(pause * share);
    return m_clock.elapsed() + std::max<qint64>(wait, least.count());
}

void PollSchedule::await(const QString &name, Watch &watch, qint64 due)
{
    m_waiting.erase({watch.due, name});
    watch.due = due;
    m_waiting.emplace(due, name);
}

void PollSchedule::arm()
{
    if (m_inFlight >= maxInFlight || m_waiting.empty()) {
        m_timer.stop();
        return;
    }
    m_timer.start(std::chrono::milliseconds(std::max<qint64>(m_waiting.begin()->first - m_clock.elapsed(), 0)));
}

void PollSchedule::announceDue()
{
    const qint64 now = m_clock.elapsed();
    QStringList names;
    while (m_inFlight < maxInFlight && !m_waiting.empty() && m_waiting.begin()->first <= now) {
        names.append(m_waiting.begin()->second);
        m_waiting.erase(m_waiting.begin());
        m_watches[names.constLast()].isInFlight = true;
        ++m_inFlight;
    }
    arm();
    for (const QString &name : std::as_const(names)) {
        if (isWatched(name)) // no slot has called forget() or clear()
            emit due(name);
    }
}

} // namespace pollux
