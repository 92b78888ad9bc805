// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/demouploads.h"

#include "app/demo/http/errorbody.h"

#include <QRandomGenerator>

#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

QByteArray sessionId()
{
    std::array<quint32, 24> numbers{};
    QRandomGenerator::system()->fillRange(numbers.data(), static_cast<qsizetype>(numbers.size()));
    return QByteArray(reinterpret_cast<const char *>(numbers.data()), sizeof numbers)
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

} // namespace

DemoUploads::DemoUploads(DemoFiles &files, DemoStores &stores, const DemoServerOptions &options)
    : m_files(files)
    , m_stores(stores)
    , m_options(options)
{
}

bool DemoUploads::isSessionRequest(const HttpRequest &request)
{
    const QByteArray command = uploadCommand(request);
    return !command.contains("start") && (!command.isEmpty() || request.hasQueryValue("upload_id"));
}

HttpAnswer DemoUploads::handle(const HttpRequest &request, const BodyReader &readBody, const UploadTrouble &trouble)
{
    if (!isSessionRequest(request)) {
        return uploadCommand(request).isEmpty() ? plainBody(request, readBody) : start(request, readBody);
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

HttpAnswer DemoUploads::start(const HttpRequest &request, const BodyReader &readBody)
{
    QByteArray startBody;
    if (const auto answer = readJson(readBody, startBody)) {
        return *answer;
    }
    const std::optional<StorePath> path = StorePath::of(request);
    const DemoServerOptions options = optionsFor(path);
    bool isNumber = true;
    const QByteArray lengthText = request.header("X-Goog-Upload-Header-Content-Length");
    const qint64 announced = lengthText.isEmpty() ? -1 : lengthText.toLongLong(&isNumber);
    const UploadTarget target = path ? UploadTarget::ofDocument(m_stores, *path, request, startBody, announced)
                                     : UploadTarget::ofFile(m_files, request, startBody);
    if (target.refusal) {
        return *target.refusal;
    }
    if (!isNumber || announced > options.maximumSize || (announced < 0 && !lengthText.isEmpty())) {
        return erroranswer::invalidArgument(
            u"The announced length is not between 0 and %1 bytes."_s.arg(options.maximumSize));
    }

    const QByteArray id = sessionId();
    const std::lock_guard lock(m_mutex);
    m_sessions.insert(id, std::make_shared<DemoSession>(target, options, newPath(), announced));
    return announceSession(request, id);
}

HttpAnswer DemoUploads::announceSession(const HttpRequest &request, const QByteArray &id) const
{
    // As with the real service, a key in the URL of the start request comes back in the session URL (contract 1.2).
    QByteArray key;
    if (request.hasQueryValue("key")) {
        key = "key=" + request.queryValue("key").toPercentEncoding() + '&';
    }
    // The address that the client used, so that the URL also works behind a proxy.
    const QByteArray url = "http://" + request.header("Host") + request.path + '?' + key + "upload_id=" + id +
                           "&upload_protocol=resumable";
    HttpAnswer answer = HttpAnswer::plainText(200, {});
    answer.setHeader("X-GUploader-UploadID"_ba, id);
    answer.setHeader("X-Goog-Upload-Status"_ba, "active"_ba);
    answer.setHeader("X-Goog-Upload-URL"_ba, url);
    answer.setHeader("X-Goog-Upload-Control-URL"_ba, url);
    answer.setHeader("X-Goog-Upload-Chunk-Granularity"_ba, QByteArray::number(m_options.granularity));
    return answer;
}

HttpAnswer DemoUploads::plainBody(const HttpRequest &request, const BodyReader &readBody)
{
    const std::optional<StorePath> path = StorePath::of(request);
    UploadTarget target =
        path ? UploadTarget::ofPlainDocument(m_stores, *path, request) : UploadTarget::ofPlainFile(m_files, request);
    if (target.refusal) {
        discardBody(readBody);
        return *target.refusal;
    }
    const DemoServerOptions options = optionsFor(path);
    BodyStore body(newPath(), options.granularity);
    bool fits = true;
    bool storeIsFine = true;
    const bool arrived = readBody([&](QByteArrayView piece) {
        fits = fits && body.received() + piece.size() <= options.maximumSize;
        storeIsFine = !fits || body.append(piece);
        return storeIsFine;
    });
    if (!storeIsFine || !body.persistRest()) {
        return storeFailed();
    }
    if (!arrived) {
        return HttpAnswer::dropped();
    }
    if (!fits) {
        return erroranswer::invalidArgument(u"The upload has more than %1 bytes."_s.arg(options.maximumSize));
    }
    target.upload.size = body.persisted();
    target.upload.hashHex = body.hashHex();
    target.upload.path = body.takeFile();
    return target.finish(target.upload);
}

DemoServerOptions DemoUploads::optionsFor(const std::optional<StorePath> &path) const
{
    DemoServerOptions options = m_options;
    if (path) {
        options.maximumSize = m_options.maximumDocumentSize;
    }
    return options;
}

QString DemoUploads::newPath() const
{
    return m_options.keepBodies ? m_files.newPath() : QString();
}

} // namespace pollux
