// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/demoservice.h"

#include "app/demo/http/errorbody.h"
#include "app/demo/service/demoserveroptions.h"
#include "app/demo/service/storepath.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = FaultAction::Kind;

bool isFileUpload(const HttpRequest &request)
{
    static const QRegularExpression pattern(u"^(?:/resumable)?/upload/(?:v1beta|v1)/files$"_s);
    return request.method == "POST" && pattern.match(QString::fromLatin1(request.path)).hasMatch();
}

RequestRecord recordOf(const HttpRequest &request)
{
    RequestRecord record;
    record.method = request.method;
    record.path = request.path;
    record.query = request.query;
    record.headers = request.headers;
    record.command = uploadCommand(request);
    record.offset = request.header("X-Goog-Upload-Offset");
    record.keyInUrl = request.hasQueryValue("key");
    record.receivedAt = QDateTime::currentDateTimeUtc();
    return record;
}

/// A reader that ends after `bytes` bytes, if the body is longer; `wasCut` tells.
BodyReader cutReader(const HttpRequest &request, const BodyReader &readBody, qint64 bytes, bool &wasCut)
{
    const qint64 length = request.contentLength();
    return [&readBody, &wasCut, length, left = bytes](const BodySink &sink) mutable {
        const bool isLonger = length < 0 || length > left;
        if (isLonger && left == 0) {
            wasCut = true;
            return false;
        }
        return readBody([&](QByteArrayView piece) {
            const QByteArrayView allowed = piece.first(std::min<qint64>(left, piece.size()));
            left -= allowed.size();
            if (!sink(allowed)) {
                return false;
            }
            wasCut = isLonger && left == 0;
            return !wasCut;
        });
    };
}

QByteArray garbageBytes(qint64 count)
{
    QByteArray bytes;
    for (qint64 index = 0; index < count; ++index) {
        bytes += static_cast<char>(0x80 + index * 37 % 128);
    }
    return bytes;
}

} // namespace

DemoService::DemoService(const DemoServerOptions &options)
    : m_keys(options.keys)
    , m_files(options.processing)
    , m_stores(options.processing, options.collections)
    , m_uploads(m_files, m_stores,
                UploadLimits{.granularity = options.granularity,
                             .maximumSize = options.maximumSize,
                             .keepBodies = options.keepBodies},
                options.maximumDocumentSize)
    , m_filesEndpoint(m_files)
    , m_storesEndpoint(m_stores, m_files, options.maximumDocumentSize)
{
}

HttpAnswer DemoService::serve(const HttpRequest &request, const BodyReader &readBody)
{
    const RequestLog::Id id = m_log.add(recordOf(request));
    const BodyReader countedReader = [this, id, &readBody](const BodySink &sink) {
        return readBody([&](QByteArrayView piece) {
            m_log.addBodyBytes(id, piece.size());
            return sink(piece);
        });
    };
    QByteArray jsonBody;
    HttpAnswer answer;
    if (const auto planned = m_faults.take(request)) {
        m_log.setFault(id, planned->id);
        answer = serveFaulty(request, countedReader, *planned, jsonBody);
    } else {
        answer = execute(request, countedReader, {}, jsonBody);
    }
    m_log.finish(id, answer.cutAfter == 0 ? 0 : answer.status, jsonBody.left(65536));
    return answer;
}

HttpAnswer DemoService::execute(const HttpRequest &request, const BodyReader &readBody, const UploadTrouble &trouble,
                                QByteArray &jsonBody)
{
    const std::optional<StorePath> path = StorePath::of(request);
    const bool isStores = path && m_stores.knows(path->collection);
    const bool isStoreUpload = isStores && path->kind == StorePath::Kind::MediaUpload && request.method == "POST";
    const bool isStoreCall = isStores && StoresEndpoint::serves(request.method, *path);
    const bool isUpload = isFileUpload(request) || isStoreUpload;
    const bool isSession = isUpload && DemoUploads::isSessionRequest(request);
    const bool isKnown = isUpload || isStoreCall || FilesEndpoint::serves(request);
    if (isKnown && !isSession) {
        if (const auto refusal = checkKey(request)) {
            discardBody(readBody);
            return *refusal;
        }
    }
    if (isUpload) {
        return m_uploads.handle(request, readBody, trouble, jsonBody);
    }
    if (isStoreCall) {
        const auto refusal = readJson(readBody, jsonBody);
        return refusal ? *refusal : m_storesEndpoint.handle(request, *path, jsonBody);
    }
    discardBody(readBody);
    return isKnown ? m_filesEndpoint.handle(request) : erroranswer::unknownPath(request.path);
}

std::optional<HttpAnswer> DemoService::checkKey(const HttpRequest &request) const
{
    const QByteArray inHeader = request.header("x-goog-api-key");
    const QByteArray key = inHeader.isEmpty() ? request.queryValue("key") : inHeader;
    if (key.isEmpty()) {
        return erroranswer::missingKey();
    }
    const bool isAccepted = m_keys.isEmpty() || m_keys.contains(key);
    return isAccepted ? std::nullopt : std::optional(erroranswer::invalidKey());
}

HttpAnswer DemoService::serveFaulty(const HttpRequest &request, const BodyReader &readBody,
                                    const FaultScript::Planned &planned, QByteArray &jsonBody)
{
    const FaultAction &action = planned.action;
    switch (action.kind) {
    case Kind::Answer:
        return answerInstead(request, readBody, planned);
    case Kind::DropBefore:
        m_faults.markFired(planned.id);
        return HttpAnswer::dropped();
    case Kind::CutBody: {
        bool wasCut = false;
        HttpAnswer answer = execute(request, cutReader(request, readBody, action.bytes, wasCut), {}, jsonBody);
        if (!wasCut) {
            return answer;
        }
        m_faults.markFired(planned.id);
        return HttpAnswer::dropped();
    }
    case Kind::StallBefore:
        m_faults.markFired(planned.id);
        m_faults.stall(planned);
        return execute(request, readBody, {}, jsonBody);
    case Kind::SlowBody:
        m_faults.markFired(planned.id);
        return execute(request, slowReader(readBody, planned), {}, jsonBody);
    case Kind::KeepUntil:
        return executeMarked(request, readBody, {.keepUntil = action.bytes}, planned.id, jsonBody);
    case Kind::RollBack:
        return executeMarked(request, readBody, {.rollBack = action.bytes}, planned.id, jsonBody);
    case Kind::EndSession:
        return executeMarked(request, readBody, {.endSession = action.status}, planned.id, jsonBody);
    case Kind::DropAfter:
    case Kind::StallAfter:
    case Kind::SlowAnswer:
    case Kind::Garbage:
    case Kind::SetHeader:
    case Kind::RemoveHeader:
        break;
    }
    HttpAnswer answer = executeMarked(request, readBody, {}, planned.id, jsonBody);
    spoil(answer, planned);
    return answer;
}

void DemoService::spoil(HttpAnswer &answer, const FaultScript::Planned &planned)
{
    const FaultAction &action = planned.action;
    if (action.kind == Kind::DropAfter) {
        answer = HttpAnswer::dropped();
    } else if (action.kind == Kind::StallAfter) {
        m_faults.stall(planned);
    } else if (action.kind == Kind::SlowAnswer) {
        answer.bytesPerSecond = action.bytes;
    } else if (action.kind == Kind::Garbage) {
        answer.body = garbageBytes(action.bytes);
    } else if (action.kind == Kind::SetHeader) {
        answer.setHeader(action.name, action.value);
    } else if (action.kind == Kind::RemoveHeader) {
        answer.removeHeader(action.name);
    }
}

HttpAnswer DemoService::executeMarked(const HttpRequest &request, const BodyReader &readBody,
                                      const UploadTrouble &trouble, int id, QByteArray &jsonBody)
{
    HttpAnswer answer = execute(request, readBody, trouble, jsonBody);
    m_faults.markFired(id);
    return answer;
}

HttpAnswer DemoService::answerInstead(const HttpRequest &request, const BodyReader &readBody,
                                      const FaultScript::Planned &planned)
{
    HttpAnswer answer = planned.action.answer;
    bool wasCut = false;
    discardBody(planned.action.bytes < 0 ? readBody : cutReader(request, readBody, planned.action.bytes, wasCut));
    answer.closeConnection = answer.closeConnection || planned.action.bytes >= 0;
    m_faults.markFired(planned.id);
    return answer;
}

BodyReader DemoService::slowReader(const BodyReader &readBody, const FaultScript::Planned &planned)
{
    return [this, &readBody, pause = planned](const BodySink &sink) mutable {
        using Clock = std::chrono::steady_clock;
        const Clock::time_point start = Clock::now();
        qint64 total = 0;
        return readBody([&](QByteArrayView piece) {
            // Against the time that is due for all pieces so far: small ones would wait for less than a millisecond.
            total += piece.size();
            const std::chrono::milliseconds due(total * 1000 / std::max<qint64>(1, pause.action.bytes));
            const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
            pause.action.time = std::max(std::chrono::milliseconds(0), due - passed);
            return m_faults.stall(pause) && sink(piece);
        });
    };
}

} // namespace pollux
