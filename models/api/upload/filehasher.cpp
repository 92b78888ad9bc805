// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/filehasher.h"

#include "models/api/upload/sha256.h"

#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <mutex>

namespace pollux {

namespace {

constexpr qint64 blockSize = qint64{256} * 1024; // bytes

} // namespace

/// The data that the hasher shares with its run in the pool. There is at most one run at a time; only the run uses the
/// members above the mutex, and the mutex guards those below it.
struct FileHasher::Job {
    Job(const QString &path, const FileSnapshot &expected)
        : file(path)
        , snapshot(expected)
    {
    }

    /// Reads up to `end`. False if the file cannot be read or has changed, or if the hasher is gone.
    bool hashTo(qint64 end)
    {
        if (!file.isOpen()) {
            if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || FileSnapshot::of(file) != snapshot)
                return false;
            block.resize(blockSize);
        }
        while (hashed < end) {
            const qint64 count = file.read(block.data(), std::min(blockSize, end - hashed));
            if (count <= 0)
                return false;
            hash.add(QByteArrayView(block).first(count));
            hashed += count;
            const std::lock_guard lock(mutex);
            if (isOver)
                return false;
        }
        return end < snapshot.size || FileSnapshot::of(file) == snapshot;
    }

    QFile file;
    const FileSnapshot snapshot;
    Sha256 hash;
    QByteArray block;
    qint64 hashed = 0; // bytes

    std::mutex mutex;
    qint64 allowed = -1;
    bool isRunning = false;
    bool isOver = false;         // the result was delivered, or the hasher is gone
    FileHasher *owner = nullptr; // null once it is gone
};

FileHasher::FileHasher(const QString &path, const FileSnapshot &snapshot, QThreadPool &pool, QObject *parent)
    : QObject(parent)
    , m_snapshot(snapshot)
    , m_pool(pool)
    , m_job(std::make_shared<Job>(path, snapshot))
{
    m_job->owner = this;
}

FileHasher::~FileHasher()
{
    const std::lock_guard lock(m_job->mutex);
    m_job->isOver = true;
    m_job->owner = nullptr;
}

void FileHasher::allowTo(qint64 offset)
{
    {
        const std::lock_guard lock(m_job->mutex);
        if (offset <= m_job->allowed || m_job->isOver)
            return;
        m_job->allowed = offset;
        if (m_job->isRunning)
            return;
        m_job->isRunning = true;
    }
    m_pool.start([job = m_job] { run(job); });
}

void FileHasher::run(const std::shared_ptr<Job> &job)
{
    for (;;) {
        qint64 end = 0;
        {
            const std::lock_guard lock(job->mutex);
            end = std::min(job->allowed, job->snapshot.size);
        }
        const bool isIntact = job->hashTo(end);
        const std::lock_guard lock(job->mutex);
        const bool isLast = !isIntact || end == job->snapshot.size;
        if (!isLast && std::min(job->allowed, job->snapshot.size) > end)
            continue;
        job->isRunning = false;
        if (isLast && job->owner) {
            const QByteArray result = isIntact ? job->hash.result() : QByteArray();
            // The owner's destructor waits for the lock, and deleting the owner drops calls that are queued for it.
            QMetaObject::invokeMethod(
                job->owner, [owner = job->owner, result] { owner->finish(result); }, Qt::QueuedConnection);
            job->isOver = true;
        }
        return;
    }
}

void FileHasher::finish(const QByteArray &result)
{
    m_result = result;
    m_isFinished = true;
    emit finished();
}

} // namespace pollux
