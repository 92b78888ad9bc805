// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/demo/http/httpmessage.h"

#include <QDateTime>

#include <deque>
#include <mutex>

namespace pollux {

/// What the server saw of one request, and what it answered.
struct RequestRecord {
    QByteArray method;
    QByteArray path;  ///< as sent, without the query
    QByteArray query; ///< as sent, without the question mark
    QList<HttpHeader> headers;
    QByteArray command;    ///< upload command in lower case, words joined by ", "; empty if none
    QByteArray offset;     ///< X-Goog-Upload-Offset as sent; empty if none
    QByteArray body;       ///< the JSON of starts and of calls to stores, up to 64 KiB; empty for content of uploads
    qint64 bodyBytes = 0;  ///< bytes of the body that were read, growing while the request runs
    bool keyInUrl = false; ///< the key was sent as a query parameter, which servers write to logs
    int faultId = 0;       ///< rule of the fault script that was applied, 0 if none
    int status = 0;        ///< answered HTTP status; 0: none yet, or the connection was dropped without one
    QDateTime receivedAt;  ///< UTC
    bool finished = false; ///< the server is done with the request

    [[nodiscard]] QByteArray header(QByteArrayView name) const;
};

/// The last 20,000 requests. Thread-safe.
class RequestLog {
public:
    using Id = qint64;

    [[nodiscard]] Id add(RequestRecord record);
    void addBodyBytes(Id id, qint64 count);
    void setFault(Id id, int faultId);
    void finish(Id id, int status, const QByteArray &body);

    [[nodiscard]] QList<RequestRecord> records() const;
    void clear();

private:
    /// nullptr if the record was cleared in the meantime; m_mutex must be held.
    RequestRecord *find(Id id);

    mutable std::mutex m_mutex;
    std::deque<RequestRecord> m_records;
    Id m_firstId = 0; ///< id of m_records.front()
};

} // namespace pollux
