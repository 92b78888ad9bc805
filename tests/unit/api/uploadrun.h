// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/uploadsession.h"
#include "tests/support/scripteddemoserver.h"
#include "tests/unit/api/rawserver.h"

#include <QStringList>
#include <QTemporaryDir>
#include <QThreadPool>

namespace pollux {

/// What the upload tests share: a network manager, and local files with known bytes.
struct UploadBench {
    QThreadPool hashing; // declared first, as sessions hash in it
    QNetworkAccessManager network;
    QTemporaryDir folder;

    /// Writes a file of `size` pseudorandom bytes, the same ones each time, and returns its path. All granules differ.
    QString makeFile(qint64 size, const QString &name = QStringLiteral("file.txt")) const;
    static QByteArray bytesOf(const QString &path);
};

/// Options with short retry delays and with hashing.
UploadSession::Options optionsOf(UploadBench &bench, int maximumAttempts = 10);

/// One upload from start to end, with a record of its signals.
struct UploadRun {
    UploadRun(UploadBench &bench, const QUrl &server, const UploadSource &source, TransferTimeouts timeouts = {},
              int maximumAttempts = 10);
    UploadRun(UploadBench &bench, const QUrl &server, const UploadSource &source, const UploadSession::Options &options,
              TransferTimeouts timeouts = {});

    /// Starts the session and waits for its end. Returns false if it does not end in time.
    bool toTheEnd();
    bool waitForState(UploadSession::State state);

    bool succeeded() const { return finishedCount == 1 && session.outcome().ok(); }
    bool succeededAs(Verification verification) const
    {
        return succeeded() && session.outcome().value().verification == verification;
    }
    bool failedWith(ErrorKind kind) const
    {
        return finishedCount == 1 && !session.outcome().ok() && session.outcome().error().kind == kind;
    }
    /// A description for messages of failed checks.
    QByteArray summary() const;

    UploadSession session;
    int finishedCount = 0;
    QList<ApiError> retries;
    QList<std::chrono::milliseconds> delays;
    /// The first broken rule of the progress: confirmed <= handed over <= size, and confirmed bytes never fall
    /// within one session. Empty if none was broken.
    QString brokenProgressRule;

private:
    void checkProgress();

    int m_lastSession = 0;
    qint64 m_lastConfirmed = 0;
};

/// A source whose name and type were not chosen by the user.
UploadSource plainSource(const QString &path);

/// The upload commands that a server saw, in order.
QStringList commandsOf(const ScriptedDemoServer &server);
/// Bytes of file content that a server read, whether it kept them or not.
qint64 contentBytesOf(const ScriptedDemoServer &server);
/// A rule for requests with this upload command.
FaultRule onCommand(const QByteArray &command, const FaultAction &action, int times = 1, int skip = 0);

/// A server that answers each upload command from a list; the last answer repeats.
class ScriptedUploads {
public:
    ScriptedUploads();

    void on(const QByteArray &command, const QList<RawServer::Answer> &answers) { m_answers.insert(command, answers); }
    /// Answers "start" with started().
    void startWorks() { on("start", {started()}); }

    /// The start answer: status active, a session URL on this server, and a granularity of 262144.
    RawServer::Answer started() const { return startAnswer(sessionUrl()); }
    static RawServer::Answer startAnswer(const QByteArray &url, const QByteArray &granularity = "262144",
                                         const QByteArray &status = "active");
    static RawServer::Answer active(const QByteArray &sizeReceived = {});
    /// The final answer for a stored file of these bytes.
    static RawServer::Answer final(const QByteArray &content, const QByteArray &mimeType = "text/plain");
    static RawServer::Answer finalBody(const QByteArray &body);

    QByteArray sessionUrl() const;
    RawServer &server() { return m_server; }
    QStringList commands() const;
    /// Offsets of the requests that carried content.
    QList<qint64> offsets() const;

private:
    RawServer m_server;
    QHash<QByteArray, QList<RawServer::Answer>> m_answers;
    QHash<QByteArray, int> m_counts;
};

} // namespace pollux
