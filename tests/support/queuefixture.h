// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/uploadqueue.h"
#include "tests/support/demofixture.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace pollux {

/// An upload queue with its journal in a temporary folder, and a demo server that it uploads to. The queue can be
/// destroyed and created again with the same journal, as at a restart of the program.
class QueueFixture {
public:
    static constexpr int maxWait = 30'000; ///< ms
    /// The account that files are added for.
    static inline const QString profileId = QStringLiteral("profile");

    explicit QueueFixture(const DemoServerOptions &serverOptions = testServerOptions());
    ~QueueFixture();

    /// Options that make the waits between retries a hundred times shorter.
    static UploadEngine::Options quickOptions();

    DemoFixture &demo() { return m_demo; }
    ScriptedDemoServer &server() { return m_demo.server(); }
    FaultProxy &proxy() { return m_demo.proxy(); }
    UploadQueue &queue() { return *m_queue; }
    bool hasQueue() const { return m_queue != nullptr; }
    QString folder() const { return m_folder.path(); }
    QString journalPath() const { return Journal::pathIn(m_data.path()); }
    QString dataFolder() const { return m_data.path(); }

    /// Options of the next queue. An empty journal path stands for journalPath().
    UploadEngine::Options options = quickOptions();
    TransferTimeouts timeouts;
    QByteArray key = QByteArrayLiteral("queue-test-key");
    /// Learns from the answers to the queue's requests; null: nothing does.
    std::shared_ptr<ServerClock> clock;
    /// If true, setAccount() uses the address of the proxy, not that of the server.
    bool isBehindProxy = false;
    /// If not empty, setAccount() uses this address, whatever `isBehindProxy` is.
    QUrl otherUrl;

    /// Creates and opens a queue, sets the account, and waits until the journal is read.
    bool openQueue();
    void closeQueue() { m_queue.reset(); }
    bool reopenQueue();
    /// Sets the account "profile" with `key`, at the server, the proxy or `otherUrl`.
    void setAccount();

    /// Returns the absolute path; empty if the file cannot be written.
    QString writeFile(const QString &name, const QByteArray &content) const;
    /// Adds paths, and waits until the queue has them.
    bool add(const QStringList &paths);
    bool addAndFinish(const QStringList &paths);
    /// Runs the preflight for paths that are dropped on a store, and enqueues the accepted files, each with the
    /// StoreUpload that `uploadOf` returns for it. False if one of them is refused.
    bool addIntoStore(const QStringList &paths, const std::function<StoreUpload(const QString &path)> &uploadOf);
    /// Waits until no task is queued, running or waiting.
    bool waitUntilIdle() const;
    bool waitForState(const QString &displayName, UploadTask::State state, int milliseconds = maxWait) const;
    bool waitFor(const std::function<bool()> &condition, int milliseconds = maxWait) const;

    QList<UploadTask> tasks() const;
    /// Returns a task with an empty path if there is none of this name.
    UploadTask task(const QString &displayName) const;

    /// Bytes that the server has read of the body of the newest "upload, finalize" request.
    qint64 bytesReceived() const;

    /// Returns a complaint if a task is done but the server does not have its file exactly once with the same bytes, or
    /// if the server has a file that belongs to no task. Empty if all is well.
    QString discrepancy();

private:
    QTemporaryDir m_folder;
    QTemporaryDir m_data;
    DemoFixture m_demo;
    std::unique_ptr<UploadQueue> m_queue;
};

/// Number of tasks that are not finished, without those that the server is processing.
qsizetype unfinishedCount(const UploadQueue &queue);

/// Returns a rule for requests with this upload command.
FaultRule faultOn(const QByteArray &command, const FaultAction &action, int times = 1, int skip = 0);

} // namespace pollux
