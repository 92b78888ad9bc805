// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"

#include <QObject>

#include <memory>

class QThreadPool;

namespace pollux {

/// SHA-256 of a local file, computed in a thread pool beside whatever else is done with the file: it reads up to where
/// it is allowed, so that it follows a sender through pages that are still in memory. It opens the file itself and
/// compares it with the snapshot first, so a path that was given to another file meanwhile gives no hash.
///
/// Lives in the thread of its owner; finished() comes through that thread's event loop, once: after the whole file was
/// allowed and read, or as soon as the file turns out not to be what it was. May be deleted at any time; that waits for
/// no reading.
class FileHasher final : public QObject {
    Q_OBJECT

public:
    /// The pool must outlive the hasher.
    FileHasher(const QString &path, const FileSnapshot &snapshot, QThreadPool &pool, QObject *parent = nullptr);
    ~FileHasher() override;

    /// Bytes before `offset` may be read from now on; a smaller offset than before changes nothing.
    void allowTo(qint64 offset);
    /// The whole file may be read.
    void allowAll() { allowTo(m_snapshot.size); }

    bool isFinished() const { return m_isFinished; }
    /// The 32 raw bytes; empty before finished(), and where the file could not be read as it was.
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
