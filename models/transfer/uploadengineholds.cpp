// SPDX-License-Identifier: Apache-2.0
#include "models/transfer/uploadengine.h"

#include <algorithm>

namespace pollux {

namespace {

using State = UploadTask::State;

/// True if the server has confirmed more bytes than it had when the upload was suspended last.
bool hasProgressed(const TaskRecord &record)
{
    return record.session && record.task.bytesConfirmed > record.session->confirmed;
}

} // namespace

void UploadEngine::setAccount(const QString &profileId, const RequestFactory &requests, const QByteArray &apiKey)
{
    const QByteArray fingerprint = m_journal->fingerprint(apiKey);
    const QString endpoint = requests.endpoint().origin();
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

void UploadEngine::releaseHold()
{
    m_holds.tryNow();
    for (const Id id : m_holds.probes()) {
        if (UploadRunner *runner = m_running.find(id))
            runner->hurry();
    }
    schedule();
}

void UploadEngine::suspend(Id id, const taskevents::Suspended &event)
{
    const bool ran = m_running.stop(id);
    if (const TaskRecord *record = m_tasks.find(id); ran && record && hasProgressed(*record))
        m_holds.endDeferral(id);
    m_tasks.apply(id, event);
}

void UploadEngine::handleUploadError(Id id, const ApiError &error)
{
    const TaskRecord &record = *m_tasks.find(id);
    // After progress, the waits of an upload that fails alone grow from the first one again.
    if (hasProgressed(record))
        m_holds.endDeferral(id);
    HeldUpload upload = uploadOf(id);
    upload.hasSession = record.session.has_value();
    if (traitsOf(error.kind).scope == ErrorScope::Account && isOfFormerKey(record))
        // It says nothing about the present key.
        suspend(id, {State::Waiting, WaitReason::AnotherKey, {}, error});
    else if (const auto wait = m_holds.handleEnd(upload, error, neighboursOf(upload)))
        suspend(id, {State::Waiting, wait->reason, wait->nextTry, error});
    else
        end(id, {error.kind == ErrorKind::Cancelled ? State::Cancelled : State::Failed, error});
    schedule();
}

void UploadEngine::handleFailedTry(Id id, const ApiError &error)
{
    const HeldUpload upload = uploadOf(id);
    m_holds.handleFailedTry(upload, error, neighboursOf(upload));
    if (const auto blocker = m_holds.blockerOf(upload); blocker && m_running.find(id)) {
        suspend(id, {State::Waiting, blocker->reason, blocker->nextTry, error});
        schedule();
    }
}

void UploadEngine::handleHold(const QueueHold &hold)
{
    for (const Id id : m_running.ids()) {
        // What moves while there seems to be no network goes on: its answer releases the hold.
        const bool isStopped = hold.scope == ErrorScope::Service ||
                               (hold.scope == ErrorScope::Link && m_tasks.find(id)->task.state == State::Waiting);
        if (isStopped && hold.covers(uploadOf(id)))
            suspend(id, {State::Waiting, hold.reason, hold.nextTry});
    }
    schedule();
}

void UploadEngine::sweepHolds()
{
    const auto isNeeded = [this](const QueueHold &hold) {
        const auto isHeld = [&](const auto &waiting) {
            return waiting.first.reason != WaitReason::AnotherKey && hold.covers(m_admission.uploadOf(waiting.first));
        };
        return std::ranges::any_of(m_tasks.index().waiting().groups(), isHeld) ||
               std::ranges::any_of(m_running.ids(), [&](Id id) { return hold.covers(uploadOf(id)); });
    };
    m_holds.sweep(isNeeded, [this](Id id) { return m_running.find(id) != nullptr; });
}

/// Only an upload that runs shows by its own tries whether the service works. Those that wait may do so for hours, but
/// they show that a fault of one store is none of all uploads.
QueueHolds::Neighbours UploadEngine::neighboursOf(const HeldUpload &upload) const
{
    QueueHolds::Neighbours neighbours{.isOnlyUpload = true, .isOnlyTarget = true};
    const auto considerTarget = [&](const HeldUpload &other) {
        if (other.endpoint == upload.endpoint && other.store != upload.store)
            neighbours.isOnlyTarget = false;
    };
    for (const auto &[group, tasks] : m_tasks.index().waiting().groups())
        considerTarget(m_admission.uploadOf(group));
    for (const Id id : m_running.ids()) {
        const HeldUpload other = uploadOf(id);
        if (id != upload.id && other.endpoint == upload.endpoint)
            neighbours.isOnlyUpload = false;
        considerTarget(other);
    }
    return neighbours;
}

} // namespace pollux
