// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/upload/filehasher.h"

namespace pollux {

/// Finds out whether a file whose modification time or identity changed while it was being sent still begins with the
/// bytes that were read before: compares the hash of those bytes with that of the file as it is.
///
/// Lives in the thread of its owner; finished() is emitted from that thread's event loop, once for each check(). May be
/// deleted at any time, except from a slot of finished().
class FileChangeCheck final : public QObject {
    Q_OBJECT

public:
    enum class Verdict {
        Same,
        Differs,
        ChangedAgain ///< while it was read; check() may be called again
    };

    /// `hasher` has hashed the file as it was; null: nothing is known about it. The pool must outlive this object, and
    /// may be null if the hasher is.
    FileChangeCheck(const QString &path, std::unique_ptr<FileHasher> hasher, QThreadPool *pool);
    ~FileChangeCheck() override;

    /// `snapshot`: of the file as it is.
    void check(const FileSnapshot &snapshot);

    /// Valid after finished().
    Verdict verdict() const { return m_verdict; }
    /// Valid after Same: the bytes before this offset are the same as before. 0 if nothing is known.
    qint64 unchangedBytes() const { return m_before.bytes; }

signals:
    void finished();

private:
    void compare();
    void end(Verdict verdict);

    QString m_path;
    std::unique_ptr<FileHasher> m_hasher;  // of the file as it was
    std::unique_ptr<FileHasher> m_current; // of the file as it is
    QThreadPool *m_pool;
    FileSnapshot m_snapshot;
    FileHasher::Prefix m_before;
    Verdict m_verdict = Verdict::Same;
};

} // namespace pollux
