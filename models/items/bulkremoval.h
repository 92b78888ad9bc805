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

/// Deletes resources on the server, at most four at the same time, and collects how each of them ended. Calls of
/// remove() are worked off one after the other.
///
/// Lives in the thread of the client's network manager. Its destruction aborts what is under way without a signal.
class BulkRemoval final : public QObject {
    Q_OBJECT

public:
    using Failure = std::pair<QString, ApiError>;
    /// Deletes one resource. The callback runs once, from the event loop, unless the context dies before.
    using Call = std::function<void(const QString &name, QObject *context,
                                    std::function<void(const Result<Nothing> &)> callback)>;

    static constexpr int maxInFlight = 4;

    explicit BulkRemoval(QObject *parent = nullptr);
    ~BulkRemoval() override;

    /// Resource names; one that is named twice is deleted once. Ends with one finished().
    void remove(const QStringList &names, const Call &call);
    bool isRunning() const { return !m_jobs.empty(); }
    /// Sends no further request; what was not requested yet ends as Cancelled.
    void stop();
    /// Aborts the requests under way as well, and emits finished() for each remove() at once.
    void cancel();

signals:
    /// The server confirmed that these are gone. In batches: rows that leave together cost a view much less.
    void removed(const QStringList &names);
    void failed(const QString &name, const pollux::ApiError &error);
    /// The end of one remove(), from the event loop unless by cancel(). `failed` includes what was cancelled.
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

    std::unique_ptr<QObject> m_context; // its destruction aborts the requests under way
    std::deque<Job> m_jobs;             // the first one runs
    QSet<QString> m_inFlight;
    QStringList m_confirmed; // not reported yet
    QTimer m_batch;
};

} // namespace pollux
