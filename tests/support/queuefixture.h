// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/transfer/uploadqueue.h"
#include "tests/support/demofixture.h"

#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace pollux {

/// An upload queue with its journal in a temporary folder, and a demo server for it to talk to. The queue can be ended
/// and made again as if the program had been, with the same journal.
class QueueFixture {
public:
    static constexpr int maxWait = 30'000; ///< ms

    explicit QueueFixture(const DemoServerOptions &serverOptions = testServerOptions());
    ~QueueFixture();

    /// Waits pass a hundred times as fast as they would.
    static UploadEngine::Options quickOptions();

    DemoFixture &demo() { return m_demo; }
    ScriptedDemoServer &server() { return m_demo.server(); }
    FaultProxy &proxy() { return m_demo.proxy(); }
    UploadQueue &queue() { return *m_queue; }
    bool hasQueue() const { return m_queue != nullptr; }
    QString folder() const { return m_folder.path(); }
    QString journalPath() const { return Journal::pathIn(m_data.path()); }
    QString dataFolder() const { return m_data.path(); }

    /// What the next queue is made with; the journal's path is the fixture's unless it is set.
    UploadEngine::Options options = quickOptions();
    TransferTimeouts timeouts;
    QByteArray key = QByteArrayLiteral("queue-test-key");
    /// The next account talks to the proxy instead of the server.
    bool isBehindProxy = false;
    /// Where the next account's service answers instead of either; empty: it does not.
    QUrl otherUrl;

    /// Makes and opens a queue and waits for its journal; then sets the account.
    bool openQueue();
    void closeQueue() { m_queue.reset(); }
    bool reopenQueue();
    /// The account "profile" with `key`, at the server or the proxy.
    void setAccount();

    /// Absolute path; empty where it cannot be written.
    QString writeFile(const QString &name, const QByteArray &content) const;
    /// Adds paths, and waits until the queue has them.
    bool add(const QStringList &paths);
    bool addAndFinish(const QStringList &paths);
    /// Looks at paths as if they were dropped on a store, and queues them with what `uploadOf` says of each. False
    /// where one of them is refused.
    bool addIntoStore(const QStringList &paths, const std::function<StoreUpload(const QString &path)> &uploadOf);
    /// Until nothing is queued, runs or waits.
    bool waitUntilIdle() const;
    bool waitForState(const QString &displayName, UploadTask::State state, int milliseconds = maxWait) const;
    bool waitFor(const std::function<bool()> &condition, int milliseconds = maxWait) const;

    QList<UploadTask> tasks() const;
    /// A task with an empty path where there is none.
    UploadTask task(const QString &displayName) const;

    /// Bytes of content that the server has read in the newest request that brings some.
    qint64 bytesReceived() const;

    /// What is wrong with the world: a task that is done and not on the server once with its file's bytes, or a file on
    /// the server that no task became. Empty where all is well.
    QString discrepancy();

private:
    QTemporaryDir m_folder;
    QTemporaryDir m_data;
    DemoFixture m_demo;
    std::unique_ptr<UploadQueue> m_queue;
};

/// Tasks that are not finished, those that the server processes not counted.
qsizetype unfinishedCount(const UploadQueue &queue);

/// Rule for requests with this upload command.
FaultRule faultOn(const QByteArray &command, const FaultAction &action, int times = 1, int skip = 0);

} // namespace pollux
