// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/timestamp.h"

#include <QLocale>
#include <QRegularExpression>

#include <limits>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxFractionDigits = 9;
constexpr qint64 firstSecond = -62135596800; // 0001-01-01T00:00:00Z
constexpr qint64 lastSecond = 253402300799;  // 9999-12-31T23:59:59Z

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
    static const QRegularExpression pattern(QRegularExpression::anchoredPattern(
        uR"((\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d)))"_s));
    const QRegularExpressionMatch match = pattern.match(text.toString());
    const auto number = [&match](int group) { return match.capturedView(group).toInt(); };
    const QDate date(number(1), number(2), number(3));
    const QTime time(number(4), number(5), number(6));
    const int offsetHours = number(9);
    const int offsetMinutes = number(10);
    if (!match.hasMatch() || !date.isValid() || !time.isValid() || offsetHours > 23 || offsetMinutes > 59)
        return std::nullopt;
    const int offset = (offsetHours * 60 + offsetMinutes) * 60;
    const qint64 seconds =
        QDateTime(date, time, Qt::UTC).toSecsSinceEpoch() + (match.capturedView(8) == u'-' ? offset : -offset);
    if (seconds < firstSecond || seconds > lastSecond)
        return std::nullopt;
    return Timestamp{seconds, nanosecondsOf(match.captured(7))};
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

std::optional<QDateTime> httpDate(const QByteArray &header)
{
    QDateTime date =
        QLocale::c().toDateTime(QString::fromLatin1(header.trimmed()), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    date.setTimeSpec(Qt::UTC);
    return date.isValid() ? std::optional(date) : std::nullopt;
}

} // namespace pollux
