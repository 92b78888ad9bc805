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

/// The latest exchanges with the service, limited in number and size: the oldest are dropped first. RequestFactory
/// attaches the log to each request, and ReplyReader, which reads every answer, records the exchange in it.
///
/// Thread-safe: requests are made in the GUI thread and in the upload threads. changed() is emitted in the thread of
/// this object.
class ExchangeLog final : public QObject {
    Q_OBJECT

public:
    static constexpr int maxExchanges = 2000;
    static constexpr qint64 maxBytes = qint64{8} * 1024 * 1024;      ///< approximate size of all texts
    static constexpr qsizetype maxBodyLength = qsizetype{64} * 1024; ///< characters

    /// Records one exchange under way. The destructor marks the exchange as aborted if end() has not been called.
    class Recorder {
    public:
        Recorder(std::shared_ptr<ExchangeLog> log, const QNetworkReply &reply);
        ~Recorder();
        Recorder(const Recorder &) = delete;
        Recorder &operator=(const Recorder &) = delete;

        /// Keeps the maximum: Qt may report 0 again at the end of a body.
        void setBytesSent(qint64 bytes) { m_exchange.requestBody.size = std::max(m_exchange.requestBody.size, bytes); }
        /// `error` says why there is no complete answer; empty if there is one.
        void end(const QNetworkReply &reply, const QByteArray &body, const QString &error);

    private:
        void store();

        std::shared_ptr<ExchangeLog> m_log;
        Exchange m_exchange;
        QElapsedTimer m_timer;
    };

    using QObject::QObject;

    /// If false, requests made afterwards are not recorded and cost no memory.
    void setRecording(bool records) { m_isRecording = records; }
    bool isRecording() const { return m_isRecording; }

    /// Oldest first.
    QList<Exchange> exchanges() const;
    void clear();

    // These store what is recorded in attributes of the request.
    static void attach(QNetworkRequest &request, const std::shared_ptr<ExchangeLog> &log);
    /// Sets the request body to show. For JSON only, not for the content of files.
    static void describeBody(QNetworkRequest &request, const QByteArray &json);
    static void setAttempt(QNetworkRequest &request, int attempt);
    /// Null if the request has no log attached (see attach()).
    static std::unique_ptr<Recorder> record(const QNetworkReply &reply);

signals:
    /// An exchange was recorded, or the log was cleared. Changes in quick succession are combined into one signal.
    void changed();

private:
    void put(const Exchange &exchange);
    void announce();

    mutable QMutex m_mutex; // guards the next three members
    std::deque<Exchange> m_exchanges;
    quint64 m_lastNumber = 0;
    qint64 m_bytes = 0;
    std::atomic<bool> m_isRecording = true;
    std::atomic<bool> m_isAnnounced = false;
};

} // namespace pollux
