// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/apiclient.h"
#include "models/transfer/pollschedule.h"

namespace pollux {

/// Polls the files that the service is still PROCESSING, until each is ACTIVE, FAILED or gone, as the service says.
/// Polls no other files, so an idle program sends nothing. The pauses grow from 1 s to 15 s, see PollSchedule; after a
/// failed read the file is polled again.
///
/// Lives in the thread of the client's network manager.
class StatePoller final : public QObject {
    Q_OBJECT

public:
    using Pace = PollSchedule::Pace;
    static constexpr Pace usualPace = {std::chrono::seconds(1), std::chrono::seconds(15)};

    /// The client must outlive the poller.
    explicit StatePoller(ApiClient &client, Pace pace = usualPace, QObject *parent = nullptr);

    /// Takes effect with the next pause.
    void setPace(Pace pace) { m_polls.setPace(pace); }

    /// Begins to watch a PROCESSING file, or stops watching one in any other state. A file that is already watched
    /// keeps its place in the schedule.
    void consider(const RemoteFile &file);
    void forget(const QString &name);
    /// Stops watching all files and aborts running requests; for a change of the account.
    void clear();

    int watchedCount() const { return m_polls.watchedCount(); }

signals:
    /// A file was read; it may still be PROCESSING.
    void updated(const pollux::RemoteFile &file);
    /// The server answered that it does not have the file (Gone).
    void gone(const QString &name);

private:
    void poll(const QString &name);
    void handleAnswer(const QString &name, const Result<RemoteFile> &answer);

    ApiClient &m_client;
    PollSchedule m_polls;
    std::unique_ptr<QObject> m_requestContext;
};

} // namespace pollux
