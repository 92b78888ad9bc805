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
                                      fields::text(u"name"_s, store->name),
                                      fields::text(u"displayName"_s, store->displayName),
                                      fields::text(u"embeddingModel"_s, store->embeddingModel),
                                      fields::size(u"sizeBytes"_s, store->sizeBytes),
                                      fields::number(u"activeDocumentsCount"_s, store->activeDocumentsCount),
                                      fields::number(u"pendingDocumentsCount"_s, store->pendingDocumentsCount),
                                      fields::number(u"failedDocumentsCount"_s, store->failedDocumentsCount),
                                      fields::time(u"createTime"_s, store->createTime),
                                      fields::time(u"updateTime"_s, store->updateTime),
                                  }}};
    if (!store->unknownFields.isEmpty())
        sections.append(fields::unknown(store->unknownFields));
    showFields(store->name, sections, store->toJson());
}

} // namespace pollux
