// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/result.h"

#include <QObject>
#include <QSet>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>

namespace pollux {

/// Deletes resources on the server, at most four at the same time, and collects the results. Calls of remove() are
/// processed one after the other.
///
/// Lives in the thread of the client's network manager. Its destruction aborts running requests without a signal.
class BulkRemoval final : public QObject {
    Q_OBJECT

public:
    using Failure = std::pair<QString, ApiError>;
    /// Deletes one resource. The callback runs once, from the event loop, unless the context is destroyed before.
    using Call = std::function<void(const QString &name, QObject *context,
                                    std::function<void(const Result<Nothing> &)> callback)>;

    static constexpr int maxInFlight = 4;

    explicit BulkRemoval(QObject *parent = nullptr);
    ~BulkRemoval() override;

    /// Deletes the resources with these names; a name that occurs twice is deleted once. Emits one finished() at the
    /// end.
    void remove(const QStringList &names, const Call &call);
    bool isRunning() const { return !m_jobs.empty(); }
    /// Sends no further request; resources not requested yet fail as Cancelled.
    void stop();
    /// Aborts running requests as well, and emits finished() for each remove() before it returns.
    void cancel();

signals:
    /// The server confirmed that these are deleted. Emitted in batches: removing rows together costs a view much less.
    void removed(const QStringList &names);
    void failed(const QString &name, const pollux::ApiError &error);
    /// The end of one remove(), emitted from the event loop unless by cancel(). `failed` includes what was cancelled.
    void finished(const QStringList &removed, const QList<std::pair<QString, pollux::ApiError>> &failed);

private:
    struct Job {
        QStringList waiting;
        Call call;
        QStringList removed;
        QList<Failure> failed;

        void cancel(const QStringList &names);
    };

    void sendNext();
    void handleAnswer(const QString &name, const Result<Nothing> &answer);
    void reportRemoved();
    bool isIdle() const { return m_inFlight.isEmpty() && m_jobs.front().waiting.isEmpty(); }
    void endJob();

    std::unique_ptr<QObject> m_context; // its destruction aborts the running requests
    std::deque<Job> m_jobs;             // the first one is running
    QSet<QString> m_inFlight;
    QStringList m_confirmed; // not reported yet
    QTimer m_batch;
};

} // namespace pollux
