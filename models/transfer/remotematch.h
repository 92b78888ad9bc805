// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"

#include <QMultiHash>

#include <functional>
#include <optional>

namespace pollux {

/// Finds the file of the server that has the same content as a local one. Reads local files, so it is for a thread
/// that may wait.
class RemoteMatch final {
public:
    /// Only files that can be worked with are looked at: ACTIVE or PROCESSING, and with more than an hour to live.
    /// `isCancelled` may be empty; it is asked for each block that is read, and true ends the reading.
    RemoteMatch(const QList<RemoteFile> &remoteFiles, std::function<bool()> isCancelled);

    /// Reads the local file whole, to compare its SHA-256, but only where its size (bytes) is that of a remote file.
    /// Nothing where it cannot be read.
    std::optional<RemoteFile> find(const QString &path, qint64 size) const;

private:
    QByteArray hashOf(const QString &path) const;

    QMultiHash<qint64, RemoteFile> m_filesBySize;
    std::function<bool()> m_isCancelled;
};

} // namespace pollux
