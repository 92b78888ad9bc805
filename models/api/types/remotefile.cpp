// SPDX-License-Identifier: Apache-2.0
#include "models/api/types/remotefile.h"

#include "models/api/types/jsonobjectreader.h"

#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr std::array stateNames{std::pair{"STATE_UNSPECIFIED"_L1, RemoteFile::State::Unspecified},
                                std::pair{"PROCESSING"_L1, RemoteFile::State::Processing},
                                std::pair{"ACTIVE"_L1, RemoteFile::State::Active},
                                std::pair{"FAILED"_L1, RemoteFile::State::Failed}};
constexpr std::array sourceNames{std::pair{"SOURCE_UNSPECIFIED"_L1, RemoteFile::Source::Unspecified},
                                 std::pair{"UPLOADED"_L1, RemoteFile::Source::Uploaded},
                                 std::pair{"GENERATED"_L1, RemoteFile::Source::Generated},
                                 std::pair{"REGISTERED"_L1, RemoteFile::Source::Registered}};

template <typename Fields, typename File>
void visitFields(Fields &fields, File &file)
{
    fields.field("name"_L1, file.name);
    fields.field("displayName"_L1, file.displayName);
    fields.field("mimeType"_L1, file.mimeType);
    fields.field("sizeBytes"_L1, file.sizeBytes);
    fields.field("createTime"_L1, file.createTime);
    fields.field("updateTime"_L1, file.updateTime);
    fields.field("expirationTime"_L1, file.expirationTime);
    fields.field("sha256Hash"_L1, file.sha256Hash);
    fields.field("uri"_L1, file.uri);
    fields.field("downloadUri"_L1, file.downloadUri);
    fields.field("state"_L1, file.stateText);
    fields.field("source"_L1, file.sourceText);
    fields.field("error"_L1, file.error);
}

} // namespace

std::optional<RemoteFile> RemoteFile::fromJson(const QJsonObject &object)
{
    JsonObjectReader fields(object);
    RemoteFile file;
    visitFields(fields, file);
    if (file.name.isEmpty())
        return std::nullopt;
    file.state = enumFromText(stateNames, file.stateText);
    file.source = enumFromText(sourceNames, file.sourceText);
    QJsonObject video;
    fields.field("videoMetadata"_L1, video);
    file.unknownFields = fields.rest();
    file.videoDuration = Duration::fromText(video.value("videoDuration"_L1).toString());
    if (file.videoDuration)
        video.remove("videoDuration"_L1);
    if (!video.isEmpty())
        file.unknownFields.insert("videoMetadata"_L1, video);
    return file;
}

QJsonObject RemoteFile::toJson() const
{
    JsonObjectWriter fields(unknownFields);
    visitFields(fields, *this);
    if (videoDuration) {
        QJsonObject video = unknownFields.value("videoMetadata"_L1).toObject();
        video.insert("videoDuration"_L1, videoDuration->toText());
        fields.field("videoMetadata"_L1, video);
    }
    return fields.object();
}

} // namespace pollux
