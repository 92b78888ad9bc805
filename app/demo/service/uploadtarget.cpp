// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/uploadtarget.h"

#include "app/demo/http/errorbody.h"
#include "app/demo/service/demostores.h"
#include "app/demo/service/storemessage.h"
#include "app/demo/service/storepath.h"

#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype maxDisplayNameLength = 512;
constexpr QLatin1StringView anyType("application/octet-stream");

/// The value of a key in either spelling that proto3 JSON accepts on input.
QJsonValue eitherKey(const QJsonObject &object, QLatin1StringView camel, QLatin1StringView snake)
{
    return object.contains(camel) ? object.value(camel) : object.value(snake);
}

/// What is wrong with the name or display name of a start request; empty if nothing is.
QString complaint(const FinishedUpload &upload)
{
    static const QRegularExpression validName(u"^files/[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$"_s);
    if (!upload.name.isEmpty() && !validName.match(upload.name).hasMatch()) {
        return u"* CreateFileRequest.file.name: the ID may hold up to 40 lower-case letters, digits and inner dashes\n"_s;
    }
    if (upload.displayName && upload.displayName->toUcs4().size() > maxDisplayNameLength) {
        return u"* CreateFileRequest.file.display_name: must be no more than 512 characters\n"_s;
    }
    return {};
}

/// The upload that a request without metadata describes.
FinishedUpload plainUpload(const HttpRequest &request)
{
    FinishedUpload upload;
    upload.mimeType = request.hasHeader("Content-Type") ? QString::fromUtf8(request.header("Content-Type")) : anyType;
    if (request.hasQueryValue("display_name")) {
        upload.displayName = QString::fromUtf8(request.queryValue("display_name"));
    }
    return upload;
}

UploadTarget::Finish finishOfFile(DemoFiles &files)
{
    return [&files](const FinishedUpload &upload) {
        const auto stored = files.create(upload);
        // A taken name is refused without a status key (sample 33).
        return stored ? HttpAnswer::json(200, {{u"file"_s, stored->resource}})
                      : erroranswer::of(409, {}, u"%1 already exists."_s.arg(upload.name.mid(6)));
    };
}

UploadTarget::Finish finishOfDocument(DemoStores &stores, const NewDocument &description)
{
    return [&stores, description](const FinishedUpload &upload) {
        if (stores.store(description.store) && upload.size > stores.roomIn(description.store)) {
            removeBytes(upload.path);
            return erroranswer::storageLimit(stores.storageLimit());
        }
        NewDocument document = description;
        document.upload = upload;
        const auto operation = stores.createDocument(document);
        return operation ? HttpAnswer::json(200, *operation) : erroranswer::missingResource();
    };
}

} // namespace

UploadTarget UploadTarget::ofFile(DemoFiles &files, const HttpRequest &request, const QByteArray &startBody)
{
    QJsonParseError parseError{};
    const QJsonObject file = QJsonDocument::fromJson(startBody, &parseError).object().value("file"_L1).toObject();
    if (!startBody.isEmpty() && parseError.error != QJsonParseError::NoError) {
        return {.refusal =
                    erroranswer::invalidArgument(u"Invalid JSON payload received. "_s + parseError.errorString())};
    }
    FinishedUpload upload;
    upload.name = file.value("name"_L1).toString();
    const QJsonValue displayName = eitherKey(file, "displayName"_L1, "display_name"_L1);
    if (displayName.isString() && !displayName.toString().isEmpty()) {
        upload.displayName = displayName.toString();
    }
    upload.mimeType = QString::fromUtf8(request.header("X-Goog-Upload-Header-Content-Type"));
    if (upload.mimeType.isEmpty()) {
        upload.mimeType = eitherKey(file, "mimeType"_L1, "mime_type"_L1).toString(anyType);
    }
    if (const QString text = complaint(upload); !text.isEmpty()) {
        return {.refusal = erroranswer::invalidArgument(text)};
    }
    return {.upload = upload, .finish = finishOfFile(files)};
}

UploadTarget UploadTarget::ofPlainFile(DemoFiles &files, const HttpRequest &request)
{
    return {.upload = plainUpload(request), .finish = finishOfFile(files)};
}

UploadTarget UploadTarget::ofDocument(DemoStores &stores, const StorePath &path, const HttpRequest &request,
                                      const QByteArray &startBody, qint64 announced)
{
    const StoreMessage message = StoreMessage::read(startBody, StoreMessage::Kind::Upload, path.messageName());
    if (!message.complaint.isEmpty()) {
        return {.refusal = erroranswer::invalidArgument(message.complaint)};
    }
    if (!stores.store(path.store)) {
        return {.refusal = erroranswer::missingResource()};
    }
    if (announced > stores.roomIn(path.store)) {
        return {.refusal = erroranswer::storageLimit(stores.storageLimit())};
    }
    FinishedUpload upload;
    upload.displayName = message.displayName;
    upload.mimeType = message.mimeType.isEmpty()
                          ? QString::fromUtf8(request.header("X-Goog-Upload-Header-Content-Type"))
                          : message.mimeType;
    if (upload.mimeType.isEmpty()) {
        upload.mimeType = anyType;
    }
    const NewDocument document{
        .store = path.store, .customMetadata = message.customMetadata, .chunkingConfig = message.chunkingConfig};
    return {.upload = upload, .finish = finishOfDocument(stores, document)};
}

UploadTarget UploadTarget::ofPlainDocument(DemoStores &stores, const StorePath &path, const HttpRequest &request)
{
    if (!stores.store(path.store)) {
        return {.refusal = erroranswer::missingResource()};
    }
    return {.upload = plainUpload(request), .finish = finishOfDocument(stores, {.store = path.store})};
}

} // namespace pollux
