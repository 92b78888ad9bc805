// SPDX-License-Identifier: Apache-2.0
#include "views/chunking/metadatadraft.h"

#include <QLocale>
#include <QRegularExpression>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

QStringList trimmedParts(const QString &text, QChar separator)
{
    QStringList parts;
    for (const QString &part : text.split(separator)) {
        if (const QString trimmed = part.trimmed(); !trimmed.isEmpty())
            parts.append(trimmed);
    }
    return parts;
}

double numberOf(const QString &text)
{
    bool isNumber = false;
    const double number = text.trimmed().toDouble(&isNumber);
    return isNumber ? number : std::numeric_limits<double>::quiet_NaN();
}

/// The fewest digits that identify this float.
QString shortest(float number)
{
    std::array<char, 32> digits{};
    const std::to_chars_result end = std::to_chars(digits.data(), digits.data() + digits.size(), number);
    return QString::fromLatin1(digits.data(), end.ptr - digits.data());
}

MetadataDraft::Type guessedType(const QString &value)
{
    static const QRegularExpression plain(uR"(^-?(0|[1-9]\d*)(\.\d+)?$)"_s);
    return plain.match(value).hasMatch() && keptNumber(value).isEmpty() ? MetadataDraft::Type::Number
                                                                        : MetadataDraft::Type::Text;
}

MetadataDraft draftFromLine(const QString &line)
{
    const QString key = line.section(u'\t', 0, 0).trimmed();
    const QString value = line.section(u'\t', 1).trimmed();
    if (value.contains(u'\t'))
        return {key, MetadataDraft::Type::List, trimmedParts(value, u'\t').join(u'\n')};
    return {key, guessedType(value), value};
}

} // namespace

CustomMetadata MetadataDraft::entry() const
{
    if (type == Type::Number)
        return {key.trimmed(), numberOf(text)};
    if (type == Type::List)
        return {key.trimmed(), trimmedParts(text, u'\n')};
    return {key.trimmed(), text};
}

bool MetadataDraft::isBlank() const
{
    return key.trimmed().isEmpty() && text.trimmed().isEmpty();
}

QList<CustomMetadata> entriesOf(const QList<MetadataDraft> &drafts)
{
    qsizetype count = drafts.size();
    while (count > 0 && drafts.at(count - 1).isBlank())
        --count;
    QList<CustomMetadata> entries;
    for (const MetadataDraft &draft : drafts.first(count))
        entries.append(draft.entry());
    return entries;
}

MetadataDraft withType(MetadataDraft draft, MetadataDraft::Type type)
{
    const bool wasList = draft.type == MetadataDraft::Type::List;
    const bool isList = type == MetadataDraft::Type::List;
    if (isList && !wasList)
        draft.text = trimmedParts(draft.text, u';').join(u'\n');
    else if (wasList && !isList)
        draft.text = trimmedParts(draft.text, u'\n').join(u"; "_s);
    draft.type = type;
    return draft;
}

QList<MetadataDraft> draftsFromLines(const QString &text)
{
    static const QRegularExpression lineEnd(u"\r\n|\r|\n"_s);
    QList<MetadataDraft> drafts;
    for (const QString &line : text.split(lineEnd)) {
        if (!line.trimmed().isEmpty())
            drafts.append(draftFromLine(line));
    }
    return drafts;
}

QString keptNumber(const QString &number)
{
    const double wanted = numberOf(number);
    if (!std::isfinite(wanted))
        return {};
    // Converting a double beyond the largest float is undefined.
    if (std::abs(wanted) > static_cast<double>(std::numeric_limits<float>::max()))
        return u"inf"_s;
    const QString kept = shortest(static_cast<float>(wanted));
    return numberOf(kept) == wanted ? QString() : kept;
}

} // namespace pollux
