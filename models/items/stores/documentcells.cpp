// SPDX-License-Identifier: Apache-2.0
#include "models/items/stores/documentcells.h"

#include "models/text/storetext.h"

#include <cmath>

namespace pollux::documentcells {

using namespace Qt::StringLiterals;

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::DocumentsModel)

public:
    static const ColumnTable<Document> &table();
};

/// Years and counts in full, without the groups of a locale.
QString numberText(double number)
{
    constexpr double maxDigits = 1e15;
    if (std::abs(number) < maxDigits && number == std::trunc(number))
        return QString::number(static_cast<qint64>(number));
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString shownMetadata(const Document &document)
{
    return format::singleLine(metadataText(document.customMetadata));
}

const ColumnTable<Document> &Texts::table()
{
    using Now = const QDateTime &;
    static constexpr ColumnSpec<Document> columns[] = {
        titleColumn<&Document::displayName, &Document::unknownFields>(QT_TR_NOOP("Name")),
        {.title = QT_TR_NOOP("State"),
         .phrase = QT_TR_NOOP("state %1"),
         .text = [](const Document &document, Now) { return storetext::stateText(document); },
         .sortValue = [](const Document &document) { return QVariant(storetext::stateText(document)); },
         .differs = fieldsDiffer<&Document::state, &Document::stateText>,
         .badge = [](const Document &document, Now) { return documentBadge(document); }},
        sizeColumn<&Document::sizeBytes>(QT_TR_NOOP("Size"), QT_TR_NOOP("size %1")),
        textColumn<&Document::mimeType>(QT_TR_NOOP("Type"), QT_TR_NOOP("type %1")),
        timeColumn<&Document::createTime>(QT_TR_NOOP("Created"), QT_TR_NOOP("created %1")),
        timeColumn<&Document::updateTime>(QT_TR_NOOP("Updated"), QT_TR_NOOP("updated %1")),
        {.title = QT_TR_NOOP("Metadata"),
         .text = [](const Document &document, Now) { return shownMetadata(document); },
         .sortValue = [](const Document &document) { return QVariant(metadataText(document.customMetadata)); },
         .differs = fieldsDiffer<&Document::customMetadata>,
         .accessibleText =
             [](const Document &document, Now) {
                 const QString shown = shownMetadata(document);
                 return tr("metadata %1").arg(shown.isEmpty() ? tr("none") : shown);
             }},
        textColumn<&Document::name>(QT_TR_NOOP("Resource name"), QT_TR_NOOP("resource name %1"))};
    static_assert(std::size(columns) == ColumnCount);
    static constexpr ColumnTable<Document> table("pollux::DocumentsModel", QT_TR_NOOP("not known"), columns);
    return table;
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

const ColumnTable<Document> &table()
{
    return Texts::table();
}

} // namespace pollux::documentcells
