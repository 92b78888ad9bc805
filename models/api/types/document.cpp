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

template <typename Fields, typename AnyDocument>
void visitFields(Fields &fields, AnyDocument &document)
{
    fields.field("name"_L1, document.name);
    fields.field("displayName"_L1, document.displayName);
    fields.field("mimeType"_L1, document.mimeType);
    fields.field("sizeBytes"_L1, document.sizeBytes);
    fields.field("createTime"_L1, document.createTime);
    fields.field("updateTime"_L1, document.updateTime);
    fields.field("state"_L1, document.stateText);
}

} // namespace

std::optional<Document> Document::fromJson(const QJsonObject &object)
{
    JsonObjectReader fields(object);
    Document document;
    visitFields(fields, document);
    if (document.name.isEmpty())
        return std::nullopt;
    document.state = enumFromText(stateNames, document.stateText);
    document.unknownFields = fields.rest();
    const QJsonValue metadata = document.unknownFields.value("customMetadata"_L1);
    document.customMetadata = metadataFromJson(metadata);
    // If any entry cannot be read, the whole array stays among the unknown fields, which are shown unchanged.
    if (metadata.isArray() && document.customMetadata.size() == metadata.toArray().size())
        document.unknownFields.remove("customMetadata"_L1);
    return document;
}

QJsonObject Document::toJson() const
{
    JsonObjectWriter fields(unknownFields);
    visitFields(fields, *this);
    QJsonObject object = fields.object();
    if (!customMetadata.isEmpty() && !object.contains("customMetadata"_L1))
        object.insert("customMetadata"_L1, pollux::toJson(customMetadata));
    return object;
}

bool Document::mayRecover(const QDateTime &now) const
{
    if (state != State::Failed || !updateTime || !now.isValid())
        return false;
    // The two times are of different clocks.
    const std::chrono::milliseconds age(updateTime->toDateTime().msecsTo(now));
    return std::chrono::abs(age) < recoveryTime;
}

} // namespace pollux
