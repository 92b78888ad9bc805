// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/replyreader.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QTimer>

namespace pollux {

/// Sends the requests of an upload, at most one at a time. Lives in the thread of the network manager, which must
/// outlive it.
class SessionRequest final : public QObject {
    Q_OBJECT

public:
    explicit SessionRequest(QNetworkAccessManager &network, QObject *parent = nullptr);
    ~SessionRequest() override { abort(); }

    /// `callback` runs once, unless abort() is called first. Takes ownership of `body`, which becomes a child of the
    /// reply.
    void post(const QNetworkRequest &request, QIODevice *body, ReplyReader::Callback callback);
    /// Ends the request without a callback.
    void abort();
    /// Ends the request as a Timeout, with its callback, after `time`. Another call restarts the timer.
    void expectWithin(std::chrono::milliseconds time) { m_silence.start(time); }

signals:
    /// Qt has sent `bytes` bytes of the body.
    void progressed(qint64 bytes);

private:
    QNetworkAccessManager &m_network;
    QPointer<QNetworkReply> m_reply; // deleted by its ReplyReader
    QTimer m_silence;
};

} // namespace pollux
