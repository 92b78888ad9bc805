// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/timestamp.h"

#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxFractionDigits = 9;
constexpr qint64 firstSecond = -62135596800; // 0001-01-01T00:00:00Z
constexpr qint64 lastSecond = 253402300799;  // 9999-12-31T23:59:59Z

/// The number that so many digits make at this place of the text; -1 if there are not so many. Lists have three times
/// in each entry: by a regular expression, a page took a fifth longer.
int numberAt(QStringView text, qsizetype place, int count)
{
    int number = 0;
    for (qsizetype i = place; i < place + count; ++i) {
        const char16_t unit = i < text.size() ? text.at(i).unicode() : u'-';
        if (unit < u'0' || unit > u'9')
            return -1;
        number = number * 10 + (unit - u'0');
    }
    return number;
}

/// `digits` are the digits after the decimal point, at most nine.
qint32 nanosecondsOf(const QString &digits)
{
    return digits.leftJustified(maxFractionDigits, u'0').toInt();
}

QString fractionText(qint32 nanoseconds)
{
    if (nanoseconds == 0)
        return {};
    const QString digits = u"%1"_s.arg(nanoseconds, maxFractionDigits, 10, QChar(u'0'));
    if (nanoseconds % 1'000'000 == 0)
        return u'.' + digits.first(3);
    if (nanoseconds % 1'000 == 0)
        return u'.' + digits.first(6);
    return u'.' + digits;
}

} // namespace

std::optional<Timestamp> Timestamp::fromText(QStringView text)
{
    const auto isAt = [text](qsizetype place, char16_t upper) {
        return place < text.size() && text.at(place).toUpper() == upper;
    };
    const QDate date(numberAt(text, 0, 4), numberAt(text, 5, 2), numberAt(text, 8, 2));
    const QTime time(numberAt(text, 11, 2), numberAt(text, 14, 2), numberAt(text, 17, 2));
    if (!isAt(4, u'-') || !isAt(7, u'-') || !isAt(10, u'T') || !isAt(13, u':') || !isAt(16, u':') || !date.isValid() ||
        date.year() < 0 || !time.isValid())
        return std::nullopt;
    qsizetype place = 19;
    const qsizetype fraction = isAt(place, u'.') ? place + 1 : place;
    for (place = fraction; numberAt(text, place, 1) >= 0;)
        ++place;
    const qsizetype digits = place - fraction;
    if (digits > maxFractionDigits || (digits == 0) != (fraction == 19))
        return std::nullopt;
    qint64 seconds = QDateTime(date, time, Qt::UTC).toSecsSinceEpoch();
    if (isAt(place, u'+') || isAt(place, u'-')) {
        const int hours = numberAt(text, place + 1, 2);
        const int minutes = numberAt(text, place + 4, 2);
        if (hours < 0 || hours > 23 || !isAt(place + 3, u':') || minutes < 0 || minutes > 59)
            return std::nullopt;
        const int offset = (hours * 60 + minutes) * 60;
        seconds += isAt(place, u'-') ? offset : -offset;
        place += 6;
    } else if (isAt(place, u'Z')) {
        ++place;
    } else {
        return std::nullopt;
    }
    if (place != text.size() || seconds < firstSecond || seconds > lastSecond)
        return std::nullopt;
    return Timestamp{seconds, nanosecondsOf(text.sliced(fraction, digits).toString())};
}

QDateTime Timestamp::toDateTime() const
{
    return QDateTime::fromMSecsSinceEpoch(seconds * 1000 + nanoseconds / 1'000'000, Qt::UTC);
}

QString Timestamp::toText() const
{
    const QString whole = QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC).toString(u"yyyy-MM-ddTHH:mm:ss");
    return whole + fractionText(nanoseconds) + u'Z';
}

std::optional<Duration> Duration::fromText(QStringView text)
{
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(uR"((\d+)(?:\.(\d{1,9}))?[Ss])"_s));
    const QRegularExpressionMatch match = pattern.match(text.toString());
    if (!match.hasMatch())
        return std::nullopt;
    bool fits = false;
    const qint64 seconds = match.capturedView(1).toLongLong(&fits);
    return Duration{fits ? seconds : std::numeric_limits<qint64>::max(), nanosecondsOf(match.captured(2))};
}

std::chrono::milliseconds Duration::toMilliseconds() const
{
    constexpr qint64 largest = std::numeric_limits<qint64>::max();
    if (seconds > largest / 1000 - 1)
        return std::chrono::milliseconds(largest);
    return std::chrono::milliseconds(seconds * 1000 + nanoseconds / 1'000'000);
}

QString Duration::toText() const
{
    return QString::number(seconds) + fractionText(nanoseconds) + u's';
}

} // namespace pollux
