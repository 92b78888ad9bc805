// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"
#include "models/api/http/retryschedule.h"

#include <QElapsedTimer>
#include <QHash>
#include <QObject>
#include <QTimer>

namespace pollux {

/// Re-reads the files that the service is still PROCESSING until each is ACTIVE, FAILED, gone or expired; everything
/// else is left alone, so that an idle program sends nothing. The wait before each get of a file grows from 1 s to 15
/// s, with jitter; a failed get counts as "not yet", one that a repetition will hardly help waits the longest time at
/// once. At most four gets are under way at the same time.
///
/// Lives in the thread of the client's network manager.
class StatePoller final : public QObject {
    Q_OBJECT

public:
    struct Pace {
        std::chrono::milliseconds first = std::chrono::seconds(1);
        std::chrono::milliseconds longest = std::chrono::seconds(15);
    };

    /// The client must outlive the poller.
    explicit StatePoller(ApiClient &client, Pace pace, QObject *parent = nullptr);
    explicit StatePoller(ApiClient &client, QObject *parent = nullptr);
    ~StatePoller() override;

    /// For the waits that begin from now on.
    void setPace(Pace pace) { m_pace = pace; }

    /// Begins to watch a PROCESSING file, and stops watching one in any other state. A file already watched keeps its
    /// place in the schedule.
    void consider(const RemoteFile &file);
    void forget(const QString &name);
    /// Stops all watching and aborts the requests under way, as when the account changes.
    void clear();

    int watchedCount() const { return static_cast<int>(m_watched.size()); }

signals:
    /// A get answered; the file may still be PROCESSING.
    void updated(const pollux::RemoteFile &file);
    /// The file is missing now (Gone), or its expirationTime has passed.
    void gone(const QString &name);

private:
    struct Watch {
        qint64 due = 0; ///< ms of the monotonic clock
        int polls = 0;
        bool isInFlight = false;
        std::optional<Timestamp> expirationTime;
    };

    void schedule(Watch &watch, std::chrono::milliseconds least = std::chrono::milliseconds(0));
    void arm();
    void pollDue();
    void poll(const QString &name);
    void handleAnswer(const QString &name, const Result<RemoteFile> &answer);
    void keepWatching(Watch &watch, const Result<RemoteFile> &answer);

    ApiClient &m_client;
    Pace m_pace;
    QHash<QString, Watch> m_watched;
    QTimer m_timer;
    QElapsedTimer m_clock;
    int m_inFlightCount = 0;
    std::unique_ptr<QObject> m_requestContext;
};

} // namespace pollux
