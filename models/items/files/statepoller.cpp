// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/statepoller.h"

#include <QRandomGenerator>

#include <algorithm>
#include <limits>
#include <vector>

namespace pollux {

namespace {

constexpr int maxInFlight = 4;
constexpr double leastShareOfWait = 0.8; // jitter: between this and the whole wait

std::chrono::milliseconds waitBefore(const StatePoller::Pace &pace, int polls)
{
    std::chrono::milliseconds wait = pace.first;
    for (int i = 0; i < polls && wait < pace.longest; ++i)
        wait *= 2;
    return std::min(wait, pace.longest);
}

bool isExpired(const std::optional<Timestamp> &expirationTime)
{
    return expirationTime && expirationTime->toDateTime() <= QDateTime::currentDateTimeUtc();
}

} // namespace

StatePoller::StatePoller(ApiClient &client, Pace pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_pace(pace)
    , m_requestContext(std::make_unique<QObject>())
{
    m_clock.start();
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &StatePoller::pollDue);
}

StatePoller::StatePoller(ApiClient &client, QObject *parent)
    : StatePoller(client, Pace(), parent)
{
}

StatePoller::~StatePoller() = default;

void StatePoller::consider(const RemoteFile &file)
{
    if (file.state != RemoteFile::State::Processing) {
        forget(file.name);
        return;
    }
    const auto known = m_watched.find(file.name);
    if (known != m_watched.end()) {
        known->expirationTime = file.expirationTime;
        return;
    }
    Watch watch;
    watch.expirationTime = file.expirationTime;
    schedule(watch);
    m_watched.insert(file.name, watch);
    arm();
}

void StatePoller::forget(const QString &name)
{
    if (m_watched.remove(name))
        arm();
}

void StatePoller::clear()
{
    m_watched.clear();
    m_timer.stop();
    m_inFlightCount = 0;
    m_requestContext = std::make_unique<QObject>();
}

void StatePoller::schedule(Watch &watch, std::chrono::milliseconds least)
{
    const double share = leastShareOfWait + (1 - leastShareOfWait) * QRandomGenerator::global()->generateDouble();
    const auto wait = static_cast<qint64>(static_cast<double>(waitBefore(m_pace, watch.polls).count()) * share);
    watch.due = m_clock.elapsed() + std::max<qint64>(wait, least.count());
}

void StatePoller::arm()
{
    m_timer.stop();
    if (m_inFlightCount >= maxInFlight)
        return;
    qint64 due = std::numeric_limits<qint64>::max();
    for (const Watch &watch : std::as_const(m_watched)) {
        if (!watch.isInFlight)
            due = std::min(due, watch.due);
    }
    if (due < std::numeric_limits<qint64>::max())
        m_timer.start(std::chrono::milliseconds(std::max<qint64>(due - m_clock.elapsed(), 0)));
}

void StatePoller::pollDue()
{
    const qint64 now = m_clock.elapsed();
    std::vector<std::pair<qint64, QString>> due;
    for (auto it = m_watched.cbegin(); it != m_watched.cend(); ++it) {
        if (!it->isInFlight && it->due <= now)
            due.emplace_back(it->due, it.key());
    }
    std::ranges::sort(due);
    QStringList expired;
    for (const auto &[time, name] : due) {
        if (isExpired(m_watched.value(name).expirationTime)) {
            m_watched.remove(name);
            expired.append(name);
        } else if (m_inFlightCount < maxInFlight) {
            poll(name);
        }
    }
    arm();
    for (const QString &name : std::as_const(expired))
        emit gone(name);
}

void StatePoller::poll(const QString &name)
{
    m_watched[name].isInFlight = true;
    ++m_inFlightCount;
    m_client.getFile(name, m_requestContext.get(),
                     [this, name](const Result<RemoteFile> &answer) { handleAnswer(name, answer); });
}

void StatePoller::handleAnswer(const QString &name, const Result<RemoteFile> &answer)
{
    --m_inFlightCount;
    const auto watch = m_watched.find(name);
    if (watch == m_watched.end()) {
        arm();
        return;
    }
    const bool isGone = !answer.ok() && answer.error().kind == ErrorKind::Gone;
    if (isGone || (answer.ok() && answer.value().state != RemoteFile::State::Processing))
        m_watched.erase(watch);
    else
        keepWatching(*watch, answer);
    arm();
    if (answer.ok())
        emit updated(answer.value());
    else if (isGone)
        emit gone(name);
}

void StatePoller::keepWatching(Watch &watch, const Result<RemoteFile> &answer)
{
    watch.isInFlight = false;
    ++watch.polls;
    if (answer.ok()) {
        watch.expirationTime = answer.value().expirationTime;
        schedule(watch);
        return;
    }
    const ApiError &error = answer.error();
    const std::chrono::milliseconds asked = error.retryAfter.value_or(std::chrono::milliseconds(0));
    schedule(watch, traitsOf(error.kind).isTransient() ? asked : std::max(asked, m_pace.longest));
}

} // namespace pollux
