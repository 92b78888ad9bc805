// SPDX-License-Identifier: Apache-2.0
#include "views/files/storagetext.h"

#include "models/text/format.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>

namespace pollux::storagetext {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::StorageWords)
};

/// The time of day, with the date where it is not today's.
QString timeText(const QDateTime &time, const QDateTime &now)
{
    const QLocale locale;
    return time.date() == now.toLocalTime().date() ? locale.toString(time.time(), QLocale::ShortFormat)
                                                   : locale.toString(time, QLocale::ShortFormat);
}

} // namespace

QString summary(const StorageForecast &forecast, bool isWhole, const QDateTime &now)
{
    const QString free = format::size(forecast.free());
    const QString text = isWhole ? Texts::tr("%1 free", "storage").arg(free)
                                 : Texts::tr("at most %1 free", "storage; not all files are loaded").arg(free);
    if (forecast.releases.isEmpty())
        return text;
    const StorageForecast::Release &next = forecast.releases.first();
    return Texts::tr("%1; %2 more at %3", "storage that is free, what becomes free, when")
        .arg(text, format::size(next.bytes), timeText(next.time(), now));
}

QString details(const StorageForecast &forecast, bool isWhole, const QDateTime &now)
{
    const QLocale locale;
    const QString used = format::size(forecast.used);
    const QString capacity = format::size(StorageForecast::capacity);
    const QString percent = locale.toString(static_cast<int>(forecast.share() * 100));
    QStringList lines{isWhole ? Texts::tr("%1 of %2 used (%3 %)", "storage").arg(used, capacity, percent)
                              : Texts::tr("At least %1 of %2 used (%3 %); not all files are loaded yet", "storage")
                                    .arg(used, capacity, percent)};
    for (const StorageForecast::Release &release : forecast.releases)
        lines.append(Texts::tr("%1: %n files expire, %2", "time, size", release.files)
                         .arg(timeText(release.time(), now), format::size(release.bytes)));
    return lines.join(u'\n');
}

} // namespace pollux::storagetext
