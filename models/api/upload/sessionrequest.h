// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/replyreader.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QTimer>

namespace pollux {

/// The request of an upload that is under way, at most one at a time. Lives in the thread of the network manager, which
/// must outlive it.
class SessionRequest final : public QObject {
    Q_OBJECT

public:
    explicit SessionRequest(QNetworkAccessManager &network, QObject *parent = nullptr);
    ~SessionRequest() override { abort(); }

    /// `callback` runs once, unless abort() comes before. Takes the body, whose parent becomes the reply.
    void post(const QNetworkRequest &request, QIODevice *body, ReplyReader::Callback callback);
    /// Ends the request without a callback.
    void abort();
    /// Ends it as a Timeout, with a callback, unless this is called again before so much time is over.
    void expectWithin(std::chrono::milliseconds time) { m_silence.start(time); }

signals:
    /// Qt has handed over so many bytes of the body.
    void progressed(qint64 bytes);

private:
    QNetworkAccessManager &m_network;
    QPointer<QNetworkReply> m_reply; // deleted by its ReplyReader
    QTimer m_silence;
};

} // namespace pollux
