// SPDX-License-Identifier: Apache-2.0
#include "models/items/documentcells.h"

#include "models/items/filebadge.h"
#include "models/items/format.h"

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
QString phrase(DocumentsModel::Column column)
{
    switch (column) {
    case DocumentsModel::StateColumn:
        return QCoreApplication::translate(context, "state %1");
    case DocumentsModel::SizeColumn:
        return QCoreApplication::translate(context, "size %1");
    case DocumentsModel::TypeColumn:
        return QCoreApplication::translate(context, "type %1");
    case DocumentsModel::CreatedColumn:
        return QCoreApplication::translate(context, "created %1");
    case DocumentsModel::UpdatedColumn:
        return QCoreApplication::translate(context, "updated %1");
    case DocumentsModel::MetadataColumn:
        return QCoreApplication::translate(context, "metadata %1");
    case DocumentsModel::ResourceNameColumn:
        return QCoreApplication::translate(context, "resource name %1");
    case DocumentsModel::NameColumn:
    case DocumentsModel::ColumnCount:
        break;
    }
    return u"%1"_s;
}

/// What stands in for a missing value in speech.
QString missingWords(DocumentsModel::Column column)
{
    return column == DocumentsModel::MetadataColumn ? QCoreApplication::translate(context, "none")
                                                    : QCoreApplication::translate(context, "not known");
}

/// Years and counts in full, without the groups of a locale.
QString numberText(double number)
{
    constexpr double mostDigits = 1e15;
    if (std::abs(number) < mostDigits && number == std::trunc(number))
        return QString::number(static_cast<qint64>(number));
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

auto unshownFields(const Document &document)
{
    return std::tie(document.displayName, document.unknownFields);
}

} // namespace

const QString &shownName(const Document &document)
{
    return document.displayName.isEmpty() ? document.name : document.displayName;
}

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

QString displayText(const Document &document, DocumentsModel::Column column)
{
    switch (column) {
    case DocumentsModel::NameColumn:
        return format::singleLine(shownName(document));
    case DocumentsModel::StateColumn:
        return stateText(document);
    case DocumentsModel::SizeColumn:
        return format::size(document.sizeBytes);
    case DocumentsModel::TypeColumn:
        return orMissing(document.mimeType);
    case DocumentsModel::CreatedColumn:
        return moment(document.createTime);
    case DocumentsModel::UpdatedColumn:
        return moment(document.updateTime);
    case DocumentsModel::MetadataColumn:
        return orMissing(metadataText(document.customMetadata));
    case DocumentsModel::ResourceNameColumn:
        return format::singleLine(document.name);
    case DocumentsModel::ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const Document &document, DocumentsModel::Column column)
{
    const QString value = displayText(document, column);
    return phrase(column).arg(value == format::missing() ? missingWords(column) : value);
}

QVariant sortValue(const Document &document, DocumentsModel::Column column)
{
    switch (column) {
    case DocumentsModel::NameColumn:
        return shownName(document);
    case DocumentsModel::StateColumn:
        return stateText(document);
    case DocumentsModel::SizeColumn:
        return document.sizeBytes;
    case DocumentsModel::TypeColumn:
        return document.mimeType;
    case DocumentsModel::CreatedColumn:
        return dateTime(document.createTime);
    case DocumentsModel::UpdatedColumn:
        return dateTime(document.updateTime);
    case DocumentsModel::MetadataColumn:
        return metadataText(document.customMetadata);
    case DocumentsModel::ResourceNameColumn:
        return document.name;
    case DocumentsModel::ColumnCount:
        break;
    }
    return {};
}

QString title(DocumentsModel::Column column)
{
    switch (column) {
    case DocumentsModel::NameColumn:
        return QCoreApplication::translate(context, "Name");
    case DocumentsModel::StateColumn:
        return QCoreApplication::translate(context, "State");
    case DocumentsModel::SizeColumn:
        return QCoreApplication::translate(context, "Size");
    case DocumentsModel::TypeColumn:
        return QCoreApplication::translate(context, "Type");
    case DocumentsModel::CreatedColumn:
        return QCoreApplication::translate(context, "Created");
    case DocumentsModel::UpdatedColumn:
        return QCoreApplication::translate(context, "Updated");
    case DocumentsModel::MetadataColumn:
        return QCoreApplication::translate(context, "Metadata");
    case DocumentsModel::ResourceNameColumn:
        return QCoreApplication::translate(context, "Resource name");
    case DocumentsModel::ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment alignment(DocumentsModel::Column column)
{
    return (column == DocumentsModel::SizeColumn ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

bool differs(const Document &before, const Document &after, DocumentsModel::Column column)
{
    switch (column) {
    case DocumentsModel::NameColumn:
        return unshownFields(before) != unshownFields(after);
    case DocumentsModel::StateColumn:
        return before.state != after.state || before.stateText != after.stateText;
    case DocumentsModel::SizeColumn:
        return before.sizeBytes != after.sizeBytes;
    case DocumentsModel::TypeColumn:
        return before.mimeType != after.mimeType;
    case DocumentsModel::CreatedColumn:
        return before.createTime != after.createTime;
    case DocumentsModel::UpdatedColumn:
        return before.updateTime != after.updateTime;
    case DocumentsModel::MetadataColumn:
        return before.customMetadata != after.customMetadata;
    case DocumentsModel::ResourceNameColumn:
    case DocumentsModel::ColumnCount:
        break;
    }
    return false;
}

} // namespace pollux::documentcells
