// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/ragstore.h"

#include "models/api/types/jsonobjectreader.h"

using namespace Qt::StringLiterals;

namespace pollux {

std::optional<RagStore> RagStore::fromJson(const QJsonObject &object)
{
    JsonObjectReader fields(object);
    RagStore store;
    store.name = fields.takeText("name"_L1);
    if (store.name.isEmpty())
        return std::nullopt;
    store.displayName = fields.takeText("displayName"_L1);
    store.embeddingModel = fields.takeText("embeddingModel"_L1);
    store.createTime = fields.takeTime("createTime"_L1);
    store.updateTime = fields.takeTime("updateTime"_L1);
    store.activeDocumentsCount = fields.takeSize("activeDocumentsCount"_L1).value_or(0);
    store.pendingDocumentsCount = fields.takeSize("pendingDocumentsCount"_L1).value_or(0);
    store.failedDocumentsCount = fields.takeSize("failedDocumentsCount"_L1).value_or(0);
    store.sizeBytes = fields.takeSize("sizeBytes"_L1).value_or(0);
    store.unknownFields = fields.rest();
    return store;
}

QJsonObject RagStore::toJson() const
{
    QJsonObject object = unknownFields;
    object.insert("name"_L1, name);
    insertText(object, "displayName"_L1, displayName);
    insertText(object, "embeddingModel"_L1, embeddingModel);
    insertTime(object, "createTime"_L1, createTime);
    insertTime(object, "updateTime"_L1, updateTime);
    insertInt64(object, "activeDocumentsCount"_L1, activeDocumentsCount);
    insertInt64(object, "pendingDocumentsCount"_L1, pendingDocumentsCount);
    insertInt64(object, "failedDocumentsCount"_L1, failedDocumentsCount);
    insertInt64(object, "sizeBytes"_L1, sizeBytes);
    return object;
}

std::optional<StorePage> StorePage::fromJson(const QJsonObject &object)
{
    const bool isFounding = object.contains("ragStores"_L1);
    return readPage(object, isFounding ? "ragStores"_L1 : "fileSearchStores"_L1, &StorePage::stores);
}

} // namespace pollux
