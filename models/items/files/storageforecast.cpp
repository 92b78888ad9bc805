// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/storageforecast.h"

#include <QDateTime>

#include <algorithm>
#include <limits>
#include <map>

namespace pollux {

namespace {

constexpr qint64 secondsInMinute = 60;

qint64 saturatedSum(qint64 first, qint64 second)
{
    return first > std::numeric_limits<qint64>::max() - second ? std::numeric_limits<qint64>::max() : first + second;
}

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
    std::map<qint64, Release> releases; // by minute
    for (int row = 0; row < rows.count(); ++row) {
        const PackedFile &file = rows.packed(row);
        const std::optional<Timestamp> expiration = file.expirationTime();
        if (expiration && expiration->seconds <= now)
            continue;
        const qint64 bytes = std::max<qint64>(0, file.sizeBytes().value_or(0));
        forecast.used = saturatedSum(forecast.used, bytes);
        if (!expiration)
            continue;
        const qint64 minute = (expiration->seconds + secondsInMinute - 1) / secondsInMinute;
        Release &release = releases[minute];
        release = {minute, saturatedSum(release.bytes, bytes), release.files + 1};
    }
    for (const auto &[minute, release] : releases) {
        if (forecast.releases.size() == maxReleases)
            break;
        forecast.releases.append(release);
    }
    return forecast;
}

} // namespace pollux
