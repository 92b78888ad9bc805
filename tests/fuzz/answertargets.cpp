// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/retrypolicy.h"
#include "models/api/upload/uploadprotocol.h"
#include "models/journal/errorjson.h"
#include "tests/fuzz/fuzztargets.h"

namespace pollux {

namespace {

using namespace std::chrono_literals;

/// Takes the first line off the input.
QByteArray takeLine(QByteArray &input)
{
    const qsizetype end = input.indexOf('\n');
    const QByteArray line = end < 0 ? input : input.left(end);
    input = end < 0 ? QByteArray() : input.mid(end + 1);
    return line;
}

void checkError(const ApiError &error)
{
    require(error.message.size() <= 2000, "a message is too long");
    require(!error.retryAfter || (*error.retryAfter >= 0ms && *error.retryAfter <= 15min), "a delay is out of range");
    const QByteArray json = errorjson::toJson(error);
    const auto read = errorjson::fromJson(json);
    require(read && read->kind == error.kind && read->httpStatus == error.httpStatus && read->message == error.message,
            "an error changes on its way through the journal");
}

ServerAnswer answerFrom(QByteArray input)
{
    ServerAnswer answer;
    answer.httpStatus = 200;
    while (!input.isEmpty()) {
        const QByteArray line = takeLine(input).trimmed();
        if (line.isEmpty())
            break;
        const qsizetype colon = line.indexOf(':');
        if (colon < 0)
            answer.httpStatus = qBound(200, line.toInt(), 599);
        else
            answer.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    answer.body = input;
    return answer;
}

} // namespace

void fuzzError(const QByteArray &input)
{
    QByteArray rest = input;
    const int httpStatus = qBound(300, takeLine(rest).toInt(), 599);
    const QByteArray retryAfter = takeLine(rest);
    checkError(ApiError::fromHttp(httpStatus, rest, retryAfter, retryAfter));
    checkError(ApiError::unreadable(200, rest));
    if (const auto read = errorjson::fromJson(rest))
        require(errorjson::fromJson(errorjson::toJson(*read)).has_value(),
                "an error of the journal cannot be read again");
}

void fuzzUploadAnswer(const QByteArray &input)
{
    static const RequestFactory requests(Endpoint{}, QByteArray("key"));
    static const UploadSource file{QStringLiteral("/a"), QStringLiteral("a"), QStringLiteral("text/plain")};
    static const UploadSource document = [] {
        UploadSource source = file;
        source.store = StoreUpload{QStringLiteral("fileSearchStores/a"), {}, {}};
        return source;
    }();
    const ServerAnswer answer = answerFrom(input);
    if (!answer.succeeded()) {
        for (const UploadStep step : {UploadStep::Start, UploadStep::Body, UploadStep::Query})
            remedyFor(step, answer);
        checkError(answer.error());
        return;
    }
    if (const auto opened = openedSession(answer, requests, 1); opened && opened->ok())
        require(opened->value().granularity > 0 && opened->value().url.isValid(), "a session cannot be used");
    const SessionStatus status = sessionStatus(answer);
    require(!status.received || *status.received >= 0, "the server has less than nothing");
    for (const UploadSource &source : {file, document}) {
        const Result<UploadOutcome> outcome = finalOutcome(source, answer);
        if (!outcome.ok())
            continue;
        require(source.store ? outcome.value().operation.has_value() : !outcome.value().file.name.isEmpty(),
                "an outcome without a result");
        verified(outcome.value(), source, 3, QByteArray(32, 'a'));
    }
}

} // namespace pollux
