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
    Job(const QString &path, const FileSnapshot &expected, qint64 bytes)
        : file(path)
        , snapshot(expected)
        , length(bytes)
    {
    }

    /// Reads up to `end`, or less if the hasher is to stop. False if the file cannot be read or has changed, or if the
    /// hasher is gone.
    bool hashTo(qint64 end)
    {
        if (!file.isOpen()) {
            if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || FileSnapshot::of(file) != snapshot)
                return false;
            block.resize(blockSize);
        }
        while (hashed < end) {
            const qint64 count = file.read(block.data(), std::min(blockSize, end - hashed));
            // Checked after the read, so that a change during the read is detected too.
            if (count <= 0 || FileSnapshot::of(file) != snapshot)
                return false;
            hash.add(QByteArrayView(block).first(count));
            hashed += count;
            const std::lock_guard lock(mutex);
            if (isOver || isStopping)
                return !isOver;
        }
        return true;
    }

    QFile file;
    const FileSnapshot snapshot;
    const qint64 length;
    Sha256 hash;
    QByteArray block;
    qint64 hashed = 0; // bytes

    std::mutex mutex;
    qint64 allowed = -1;
    bool isRunning = false;
    bool isStopping = false;
    bool isOver = false;         // the result was delivered, or the hasher is gone
    FileHasher *owner = nullptr; // null once it is gone
};

FileHasher::FileHasher(const QString &path, const FileSnapshot &snapshot, QThreadPool &pool,
                       std::optional<qint64> length)
    : m_length(length.value_or(snapshot.size))
    , m_pool(pool)
    , m_job(std::make_shared<Job>(path, snapshot, m_length))
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

void FileHasher::stop()
{
    {
        const std::lock_guard lock(m_job->mutex);
        m_job->isStopping = true;
        if (m_job->isRunning || m_job->isOver)
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
            end = job->isStopping ? job->hashed : std::min(job->allowed, job->length);
        }
        const bool isIntact = job->hashTo(end);
        const std::lock_guard lock(job->mutex);
        const bool isLast = !isIntact || job->isStopping || end == job->length;
        if (!isLast && std::min(job->allowed, job->length) > end)
            continue;
        job->isRunning = false;
        if (isLast && job->owner) {
            const Prefix prefix{job->hashed, job->hash.result()};
            // The owner's destructor waits for the lock, and deleting the owner drops calls that are queued for it.
            QMetaObject::invokeMethod(
                job->owner, [owner = job->owner, prefix, isIntact] { owner->finish(prefix, isIntact); },
                Qt::QueuedConnection);
            job->isOver = true;
        }
        return;
    }
}

void FileHasher::finish(const Prefix &prefix, bool isIntact)
{
    m_prefix = prefix;
    if (isIntact && prefix.bytes == m_length)
        m_result = prefix.sha256;
    m_isFinished = true;
    emit finished();
}

} // namespace pollux
