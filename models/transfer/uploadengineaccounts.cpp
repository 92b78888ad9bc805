// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadengine.h"

#include <algorithm>

namespace pollux {

namespace {

using State = UploadTask::State;

/// QueueHold::endpoint of this address.
QString originOf(const QUrl &url)
{
    return url.adjusted(QUrl::RemoveUserInfo | QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment).toString();
}

} // namespace

void UploadEngine::setAccount(const QString &profileId, const RequestFactory &requests, const QByteArray &apiKey)
{
    const QByteArray fingerprint = m_journal->fingerprint(apiKey);
    const QString endpoint = originOf(requests.endpoint().baseUrl);
    const bool isNewKey = m_admission.fingerprints.value(profileId) != fingerprint;
    const bool isNewEndpoint = m_admission.endpoints.value(profileId) != endpoint;
    const QList<QueueHold> holds = m_holds.all();
    const bool wasRefused = std::ranges::any_of(holds, [&profileId](const QueueHold &hold) {
        const bool isOfKey = hold.reason == WaitReason::BadKey || hold.reason == WaitReason::NoPermission;
        return hold.profileId == profileId && isOfKey;
    });
    m_requests.insert(profileId, requests);
    m_admission.fingerprints.insert(profileId, fingerprint);
    m_admission.endpoints.insert(profileId, endpoint);
    if (wasRefused && isNewKey) {
        // The server refused the old key, so its tasks are bound to the new one.
        const auto isBound = [&](const UploadTask &task) {
            return task.profileId == profileId && (task.isActive() || task.state == State::Paused);
        };
        for (const Id id : m_tasks.idsWhere(isBound))
            m_tasks.apply(id, taskevents::KeyChanged{fingerprint});
    }
    if (isNewKey || isNewEndpoint) {
        m_holds.releaseAccount(profileId);
        restartUploads(profileId, isNewEndpoint);
    }
    m_operations->handleAccounts();
    schedule();
}

/// What runs still uses the former key and endpoint. What began with another key goes on with that, unless there is a
/// new endpoint.
void UploadEngine::restartUploads(const QString &profileId, bool isNewEndpoint)
{
    for (const Id id : m_running.ids()) {
        const TaskRecord &record = *m_tasks.find(id);
        if (record.task.profileId == profileId && (isNewEndpoint || !isOfFormerKey(record)))
            suspend(id, {State::Queued});
    }
}

bool UploadEngine::isOfFormerKey(const TaskRecord &record) const
{
    return !record.keyFingerprint.isEmpty() &&
           record.keyFingerprint != m_admission.fingerprints.value(record.task.profileId);
}

void UploadEngine::removeAccount(const QString &profileId)
{
    m_requests.remove(profileId);
    m_admission.fingerprints.remove(profileId);
    m_admission.endpoints.remove(profileId);
    m_holds.releaseAccount(profileId);
    for (const Id id : m_running.ids()) {
        if (m_tasks.find(id)->task.profileId == profileId)
            suspend(id, {State::Waiting, WaitReason::AnotherKey});
    }
    schedule();
}

std::optional<RequestFactory> UploadEngine::requestsOf(const QString &profileId) const
{
    const auto known = m_requests.constFind(profileId);
    return known == m_requests.constEnd() ? std::nullopt : std::optional(*known);
}

} // namespace pollux
