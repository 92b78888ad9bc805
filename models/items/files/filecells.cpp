// SPDX-License-Identifier: Apache-2.0
#include "models/items/files/filecells.h"

#include "models/items/badge.h"
#include "models/text/format.h"

#include <QCoreApplication>

#include <tuple>

using namespace Qt::StringLiterals;

namespace pollux::filecells {

namespace {

constexpr char context[] = "pollux::FilesModel";
constexpr QStringView missing = u"—";

QString orMissing(const QString &text)
{
    return text.isEmpty() ? missing.toString() : format::singleLine(text);
}

QString moment(const std::optional<Timestamp> &time)
{
    return time ? format::moment(*time) : missing.toString();
}

QVariant dateTime(const std::optional<Timestamp> &time)
{
    return time ? QVariant(time->toDateTime()) : QVariant();
}

QString expiryInWords(const RemoteFile &file, const QDateTime &now)
{
    const auto remaining = remainingTime(file, now);
    if (!remaining)
        return QCoreApplication::translate(context, "does not expire");
    if (remaining->count() <= 0)
        return QCoreApplication::translate(context, "expired");
    const auto seconds = std::chrono::floor<std::chrono::seconds>(*remaining);
    return QCoreApplication::translate(context, "expires in %1").arg(format::distanceInWords(seconds));
}

/// A phrase for the value of a column, with %1 for the value.
QString phrase(Column column)
{
    switch (column) {
    case SizeColumn:
        return QCoreApplication::translate(context, "size %1");
    case TypeColumn:
        return QCoreApplication::translate(context, "type %1");
    case StateColumn:
        return QCoreApplication::translate(context, "state %1");
    case DurationColumn:
        return QCoreApplication::translate(context, "duration %1");
    case CreatedColumn:
        return QCoreApplication::translate(context, "created %1");
    case UpdatedColumn:
        return QCoreApplication::translate(context, "updated %1");
    case SourceColumn:
        return QCoreApplication::translate(context, "source %1");
    case ResourceNameColumn:
        return QCoreApplication::translate(context, "resource name %1");
    case HashColumn:
        return QCoreApplication::translate(context, "SHA-256 %1");
    case NameColumn:
    case ExpiresColumn:
    case ColumnCount:
        break;
    }
    return u"%1"_s;
}

auto unshownFields(const RemoteFile &file)
{
    return std::tie(file.displayName, file.uri, file.downloadUri, file.unknownFields);
}

} // namespace

QString displayText(const RemoteFile &file, Column column, const QDateTime &now)
{
    switch (column) {
    case NameColumn:
        return format::singleLine(file.title());
    case SizeColumn:
        return file.sizeBytes ? format::size(*file.sizeBytes) : u"?"_s;
    case TypeColumn:
        return orMissing(file.mimeType);
    case StateColumn:
        return stateText(file);
    case DurationColumn:
        return file.videoDuration ? format::duration(*file.videoDuration) : missing.toString();
    case CreatedColumn:
        return moment(file.createTime);
    case UpdatedColumn:
        return moment(file.updateTime);
    case ExpiresColumn:
        return orMissing(expiryBadge(file, now).text);
    case SourceColumn:
        return orMissing(sourceText(file));
    case ResourceNameColumn:
        return format::singleLine(file.name);
    case HashColumn:
        return orMissing(QString::fromLatin1(file.sha256Hash.toHex()));
    case ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const RemoteFile &file, Column column, const QDateTime &now)
{
    if (column == ExpiresColumn)
        return expiryInWords(file, now);
    QString value = displayText(file, column, now);
    if (value == missing || value == "?"_L1)
        value = QCoreApplication::translate(context, "not known");
    return phrase(column).arg(value);
}

QVariant sortValue(const RemoteFile &file, Column column)
{
    switch (column) {
    case NameColumn:
        return file.title();
    case SizeColumn:
        return file.sizeBytes ? QVariant(*file.sizeBytes) : QVariant();
    case TypeColumn:
        return file.mimeType;
    case StateColumn:
        return stateText(file);
    case DurationColumn:
        return file.videoDuration ? QVariant(qint64{file.videoDuration->toMilliseconds().count()}) : QVariant();
    case CreatedColumn:
        return dateTime(file.createTime);
    case UpdatedColumn:
        return dateTime(file.updateTime);
    case ExpiresColumn:
        return dateTime(file.expirationTime);
    case SourceColumn:
        return sourceText(file);
    case ResourceNameColumn:
        return file.name;
    case HashColumn:
        return QString::fromLatin1(file.sha256Hash.toHex());
    case ColumnCount:
        break;
    }
    return {};
}

QVariant badge(const RemoteFile &file, Column column, const QDateTime &now)
{
    if (column == StateColumn)
        return QVariant::fromValue(stateBadge(file));
    if (column == ExpiresColumn)
        return QVariant::fromValue(expiryBadge(file, now));
    return {};
}

QString title(Column column)
{
    switch (column) {
    case NameColumn:
        return QCoreApplication::translate(context, "Name");
    case SizeColumn:
        return QCoreApplication::translate(context, "Size");
    case TypeColumn:
        return QCoreApplication::translate(context, "Type");
    case StateColumn:
        return QCoreApplication::translate(context, "State");
    case DurationColumn:
        return QCoreApplication::translate(context, "Duration");
    case CreatedColumn:
        return QCoreApplication::translate(context, "Created");
    case UpdatedColumn:
        return QCoreApplication::translate(context, "Updated");
    case ExpiresColumn:
        return QCoreApplication::translate(context, "Expires");
    case SourceColumn:
        return QCoreApplication::translate(context, "Source");
    case ResourceNameColumn:
        return QCoreApplication::translate(context, "Resource name");
    case HashColumn:
        return QCoreApplication::translate(context, "SHA-256");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment alignment(Column column)
{
    const bool isNumber = column == SizeColumn || column == DurationColumn;
    return (isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

bool differs(const RemoteFile &before, const RemoteFile &after, Column column)
{
    switch (column) {
    case NameColumn:
        return unshownFields(before) != unshownFields(after);
    case SizeColumn:
        return before.sizeBytes != after.sizeBytes;
    case TypeColumn:
        return before.mimeType != after.mimeType;
    case StateColumn:
        return std::tie(before.stateText, before.error) != std::tie(after.stateText, after.error) ||
               before.state != after.state;
    case DurationColumn:
        return before.videoDuration != after.videoDuration;
    case CreatedColumn:
        return before.createTime != after.createTime;
    case UpdatedColumn:
        return before.updateTime != after.updateTime;
    case ExpiresColumn:
        return before.expirationTime != after.expirationTime;
    case SourceColumn:
        return before.source != after.source || before.sourceText != after.sourceText;
    case HashColumn:
        return before.sha256Hash != after.sha256Hash;
    case ResourceNameColumn:
    case ColumnCount:
        break;
    }
    return false;
}

} // namespace pollux::filecells
