// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"

#include <QObject>

#include <memory>

class QThreadPool;

namespace pollux {

/// Computes the SHA-256 of a local file in a thread pool while the file is being uploaded. It reads only as far as
/// allowTo() permits, so that it stays close to the sender and reads pages that are still in memory. It opens the file
/// itself and compares it with the snapshot first: if the path now leads to another file, there is no hash.
///
/// Lives in the thread of its owner; finished() is emitted once, from that thread's event loop: after the whole file
/// has been read, or as soon as the file cannot be read or has changed. May be deleted at any time; the destructor does
/// not wait for the pool.
class FileHasher final : public QObject {
    Q_OBJECT

public:
    /// The pool must outlive the hasher.
    FileHasher(const QString &path, const FileSnapshot &snapshot, QThreadPool &pool, QObject *parent = nullptr);
    ~FileHasher() override;

    /// Permits reading the bytes before `offset`; has no effect if `offset` is smaller than before.
    void allowTo(qint64 offset);
    /// Permits reading the whole file.
    void allowAll() { allowTo(m_snapshot.size); }

    bool isFinished() const { return m_isFinished; }
    /// The 32 raw bytes; empty before finished(), and if the file could not be read or has changed.
    QByteArray result() const { return m_result; }

signals:
    void finished();

private:
    struct Job; // shared with the pool

    static void run(const std::shared_ptr<Job> &job);
    void finish(const QByteArray &result);

    FileSnapshot m_snapshot;
    QThreadPool &m_pool;
    std::shared_ptr<Job> m_job;
    QByteArray m_result;
    bool m_isFinished = false;
};

} // namespace pollux
