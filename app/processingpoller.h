// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/api/http/requestfactory.h"
#include "models/transfer/pollschedule.h"
#include "models/transfer/uploadqueue.h"

class QNetworkAccessManager;

namespace pollux {

/// Asks the service for the uploaded files that it still processes (files.get), and reports to the queue when one is
/// ACTIVE, FAILED or gone. It covers every account that has a key, and the uploads of earlier runs: also files that no
/// list shows, because they have expired or their account is not the active one. A file is gone if the service says so,
/// or if its expiry has passed by the service's clock.
///
/// Tasks that are already in State::Processing are asked for at once, later ones after the first pause. Lives in the
/// queue's thread.
class ProcessingPoller final : public QObject {
    Q_OBJECT

public:
    using Pace = PollSchedule::Pace;
    /// Slow, since StatePoller polls the files that are listed.
    static constexpr Pace usualPace = {std::chrono::seconds(15), std::chrono::minutes(5)};

    /// The queue and the manager must outlive the poller.
    ProcessingPoller(UploadQueue &queue, QNetworkAccessManager &network, Pace pace = usualPace,
                     QObject *parent = nullptr);

    /// Begins to ask for the files of this account, or goes on with other requests.
    void setAccount(const QString &profileId, const RequestFactory &requests);
    /// Does not ask for the files of this account any more.
    void removeAccount(const QString &profileId) { m_requests.remove(profileId); }

private:
    void considerAll();
    void consider(UploadTask::Id id);
    /// The task that waits for this file; null if none does any more.
    const UploadTask *taskOf(const QString &name) const;
    void poll(const QString &name);
    void forget(const QString &name);
    void handleAnswer(const QString &name, const RequestFactory &requests, const Result<RemoteFile> &answer);

    UploadQueue &m_queue;
    QNetworkAccessManager &m_network;
    PollSchedule m_polls;
    QHash<QString, RequestFactory> m_requests; // by profile id
    QHash<QString, UploadTask::Id> m_ids;      // by the name of the file
};

} // namespace pollux
