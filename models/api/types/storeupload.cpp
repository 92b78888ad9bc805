// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/storeupload.h"

#include "models/api/types/storecollection.h"

using namespace Qt::StringLiterals;

namespace pollux {

bool StoreUpload::isSendable() const
{
    return isStoreName(store) && faultOf(metadata).problem == MetadataProblem::None &&
           (!chunking || problemOf(*chunking) == ChunkingProblem::None);
}

QJsonObject StoreUpload::toJson() const
{
    QJsonObject object{{"store"_L1, store}};
    if (!metadata.isEmpty())
        object.insert("customMetadata"_L1, pollux::toJson(metadata));
    if (chunking)
        object.insert("chunkingConfig"_L1, chunking->toJson());
    return object;
}

std::optional<StoreUpload> StoreUpload::fromJson(const QJsonObject &object)
{
    StoreUpload upload;
    upload.store = object.value("store"_L1).toString();
    const QJsonValue metadata = object.value("customMetadata"_L1);
    upload.metadata = metadataFromJson(metadata);
    upload.chunking = ChunkingConfig::fromJson(object.value("chunkingConfig"_L1).toObject());
    const bool isMetadataRead =
        metadata.isUndefined() || (metadata.isArray() && metadata.toArray().size() == upload.metadata.size());
    const bool isChunkingRead = upload.chunking.has_value() == object.contains("chunkingConfig"_L1);
    return isMetadataRead && isChunkingRead && upload.isSendable() ? std::optional(upload) : std::nullopt;
}

QString sentDisplayName(const QString &displayName)
{
    // The service counts code points, and some of them take two UTF-16 units.
    qsizetype units = 0;
    for (qsizetype points = 0; points < maxDisplayNameLength && units < displayName.size(); ++points) {
        const bool isPair = displayName.at(units).isHighSurrogate() && units + 1 < displayName.size() &&
                            displayName.at(units + 1).isLowSurrogate();
        units += isPair ? 2 : 1;
    }
    return displayName.left(units);
}

QString storeUploadPath(const StoreUpload &upload)
{
    const StoreCollection collection = collectionOf(upload.store).value_or(StoreCollection::FileSearchStores);
    return u"%1:%2"_s.arg(upload.store, uploadVerb(collection));
}

QJsonObject storeUploadBody(const StoreUpload &upload, const QString &displayName, const QString &mimeType)
{
    QJsonObject body = upload.toJson();
    body.remove("store"_L1);
    if (!displayName.isEmpty())
        body.insert("displayName"_L1, sentDisplayName(displayName));
    if (!mimeType.isEmpty())
        body.insert("mimeType"_L1, mimeType);
    return body;
}

} // namespace pollux
