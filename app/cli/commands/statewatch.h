// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/statepoller.h"

#include <QSet>
#include <QTimer>

namespace pollux {

/// Follows files of one account that the service works on until each is ACTIVE,
/// FAILED or gone, and gives up when the service stays silent for too long.
class StateWatch final : public QObject {
    Q_OBJECT

public:
    /// The manager must outlive this object. `patience`: how long no answer may
    /// come.
    StateWatch(QNetworkAccessManager &network, const RequestFactory &requests, std::chrono::seconds patience,
               QObject *parent = nullptr);

    ApiClient &client() { return m_client; }
    /// Begins to follow a PROCESSING file; others are left alone.
    void consider(const RemoteFile &file);
    int watchedCount() const { return static_cast<int>(m_names.size()); }

signals:
    /// A file was read again; it is followed on while it is PROCESSING.
    void updated(const pollux::RemoteFile &file);
    void gone(const QString &name);
    /// No answer came for too long, for this reason; nothing is followed any
    /// more.
    void failed(const pollux::ApiError &error);

private:
    void handleUpdate(const RemoteFile &file);
    void handleGone(const QString &name);
    void waitForAnswer();
    void askWhyItIsSilent();

    ApiClient m_client;
    StatePoller m_poller;
    std::chrono::seconds m_patience;
    QSet<QString> m_names;
    QTimer m_silence;
};

} // namespace pollux
