// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentcells.h"

#include "models/items/badge.h"
#include "models/text/format.h"

#include <QCoreApplication>

#include <cmath>
#include <tuple>

using namespace Qt::StringLiterals;

namespace pollux::documentcells {

namespace {

constexpr char context[] = "pollux::DocumentsModel";

QString orMissing(const QString &text)
{
    return text.isEmpty() ? format::missing() : format::singleLine(text);
}

QString moment(const std::optional<Timestamp> &time)
{
    return time ? format::moment(*time) : format::missing();
}

QVariant dateTime(const std::optional<Timestamp> &time)
{
    return time ? QVariant(time->toDateTime()) : QVariant();
}

/// A phrase for the value of a column, with %1 for the value.
QString phrase(Column column)
{
    switch (column) {
    case StateColumn:
        return QCoreApplication::translate(context, "state %1");
    case SizeColumn:
        return QCoreApplication::translate(context, "size %1");
    case TypeColumn:
        return QCoreApplication::translate(context, "type %1");
    case CreatedColumn:
        return QCoreApplication::translate(context, "created %1");
    case UpdatedColumn:
        return QCoreApplication::translate(context, "updated %1");
    case MetadataColumn:
        return QCoreApplication::translate(context, "metadata %1");
    case ResourceNameColumn:
        return QCoreApplication::translate(context, "resource name %1");
    case NameColumn:
    case ColumnCount:
        break;
    }
    return u"%1"_s;
}

/// What stands in for a missing value in speech.
QString missingWords(Column column)
{
    return column == MetadataColumn ? QCoreApplication::translate(context, "none")
                                    : QCoreApplication::translate(context, "not known");
}

/// Years and counts in full, without the groups of a locale.
QString numberText(double number)
{
    constexpr double maxDigits = 1e15;
    if (std::abs(number) < maxDigits && number == std::trunc(number))
        return QString::number(static_cast<qint64>(number));
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

auto unshownFields(const Document &document)
{
    return std::tie(document.displayName, document.unknownFields);
}

} // namespace

QString valueText(const CustomMetadata::Value &value)
{
    if (const auto *text = std::get_if<QString>(&value))
        return *text;
    if (const auto *number = std::get_if<double>(&value))
        return numberText(*number);
    return std::get<QStringList>(value).join(u'|');
}

QString metadataText(const QList<CustomMetadata> &metadata)
{
    QStringList entries;
    for (const CustomMetadata &entry : metadata)
        entries.append(entry.key + u'=' + valueText(entry.value));
    return entries.join(u", "_s);
}

QString displayText(const Document &document, Column column)
{
    switch (column) {
    case NameColumn:
        return format::singleLine(document.title());
    case StateColumn:
        return stateText(document);
    case SizeColumn:
        return format::size(document.sizeBytes);
    case TypeColumn:
        return orMissing(document.mimeType);
    case CreatedColumn:
        return moment(document.createTime);
    case UpdatedColumn:
        return moment(document.updateTime);
    case MetadataColumn:
        return orMissing(metadataText(document.customMetadata));
    case ResourceNameColumn:
        return format::singleLine(document.name);
    case ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const Document &document, Column column)
{
    const QString value = displayText(document, column);
    return phrase(column).arg(value == format::missing() ? missingWords(column) : value);
}

QVariant sortValue(const Document &document, Column column)
{
    switch (column) {
    case NameColumn:
        return document.title();
    case StateColumn:
        return stateText(document);
    case SizeColumn:
        return document.sizeBytes;
    case TypeColumn:
        return document.mimeType;
    case CreatedColumn:
        return dateTime(document.createTime);
    case UpdatedColumn:
        return dateTime(document.updateTime);
    case MetadataColumn:
        return metadataText(document.customMetadata);
    case ResourceNameColumn:
        return document.name;
    case ColumnCount:
        break;
    }
    return {};
}

QString title(Column column)
{
    switch (column) {
    case NameColumn:
        return QCoreApplication::translate(context, "Name");
    case StateColumn:
        return QCoreApplication::translate(context, "State");
    case SizeColumn:
        return QCoreApplication::translate(context, "Size");
    case TypeColumn:
        return QCoreApplication::translate(context, "Type");
    case CreatedColumn:
        return QCoreApplication::translate(context, "Created");
    case UpdatedColumn:
        return QCoreApplication::translate(context, "Updated");
    case MetadataColumn:
        return QCoreApplication::translate(context, "Metadata");
    case ResourceNameColumn:
        return QCoreApplication::translate(context, "Resource name");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment alignment(Column column)
{
    return (column == SizeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

bool differs(const Document &before, const Document &after, Column column)
{
    switch (column) {
    case NameColumn:
        return unshownFields(before) != unshownFields(after);
    case StateColumn:
        return before.state != after.state || before.stateText != after.stateText;
    case SizeColumn:
        return before.sizeBytes != after.sizeBytes;
    case TypeColumn:
        return before.mimeType != after.mimeType;
    case CreatedColumn:
        return before.createTime != after.createTime;
    case UpdatedColumn:
        return before.updateTime != after.updateTime;
    case MetadataColumn:
        return before.customMetadata != after.customMetadata;
    case ResourceNameColumn:
    case ColumnCount:
        break;
    }
    return false;
}

} // namespace pollux::documentcells
