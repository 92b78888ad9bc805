// SPDX-License-Identifier: Apache-2.0
#include "views/stores/storedetails.h"

#include "views/details/fields.h"

namespace pollux {

using namespace Qt::StringLiterals;

StoreDetails::StoreDetails(QWidget *parent)
    : DetailsPane(tr("Details of the store"), tr("Choose a store to see its details."), parent)
{
}

void StoreDetails::setStore(const std::optional<RagStore> &store)
{
    if (!store) {
        showHint();
        return;
    }
    QList<FieldSection> sections{{{},
                                  {
                                      fieldwords::text(u"name"_s, store->name),
                                      fieldwords::text(u"displayName"_s, store->displayName),
                                      fieldwords::text(u"embeddingModel"_s, store->embeddingModel),
                                      fieldwords::size(u"sizeBytes"_s, store->sizeBytes),
                                      fieldwords::number(u"activeDocumentsCount"_s, store->activeDocumentsCount),
                                      fieldwords::number(u"pendingDocumentsCount"_s, store->pendingDocumentsCount),
                                      fieldwords::number(u"failedDocumentsCount"_s, store->failedDocumentsCount),
                                      fieldwords::time(u"createTime"_s, store->createTime),
                                      fieldwords::time(u"updateTime"_s, store->updateTime),
                                  }}};
    if (!store->unknownFields.isEmpty())
        sections.append(fieldwords::unknown(store->unknownFields));
    showFields(store->name, sections, store->toJson());
}

} // namespace pollux
