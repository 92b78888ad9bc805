// SPDX-License-Identifier: Apache-2.0
#include "views/details/fields.h"

#include "models/text/format.h"
#include "models/text/untrustedtext.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux::fields {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::FieldWords)
};

constexpr qint64 maxPlainBytes = 999; // larger sizes are also shown rounded, with a unit

Field shown(const QString &name, const QString &value, const QString &sent)
{
    Field field{name, value.isEmpty() ? format::missing() : value};
    if (value != sent)
        field.exact = sent;
    return field;
}

QString shownLines(const QString &text)
{
    QStringList lines = text.split(u'\n');
    const bool isCut = lines.size() > maxLines;
    lines.resize(std::min<qsizetype>(lines.size(), maxLines));
    std::ranges::transform(lines, lines.begin(), format::singleLine);
    return lines.join(u'\n') + (isCut ? u"\n…"_s : QString());
}

Field moment(const QString &name, const QDateTime &time, const QString &utc)
{
    return {name, QLocale().toString(time.toLocalTime(), QLocale::LongFormat), Texts::tr("UTC: %1").arg(utc), utc};
}

QString jsonText(const QJsonValue &value)
{
    if (value.isString())
        return value.toString();
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson()).trimmed();
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson()).trimmed();
    // A document is an object or an array, so other values are put in an array whose brackets are removed.
    const QByteArray json = QJsonDocument(QJsonArray{value}).toJson(QJsonDocument::Compact);
    return QString::fromUtf8(json.mid(1, json.size() - 2));
}

/// Each text by itself: in the whole JSON, removing a secret could remove a quotation mark too.
QJsonValue cleaned(const QJsonValue &value)
{
    if (value.isString())
        return untrustedtext::withoutSecrets(value.toString());
    if (value.isArray()) {
        QJsonArray list;
        for (const QJsonValue entry : value.toArray())
            list.append(cleaned(entry));
        return list;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto entry = object.begin(); entry != object.end(); ++entry)
        entry.value() = cleaned(entry.value());
    return object;
}

QString codeWords(const Status &status)
{
    const QString code = status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText;
    const QString number = QString::number(status.code);
    return code.isEmpty() ? number : Texts::tr("%1 (%2)", "name and number of a code").arg(code, number);
}

} // namespace

Field text(const QString &name, const QString &text)
{
    return shown(name, format::singleLine(text), text);
}

Field lines(const QString &name, const QString &text)
{
    return shown(name, shownLines(text), text);
}

Field time(const QString &name, const std::optional<Timestamp> &time)
{
    return time ? moment(name, time->toDateTime(), time->toText()) : Field{name, format::missing()};
}

Field time(const QString &name, const QDateTime &time)
{
    return time.isValid() ? moment(name, time, time.toUTC().toString(Qt::ISODateWithMs))
                          : Field{name, format::missing()};
}

Field size(const QString &name, const std::optional<qint64> &bytes)
{
    if (!bytes)
        return {name, u"?"_s};
    const QString exact = Texts::tr("%1 bytes").arg(QLocale().toString(*bytes));
    const QString both = Texts::tr("%1 (%2)", "rounded and exact size").arg(format::size(*bytes), exact);
    return {.name = name, .value = *bytes <= maxPlainBytes ? exact : both, .exact = QString::number(*bytes)};
}

Field word(const QString &name, const QString &word, const QString &wire)
{
    const QString shownWire = format::singleLine(wire);
    if (shownWire.isEmpty() || shownWire == word)
        return shown(name, word, wire.isEmpty() ? word : wire);
    return {.name = name,
            .value = Texts::tr("%1 (%2)", "word for people, word on the wire").arg(word, shownWire),
            .exact = wire};
}

Field number(const QString &name, qint64 number)
{
    return shown(name, QLocale().toString(number), QString::number(number));
}

Field json(const QString &name, const QJsonValue &value)
{
    return lines(name, jsonText(value));
}

FieldSection status(const QString &title, const Status &status)
{
    FieldSection section{title, {}};
    section.fields.append(text(u"code"_s, codeWords(status)));
    section.fields.append(lines(u"message"_s, untrustedtext::withoutSecrets(status.message)));
    if (!status.details.isEmpty())
        section.fields.append(json(u"details"_s, cleaned(status.details)));
    return section;
}

QJsonObject withoutSecrets(const Status &status)
{
    return cleaned(status.toJson()).toObject();
}

FieldSection object(const QString &title, const QJsonObject &object)
{
    FieldSection section{title, {}};
    for (auto field = object.begin(); field != object.end(); ++field)
        section.fields.append(json(format::singleLine(field.key()), field.value()));
    return section;
}

FieldSection unknown(const QJsonObject &fields)
{
    return object(Texts::tr("Fields that Pollux does not know"), fields);
}

QString asText(const QList<FieldSection> &sections)
{
    QStringList lines;
    for (const FieldSection &section : sections) {
        if (!section.title.isEmpty())
            lines.append({QString(), section.title});
        for (const Field &field : section.fields)
            lines.append(Texts::tr("%1: %2", "name and value of a field").arg(field.name, field.value));
    }
    return lines.join(u'\n');
}

} // namespace pollux::fields
