// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/timestamp.h"

#include <QTimeZone>

#include <limits>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qint64 secondsPerDay = 86400;
constexpr qint64 unixEpochJulianDay = 2440588;
constexpr int maximumFractionDigits = 9;
constexpr qint64 firstSecond = -62135596800; // 0001-01-01T00:00:00Z
constexpr qint64 lastSecond = 253402300799;  // 9999-12-31T23:59:59Z

/// Walks over a text; each take...() either consumes what it names or leaves a failed scanner behind.
class Scanner {
public:
    explicit Scanner(QStringView text)
        : m_text(text)
    {
    }

    bool failed() const { return m_failed; }
    void fail() { m_failed = true; }
    bool atEnd() const { return m_position == m_text.size(); }

    bool accept(char16_t lower)
    {
        if (m_failed || atEnd() || m_text.at(m_position).toLower() != QChar(lower))
            return false;
        ++m_position;
        return true;
    }

    void expect(char16_t lower)
    {
        if (!accept(lower))
            m_failed = true;
    }

    int takeNumber(int digits)
    {
        int number = 0;
        for (int i = 0; i < digits; ++i) {
            const int digit = takeDigit();
            if (digit < 0) {
                m_failed = true;
                return 0;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /// The digits behind a decimal point, as nanoseconds.
    qint32 takeNanoseconds()
    {
        qint32 nanoseconds = 0;
        int digits = 0;
        for (int digit = takeDigit(); digit >= 0; digit = takeDigit()) {
            nanoseconds = nanoseconds * 10 + digit;
            if (++digits > maximumFractionDigits) {
                m_failed = true;
                return 0;
            }
        }
        if (digits == 0)
            m_failed = true;
        for (; digits < maximumFractionDigits; ++digits)
            nanoseconds *= 10;
        return nanoseconds;
    }

    /// As many digits as there are; the largest value where they exceed it.
    qint64 takeSaturated()
    {
        constexpr qint64 largest = std::numeric_limits<qint64>::max();
        int digit = takeDigit();
        if (digit < 0) {
            m_failed = true;
            return 0;
        }
        qint64 number = 0;
        for (; digit >= 0; digit = takeDigit())
            number = number > (largest - digit) / 10 ? largest : number * 10 + digit;
        return number;
    }

private:
    int takeDigit()
    {
        if (m_failed || atEnd())
            return -1;
        const char16_t unit = m_text.at(m_position).unicode();
        if (unit < u'0' || unit > u'9')
            return -1;
        ++m_position;
        return unit - u'0';
    }

    QStringView m_text;
    qsizetype m_position = 0;
    bool m_failed = false;
};

/// Seconds east of UTC.
int takeOffset(Scanner &scanner)
{
    if (scanner.accept(u'z'))
        return 0;
    const bool west = scanner.accept(u'-');
    if (!west)
        scanner.expect(u'+');
    const int hours = scanner.takeNumber(2);
    scanner.expect(u':');
    const int minutes = scanner.takeNumber(2);
    if (hours > 23 || minutes > 59)
        scanner.fail();
    const int seconds = (hours * 60 + minutes) * 60;
    return west ? -seconds : seconds;
}

QString fractionText(qint32 nanoseconds)
{
    if (nanoseconds == 0)
        return {};
    const QString digits = u"%1"_s.arg(nanoseconds, maximumFractionDigits, 10, QChar(u'0'));
    if (nanoseconds % 1'000'000 == 0)
        return u'.' + digits.first(3);
    if (nanoseconds % 1'000 == 0)
        return u'.' + digits.first(6);
    return u'.' + digits;
}

} // namespace

std::optional<Timestamp> Timestamp::fromText(QStringView text)
{
    Scanner scanner(text);
    const int year = scanner.takeNumber(4);
    scanner.expect(u'-');
    const int month = scanner.takeNumber(2);
    scanner.expect(u'-');
    const int day = scanner.takeNumber(2);
    scanner.expect(u't');
    const int hour = scanner.takeNumber(2);
    scanner.expect(u':');
    const int minute = scanner.takeNumber(2);
    scanner.expect(u':');
    const int second = scanner.takeNumber(2);
    const qint32 nanoseconds = scanner.accept(u'.') ? scanner.takeNanoseconds() : 0;
    const int offset = takeOffset(scanner);
    if (scanner.failed() || !scanner.atEnd() || year < 1 || !QDate::isValid(year, month, day) || hour > 23 ||
        minute > 59 || second > 59)
        return std::nullopt;
    const qint64 days = QDate(year, month, day).toJulianDay() - unixEpochJulianDay;
    const qint64 seconds = days * secondsPerDay + (qint64{hour} * 60 + minute) * 60 + second - offset;
    if (seconds < firstSecond || seconds > lastSecond)
        return std::nullopt;
    return Timestamp{seconds, nanoseconds};
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
    Scanner scanner(text);
    Duration duration;
    duration.seconds = scanner.takeSaturated();
    if (scanner.accept(u'.'))
        duration.nanoseconds = scanner.takeNanoseconds();
    scanner.expect(u's');
    if (scanner.failed() || !scanner.atEnd())
        return std::nullopt;
    return duration;
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
