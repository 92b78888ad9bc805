// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/exchange.h"

#include <QElapsedTimer>
#include <QMutex>
#include <QObject>

#include <algorithm>
#include <atomic>
#include <deque>
#include <memory>

class QNetworkReply;
class QNetworkRequest;

namespace pollux {

/// The latest exchanges with the service, bounded in number and size: the oldest are dropped first. RequestFactory
/// attaches the log to each request, and ReplyReader, which reads every answer, records the exchange in it.
///
/// Thread-safe: requests are made in the GUI thread and in those of the uploads. changed() comes in the thread of this
/// object.
class ExchangeLog final : public QObject {
    Q_OBJECT

public:
    static constexpr int maxExchanges = 2000;
    static constexpr qint64 maxBytes = qint64{8} * 1024 * 1024;      ///< of texts, about
    static constexpr qsizetype maxBodyLength = qsizetype{64} * 1024; ///< characters

    /// The record of one exchange under way. Ends it when it is destroyed, at the latest.
    class Recorder {
    public:
        Recorder(std::shared_ptr<ExchangeLog> log, const QNetworkReply &reply);
        ~Recorder();
        Recorder(const Recorder &) = delete;
        Recorder &operator=(const Recorder &) = delete;

        /// Qt counts down to 0 again at the end of a body: the most counts.
        void setBytesSent(qint64 bytes) { m_exchange.requestBody.size = std::max(m_exchange.requestBody.size, bytes); }
        /// `error`: why there is no complete answer; empty where there is one.
        void end(const QNetworkReply &reply, const QByteArray &body, const QString &error);

    private:
        void store();

        std::shared_ptr<ExchangeLog> m_log;
        Exchange m_exchange;
        QElapsedTimer m_timer;
    };

    using QObject::QObject;

    /// False: what begins from now on is not recorded, and costs nothing.
    void setRecording(bool records) { m_isRecording = records; }
    bool isRecording() const { return m_isRecording; }

    /// Oldest first.
    QList<Exchange> exchanges() const;
    void clear();

    // How a request carries what is recorded of it.
    static void attach(QNetworkRequest &request, const std::shared_ptr<ExchangeLog> &log);
    /// A body that is text; not for the content of files.
    static void describeBody(QNetworkRequest &request, const QByteArray &json);
    static void setAttempt(QNetworkRequest &request, int attempt);
    /// Null where the request carries no log, or its log does not record.
    static std::unique_ptr<Recorder> record(const QNetworkReply &reply);

signals:
    /// Something was recorded or cleared. Emitted once for changes that come close together.
    void changed();

private:
    void put(const Exchange &exchange);
    void announce();

    mutable QMutex m_mutex; // guards the three below
    std::deque<Exchange> m_exchanges;
    quint64 m_lastNumber = 0;
    qint64 m_bytes = 0;
    std::atomic<bool> m_isRecording = true;
    std::atomic<bool> m_isAnnounced = false;
};

} // namespace pollux
