// SPDX-License-Identifier: Apache-2.0
#include "models/api/contenthash.h"

namespace pollux {

void ContentHash::add(qint64 offset, QByteArrayView bytes)
{
    if (offset > m_hashedBytes)
        m_hasGap = true;
    const qint64 known = m_hashedBytes - offset;
    if (m_hasGap || known >= bytes.size())
        return;
    m_hash.addData(bytes.sliced(known));
    m_hashedBytes = offset + bytes.size();
}

QByteArray ContentHash::result(qint64 size) const
{
    return m_hasGap || m_hashedBytes != size ? QByteArray() : m_hash.result();
}

} // namespace pollux
