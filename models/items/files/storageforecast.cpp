// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/storageforecast.h"

#include <QDateTime>

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>

namespace pollux {

namespace {

constexpr qint64 secondsInMinute = 60;

qint64 saturatedSum(qint64 first, qint64 second)
{
    return first > std::numeric_limits<qint64>::max() - second ? std::numeric_limits<qint64>::max() : first + second;
}

/// The next releases while a walk is under way, by minute.
class NextReleases {
public:
    void add(qint64 minute, qint64 bytes)
    {
        const bool isFull = m_releases.size() == StorageForecast::maxReleases;
        if (isFull && minute > std::prev(m_releases.end())->first)
            return;
        StorageForecast::Release &release = m_releases[minute];
        release.minute = minute;
        release.bytes = saturatedSum(release.bytes, bytes);
        ++release.files;
        if (m_releases.size() > StorageForecast::maxReleases)
            m_releases.erase(std::prev(m_releases.end()));
    }

    QList<StorageForecast::Release> list() const
    {
        QList<StorageForecast::Release> result;
        for (const auto &[minute, release] : m_releases)
            result.append(release);
        return result;
    }

private:
    std::map<qint64, StorageForecast::Release> m_releases;
};

} // namespace

QDateTime StorageForecast::Release::time() const
{
    return QDateTime::fromSecsSinceEpoch(minute * secondsInMinute);
}

double StorageForecast::share() const
{
    return std::min(1.0, static_cast<double>(used) / static_cast<double>(capacity));
}

StorageForecast StorageForecast::of(const FileRows &rows, qint64 now)
{
    StorageForecast forecast;
    NextReleases releases;
    for (int row = 0; row < rows.count(); ++row) {
        const PackedFile &file = rows.packed(row);
        const std::optional<Timestamp> expiration = file.expirationTime();
        if (expiration && expiration->seconds <= now)
            continue;
        const qint64 bytes = std::max<qint64>(0, file.sizeBytes().value_or(0));
        forecast.used = saturatedSum(forecast.used, bytes);
        if (expiration)
            releases.add((expiration->seconds + secondsInMinute - 1) / secondsInMinute, bytes);
    }
    forecast.releases = releases.list();
    return forecast;
}

} // namespace pollux
