// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/document.h"

#include "models/api/types/jsonobjectreader.h"

#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr std::array stateNames{std::pair{"STATE_UNSPECIFIED"_L1, Document::State::Unspecified},
                                std::pair{"STATE_PENDING"_L1, Document::State::Pending},
                                std::pair{"STATE_ACTIVE"_L1, Document::State::Active},
                                std::pair{"STATE_FAILED"_L1, Document::State::Failed}};

} // namespace

std::optional<Document> Document::fromJson(const QJsonObject &object)
{
    JsonObjectReader fields(object);
    Document document;
    document.name = fields.takeText("name"_L1);
    if (document.name.isEmpty())
        return std::nullopt;
    document.displayName = fields.takeText("displayName"_L1);
    document.mimeType = fields.takeText("mimeType"_L1);
    document.sizeBytes = fields.takeSize("sizeBytes"_L1).value_or(0);
    document.createTime = fields.takeTime("createTime"_L1);
    document.updateTime = fields.takeTime("updateTime"_L1);
    document.stateText = fields.takeText("state"_L1);
    document.state = enumFromText(stateNames, document.stateText);
    document.unknownFields = fields.rest();
    const QJsonValue metadata = document.unknownFields.value("customMetadata"_L1);
    document.customMetadata = metadataFromJson(metadata);
    // An entry that cannot be read keeps all of them among what is shown as it came.
    if (metadata.isArray() && document.customMetadata.size() == metadata.toArray().size())
        document.unknownFields.remove("customMetadata"_L1);
    return document;
}

QJsonObject Document::toJson() const
{
    QJsonObject object = unknownFields;
    object.insert("name"_L1, name);
    insertText(object, "displayName"_L1, displayName);
    insertText(object, "mimeType"_L1, mimeType);
    insertInt64(object, "sizeBytes"_L1, sizeBytes);
    insertTime(object, "createTime"_L1, createTime);
    insertTime(object, "updateTime"_L1, updateTime);
    insertText(object, "state"_L1, stateText);
    if (!customMetadata.isEmpty() && !object.contains("customMetadata"_L1))
        object.insert("customMetadata"_L1, pollux::toJson(customMetadata));
    return object;
}

std::optional<DocumentPage> DocumentPage::fromJson(const QJsonObject &object)
{
    return readPage(object, "documents"_L1, &DocumentPage::documents);
}

} // namespace pollux
