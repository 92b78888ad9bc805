// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFile>

namespace pollux {

/// Identity, size and modification time of a file at one moment. If two snapshots of a path are equal, the file was not
/// replaced between them nor, judging by its modification time, written to.
struct FileSnapshot {
    qint64 size = 0;       ///< bytes
    qint64 modifiedNs = 0; ///< nanoseconds since 1970 UTC, with the resolution of the file system
    quint64 device = 0;
    quint64 inode = 0; ///< the file index on Windows

    /// Of the open file, even if its path now leads to another file. Queries the system on each call.
    static FileSnapshot of(const QFile &file);
    /// Of the file at this path; all 0 if there is none.
    static FileSnapshot ofPath(const QString &path);

    bool operator==(const FileSnapshot &) const = default;
};

/// True for a file, open for reading and at its beginning, whose size reads 0 although it has content: one that the
/// system makes up while it is read, as under /proc.
bool hasUnstatedContent(QFile &file);

} // namespace pollux
