// SPDX-License-Identifier: Apache-2.0
#include "models/api/http/serverclock.h"

#include "models/api/http/requestattribute.h"
#include "models/api/types/httpdate.h"

#include <QNetworkReply>

#include <algorithm>
#include <utility>
#include <vector>

#if defined(Q_OS_LINUX) || defined(Q_OS_DARWIN)
#include <ctime>
#endif

Q_DECLARE_METATYPE(std::shared_ptr<pollux::ServerClock>)

namespace pollux {

using std::chrono::milliseconds;

namespace {

// The median of so many answers counts, so that one wrong Date header does no harm.
constexpr std::size_t maxDifferences = 5;
// Answers agree if their times differ by no more than this from the median: they take a while to arrive, and the
// clocks of two servers of a service are not quite equal.
constexpr milliseconds agreement = std::chrono::minutes(1);

/// QElapsedTimer and std::chrono::steady_clock stand still while a Linux or macOS computer sleeps.
milliseconds timeWithSleep()
{
    using namespace std::chrono;
#if defined(Q_OS_LINUX) || defined(Q_OS_DARWIN)
#ifdef Q_OS_LINUX
    constexpr clockid_t id = CLOCK_BOOTTIME;
#else
    constexpr clockid_t id = CLOCK_MONOTONIC;
#endif
    timespec time{};
    if (clock_gettime(id, &time) == 0)
        return seconds(time.tv_sec) + duration_cast<milliseconds>(nanoseconds(time.tv_nsec));
#endif
    return duration_cast<milliseconds>(steady_clock::now().time_since_epoch());
}

milliseconds sinceEpoch(const QDateTime &time)
{
    return milliseconds(time.toMSecsSinceEpoch());
}

/// Of two in the middle, the smaller one. `values` must not be empty.
milliseconds medianOf(std::vector<milliseconds> values)
{
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>((values.size() - 1) / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

std::optional<QDateTime> believableAt(const QByteArray &dateHeader, const QDateTime &localTime)
{
    const auto date = httpDate(dateHeader);
    const bool isBelievable =
        date && std::chrono::abs(sinceEpoch(*date) - sinceEpoch(localTime)) <= ServerClock::maxOffset;
    return isBelievable ? date : std::nullopt;
}

} // namespace

ServerClock::ServerClock()
    : ServerClock({&QDateTime::currentDateTimeUtc, &timeWithSleep})
{
}

ServerClock::ServerClock(Sources sources)
    : m_sources(std::move(sources))
{
}

void ServerClock::learn(const QByteArray &dateHeader)
{
    const QDateTime localTime = m_sources.wallClock();
    const auto date = believableAt(dateHeader, localTime);
    if (!date)
        return;
    {
        const QMutexLocker locker(&m_mutex);
        const milliseconds steadyTime = m_sources.steadyTime();
        m_differences.push_back(sinceEpoch(*date) - steadyTime);
        if (m_differences.size() > maxDifferences)
            m_differences.pop_front();
        m_difference = medianOf({m_differences.begin(), m_differences.end()});
        const auto isWitness = [this](milliseconds difference) {
            return std::chrono::abs(difference - *m_difference) <= agreement;
        };
        if (m_isToldOff || std::chrono::abs(*m_difference + steadyTime - sinceEpoch(localTime)) <= tolerance ||
            std::ranges::count_if(m_differences, isWitness) < minWitnesses)
            return;
        m_isToldOff = true;
    }
    emit foundLocalClockOff();
}

QDateTime ServerClock::now() const
{
    const QMutexLocker locker(&m_mutex);
    if (!m_difference)
        return m_sources.wallClock();
    return QDateTime::fromMSecsSinceEpoch((*m_difference + m_sources.steadyTime()).count(), Qt::UTC);
}

std::optional<milliseconds> ServerClock::offset() const
{
    const QMutexLocker locker(&m_mutex);
    if (!m_difference)
        return std::nullopt;
    return *m_difference + m_sources.steadyTime() - sinceEpoch(m_sources.wallClock());
}

std::optional<QDateTime> ServerClock::believable(const QByteArray &dateHeader)
{
    return believableAt(dateHeader, QDateTime::currentDateTimeUtc());
}

void ServerClock::attach(QNetworkRequest &request, const std::shared_ptr<ServerClock> &clock)
{
    if (clock)
        request.setAttribute(requestattribute::clock, QVariant::fromValue(clock));
}

void ServerClock::observe(const QNetworkReply &reply)
{
    if (const auto clock = reply.request().attribute(requestattribute::clock).value<std::shared_ptr<ServerClock>>())
        clock->learn(reply.rawHeader("date"));
}

} // namespace pollux
