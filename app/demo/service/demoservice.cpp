// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/demoservice.h"

#include "app/demo/http/errorbody.h"
#include "app/demo/service/filesendpoint.h"
#include "app/demo/service/storepath.h"

#include <QRegularExpression>

#include <algorithm>
#include <thread>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

bool isFileUpload(const HttpRequest &request)
{
    static const QRegularExpression pattern(u"^(?:/resumable)?/upload/(?:v1beta|v1)/files$"_s);
    return request.method == "POST" && pattern.match(QString::fromLatin1(request.path)).hasMatch();
}

} // namespace

DemoService::DemoService(const DemoServerOptions &options)
    : DemoService(options, std::make_unique<DemoStores>(options.processing, options.collections))
{
}

DemoService::DemoService(const DemoServerOptions &options, std::unique_ptr<DemoStores> stores)
    : m_options(options)
    , m_files(options.processing)
    , m_stores(std::move(stores))
    , m_uploads(m_files, *m_stores, options)
    , m_storesEndpoint(*m_stores, m_files, options.maximumDocumentSize)
{
}

HttpAnswer DemoService::serve(const HttpRequest &request, const BodyReader &readBody)
{
    if (m_options.uploadBytesPerSecond == 0 || uploadCommand(request) != "upload, finalize") {
        return execute(request, readBody);
    }
    return execute(request, slowReader(readBody, m_options.uploadBytesPerSecond, [](std::chrono::milliseconds time) {
                       std::this_thread::sleep_for(time);
                       return true;
                   }));
}

HttpAnswer DemoService::execute(const HttpRequest &request, const BodyReader &readBody, const UploadTrouble &trouble)
{
    const std::optional<StorePath> path = StorePath::of(request);
    const bool isStores = path && m_stores->knows(path->collection);
    const bool isStoreUpload = isStores && path->kind == StorePath::Kind::MediaUpload && request.method == "POST";
    const bool isStoreCall = isStores && StoresEndpoint::serves(request.method, *path);
    const bool isUpload = isFileUpload(request) || isStoreUpload;
    const bool isSession = isUpload && DemoUploads::isSessionRequest(request);
    const bool isKnown = isUpload || isStoreCall || filesendpoint::serves(request);
    if (isKnown && !isSession) {
        if (const auto refusal = checkKey(request)) {
            discardBody(readBody);
            return *refusal;
        }
        if (isUpload && m_options.refusesUploads) {
            discardBody(readBody);
            return isStoreUpload ? erroranswer::internalError() : erroranswer::noRight();
        }
    }
    if (isUpload) {
        return m_uploads.handle(request, readBody, trouble);
    }
    if (isStoreCall) {
        QByteArray body;
        const auto refusal = readJson(readBody, body);
        return refusal ? *refusal : m_storesEndpoint.handle(request, *path, body);
    }
    discardBody(readBody);
    if (isKnown) {
        return filesendpoint::handle(request, m_files);
    }
    return erroranswer::of(
        404, u"NOT_FOUND"_s,
        u"The requested URL %1 was not found on this server."_s.arg(QString::fromLatin1(request.path)));
}

std::optional<HttpAnswer> DemoService::checkKey(const HttpRequest &request) const
{
    const QByteArray inHeader = request.header("x-goog-api-key");
    const QByteArray key = inHeader.isEmpty() ? request.queryValue("key") : inHeader;
    if (key.isEmpty()) {
        return erroranswer::missingKey();
    }
    if (m_options.refusesOldKeys && key.startsWith("AIza")) {
        return erroranswer::oldKey();
    }
    const bool isAccepted = m_options.keys.isEmpty() || m_options.keys.contains(key);
    return isAccepted ? std::nullopt : std::optional(erroranswer::invalidKey());
}

BodyReader DemoService::slowReader(const BodyReader &readBody, qint64 bytesPerSecond,
                                   const std::function<bool(std::chrono::milliseconds)> &pause)
{
    return [&readBody, bytesPerSecond, pause](const BodySink &sink) {
        using Clock = std::chrono::steady_clock;
        const Clock::time_point start = Clock::now();
        qint64 total = 0;
        return readBody([&](QByteArrayView piece) {
            // The pause is for all pieces so far, because the one for a single small piece would be less than a
            // millisecond.
            total += piece.size();
            const std::chrono::milliseconds due(total * 1000 / std::max<qint64>(1, bytesPerSecond));
            const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
            return pause(std::max(std::chrono::milliseconds(0), due - passed)) && sink(piece);
        });
    };
}

} // namespace pollux
