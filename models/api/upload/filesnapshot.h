// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>

namespace pollux {

/// What a file looked like at one moment. Two equal snapshots of one path mean that it was neither replaced nor, as far
/// as its times tell, written to in between.
struct FileSnapshot {
    qint64 size = 0;       ///< bytes
    qint64 modifiedNs = 0; ///< nanoseconds since 1970 UTC, as far as the file system counts them
    quint64 device = 0;
    quint64 inode = 0; ///< the file index on Windows

    /// Of the open file, not of whatever now has its path; asks the system anew each time.
    static FileSnapshot of(const QFile &file);
    /// Of what now has this path; all 0 where nothing has.
    static FileSnapshot ofPath(const QString &path);

    bool operator==(const FileSnapshot &) const = default;
};

} // namespace pollux
