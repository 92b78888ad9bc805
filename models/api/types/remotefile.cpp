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

void readVideoMetadata(JsonObjectReader &fields, RemoteFile &file)
{
    QJsonObject metadata = fields.takeObject("videoMetadata"_L1).value_or(QJsonObject());
    file.videoDuration = Duration::fromText(jsonread::text(metadata, "videoDuration"_L1));
    if (file.videoDuration)
        metadata.remove("videoDuration"_L1);
    if (!metadata.isEmpty())
        file.unknownFields.insert("videoMetadata"_L1, metadata);
}

} // namespace

std::optional<RemoteFile> RemoteFile::fromJson(const QJsonObject &object)
{
    JsonObjectReader fields(object);
    RemoteFile file;
    file.name = fields.takeText("name"_L1);
    if (file.name.isEmpty())
        return std::nullopt;
    file.displayName = fields.takeText("displayName"_L1);
    file.mimeType = fields.takeText("mimeType"_L1);
    file.sizeBytes = fields.takeSize("sizeBytes"_L1);
    file.createTime = fields.takeTime("createTime"_L1);
    file.updateTime = fields.takeTime("updateTime"_L1);
    file.expirationTime = fields.takeTime("expirationTime"_L1);
    file.sha256Hash = fields.takeHash("sha256Hash"_L1);
    file.uri = fields.takeText("uri"_L1);
    file.downloadUri = fields.takeText("downloadUri"_L1);
    file.stateText = fields.takeText("state"_L1);
    file.state = enumFromText(stateNames, file.stateText);
    file.sourceText = fields.takeText("source"_L1);
    file.source = enumFromText(sourceNames, file.sourceText);
    if (const auto error = fields.takeObject("error"_L1))
        file.error = Status::fromJson(*error);
    readVideoMetadata(fields, file);
    const QJsonObject &rest = fields.rest();
    for (auto it = rest.constBegin(); it != rest.constEnd(); ++it)
        file.unknownFields.insert(it.key(), it.value());
    return file;
}

QJsonObject RemoteFile::toJson() const
{
    QJsonObject object = unknownFields;
    object.insert("name"_L1, name);
    insertText(object, "displayName"_L1, displayName);
    insertText(object, "mimeType"_L1, mimeType);
    if (sizeBytes.value_or(0) > 0)
        object.insert("sizeBytes"_L1, QString::number(*sizeBytes));
    insertTime(object, "createTime"_L1, createTime);
    insertTime(object, "updateTime"_L1, updateTime);
    insertTime(object, "expirationTime"_L1, expirationTime);
    if (!sha256Hash.isEmpty())
        object.insert("sha256Hash"_L1, QString::fromLatin1(sha256Hash.toHex().toBase64()));
    insertText(object, "uri"_L1, uri);
    insertText(object, "downloadUri"_L1, downloadUri);
    insertText(object, "state"_L1, stateText);
    insertText(object, "source"_L1, sourceText);
    if (error)
        object.insert("error"_L1, error->toJson());
    if (videoDuration) {
        QJsonObject metadata = unknownFields.value("videoMetadata"_L1).toObject();
        metadata.insert("videoDuration"_L1, videoDuration->toText());
        object.insert("videoMetadata"_L1, metadata);
    }
    return object;
}

std::optional<FilePage> FilePage::fromJson(const QJsonObject &object)
{
    return readPage(object, "files"_L1, &FilePage::files);
}

} // namespace pollux
