// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filesnapshot.h"

#include <QObject>

#include <memory>
#include <optional>

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
    /// The bytes that a file begins with.
    struct Prefix {
        qint64 bytes = 0;
        QByteArray sha256; ///< 32 raw bytes

        bool operator==(const Prefix &) const = default;
    };

    /// The pool must outlive the hasher. Only the first `length` bytes are hashed; nothing: the whole file.
    FileHasher(const QString &path, const FileSnapshot &snapshot, QThreadPool &pool,
               std::optional<qint64> length = std::nullopt);
    ~FileHasher() override;

    /// Permits reading the bytes before `offset`; has no effect if `offset` is smaller than before.
    void allowTo(qint64 offset);
    /// Permits reading all that is to be hashed.
    void allowAll() { allowTo(m_length); }
    /// Ends the hashing where it is; finished() follows, unless it was emitted before.
    void stop();

    bool isFinished() const { return m_isFinished; }
    /// The 32 raw bytes; empty before finished(), and if the file could not be read or has changed.
    QByteArray result() const { return m_result; }
    /// What was read while the file matched the snapshot; empty before finished().
    Prefix prefix() const { return m_prefix; }

signals:
    void finished();

private:
    struct Job; // shared with the pool

    static void run(const std::shared_ptr<Job> &job);
    void finish(const Prefix &prefix, bool isIntact);

    qint64 m_length;
    QThreadPool &m_pool;
    std::shared_ptr<Job> m_job;
    QByteArray m_result;
    Prefix m_prefix;
    bool m_isFinished = false;
};

} // namespace pollux
