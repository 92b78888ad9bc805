// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/storecells.h"

#include "models/text/format.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace pollux::storecells {

namespace {

constexpr char context[] = "pollux::StoresModel";

/// Documents in one of the three states; nothing for a column that counts none.
std::optional<qint64> count(const RagStore &store, Column column)
{
    switch (column) {
    case ActiveColumn:
        return store.activeDocumentsCount;
    case PendingColumn:
        return store.pendingDocumentsCount;
    case FailedColumn:
        return store.failedDocumentsCount;
    default:
        return std::nullopt;
    }
}

/// A phrase for the value of a column, with %1 for the value.
QString phrase(const RagStore &store, Column column)
{
    const bool isOne = count(store, column) == 1;
    switch (column) {
    case ActiveColumn:
        return isOne ? QCoreApplication::translate(context, "%1 document active")
                     : QCoreApplication::translate(context, "%1 documents active");
    case PendingColumn:
        return isOne ? QCoreApplication::translate(context, "%1 document pending")
                     : QCoreApplication::translate(context, "%1 documents pending");
    case FailedColumn:
        return isOne ? QCoreApplication::translate(context, "%1 document failed")
                     : QCoreApplication::translate(context, "%1 documents failed");
    case SizeColumn:
        return QCoreApplication::translate(context, "size %1");
    case CreatedColumn:
        return QCoreApplication::translate(context, "created %1");
    case ResourceNameColumn:
        return QCoreApplication::translate(context, "resource name %1");
    case NameColumn:
    case ColumnCount:
        break;
    }
    return u"%1"_s;
}

} // namespace

QString displayText(const RagStore &store, Column column)
{
    switch (column) {
    case NameColumn:
        return format::singleLine(store.title());
    case ActiveColumn:
    case PendingColumn:
    case FailedColumn:
        return QLocale().toString(*count(store, column));
    case SizeColumn:
        return format::size(store.sizeBytes);
    case CreatedColumn:
        return store.createTime ? format::moment(*store.createTime) : format::missing();
    case ResourceNameColumn:
        return format::singleLine(store.name);
    case ColumnCount:
        break;
    }
    return {};
}

QString accessibleText(const RagStore &store, Column column)
{
    const bool isMissing = column == CreatedColumn && !store.createTime;
    return phrase(store, column)
        .arg(isMissing ? QCoreApplication::translate(context, "not known") : displayText(store, column));
}

QVariant sortValue(const RagStore &store, Column column)
{
    switch (column) {
    case NameColumn:
        return store.title();
    case ActiveColumn:
    case PendingColumn:
    case FailedColumn:
        return *count(store, column);
    case SizeColumn:
        return store.sizeBytes;
    case CreatedColumn:
        return store.createTime ? QVariant(store.createTime->toDateTime()) : QVariant();
    case ResourceNameColumn:
        return store.name;
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
    case ActiveColumn:
        return QCoreApplication::translate(context, "Active");
    case PendingColumn:
        return QCoreApplication::translate(context, "Pending");
    case FailedColumn:
        return QCoreApplication::translate(context, "Failed");
    case SizeColumn:
        return QCoreApplication::translate(context, "Size");
    case CreatedColumn:
        return QCoreApplication::translate(context, "Created");
    case ResourceNameColumn:
        return QCoreApplication::translate(context, "Resource name");
    case ColumnCount:
        break;
    }
    return {};
}

Qt::Alignment alignment(Column column)
{
    const bool isText = column == NameColumn || column == CreatedColumn || column == ResourceNameColumn;
    return (isText ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter;
}

} // namespace pollux::storecells
