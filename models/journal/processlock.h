// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>
#include <memory>

namespace pollux {

/// A lock file that one program at a time holds, and that the system releases whenever and however the program ends.
/// QLockFile does not guarantee that: a program killed between creating and writing the file leaves a file that no
/// program can lock.
class ProcessLock final {
public:
    explicit ProcessLock(const QString &path);
    /// Releases the lock and removes the file.
    ~ProcessLock();
    ProcessLock(const ProcessLock &) = delete;
    ProcessLock &operator=(const ProcessLock &) = delete;

    /// Waits up to `patience` for another program to release it; blocks. Also returns false if the file cannot be
    /// created.
    bool tryLock(std::chrono::milliseconds patience = {});
    bool isLocked() const;

    /// Returns whether a program holds the lock of this file. Removes the file of a program that has ended.
    static bool isHeld(const QString &path);

private:
    bool tryOnce();

    class File;
    QString m_path;
    std::unique_ptr<File> m_file; // null while not locked
};

} // namespace pollux
