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
    /// `sharedFile` empty: an owner that nobody else can see.
    explicit OwnerLock(const QString &sharedFile);
    ~OwnerLock();
    OwnerLock(const OwnerLock &) = delete;
    OwnerLock &operator=(const OwnerLock &) = delete;

    /// A UUID, new for each program.
    QString id() const { return m_id; }
    /// True when other programs can see this one; tries once more where that failed before.
    bool hold();
    /// True while another program holds the lock of this id. A lock file that was left behind is removed.
    bool isAlive(const QString &id) const;

private:
    QString lockPath(const QString &id) const;
    void clearLeftovers() const;

    QString m_sharedFile;
    QString m_id;
    std::unique_ptr<ProcessLock> m_lock; // null where nobody else can see this one
};

} // namespace pollux
