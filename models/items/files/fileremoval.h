// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"

#include <QObject>
#include <QSet>
#include <QStringList>

#include <utility>

namespace pollux {

/// Deletes files on the server, at most four at the same time, and collects how each of them ended.
///
/// Lives in the thread of the client's network manager. Its death aborts what is under way without a signal.
class FileRemoval final : public QObject {
    Q_OBJECT

public:
    using Failure = std::pair<QString, ApiError>;

    static constexpr int maxInFlight = 4;

    /// Resource names; one that is named twice is deleted once. The client must outlive the object.
    FileRemoval(ApiClient &client, const QStringList &names);

    void start();

    const QStringList &removed() const { return m_removed; }
    const QList<Failure> &failed() const { return m_failed; }
    /// Names whose deletion has not been answered or not been asked for.
    QStringList unanswered() const;

signals:
    /// The server confirmed that the file is gone.
    void fileRemoved(const QString &name);
    /// Every name was answered. Never from within start().
    void finished();

private:
    void deleteNext();
    void handleAnswer(const QString &name, const Result<Nothing> &answer);

    ApiClient &m_client;
    QStringList m_waiting;
    QSet<QString> m_inFlight;
    QStringList m_removed;
    QList<Failure> m_failed;
};

} // namespace pollux
