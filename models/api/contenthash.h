// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArrayView>
#include <QCryptographicHash>

namespace pollux {

/// SHA-256 of a file whose parts are read in order but some of them more than once, as an upload does after a break.
/// Each byte counts once: what lies below the highest byte seen so far is passed over.
class ContentHash {
public:
    /// Takes bytes read at `offset`; a gap between them and what was seen before makes the hash incomplete for good.
    void add(qint64 offset, QByteArrayView bytes);

    qint64 hashedBytes() const { return m_hashedBytes; }
    /// The 32 raw bytes, or empty where less or more than `size` bytes have passed.
    QByteArray result(qint64 size) const;

private:
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    qint64 m_hashedBytes = 0;
    bool m_hasGap = false;
};

} // namespace pollux
