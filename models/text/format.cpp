// SPDX-License-Identifier: Apache-2.0
#include "models/text/format.h"

#include <QCoreApplication>
#include <QDateTime>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace pollux::format {

namespace {

constexpr char context[] = "pollux::format";
constexpr qint64 kilo = 1000;
constexpr qint64 secondsPerMinute = 60;
constexpr qint64 secondsPerHour = 3600;

constexpr char16_t firstStrongIsolate = 0x2068;
constexpr char16_t popDirectionalIsolate = 0x2069;
constexpr char16_t ellipsis = 0x2026;

QString hours(qint64 count)
{
    return QCoreApplication::translate(context, "%1 h").arg(count);
}

QString minutes(qint64 count)
{
    return QCoreApplication::translate(context, "%1 min").arg(count);
}

QString seconds(qint64 count)
{
    return QCoreApplication::translate(context, "%1 s").arg(count);
}

/// Rounds to one decimal of the unit before the unit is chosen, so that 999,960 becomes "1.0 MB" and not "1000.0 kB".
qint64 roundedToTenthOfUnit(qint64 bytes)
{
    qint64 unit = kilo;
    while (bytes / unit >= kilo)
        unit *= kilo;
    const qint64 tenth = unit / 10;
    const qint64 tenths = bytes / tenth + (bytes % tenth >= tenth / 2 ? 1 : 0);
    return tenths >= 10 * kilo ? unit * kilo : bytes;
}

bool isDirectionControl(char16_t character)
{
    return (character >= 0x202A && character <= 0x202E) || (character >= 0x2066 && character <= 0x2069);
}

/// A visible replacement for a character that is invisible or changes the writing direction; other characters are
/// returned unchanged.
char16_t visible(char16_t character)
{
    constexpr char16_t symbols = 0x2400;
    constexpr char16_t symbolForDelete = 0x2421;
    constexpr char16_t symbolForNewline = 0x2424;
    if (character < 0x20)
        return static_cast<char16_t>(symbols + character);
    if (character == 0x7F)
        return symbolForDelete;
    if (character == 0x85 || character == 0x2028 || character == 0x2029)
        return symbolForNewline;
    if ((character > 0x7F && character < 0xA0) || isDirectionControl(character))
        return QChar::ReplacementCharacter;
    return character;
}

bool runsRightToLeft(const QString &text)
{
    for (const char32_t character : text.toUcs4()) {
        const QChar::Direction direction = QChar::direction(character);
        if (direction == QChar::DirR || direction == QChar::DirAL || direction == QChar::DirAN)
            return true;
    }
    return false;
}

QString capped(const QString &text)
{
    if (text.size() <= maxLineLength)
        return text;
    qsizetype length = maxLineLength - 1;
    if (text.at(length - 1).isHighSurrogate())
        --length;
    return text.left(length) + QChar(ellipsis);
}

} // namespace

QLocale sentenceLocale(const QString &language, const QLocale &system)
{
    const QLocale::Language spoken = QLocale(language).language();
    const bool isSpoken = system.language() == spoken || system.language() == QLocale::C;
    return isSpoken ? system : QLocale(spoken, system.territory());
}

QString missing()
{
    return u"—"_s;
}

QString size(qint64 bytes, const QLocale &locale)
{
    if (bytes < kilo)
        return QCoreApplication::translate(context, "%1 B").arg(locale.toString(bytes));
    return locale.formattedDataSize(roundedToTenthOfUnit(bytes), 1, QLocale::DataSizeSIFormat);
}

QString speed(double bytesPerSecond, const QLocale &locale)
{
    constexpr double most = 1e15;
    const auto bytes = static_cast<qint64>(std::llround(std::clamp(bytesPerSecond, 0.0, most)));
    return bytes == 0 ? QString() : QCoreApplication::translate(context, "%1/s").arg(size(bytes, locale));
}

QString duration(const Duration &duration)
{
    const bool roundsUp = duration.nanoseconds >= 500'000'000 && duration.seconds < std::numeric_limits<qint64>::max();
    const qint64 total = duration.seconds + (roundsUp ? 1 : 0);
    const QString second = QString::number(total % secondsPerMinute).rightJustified(2, u'0');
    const QString minute = QString::number(total % secondsPerHour / secondsPerMinute);
    if (total < secondsPerHour)
        return minute + u':' + second;
    return QString::number(total / secondsPerHour) + u':' + minute.rightJustified(2, u'0') + u':' + second;
}

QString timeLeft(std::chrono::seconds time)
{
    const qint64 total = std::max<qint64>(time.count(), 0);
    if (total < secondsPerMinute)
        return seconds(total);
    const qint64 wholeMinutes = (total + secondsPerMinute / 2) / secondsPerMinute;
    const qint64 restMinutes = wholeMinutes % 60;
    if (wholeMinutes < 60)
        return minutes(wholeMinutes);
    return restMinutes == 0 ? hours(wholeMinutes / 60) : hours(wholeMinutes / 60) + u' ' + minutes(restMinutes);
}

QString distance(std::chrono::seconds distance)
{
    const qint64 total = std::max<qint64>(distance.count(), 0);
    if (total >= secondsPerHour)
        return hours(total / secondsPerHour);
    return total >= secondsPerMinute ? minutes(total / secondsPerMinute) : seconds(total);
}

QString distanceText(std::chrono::seconds distance)
{
    const auto words = [](const char *one, const char *many, qint64 count) {
        return QCoreApplication::translate(context, count == 1 ? one : many).arg(count);
    };
    const qint64 total = std::max<qint64>(distance.count(), 0);
    if (total >= secondsPerHour) {
        return words(QT_TRANSLATE_NOOP("pollux::format", "%1 hour"), QT_TRANSLATE_NOOP("pollux::format", "%1 hours"),
                     total / secondsPerHour);
    }
    if (total >= secondsPerMinute) {
        return words(QT_TRANSLATE_NOOP("pollux::format", "%1 minute"),
                     QT_TRANSLATE_NOOP("pollux::format", "%1 minutes"), total / secondsPerMinute);
    }
    return words(QT_TRANSLATE_NOOP("pollux::format", "%1 second"), QT_TRANSLATE_NOOP("pollux::format", "%1 seconds"),
                 total);
}

QString moment(const Timestamp &time, const QLocale &locale)
{
    return locale.toString(time.toDateTime().toLocalTime(), QLocale::ShortFormat);
}

QString singleLine(const QString &text)
{
    QString line = capped(text);
    for (QChar &character : line)
        character = QChar(visible(character.unicode()));
    if (!runsRightToLeft(line))
        return line;
    return QChar(firstStrongIsolate) + line + QChar(popDirectionalIsolate);
}

} // namespace pollux::format
