// SPDX-License-Identifier: Apache-2.0
#include "models/items/storecells.h"

#include "models/items/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pollux::storecells {

namespace {

constexpr char context[] = "pollux::StoresModel";

/// Documents in one of the three states; nothing for a column that counts none.
std::optional<qint64> count(const RagStore &store, StoresModel::Column column)
{
    switch (column) {
    case StoresModel::ActiveColumn:
        return store.activeDocumentsCount;
    case StoresModel::PendingColumn:
        return store.pendingDocumentsCount;
    case StoresModel::FailedColumn:
        return store.failedDocumentsCount;
    default:
        return std::nullopt;
    }
}

/// A phrase for the value of a column, with %1 for the value.
QString phrase(const RagStore &store, StoresModel::Column column)
{
    const bool isOne = count(store, column) == 1;
    switch (column) {
    case StoresModel::ActiveColumn:
        return isOne ? QCoreApplication::translate(context, "%1 document active")
                     : QCoreApplication::translate(context, "%1 documents active");
    case StoresModel::PendingColumn:
        return isOne ? QCoreApplication::translate(context, "%1 document pending")
                     : QCoreApplication::translate(context, "%1 documents pending");
    case StoresModel::FailedColumn:
        return isOne ? QCoreApplication::translate(context, "%1 document failed")
                     : QCoreApplication::translate(context, "%1 documents failed");
    case StoresModel::SizeColumn:
        return QCoreApplication::translate(context, "size %1");
    case StoresModel::CreatedColumn:
        return QCoreApplication::translate(context, "created %1");
    case StoresModel::ResourceNameColumn:
        return QCoreApplication::translate(context, "resource name %1");
    case StoresModel::NameColumn:
    case StoresModel::ColumnCount:
        break;
    }
    return u"%1"_s;
}

} // namespace

const QString &shownName(const RagStore &store)
{
    return store.displayName.isEmpty() ? store.name : store.displayName;
}

QString displayText(const RagStore &store, StoresModel::Column column)
{
    switch (column) {
    case StoresModel::NameColumn:
        return format::singleLine(shownName(store));
    case StoresModel::ActiveColumn:
    case StoresModel::PendingColumn:
    case StoresModel::FailedColumn:
        return QLocale().toString(*count(store, column));
    case StoresModel::SizeColumn:
        return format::size(store.sizeBytes);
    case StoresModel::CreatedColumn:
        return store.createTime ? format::moment(*store.createTime) : format::missing();
    case StoresModel::ResourceNameColumn:
        return format::singleLine(store.name);
    case StoresModel::ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const RagStore &store, StoresModel::Column column)
{
    const bool isMissing = column == StoresModel::CreatedColumn && !store.createTime;
    return phrase(store, column)
        .arg(isMissing ? QCoreApplication::translate(context, "not known") : displayText(store, column));
}

QVariant sortValue(const RagStore &store, StoresModel::Column column)
{
    switch (column) {
    case StoresModel::NameColumn:
        return shownName(store);
    case StoresModel::ActiveColumn:
    case StoresModel::PendingColumn:
    case StoresModel::FailedColumn:
        return *count(store, column);
    case StoresModel::SizeColumn:
        return store.sizeBytes;
    case StoresModel::CreatedColumn:
        return store.createTime ? QVariant(store.createTime->toDateTime()) : QVariant();
    case StoresModel::ResourceNameColumn:
        return store.name;
    case StoresModel::ColumnCount:
        break;
    }
    return {};
}

QString title(StoresModel::Column column)
{
    switch (column) {
    case StoresModel::NameColumn:
        return QCoreApplication::translate(context, "Name");
    case StoresModel::ActiveColumn:
        return QCoreApplication::translate(context, "Active");
    case StoresModel::PendingColumn:
        return QCoreApplication::translate(context, "Pending");
    case StoresModel::FailedColumn:
        return QCoreApplication::translate(context, "Failed");
    case StoresModel::SizeColumn:
        return QCoreApplication::translate(context, "Size");
    case StoresModel::CreatedColumn:
        return QCoreApplication::translate(context, "Created");
    case StoresModel::ResourceNameColumn:
        return QCoreApplication::translate(context, "Resource name");
    case StoresModel::ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment alignment(StoresModel::Column column)
{
    const bool isText = column == StoresModel::NameColumn || column == StoresModel::CreatedColumn ||
                        column == StoresModel::ResourceNameColumn;
    return (isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

} // namespace pollux::storecells
