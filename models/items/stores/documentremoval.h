// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/storesclient.h"

#include <QObject>
#include <QSet>
#include <QStringList>

#include <utility>

namespace pollux {

/// Deletes documents with their chunks (force), at most four at the same time, and collects how each of them ended. It
/// keeps to the account of the client that it was made with, also when that client gets another one.
///
/// Lives in the thread of the client's network manager. Its death aborts what is under way without a signal.
class DocumentRemoval final : public QObject {
    Q_OBJECT

public:
    using Failure = std::pair<QString, ApiError>;

    static constexpr int maxInFlight = 4;

    /// Resource names; one that is named twice is deleted once.
    DocumentRemoval(const StoresClient &client, const QStringList &names, QObject *parent = nullptr);

    void start();
    /// No further document is asked for; finished() comes when those under way are answered. Before start(): nothing
    /// will be asked for then.
    void stop();

    int total() const { return m_total; }
    const QStringList &removed() const { return m_removed; }
    const QList<Failure> &failed() const { return m_failed; }
    /// Names whose deletion has not been answered or not been asked for.
    QStringList unanswered() const;

signals:
    /// The server confirmed that the document is gone.
    void documentRemoved(const QString &name);
    void documentFailed(const QString &name, const pollux::ApiError &error);
    /// After every answer.
    void progressed();
    /// Every name was answered, or it was stopped and nothing is under way. Comes once, from the event loop.
    void finished();

private:
    void deleteNext();
    void endIfIdle();
    void handleAnswer(const QString &name, const Result<Nothing> &answer);

    StoresClient m_client;
    QStringList m_waiting;
    int m_total = 0;
    bool m_isStarted = false;
    bool m_isStopped = false;
    bool m_isFinished = false;
    QSet<QString> m_inFlight;
    QStringList m_removed;
    QList<Failure> m_failed;
};

} // namespace pollux
