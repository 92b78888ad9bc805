// SPDX-License-Identifier: Apache-2.0
#include "models/items/filecells.h"

#include "models/items/filebadge.h"
#include "models/items/format.h"

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

QString shownName(const RemoteFile &file)
{
    return file.displayName.isEmpty() ? file.name : file.displayName;
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
QString phrase(FilesModel::Column column)
{
    switch (column) {
    case FilesModel::SizeColumn:
        return QCoreApplication::translate(context, "size %1");
    case FilesModel::TypeColumn:
        return QCoreApplication::translate(context, "type %1");
    case FilesModel::StateColumn:
        return QCoreApplication::translate(context, "state %1");
    case FilesModel::DurationColumn:
        return QCoreApplication::translate(context, "duration %1");
    case FilesModel::CreatedColumn:
        return QCoreApplication::translate(context, "created %1");
    case FilesModel::UpdatedColumn:
        return QCoreApplication::translate(context, "updated %1");
    case FilesModel::SourceColumn:
        return QCoreApplication::translate(context, "source %1");
    case FilesModel::ResourceNameColumn:
        return QCoreApplication::translate(context, "resource name %1");
    case FilesModel::HashColumn:
        return QCoreApplication::translate(context, "SHA-256 %1");
    case FilesModel::NameColumn:
    case FilesModel::ExpiresColumn:
    case FilesModel::ColumnCount:
        break;
    }
    return u"%1"_s;
}

auto unshownFields(const RemoteFile &file)
{
    return std::tie(file.displayName, file.uri, file.downloadUri, file.unknownFields);
}

} // namespace

QString displayText(const RemoteFile &file, FilesModel::Column column, const QDateTime &now)
{
    switch (column) {
    case FilesModel::NameColumn:
        return format::singleLine(shownName(file));
    case FilesModel::SizeColumn:
        return file.sizeBytes ? format::size(*file.sizeBytes) : u"?"_s;
    case FilesModel::TypeColumn:
        return orMissing(file.mimeType);
    case FilesModel::StateColumn:
        return stateText(file);
    case FilesModel::DurationColumn:
        return file.videoDuration ? format::duration(*file.videoDuration) : missing.toString();
    case FilesModel::CreatedColumn:
        return moment(file.createTime);
    case FilesModel::UpdatedColumn:
        return moment(file.updateTime);
    case FilesModel::ExpiresColumn:
        return orMissing(expiryBadge(file, now).text);
    case FilesModel::SourceColumn:
        return orMissing(sourceText(file));
    case FilesModel::ResourceNameColumn:
        return format::singleLine(file.name);
    case FilesModel::HashColumn:
        return orMissing(QString::fromLatin1(file.sha256Hash.toHex()));
    case FilesModel::ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const RemoteFile &file, FilesModel::Column column, const QDateTime &now)
{
    if (column == FilesModel::ExpiresColumn)
        return expiryInWords(file, now);
    QString value = displayText(file, column, now);
    if (value == missing || value == "?"_L1)
        value = QCoreApplication::translate(context, "not known");
    return phrase(column).arg(value);
}

QVariant sortValue(const RemoteFile &file, FilesModel::Column column)
{
    switch (column) {
    case FilesModel::NameColumn:
        return shownName(file);
    case FilesModel::SizeColumn:
        return file.sizeBytes ? QVariant(*file.sizeBytes) : QVariant();
    case FilesModel::TypeColumn:
        return file.mimeType;
    case FilesModel::StateColumn:
        return stateText(file);
    case FilesModel::DurationColumn:
        return file.videoDuration ? QVariant(qint64{file.videoDuration->toMilliseconds().count()}) : QVariant();
    case FilesModel::CreatedColumn:
        return dateTime(file.createTime);
    case FilesModel::UpdatedColumn:
        return dateTime(file.updateTime);
    case FilesModel::ExpiresColumn:
        return dateTime(file.expirationTime);
    case FilesModel::SourceColumn:
        return sourceText(file);
    case FilesModel::ResourceNameColumn:
        return file.name;
    case FilesModel::HashColumn:
        return QString::fromLatin1(file.sha256Hash.toHex());
    case FilesModel::ColumnCount:
        break;
    }
    return {};
}

QVariant badge(const RemoteFile &file, FilesModel::Column column, const QDateTime &now)
{
    if (column == FilesModel::StateColumn)
        return QVariant::fromValue(stateBadge(file));
    if (column == FilesModel::ExpiresColumn)
        return QVariant::fromValue(expiryBadge(file, now));
    return {};
}

QString title(FilesModel::Column column)
{
    switch (column) {
    case FilesModel::NameColumn:
        return QCoreApplication::translate(context, "Name");
    case FilesModel::SizeColumn:
        return QCoreApplication::translate(context, "Size");
    case FilesModel::TypeColumn:
        return QCoreApplication::translate(context, "Type");
    case FilesModel::StateColumn:
        return QCoreApplication::translate(context, "State");
    case FilesModel::DurationColumn:
        return QCoreApplication::translate(context, "Duration");
    case FilesModel::CreatedColumn:
        return QCoreApplication::translate(context, "Created");
    case FilesModel::UpdatedColumn:
        return QCoreApplication::translate(context, "Updated");
    case FilesModel::ExpiresColumn:
        return QCoreApplication::translate(context, "Expires");
    case FilesModel::SourceColumn:
        return QCoreApplication::translate(context, "Source");
    case FilesModel::ResourceNameColumn:
        return QCoreApplication::translate(context, "Resource name");
    case FilesModel::HashColumn:
        return QCoreApplication::translate(context, "SHA-256");
    case FilesModel::ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment alignment(FilesModel::Column column)
{
    const bool isNumber = column == FilesModel::SizeColumn || column == FilesModel::DurationColumn;
    return (isNumber ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

bool differs(const RemoteFile &before, const RemoteFile &after, FilesModel::Column column)
{
    switch (column) {
    case FilesModel::NameColumn:
        return unshownFields(before) != unshownFields(after);
    case FilesModel::SizeColumn:
        return before.sizeBytes != after.sizeBytes;
    case FilesModel::TypeColumn:
        return before.mimeType != after.mimeType;
    case FilesModel::StateColumn:
        return std::tie(before.stateText, before.error) != std::tie(after.stateText, after.error) ||
               before.state != after.state;
    case FilesModel::DurationColumn:
        return before.videoDuration != after.videoDuration;
    case FilesModel::CreatedColumn:
        return before.createTime != after.createTime;
    case FilesModel::UpdatedColumn:
        return before.updateTime != after.updateTime;
    case FilesModel::ExpiresColumn:
        return before.expirationTime != after.expirationTime;
    case FilesModel::SourceColumn:
        return before.source != after.source || before.sourceText != after.sourceText;
    case FilesModel::HashColumn:
        return before.sha256Hash != after.sha256Hash;
    case FilesModel::ResourceNameColumn:
    case FilesModel::ColumnCount:
        break;
    }
    return false;
}

} // namespace pollux::filecells
