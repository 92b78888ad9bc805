// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QCryptographicHash>
#include <QFile>
#include <QString>

namespace pollux {

/// The bytes of one upload: persisted in whole granules, hashed as they are persisted, kept in a file or only counted.
/// What is not yet a whole granule waits in memory. Not thread-safe.
class BodyStore {
public:
    /// `path`: file to write, removed with the object unless takeFile() was called; empty: nothing is kept.
    BodyStore(const QString &path, qint64 granularity);
    ~BodyStore();

    BodyStore(const BodyStore &) = delete;
    BodyStore &operator=(const BodyStore &) = delete;

    [[nodiscard]] qint64 persisted() const { return m_persisted; }
    /// persisted() plus the bytes that wait for their granule to fill.
    [[nodiscard]] qint64 received() const { return m_persisted + m_waiting.size(); }

    /// Bytes from this absolute offset on are thrown away (a planned fault); -1: no limit.
    void setLimit(qint64 limit)
    {
        m_limit = limit;
        m_limitWasHit = false;
    }
    /// True if bytes were thrown away since the last setLimit().
    [[nodiscard]] bool limitWasHit() const { return m_limitWasHit; }

    /// False if the file cannot be written.
    [[nodiscard]] bool append(QByteArrayView piece);
    /// Persists the waiting bytes too: for the last request, or for one that the limit cut off. False if the file
    /// cannot be written.
    [[nodiscard]] bool persistRest();
    void discardRest() { m_waiting.clear(); }
    /// Frees disk and memory; the counts are zero again.
    void discard();
    /// Forgets the persisted bytes after `offset`. False if that is not possible (nothing is kept, or offset out of
    /// range).
    [[nodiscard]] bool rollBack(qint64 offset);

    /// SHA-256 of the persisted bytes as 64 lower-case hex digits.
    [[nodiscard]] QByteArray hashHex() const;
    /// Path of the file, which then belongs to the caller; empty if nothing is kept. Nothing can be appended
    /// afterwards.
    [[nodiscard]] QString takeFile();

private:
    bool persist(QByteArrayView bytes);

    QFile m_file;
    bool m_isKept;
    qint64 m_granularity;
    qint64 m_persisted = 0;
    qint64 m_limit = -1;
    bool m_limitWasHit = false;
    QByteArray m_waiting;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
};

} // namespace pollux
