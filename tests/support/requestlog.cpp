// SPDX-License-Identifier: Apache-2.0
#include "tests/support/requestlog.h"

namespace pollux {

namespace {

constexpr size_t capacity = 20'000;

} // namespace

QByteArray RequestRecord::header(QByteArrayView name) const
{
    for (const auto &[headerName, value] : headers) {
        if (headerName.compare(name, Qt::CaseInsensitive) == 0) {
            return value;
        }
    }
    return {};
}

RequestLog::Id RequestLog::add(RequestRecord record)
{
    const std::lock_guard lock(m_mutex);
    m_records.push_back(std::move(record));
    if (m_records.size() > capacity) {
        m_records.pop_front();
        ++m_firstId;
    }
    return m_firstId + static_cast<Id>(m_records.size()) - 1;
}

void RequestLog::addBodyBytes(Id id, qint64 count)
{
    const std::lock_guard lock(m_mutex);
    if (RequestRecord *record = find(id)) {
        record->bodyBytes += count;
    }
}

void RequestLog::setFault(Id id, int faultId)
{
    const std::lock_guard lock(m_mutex);
    if (RequestRecord *record = find(id)) {
        record->faultId = faultId;
    }
}

void RequestLog::finish(Id id, int status, const QByteArray &body)
{
    const std::lock_guard lock(m_mutex);
    if (RequestRecord *record = find(id)) {
        record->status = status;
        record->body = body;
        record->finished = true;
    }
}

QList<RequestRecord> RequestLog::records() const
{
    const std::lock_guard lock(m_mutex);
    return QList<RequestRecord>(m_records.cbegin(), m_records.cend());
}

void RequestLog::clear()
{
    const std::lock_guard lock(m_mutex);
    m_firstId += static_cast<Id>(m_records.size());
    m_records.clear();
}

RequestRecord *RequestLog::find(Id id)
{
    const Id index = id - m_firstId;
    return index >= 0 && index < static_cast<Id>(m_records.size()) ? &m_records[static_cast<size_t>(index)] : nullptr;
}

} // namespace pollux
