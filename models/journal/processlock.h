// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <chrono>
#include <memory>

namespace pollux {

/// A lock file that one program at a time holds, and that the system releases however and whenever the program ends. A
/// QLockFile does not do that: killed between making its file and writing it, it leaves one that nobody can take.
class ProcessLock final {
public:
    explicit ProcessLock(const QString &path);
    /// Releases the lock and removes the file.
    ~ProcessLock();
    ProcessLock(const ProcessLock &) = delete;
    ProcessLock &operator=(const ProcessLock &) = delete;

    /// Waits up to `patience` for another program to release it; blocks. False also where the file cannot be made.
    bool tryLock(std::chrono::milliseconds patience = {});
    bool isLocked() const;

    /// True while a program holds the lock of this file. One that was left behind is removed.
    static bool isHeld(const QString &path);

private:
    bool tryOnce();

    class File;
    QString m_path;
    std::unique_ptr<File> m_file; // null while not locked
};

} // namespace pollux
