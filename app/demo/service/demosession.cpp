// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/demosession.h"

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace pollux {

namespace {

/// How long a newer request waits for the one that still writes to the session; a broken connection is noticed much
/// sooner.
constexpr auto takeoverDelay = 250ms;

constexpr qsizetype maxJsonSize = 1'048'576;

} // namespace

QByteArray uploadCommand(const HttpRequest &request)
{
    QByteArrayList words = request.header("X-Goog-Upload-Command").toLower().split(',');
    for (QByteArray &word : words) {
        word = word.trimmed();
    }
    words.removeAll({});
    return words.join(", "_ba);
}

std::optional<HttpAnswer> readJson(const BodyReader &readBody, QByteArray &body)
{
    const bool arrived = readBody([&body](QByteArrayView piece) {
        body.append(piece);
        return body.size() <= maxJsonSize;
    });
    if (body.size() > maxJsonSize) {
        return HttpAnswer::plainText(413, "The metadata is too large."_ba);
    }
    return arrived ? std::nullopt : std::optional(HttpAnswer::dropped());
}

void discardBody(const BodyReader &readBody)
{
    readBody([](QByteArrayView) { return true; });
}

HttpAnswer storeFailed()
{
    return HttpAnswer::plainText(500, "The demo server cannot store the bytes: its disk is full or gone."_ba);
}

DemoSession::DemoSession(const UploadTarget &target, const DemoServerOptions &options, const QString &path,
                         qint64 announcedSize)
    : m_finishUpload(target.finish)
    , m_options(options)
    , m_announcedSize(announcedSize)
    , m_upload(target.upload)
    , m_body(path, options.granularity)
{
}

HttpAnswer DemoSession::handle(const HttpRequest &request, const BodyReader &readBody, const UploadTrouble &trouble)
{
    const QList<QByteArray> commands = uploadCommand(request).replace(' ', QByteArray()).split(',');
    const bool hasContent = commands.contains("upload"_ba);
    const bool finalize = commands.contains("finalize"_ba);
    const bool isQuery = commands.contains("query"_ba);
    const bool isCancel = commands.contains("cancel"_ba);

    std::unique_lock lock(m_mutex);
    takeOver(lock);
    if (trouble.rollBack && !m_body.rollBack(*trouble.rollBack)) {
        return HttpAnswer::plainText(500, "The session cannot be rolled back there."_ba);
    }
    if (trouble.endSession) {
        m_state = State::Dead;
        m_deadStatus = *trouble.endSession;
    }
    if (m_state != State::Dead && (hasContent || finalize) && !isQuery && !isCancel) {
        return upload(lock, request, readBody, trouble, hasContent, finalize);
    }
    lock.unlock();
    discardBody(readBody);
    lock.lock();
    if (m_state == State::Dead) {
        const QByteArray text = m_deadStatus == 400 ? "Upload has already been terminated."_ba : QByteArray();
        return HttpAnswer::plainText(m_deadStatus, text);
    }
    if (isQuery) {
        return query();
    }
    return isCancel ? cancel() : HttpAnswer::plainText(400, "The upload command is unknown."_ba);
}

QByteArray DemoSession::stateText() const
{
    return m_state == State::Active ? "active"_ba : m_state == State::Final ? "final"_ba : "cancelled"_ba;
}

HttpAnswer DemoSession::withStatus(HttpAnswer answer) const
{
    answer.setHeader("X-Goog-Upload-Status"_ba, stateText());
    return answer;
}

HttpAnswer DemoSession::refuse(int status, const QByteArray &text) const
{
    return withStatus(HttpAnswer::plainText(status, text));
}

HttpAnswer DemoSession::refuseGranularity(qint64 length) const
{
    return refuse(400, "The client sent " + QByteArray::number(length) + " bytes, which is not a multiple of the " +
                           QByteArray::number(m_options.granularity) + " byte chunk granularity.");
}

HttpAnswer DemoSession::refuseSize(qint64 total) const
{
    const QByteArray wanted = m_announcedSize < 0
                                  ? "at most " + QByteArray::number(m_options.maximumSize) + " are allowed."
                                  : QByteArray::number(m_announcedSize) + " were announced.";
    return refuse(400, "The upload has " + QByteArray::number(total) + " bytes, " + wanted);
}

void DemoSession::takeOver(std::unique_lock<std::mutex> &lock)
{
    m_writerLeft.wait_for(lock, takeoverDelay, [this] { return m_writer == 0; });
    if (m_writer != 0) {
        m_writer = 0;
        m_body.discardRest();
    }
}

HttpAnswer DemoSession::query() const
{
    if (m_state == State::Final) {
        return m_finalAnswer;
    }
    if (m_state == State::Cancelled) {
        return refuse(410, {});
    }
    HttpAnswer answer = withStatus(HttpAnswer::plainText(200, {}));
    answer.setHeader("X-Goog-Upload-Size-Received"_ba, QByteArray::number(m_body.persisted()));
    return answer;
}

HttpAnswer DemoSession::cancel()
{
    if (m_state == State::Final) {
        return refuse(400, "The upload is complete."_ba);
    }
    m_state = State::Cancelled;
    m_body.discard();
    return withStatus(HttpAnswer::plainText(200, {}));
}

std::optional<HttpAnswer> DemoSession::refusal(const HttpRequest &request, bool hasContent, bool finalize) const
{
    if (m_state != State::Active) {
        return refuse(400, "Upload has already been terminated."_ba);
    }
    bool isNumber = true;
    const QByteArray offsetText = request.header("X-Goog-Upload-Offset");
    const qint64 offset = request.hasHeader("X-Goog-Upload-Offset") ? offsetText.toLongLong(&isNumber) : 0;
    if (!isNumber || offset < 0) {
        return refuse(400, "The upload offset is not a number."_ba);
    }
    const qint64 persisted = m_body.persisted();
    if (hasContent && offset != persisted) {
        return refuse(409, "The upload offset " + QByteArray::number(offset) + " is not the expected " +
                               QByteArray::number(persisted) + '.');
    }
    const qint64 length = hasContent ? request.contentLength() : 0;
    if (length < 0) {
        return {}; // chunked: known once it is read
    }
    if (!finalize && length % m_options.granularity != 0) {
        return refuseGranularity(length);
    }
    const qint64 total = persisted + length;
    const bool differs = m_announcedSize >= 0 && (finalize ? total != m_announcedSize : total > m_announcedSize);
    return differs || total > m_options.maximumSize ? std::optional(refuseSize(total)) : std::nullopt;
}

HttpAnswer DemoSession::upload(std::unique_lock<std::mutex> &lock, const HttpRequest &request,
                               const BodyReader &readBody, const UploadTrouble &trouble, bool hasContent, bool finalize)
{
    if (!hasContent && m_state == State::Final) {
        return m_finalAnswer;
    }
    if (const auto answer = refusal(request, hasContent, finalize)) {
        lock.unlock();
        discardBody(readBody);
        return *answer;
    }
    const quint64 ticket = ++m_lastTicket;
    const qint64 before = m_body.persisted();
    m_writer = ticket;
    m_body.setLimit(trouble.keepUntil.value_or(-1));
    lock.unlock();

    bool storeIsFine = true;
    const bool arrived = readBody([&](QByteArrayView piece) {
        const std::lock_guard pieceLock(m_mutex);
        if (m_writer != ticket) {
            return false;
        }
        storeIsFine = !hasContent || m_body.append(piece);
        return storeIsFine;
    });

    lock.lock();
    if (m_writer != ticket) {
        return HttpAnswer::dropped(); // a newer request has taken over
    }
    m_writer = 0;
    m_writerLeft.notify_all();
    return settle(arrived, storeIsFine, before, finalize);
}

HttpAnswer DemoSession::settle(bool arrived, bool storeIsFine, qint64 lengthBefore, bool finalize)
{
    const bool bytesWereLost = m_body.limitWasHit();
    if (!storeIsFine || (bytesWereLost && !m_body.persistRest())) {
        return storeFailed();
    }
    if (!arrived) {
        m_body.discardRest();
        return HttpAnswer::dropped();
    }
    if (bytesWereLost) {
        return refuse(503, {});
    }
    if (finalize) {
        return finish();
    }
    const qint64 received = m_body.received();
    if (received != m_body.persisted()) {
        m_body.discardRest();
        return refuseGranularity(received - lengthBefore);
    }
    return withStatus(HttpAnswer::plainText(200, {}));
}

HttpAnswer DemoSession::finish()
{
    const qint64 total = m_body.received();
    if ((m_announcedSize >= 0 && total != m_announcedSize) || total > m_options.maximumSize) {
        m_body.discardRest();
        return refuseSize(total);
    }
    if (!m_body.persistRest()) {
        return storeFailed();
    }
    m_upload.size = m_body.persisted();
    m_upload.hashHex = m_body.hashHex();
    m_upload.path = m_body.takeFile();
    m_state = State::Final;
    m_finalAnswer = withStatus(m_finishUpload(m_upload));
    return m_finalAnswer;
}

} // namespace pollux
