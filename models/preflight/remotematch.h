// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"

#include <QMultiHash>

#include <functional>
#include <optional>

namespace pollux {

/// Finds the file on the server that has the same content as a local file. Blocks on the disk, so never in the GUI
/// thread.
class RemoteMatch final {
public:
    /// Only usable files are compared: ACTIVE or PROCESSING, with more than an hour until they expire. `now`: the time
    /// of the service. `isCancelled` may be empty; it is called for each block that is read, and true ends the reading.
    RemoteMatch(const QList<RemoteFile> &remoteFiles, const QDateTime &now, std::function<bool()> isCancelled);

    /// Reads the whole local file to compare its SHA-256, but only if a remote file has its size (bytes). Returns
    /// nothing if it cannot be read.
    std::optional<RemoteFile> find(const QString &path, qint64 size) const;

private:
    QByteArray hashOf(const QString &path) const;

    QMultiHash<qint64, RemoteFile> m_filesBySize;
    std::function<bool()> m_isCancelled;
};

} // namespace pollux
