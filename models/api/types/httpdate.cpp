// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/httpdate.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

/// 1 to 12; 0 for any other text.
int monthOf(const QString &name)
{
    static const QStringList names{u"Jan"_s, u"Feb"_s, u"Mar"_s, u"Apr"_s, u"May"_s, u"Jun"_s,
                                   u"Jul"_s, u"Aug"_s, u"Sep"_s, u"Oct"_s, u"Nov"_s, u"Dec"_s};
    return static_cast<int>(names.indexOf(name)) + 1;
}

int fullYear(const QString &text)
{
    const int year = text.toInt();
    if (text.size() > 2)
        return year;
    // RFC 9110: two digits that seem to be more than 50 years ahead belong to the century before.
    const int present = QDateTime::currentDateTimeUtc().date().year();
    const int sameCentury = present - present % 100 + year;
    return sameCentury > present + 50 ? sameCentury - 100 : sameCentury;
}

} // namespace

std::optional<QDateTime> httpDate(const QByteArray &header)
{
    static const QRegularExpression usual(QRegularExpression::anchoredPattern(
        uR"([A-Z][a-z]{2}, (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT)"_s));
    static const QRegularExpression rfc850(QRegularExpression::anchoredPattern(
        uR"([A-Z][a-z]{5,8}, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT)"_s));
    static const QRegularExpression asctime(QRegularExpression::anchoredPattern(
        uR"([A-Z][a-z]{2} (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4}))"_s));
    const QString text = QString::fromLatin1(header.trimmed());
    for (const QRegularExpression *form : {&usual, &rfc850, &asctime}) {
        const QRegularExpressionMatch match = form->match(text);
        if (!match.hasMatch())
            continue;
        const QDate date(fullYear(match.captured(u"year"_s)), monthOf(match.captured(u"month"_s)),
                         match.captured(u"day"_s).trimmed().toInt());
        const QTime time = QTime::fromString(match.captured(u"time"_s), u"HH:mm:ss"_s);
        if (date.isValid() && time.isValid())
            return QDateTime(date, time, Qt::UTC);
    }
    return std::nullopt;
}

} // namespace pollux
