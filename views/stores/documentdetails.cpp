// SPDX-License-Identifier: Apache-2.0
#include "views/stores/documentdetails.h"

#include "models/items/stores/documentsmodel.h"
#include "models/text/format.h"
#include "models/text/storetext.h"
#include "views/details/fields.h"
#include "views/details/selectionsummary.h"

namespace pollux {

using namespace Qt::StringLiterals;

namespace {

Field listField(const QString &key, const QStringList &values)
{
    QStringList lines;
    for (const QString &value : values)
        lines.append(u"• "_s + format::singleLine(value));
    Field field = fields::lines(key, lines.isEmpty() ? DocumentDetails::tr("empty list") : lines.join(u'\n'));
    field.exact = values.join(u'\n');
    return field;
}

Field metadataField(const CustomMetadata &entry)
{
    const QString key = format::singleLine(entry.key);
    Field field;
    if (const auto *text = std::get_if<QString>(&entry.value)) {
        field = fields::lines(key, *text);
        field.type = u"stringValue"_s;
    } else if (const auto *values = std::get_if<QStringList>(&entry.value)) {
        field = listField(key, *values);
        field.type = u"stringListValue"_s;
    } else {
        field = {key, DocumentsModel::valueText(entry.value)};
        field.type = u"numericValue"_s;
    }
    return field;
}

QString shownState(const Document &document)
{
    return storetext::stateText(document, QDateTime::currentDateTimeUtc());
}

QList<FieldSection> sectionsOf(const Document &document)
{
    QList<FieldSection> sections{{{},
                                  {
                                      fields::text(u"name"_s, document.name),
                                      fields::text(u"displayName"_s, document.displayName),
                                      fields::word(u"state"_s, shownState(document), document.stateText),
                                      fields::text(u"mimeType"_s, document.mimeType),
                                      fields::size(u"sizeBytes"_s, document.sizeBytes),
                                      fields::time(u"createTime"_s, document.createTime),
                                      fields::time(u"updateTime"_s, document.updateTime),
                                  }}};
    if (!document.customMetadata.isEmpty()) {
        FieldSection metadata{u"customMetadata"_s, {}};
        for (const CustomMetadata &entry : document.customMetadata)
            metadata.fields.append(metadataField(entry));
        sections.append(metadata);
    }
    if (!document.unknownFields.isEmpty())
        sections.append(fields::unknown(document.unknownFields));
    return sections;
}

} // namespace

DocumentDetails::DocumentDetails(QWidget *parent)
    : DetailsPane(tr("Details of the document"), tr("Select a document to see its details."), parent)
{
}

void DocumentDetails::setDocuments(const QList<Document> &documents)
{
    if (documents.isEmpty()) {
        showHint();
        return;
    }
    if (documents.size() == 1) {
        const Document &document = documents.constFirst();
        showFields(document.name, sectionsOf(document), document.toJson());
        return;
    }
    SelectionSummary summary;
    for (const Document &document : documents)
        summary.add(shownState(document), document.sizeBytes);
    showFields({}, {{{}, summary.fields(tr("Documents"))}});
}

} // namespace pollux
