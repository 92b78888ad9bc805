// SPDX-License-Identifier: Apache-2.0
#include "app/demo/service/bodystore.h"

#include <algorithm>

namespace pollux {

BodyStore::BodyStore(const QString &path, qint64 granularity)
    : m_file(path)
    , m_isKept(!path.isEmpty())
    , m_granularity(granularity)
{
}

BodyStore::~BodyStore()
{
    if (m_isKept) {
        m_file.remove();
    }
}

bool BodyStore::append(QByteArrayView piece)
{
    if (m_limit >= 0) {
        const qint64 allowed = std::clamp<qint64>(m_limit - received(), 0, piece.size());
        m_limitWasHit = m_limitWasHit || allowed < piece.size();
        piece = piece.first(allowed);
    }
    while (!piece.isEmpty()) {
        const qint64 taken = std::min<qint64>(piece.size(), m_granularity - m_waiting.size());
        m_waiting.append(piece.first(taken));
        piece = piece.sliced(taken);
        if (m_waiting.size() == m_granularity && !persistRest()) {
            return false;
        }
    }
    return true;
}

bool BodyStore::persistRest()
{
    const bool done = persist(m_waiting);
    // Keeps the allocation for the next granule.
    m_waiting.resize(0);
    return done;
}

bool BodyStore::persist(QByteArrayView bytes)
{
    if (m_isKept) {
        const bool isOpen = m_file.isOpen() || m_file.open(QIODevice::ReadWrite | QIODevice::Unbuffered);
        if (!isOpen || !m_file.seek(m_persisted) || m_file.write(bytes.data(), bytes.size()) != bytes.size()) {
            return false;
        }
    }
    m_hash.addData(bytes);
    m_persisted += bytes.size();
    return true;
}

bool BodyStore::rollBack(qint64 offset)
{
    if (!m_isKept || offset < 0 || offset > m_persisted) {
        return false;
    }
    discardRest();
    m_hash.reset();
    m_persisted = offset;
    return !m_file.isOpen() || (m_file.resize(offset) && m_file.seek(0) && m_hash.addData(&m_file));
}

void BodyStore::discard()
{
    m_waiting.clear();
    m_hash.reset();
    m_persisted = 0;
    if (m_file.isOpen()) {
        m_file.resize(0);
    }
}

QByteArray BodyStore::hashHex() const
{
    return m_hash.result().toHex();
}

QString BodyStore::takeFile()
{
    if (!m_isKept) {
        return {};
    }
    m_isKept = false;
    m_waiting.clear();
    // The file of an empty upload has not been created yet.
    if (!m_file.isOpen() && !m_file.open(QIODevice::ReadWrite)) {
        return {};
    }
    m_file.close();
    return m_file.fileName();
}

} // namespace pollux
