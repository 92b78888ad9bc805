// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <memory>

namespace pollux {

class ProcessLock;

/// Shows other programs that this one runs: a lock file with a name of its own, beside the file that several programs
/// share. The system releases it however the program ends. Lock files of crashed programs are removed.
class OwnerLock final {
public:
    /// With an empty `sharedFile` no other program can see this one.
    explicit OwnerLock(const QString &sharedFile);
    ~OwnerLock();
    OwnerLock(const OwnerLock &) = delete;
    OwnerLock &operator=(const OwnerLock &) = delete;

    /// A UUID, new for each program.
    QString id() const { return m_id; }
    /// Returns whether other programs can see this one; tries again if the lock failed before.
    bool hold();
    /// Returns whether another program holds the lock of this id. Removes the lock file of a program that has ended.
    bool isAlive(const QString &id) const;

private:
    QString lockPath(const QString &id) const;
    void clearLeftovers() const;

    QString m_sharedFile;
    QString m_id;
    std::unique_ptr<ProcessLock> m_lock; // null if no other program can see this one
};

} // namespace pollux
