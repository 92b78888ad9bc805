// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/types/remotefile.h"
#include "models/items/files/textpool.h"

#include <memory>

namespace pollux {

/// A RemoteFile in about 150 bytes, where the plain struct needs more than 1,000. Lossless: times and numbers are
/// stored as they are, texts as UTF-8 one after the other, and texts that many files share (types, states, URIs without
/// the name) in a pool.
class PackedFile {
public:
    PackedFile(const RemoteFile &file, TextPool &pool);

    /// The original file; `pool` must be the one that it was packed with.
    RemoteFile unpack(const TextPool &pool) const;

    // Single fields, without unpacking the others.
    QString name() const;
    QString displayName() const;
    /// The display name, or the resource name if there is none.
    QString shownName() const;
    QString mimeType(const TextPool &pool) const;
    QString stateText(const TextPool &pool) const;
    QString sourceText(const TextPool &pool) const;
    RemoteFile::State state() const;
    std::optional<qint64> sizeBytes() const;
    std::optional<Timestamp> createTime() const;
    std::optional<Timestamp> updateTime() const;
    std::optional<Timestamp> expirationTime() const;
    std::optional<Duration> videoDuration() const;
    QByteArray sha256Hash() const;

private:
    struct Head;
    struct Texts;
    /// Fields that few files have.
    struct Rare {
        std::optional<Status> error;
        QJsonObject unknownFields;
    };

    const Head &head() const;
    template <typename Time>
    std::optional<Time> time(std::size_t which) const;
    Texts texts() const;
    /// The text from the pool, or from the file's own texts if it is not in the pool.
    QString pooled(quint16 Head::*number, const TextPool &pool) const;

    std::unique_ptr<char[]> m_bytes;
    std::unique_ptr<Rare> m_rare;
};

} // namespace pollux
