// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/storecells.h"

namespace pollux::storecells {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::StoresModel)

public:
    static const ColumnTable<RagStore> &table();
};

/// A column of the number of documents in a state; `accessibleText` says it in words.
template <auto Field>
constexpr ColumnSpec<RagStore> countColumn(const char *title,
                                           QString (*accessibleText)(const RagStore &, const QDateTime &))
{
    return {.title = title,
            .text = [](const RagStore &store, const QDateTime &) { return QLocale().toString(store.*Field); },
            .sortValue = [](const RagStore &store) { return QVariant(store.*Field); },
            .differs = fieldsDiffer<Field>,
            .accessibleText = accessibleText,
            .alignment = Qt::AlignRight};
}

QString counted(qint64 count, const QString &one, const QString &many)
{
    return (count == 1 ? one : many).arg(QLocale().toString(count));
}

const ColumnTable<RagStore> &Texts::table()
{
    using Now = const QDateTime &;
    static constexpr ColumnSpec<RagStore> columns[] = {
        titleColumn<&RagStore::displayName, &RagStore::embeddingModel, &RagStore::updateTime, &RagStore::unknownFields>(
            QT_TR_NOOP("Name")),
        countColumn<&RagStore::activeDocumentsCount>(
            QT_TR_NOOP("Active"),
            [](const RagStore &store, Now) {
                return counted(store.activeDocumentsCount, tr("%1 document active"), tr("%1 documents active"));
            }),
        countColumn<&RagStore::pendingDocumentsCount>(
            QT_TR_NOOP("Pending"),
            [](const RagStore &store, Now) {
                return counted(store.pendingDocumentsCount, tr("%1 document pending"), tr("%1 documents pending"));
            }),
        countColumn<&RagStore::failedDocumentsCount>(
            QT_TR_NOOP("Failed"),
            [](const RagStore &store, Now) {
                return counted(store.failedDocumentsCount, tr("%1 document failed"), tr("%1 documents failed"));
            }),
        sizeColumn<&RagStore::sizeBytes>(QT_TR_NOOP("Size"), QT_TR_NOOP("size %1")),
        timeColumn<&RagStore::createTime>(QT_TR_NOOP("Created"), QT_TR_NOOP("created %1")),
        textColumn<&RagStore::name>(QT_TR_NOOP("Resource name"), QT_TR_NOOP("resource name %1"))};
    static_assert(std::size(columns) == ColumnCount);
    static constexpr ColumnTable<RagStore> table("pollux::StoresModel", QT_TR_NOOP("not known"), columns);
    return table;
}

} // namespace

const ColumnTable<RagStore> &table()
{
    return Texts::table();
}

} // namespace pollux::storecells
