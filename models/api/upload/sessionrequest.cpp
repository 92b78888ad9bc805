// SPDX-License-Identifier: Apache-2.0
#include "models/api/upload/sessionrequest.h"

#include <utility>

namespace pollux {

SessionRequest::SessionRequest(QNetworkAccessManager &network, QObject *parent)
    : QObject(parent)
    , m_network(network)
{
    m_silence.setSingleShot(true);
    connect(&m_silence, &QTimer::timeout, this, [this] {
        if (m_reply)
            m_reply->abort();
    });
}

void SessionRequest::post(const QNetworkRequest &request, QIODevice *body, ReplyReader::Callback callback)
{
    m_reply = m_network.post(request, body);
    // Qt reads the body for as long as the reply lives.
    body->setParent(m_reply);
    ReplyReader::read(m_reply, this, [this, callback = std::move(callback)](const ServerAnswer &answer) {
        m_silence.stop();
        m_reply = nullptr;
        callback(answer);
    });
    if (m_reply)
        connect(m_reply, &QNetworkReply::uploadProgress, this, &SessionRequest::progressed);
}

void SessionRequest::abort()
{
    m_silence.stop();
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    // The reader is deleted first, because it must not report an abort that the owner asked for.
    const auto readers = reply->findChildren<ReplyReader *>(QString(), Qt::FindDirectChildrenOnly);
    qDeleteAll(readers);
    disconnect(reply, nullptr, this, nullptr);
    reply->abort();
    reply->deleteLater();
}

} // namespace pollux
