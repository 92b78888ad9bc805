// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"
#include "models/transfer/pollschedule.h"

namespace pollux {

/// Reads the files again that the service is still PROCESSING, until each is ACTIVE, FAILED, gone or expired;
/// everything else is left alone, so that an idle program sends nothing. See PollSchedule for the pauses, which grow
/// from 1 s to 15 s; a failed read counts as "not yet".
///
/// Lives in the thread of the client's network manager.
class StatePoller final : public QObject {
    Q_OBJECT

public:
    using Pace = PollSchedule::Pace;
    static constexpr Pace usualPace = {std::chrono::seconds(1), std::chrono::seconds(15)};

    /// The client must outlive the poller.
    explicit StatePoller(ApiClient &client, Pace pace = usualPace, QObject *parent = nullptr);

    /// From the next pause on.
    void setPace(Pace pace) { m_polls.setPace(pace); }

    /// Begins to watch a PROCESSING file, and stops watching one in any other state. A file already watched keeps its
    /// place in the schedule.
    void consider(const RemoteFile &file);
    void forget(const QString &name);
    /// Stops all watching and aborts the requests under way, as when the account changes.
    void clear();

    int watchedCount() const { return static_cast<int>(m_expirations.size()); }

signals:
    /// A file was read; it may still be PROCESSING.
    void updated(const pollux::RemoteFile &file);
    /// The file is missing now (Gone), or its expirationTime has passed.
    void gone(const QString &name);

private:
    void poll(const QString &name);
    void handleAnswer(const QString &name, const Result<RemoteFile> &answer);

    ApiClient &m_client;
    PollSchedule m_polls;
    QHash<QString, std::optional<Timestamp>> m_expirations; // of the watched files, by name
    std::unique_ptr<QObject> m_requestContext;
};

} // namespace pollux
