// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/api/uploadrun.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;

namespace pollux {

namespace {

constexpr int maxWait = 20'000; // ms

RequestFactory requestsTo(const QUrl &server, TransferTimeouts timeouts)
{
    return RequestFactory({server, u"v1beta"_s}, "test-key"_ba, timeouts);
}

} // namespace

UploadSession::Options optionsOf(UploadBench &bench, int maximumAttempts)
{
    UploadSession::Options options;
    options.retries = RetrySchedule{milliseconds(10), milliseconds(20), maximumAttempts};
    options.hashing = &bench.hashing;
    return options;
}

QString UploadBench::makeFile(qint64 size, const QString &name) const
{
    QByteArray block(1 << 20, Qt::Uninitialized);
    QString path = folder.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return {};
    quint32 state = 1;
    for (qint64 written = 0; written < size;) {
        for (char &byte : block) {
            state = state * 1664525 + 1013904223;
            byte = static_cast<char>(state >> 24);
        }
        written += file.write(block.first(std::min<qint64>(block.size(), size - written)));
    }
    return path;
}

QByteArray UploadBench::bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

UploadRun::UploadRun(UploadBench &bench, const QUrl &server, const UploadSource &source, TransferTimeouts timeouts,
                     int maximumAttempts)
    : UploadRun(bench, server, source, optionsOf(bench, maximumAttempts), timeouts)
{
}

UploadRun::UploadRun(UploadBench &bench, const QUrl &server, const UploadSource &source,
                     const UploadSession::Options &options, TransferTimeouts timeouts)
    : session(bench.network, requestsTo(server, timeouts), source, options)
{
    QObject::connect(&session, &UploadSession::finished, &session, [this] { ++finishedCount; });
    QObject::connect(&session, &UploadSession::progressChanged, &session, [this] { checkProgress(); });
    QObject::connect(&session, &UploadSession::retryScheduled, &session,
                     [this](const ApiError &error, milliseconds delay) {
                         retries.append(error);
                         delays.append(delay);
                     });
}

bool UploadRun::toTheEnd()
{
    // Not QTRY_VERIFY: it sleeps between its checks, which slows a large body down. QSignalSpy::wait() does not.
    QSignalSpy finished(&session, &UploadSession::finished);
    session.start();
    return finished.wait(maxWait);
}

bool UploadRun::waitForState(UploadSession::State state)
{
    QSignalSpy changed(&session, &UploadSession::stateChanged);
    while (session.state() != state) {
        if (!changed.wait(maxWait))
            return false;
    }
    return true;
}

QByteArray UploadRun::summary() const
{
    if (finishedCount != 1)
        return "finished " + QByteArray::number(finishedCount) + " times";
    if (session.outcome().ok())
        return "verification " + QByteArray::number(static_cast<int>(session.outcome().value().verification));
    const ApiError &error = session.outcome().error();
    return "error kind " + QByteArray::number(static_cast<int>(error.kind)) + ", HTTP " +
           QByteArray::number(error.httpStatus) + ": " + error.message.toUtf8();
}

void UploadRun::checkProgress()
{
    const qint64 confirmed = session.bytesConfirmed();
    if (confirmed > session.bytesHandedOver() || session.bytesHandedOver() > session.size())
        brokenProgressRule = u"%1 confirmed, %2 handed over"_s.arg(confirmed).arg(session.bytesHandedOver());
    if (session.sessionCount() == m_lastSession && confirmed < m_lastConfirmed)
        brokenProgressRule = u"%1 confirmed after %2"_s.arg(confirmed).arg(m_lastConfirmed);
    m_lastSession = session.sessionCount();
    m_lastConfirmed = confirmed;
}

UploadSource plainSource(const QString &path)
{
    return {path, u"file"_s, u"text/plain"_s, false};
}

QStringList commandsOf(const ScriptedDemoServer &server)
{
    QStringList commands;
    for (const RequestRecord &request : server.requests())
        commands.append(QString::fromLatin1(request.command));
    return commands;
}

qint64 contentBytesOf(const ScriptedDemoServer &server)
{
    qint64 bytes = 0;
    for (const RequestRecord &request : server.requests()) {
        if (request.command.contains("upload"))
            bytes += request.bodyBytes;
    }
    return bytes;
}

FaultRule onCommand(const QByteArray &command, const FaultAction &action, int times, int skip)
{
    FaultRule rule;
    rule.command = command;
    rule.times = times;
    rule.skip = skip;
    rule.action = action;
    return rule;
}

ScriptedUploads::ScriptedUploads()
    : m_server([this](const RawServer::Request &request) {
        const QByteArray command = request.headers.value("x-goog-upload-command"_ba);
        const QList<RawServer::Answer> answers = m_answers.value(command);
        const int index = m_counts[command]++;
        return answers.isEmpty() ? RawServer::http(501) : answers.value(index, answers.last());
    })
{
}

RawServer::Answer ScriptedUploads::startAnswer(const QByteArray &url, const QByteArray &granularity,
                                               const QByteArray &status)
{
    QList<QByteArray> headers{"Content-Type: text/plain"};
    if (!url.isEmpty())
        headers.append("X-Goog-Upload-URL: " + url);
    if (!granularity.isEmpty())
        headers.append("X-Goog-Upload-Chunk-Granularity: " + granularity);
    if (!status.isEmpty())
        headers.append("X-Goog-Upload-Status: " + status);
    return RawServer::http(200, {}, headers);
}

RawServer::Answer ScriptedUploads::active(const QByteArray &sizeReceived)
{
    QList<QByteArray> headers{"X-Goog-Upload-Status: active"};
    if (!sizeReceived.isNull())
        headers.append("X-Goog-Upload-Size-Received: " + sizeReceived);
    return RawServer::http(200, {}, headers);
}

RawServer::Answer ScriptedUploads::final(const QByteArray &content, const QByteArray &mimeType)
{
    RemoteFile file;
    file.name = u"files/stored"_s;
    file.mimeType = QString::fromLatin1(mimeType);
    file.sizeBytes = content.size();
    file.sha256Hash = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
    return finalBody(QJsonDocument(QJsonObject{{u"file"_s, file.toJson()}}).toJson());
}

RawServer::Answer ScriptedUploads::finalBody(const QByteArray &body)
{
    return RawServer::http(200, body, {"X-Goog-Upload-Status: final", "Content-Type: application/json"});
}

QByteArray ScriptedUploads::sessionUrl() const
{
    return m_server.baseUrl().toEncoded() + "/upload/v1beta/files?upload_id=secret&upload_protocol=resumable";
}

QStringList ScriptedUploads::commands() const
{
    QStringList commands;
    for (const RawServer::Request &request : m_server.requests())
        commands.append(QString::fromLatin1(request.headers.value("x-goog-upload-command"_ba)));
    return commands;
}

QList<qint64> ScriptedUploads::offsets() const
{
    QList<qint64> offsets;
    for (const RawServer::Request &request : m_server.requests()) {
        if (request.headers.contains("x-goog-upload-offset"_ba))
            offsets.append(request.headers.value("x-goog-upload-offset"_ba).toLongLong());
    }
    return offsets;
}

} // namespace pollux
