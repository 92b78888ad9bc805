// SPDX-License-Identifier: Apache-2.0
#include "tests/support/queuefixture.h"

#include "models/api/http/serverclock.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace pollux {

QueueFixture::QueueFixture(const DemoServerOptions &serverOptions)
    : m_demo(serverOptions)
{
}

QueueFixture::~QueueFixture() = default;

UploadEngine::Options QueueFixture::quickOptions()
{
    UploadEngine::Options options;
    options.retries.speed = 100;
    return options;
}

bool QueueFixture::openQueue()
{
    UploadEngine::Options chosen = options;
    if (chosen.journalPath.isEmpty())
        chosen.journalPath = journalPath();
    m_queue = std::make_unique<UploadQueue>(chosen);
    QSignalSpy opened(m_queue.get(), &UploadQueue::opened);
    m_queue->open();
    setAccount();
    return opened.wait(maxWait);
}

bool QueueFixture::reopenQueue()
{
    closeQueue();
    return openQueue();
}

void QueueFixture::setAccount()
{
    const QUrl ownUrl = isBehindProxy ? m_demo.proxy().baseUrl() : m_demo.baseUrl();
    const QUrl url = otherUrl.isEmpty() ? ownUrl : otherUrl;
    RequestFactory requests({url, u"v1beta"_s}, key, timeouts);
    requests.setClock(clock);
    m_queue->setAccount(profileId, requests, key);
}

QString QueueFixture::writeFile(const QString &name, const QByteArray &content) const
{
    QFile file(m_folder.filePath(name));
    const bool isWritten = file.open(QIODevice::WriteOnly) && file.write(content) == content.size() && file.flush();
    return isWritten ? file.fileName() : QString();
}

bool QueueFixture::add(const QStringList &paths)
{
    QSignalSpy added(m_queue.get(), &UploadQueue::addFinished);
    QSignalSpy enqueued(m_queue.get(), &UploadQueue::enqueued);
    m_queue->add(profileId, paths);
    return QTest::qWaitFor([&] { return !added.isEmpty() && !enqueued.isEmpty(); }, maxWait);
}

bool QueueFixture::addAndFinish(const QStringList &paths)
{
    return add(paths) && waitUntilIdle();
}

bool QueueFixture::addIntoStore(const QStringList &paths,
                                const std::function<StoreUpload(const QString &path)> &uploadOf)
{
    QSignalSpy preflightFinished(m_queue.get(), &UploadQueue::preflightFinished);
    m_queue->preflight(profileId, paths, {}, uploadOf(paths.value(0)).store);
    if (!preflightFinished.wait(maxWait))
        return false;
    const auto result = preflightFinished.value(0).value(0).value<PreflightResult>();
    QList<AcceptedFile> files = result.accepted;
    for (AcceptedFile &file : files)
        file.storeUpload = uploadOf(file.path);
    QSignalSpy enqueued(m_queue.get(), &UploadQueue::enqueued);
    m_queue->enqueue(profileId, files);
    return enqueued.wait(maxWait) && result.skipped.isEmpty();
}

bool QueueFixture::waitUntilIdle() const
{
    return waitFor([this] {
        const QList<UploadTask> all = tasks();
        return std::ranges::none_of(all, &UploadTask::isActive);
    });
}

bool QueueFixture::waitForState(const QString &displayName, UploadTask::State state, int milliseconds) const
{
    return waitFor([&] { return task(displayName).state == state && !task(displayName).path.isEmpty(); }, milliseconds);
}

bool QueueFixture::waitFor(const std::function<bool()> &condition, int milliseconds) const
{
    return QTest::qWaitFor(condition, milliseconds);
}

QList<UploadTask> QueueFixture::tasks() const
{
    QList<UploadTask> all;
    for (int row = 0; m_queue && row < m_queue->count(); ++row)
        all.append(m_queue->taskAt(row));
    return all;
}

UploadTask QueueFixture::task(const QString &displayName) const
{
    const QList<UploadTask> all = tasks();
    const auto found =
        std::ranges::find_if(all, [&](const UploadTask &task) { return task.displayName == displayName; });
    return found == all.end() ? UploadTask() : *found;
}

qint64 QueueFixture::bytesReceived() const
{
    const QList<RequestRecord> uploads = m_demo.requestsWith("upload, finalize"_ba);
    return uploads.isEmpty() ? 0 : uploads.last().bodyBytes;
}

QString QueueFixture::discrepancy()
{
    QStringList unclaimed;
    for (const StoredFile &file : server().files())
        unclaimed.append(file.name());
    for (const UploadTask &task : tasks()) {
        const bool isOnServer = task.state == UploadTask::State::Done || task.state == UploadTask::State::Processing;
        if (!isOnServer)
            continue;
        if (!task.file || unclaimed.removeAll(task.file->name) != 1)
            return u"%1 is done and not on the server, or twice"_s.arg(task.displayName);
        QFile local(task.path);
        if (!local.open(QIODevice::ReadOnly))
            return u"%1 is gone"_s.arg(task.path);
        if (server().contentOf(task.file->name) != local.readAll())
            return u"%1 has other bytes on the server"_s.arg(task.displayName);
    }
    return unclaimed.isEmpty() ? QString() : u"nobody's files on the server: %1"_s.arg(unclaimed.join(u", "_s));
}

qsizetype unfinishedCount(const UploadQueue &queue)
{
    qsizetype count = 0;
    for (int row = 0; row < queue.count(); ++row) {
        const UploadTask &task = queue.taskAt(row);
        count += task.isFinished() || task.state == UploadTask::State::Processing ? 0 : 1;
    }
    return count;
}

FaultRule faultOn(const QByteArray &command, const FaultAction &action, int times, int skip)
{
    FaultRule rule;
    rule.command = command;
    rule.times = times;
    rule.skip = skip;
    rule.action = action;
    return rule;
}

} // namespace pollux
