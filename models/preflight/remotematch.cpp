// SPDX-License-Identifier: Apache-2.0
#include "models/preflight/remotematch.h"

#include "models/api/upload/sha256.h"

#include <QFile>

#include <algorithm>
#include <chrono>
#include <utility>

namespace pollux {

namespace {

constexpr qint64 blockSize = qint64{256} * 1024; // bytes
/// A file that expires sooner is not offered for reuse.
constexpr std::chrono::seconds minLife = std::chrono::hours(1);

bool isUsable(const RemoteFile &file, const QDateTime &soon)
{
    const bool isThere = file.state == RemoteFile::State::Active || file.state == RemoteFile::State::Processing;
    return isThere && (!file.expirationTime || file.expirationTime->toDateTime() > soon);
}

} // namespace

RemoteMatch::RemoteMatch(const QList<RemoteFile> &remoteFiles, const QDateTime &now, std::function<bool()> isCancelled)
    : m_isCancelled(std::move(isCancelled))
{
    const QDateTime soon = now.addSecs(minLife.count());
    for (const RemoteFile &file : remoteFiles) {
        if (file.sizeBytes && !file.sha256Hash.isEmpty() && isUsable(file, soon))
            m_filesBySize.insert(*file.sizeBytes, file);
    }
}

std::optional<RemoteFile> RemoteMatch::find(const QString &path, qint64 size) const
{
    const QList<RemoteFile> candidates = m_filesBySize.values(size);
    if (candidates.isEmpty())
        return std::nullopt;
    const QByteArray hash = hashOf(path);
    const auto match = std::ranges::find(candidates, hash, &RemoteFile::sha256Hash);
    return match == candidates.cend() ? std::nullopt : std::optional(*match);
}

/// Empty if the file cannot be read to its end.
QByteArray RemoteMatch::hashOf(const QString &path) const
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return {};
    Sha256 hash;
    QByteArray block(blockSize, Qt::Uninitialized);
    qint64 count = 0;
    while ((count = file.read(block.data(), blockSize)) > 0) {
        if (m_isCancelled && m_isCancelled())
            return {};
        hash.add(QByteArrayView(block).first(count));
    }
    return count == 0 ? hash.result() : QByteArray();
}

} // namespace pollux
