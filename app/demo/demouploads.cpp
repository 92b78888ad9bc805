// SPDX-License-Identifier: Apache-2.0
#include "app/demo/demouploads.h"

#include "app/demo/errorbody.h"
#include "app/demo/faultscript.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr qsizetype largestStartBody = 1'048'576;
constexpr qsizetype longestDisplayName = 512;

QByteArray randomId()
{
    std::array<quint32, 24> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), static_cast<qsizetype>(numbers.size()));
    return QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof numbers)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

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
    if (upload.displayName && upload.displayName->toUcs4().size() > longestDisplayName) {
        return u"* CreateFileRequest.file.display_name: must be no more than 512 characters\n"_s;
    }
    return {};
}

} // namespace

DemoUploads::DemoUploads(DemoFiles &files, const UploadLimits &limits)
    : m_files(files)
    , m_limits(limits)
{
}

bool DemoUploads::isSessionRequest(const HttpRequest &request)
{
    const QByteArray command = uploadCommand(request);
    return !command.contains("start") && (!command.isEmpty() || request.hasQueryValue("upload_id"));
}

HttpAnswer DemoUploads::handle(const HttpRequest &request, const BodyReader &readBody, const UploadTrouble &trouble,
                               QByteArray &startBody)
{
    if (!isSessionRequest(request)) {
        return uploadCommand(request).isEmpty() ? plainBody(request, readBody) : start(request, readBody, startBody);
    }
    std::shared_ptr<DemoSession> session;
    {
        const std::lock_guard lock(m_mutex);
        session = m_sessions.value(request.queryValue("upload_id"));
    }
    if (!session) {
        discardBody(readBody);
        return HttpAnswer::plainText(404, "The upload session is unknown."_ba);
    }
    return session->handle(request, readBody, trouble);
}

HttpAnswer DemoUploads::start(const HttpRequest &request, const BodyReader &readBody, QByteArray &startBody)
{
    const bool arrived = readBody([&startBody](QByteArrayView piece) {
        startBody.append(piece);
        return startBody.size() <= largestStartBody;
    });
    if (!arrived) {
        const bool isTooLarge = startBody.size() > largestStartBody;
        return isTooLarge ? HttpAnswer::plainText(413, "The metadata is too large."_ba) : HttpAnswer::dropped();
    }
    QJsonParseError parseError{};
    const QJsonObject file = QJsonDocument::fromJson(startBody, &parseError).object().value("file"_L1).toObject();
    if (!startBody.isEmpty() && parseError.error != QJsonParseError::NoError) {
        return erroranswer::invalidArgument(u"Invalid JSON payload received. "_s + parseError.errorString());
    }

    FinishedUpload upload;
    upload.name = file.value("name"_L1).toString();
    const QJsonValue displayName = eitherKey(file, "displayName"_L1, "display_name"_L1);
    if (displayName.isString() && !displayName.toString().isEmpty()) {
        upload.displayName = displayName.toString();
    }
    upload.mimeType = QString::fromUtf8(request.header("X-Goog-Upload-Header-Content-Type"));
    if (upload.mimeType.isEmpty()) {
        upload.mimeType = eitherKey(file, "mimeType"_L1, "mime_type"_L1).toString(u"application/octet-stream"_s);
    }
    if (const QString text = complaint(upload); !text.isEmpty()) {
        return erroranswer::invalidArgument(text);
    }
    bool isNumber = true;
    const QByteArray lengthText = request.header("X-Goog-Upload-Header-Content-Length");
    const qint64 announced = lengthText.isEmpty() ? -1 : lengthText.toLongLong(&isNumber);
    if (!isNumber || announced > m_limits.maximumSize || (announced < 0 && !lengthText.isEmpty())) {
        return erroranswer::invalidArgument(
            u"The announced length is not between 0 and %1 bytes."_s.arg(m_limits.maximumSize));
    }

    const QByteArray id = randomId();
    const std::lock_guard lock(m_mutex);
    m_sessions.insert(id, std::make_shared<DemoSession>(m_files, m_limits, upload, announced));
    return announceSession(request, id);
}

HttpAnswer DemoUploads::announceSession(const HttpRequest &request, const QByteArray &id) const
{
    // As with the real service, a key in the URL of the start request comes back in the session URL (contract 1.2).
    QByteArray key;
    if (request.hasQueryValue("key")) {
        key = "key=" + request.queryValue("key").toPercentEncoding() + '&';
    }
    // The address as the client used it: it stays right behind a proxy.
    const QByteArray url = "http://" + request.header("Host") + request.path + '?' + key + "upload_id=" + id +
                           "&upload_protocol=resumable";
    HttpAnswer answer = HttpAnswer::plainText(200, {});
    answer.setHeader("X-GUploader-UploadID"_ba, id);
    answer.setHeader("X-Goog-Upload-Status"_ba, "active"_ba);
    answer.setHeader("X-Goog-Upload-URL"_ba, url);
    answer.setHeader("X-Goog-Upload-Control-URL"_ba, url);
    answer.setHeader("X-Goog-Upload-Chunk-Granularity"_ba, QByteArray::number(m_limits.granularity));
    return answer;
}

HttpAnswer DemoUploads::plainBody(const HttpRequest &request, const BodyReader &readBody)
{
    BodyStore body(m_limits.keepBodies ? m_files.newPath() : QString(), m_limits.granularity);
    bool storeIsFine = true;
    const bool arrived = readBody([&](QByteArrayView piece) {
        storeIsFine = body.received() + piece.size() <= m_limits.maximumSize && body.append(piece);
        return storeIsFine;
    });
    if (!storeIsFine || !body.persistRest()) {
        return storeFailed();
    }
    if (!arrived) {
        return HttpAnswer::dropped();
    }
    FinishedUpload upload;
    upload.mimeType = QString::fromUtf8(request.hasHeader("Content-Type") ? request.header("Content-Type")
                                                                          : "application/octet-stream"_ba);
    if (request.hasQueryValue("display_name")) {
        upload.displayName = QString::fromUtf8(request.queryValue("display_name"));
    }
    upload.size = body.persisted();
    upload.hashHex = body.hashHex();
    upload.path = body.takeFile();
    const auto stored = m_files.create(upload);
    return stored ? HttpAnswer::json(200, prettyJson({{u"file"_s, stored->resource}})) : storeFailed();
}

} // namespace pollux
