// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/items/files/statepoller.h"

#include <QSet>
#include <QTimer>

namespace pollux {

/// Polls files of one account that are PROCESSING until each is ACTIVE, FAILED or gone, and gives up when no answer
/// comes for too long.
class StateWatch final : public QObject {
    Q_OBJECT

public:
    /// The manager must outlive this object. `patience`: the longest time without an answer.
    StateWatch(QNetworkAccessManager &network, const RequestFactory &requests, std::chrono::seconds patience,
               QObject *parent = nullptr);

    ApiClient &client() { return m_client; }
    /// Starts polling a PROCESSING file; others are ignored.
    void consider(const RemoteFile &file);
    int watchedCount() const { return static_cast<int>(m_names.size()); }

signals:
    /// A file was read again; polling goes on while it is PROCESSING.
    void updated(const pollux::RemoteFile &file);
    void gone(const QString &name);
    /// No answer came for too long, for this reason; polling has stopped.
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
