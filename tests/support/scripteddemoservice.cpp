// SPDX-License-Identifier: Apache-2.0
#include "tests/support/scripteddemoservice.h"

#include "app/demo/service/demoserveroptions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = FaultAction::Kind;

constexpr qsizetype maxRecordedBody = 65'536;

/// True if the body of the request is the content of an upload, not JSON.
bool carriesContent(const HttpRequest &request)
{
    return (request.path.startsWith("/upload/") || request.path.startsWith("/resumable/upload/")) &&
           !uploadCommand(request).contains("start");
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

/// Returns a reader that ends after `bytes` bytes. `wasCut` becomes true if the body is longer.
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

ScriptedDemoService::ScriptedDemoService(const DemoServerOptions &options)
    : DemoService(options, std::make_unique<ScriptedStores>(options.processing, options.collections))
{
}

HttpAnswer ScriptedDemoService::serve(const HttpRequest &request, const BodyReader &readBody)
{
    const RequestLog::Id id = m_log.add(recordOf(request));
    const bool isRecorded = !carriesContent(request);
    QByteArray body;
    const BodyReader countedReader = [&](const BodySink &sink) {
        return readBody([&](QByteArrayView piece) {
            m_log.addBodyBytes(id, piece.size());
            if (isRecorded && body.size() < maxRecordedBody) {
                body += piece.first(std::min(piece.size(), maxRecordedBody - body.size()));
            }
            return sink(piece);
        });
    };
    HttpAnswer answer;
    if (const auto planned = m_faults.take(request)) {
        m_log.setFault(id, planned->id);
        answer = serveFaulty(request, countedReader, *planned);
    } else {
        answer = execute(request, countedReader);
    }
    m_log.finish(id, answer.isDropped ? 0 : answer.status, body);
    return answer;
}

HttpAnswer ScriptedDemoService::serveFaulty(const HttpRequest &request, const BodyReader &readBody,
                                            const FaultScript::Planned &planned)
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
        HttpAnswer answer = execute(request, cutReader(request, readBody, action.bytes, wasCut));
        if (!wasCut) {
            return answer;
        }
        m_faults.markFired(planned.id);
        return HttpAnswer::dropped();
    }
    case Kind::StallBefore:
        m_faults.markFired(planned.id);
        m_faults.stall(planned);
        return execute(request, readBody);
    case Kind::SlowBody: {
        m_faults.markFired(planned.id);
        const HttpAnswer answer =
            execute(request, slowReader(readBody, action.bytes, [this, pause = planned](auto time) mutable {
                        pause.action.time = time;
                        return m_faults.stall(pause);
                    }));
        return action.status == 0 ? answer : HttpAnswer::dropped();
    }
    case Kind::KeepUntil:
        return executeMarked(request, readBody, {.keepUntil = action.bytes}, planned.id);
    case Kind::RollBack:
        return executeMarked(request, readBody, {.rollBack = action.bytes}, planned.id);
    case Kind::EndSession: {
        HttpAnswer answer = executeMarked(request, readBody, {.endSession = action.status}, planned.id);
        if (!action.name.isEmpty())
            answer.setHeader(action.name, action.value);
        return answer;
    }
    case Kind::AnswerAfter:
    case Kind::DropAfter:
    case Kind::StallAfter:
    case Kind::SlowAnswer:
    case Kind::Garbage:
    case Kind::SetHeader:
    case Kind::RemoveHeader:
        break;
    }
    HttpAnswer answer = executeMarked(request, readBody, {}, planned.id);
    spoil(answer, planned);
    return answer;
}

void ScriptedDemoService::spoil(HttpAnswer &answer, const FaultScript::Planned &planned)
{
    const FaultAction &action = planned.action;
    if (action.kind == Kind::AnswerAfter) {
        answer = action.answer;
    } else if (action.kind == Kind::DropAfter) {
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

HttpAnswer ScriptedDemoService::executeMarked(const HttpRequest &request, const BodyReader &readBody,
                                              const UploadTrouble &trouble, int id)
{
    HttpAnswer answer = execute(request, readBody, trouble);
    m_faults.markFired(id);
    return answer;
}

HttpAnswer ScriptedDemoService::answerInstead(const HttpRequest &request, const BodyReader &readBody,
                                              const FaultScript::Planned &planned)
{
    HttpAnswer answer = planned.action.answer;
    bool wasCut = false;
    discardBody(planned.action.bytes < 0 ? readBody : cutReader(request, readBody, planned.action.bytes, wasCut));
    answer.closeConnection = answer.closeConnection || planned.action.bytes >= 0;
    m_faults.markFired(planned.id);
    m_faults.stall(planned);
    return answer;
}

} // namespace pollux
