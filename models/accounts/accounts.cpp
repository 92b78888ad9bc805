// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/accounts.h"

#include "models/accounts/apikey.h"
#include "models/accounts/settings.h"

#include <algorithm>
#include <utility>

namespace pollux {

namespace {

bool isKey(const QByteArray &key)
{
    return !key.isEmpty() && checkedApiKey(QString::fromUtf8(key)).key == key;
}

void answerLater(QObject *context, const Accounts::Callback &callback, const CredentialResult &result)
{
    QMetaObject::invokeMethod(
        context, [callback, result] { callback(result); }, Qt::QueuedConnection);
}

} // namespace

Accounts::Accounts(Settings &settings, CredentialStore &store, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_store(store)
    , m_profiles(settings.profiles())
    , m_activeId(settings.activeProfileId())
{
    if (indexOf(m_activeId) < 0)
        m_activeId = m_profiles.isEmpty() ? QString() : m_profiles.first().id;
}

Accounts::~Accounts()
{
    for (KeyState &state : m_keys)
        overwriteApiKey(state.key);
}

std::optional<Profile> Accounts::profile(const QString &id) const
{
    const qsizetype index = indexOf(id);
    return index < 0 ? std::nullopt : std::optional(m_profiles.at(index));
}

std::optional<Profile> Accounts::profileNamed(const QString &name) const
{
    const auto found = std::ranges::find(m_profiles, name.trimmed(), &Profile::name);
    return found == m_profiles.cend() ? std::nullopt : std::optional(*found);
}

ProfileProblem Accounts::problemOf(const Profile &profile) const
{
    const auto hasItsName = [&profile](const Profile &other) {
        return other.id != profile.id && other.name == profile.name.trimmed();
    };
    const ProfileProblem problem = profileProblem(profile);
    if (problem == ProfileProblem::NameMissing || !std::ranges::any_of(m_profiles, hasItsName))
        return problem;
    return ProfileProblem::NameTaken;
}

ProfileProblem Accounts::save(const Profile &profile)
{
    if (const ProfileProblem problem = problemOf(profile); problem != ProfileProblem::None)
        return problem;
    const qsizetype index = indexOf(profile.id);
    Profile saved = profile;
    saved.name = profile.name.trimmed();
    saved.sessionOnly = index >= 0 && m_profiles.at(index).sessionOnly;
    insertOrReplace(saved, m_profiles.size());
    m_settings.setProfiles(m_profiles);
    return ProfileProblem::None;
}

ProfileProblem Accounts::addSessionProfile(Profile profile, const QByteArray &key)
{
    if (const ProfileProblem problem = profileProblem(profile); problem != ProfileProblem::None)
        return problem;
    profile.sessionOnly = true;
    insertOrReplace(profile, 0);
    useForSession(profile.id, key);
    return ProfileProblem::None;
}

void Accounts::insertOrReplace(const Profile &profile, qsizetype position)
{
    const bool isActive = m_activeId == profile.id;
    if (const qsizetype index = indexOf(profile.id); index < 0)
        m_profiles.insert(position, profile);
    else
        m_profiles.replace(index, profile);
    emit profilesChanged();
    if (isActive)
        emit activeChanged();
    else if (m_activeId.isEmpty())
        activate(profile.id);
}

bool Accounts::activate(const QString &id)
{
    const std::optional<Profile> chosen = profile(id);
    if (!chosen)
        return false;
    if (m_activeId != id) {
        m_activeId = id;
        emit activeChanged();
    }
    if (!chosen->sessionOnly)
        m_settings.setActiveProfileId(id);
    return true;
}

void Accounts::forgetProfile(const QString &id)
{
    const qsizetype index = indexOf(id);
    if (index < 0)
        return;
    const bool wasSaved = !m_profiles.at(index).sessionOnly;
    m_profiles.removeAt(index);
    answerWaiters(id, {.status = CredentialStatus::NotFound});
    overwriteApiKey(m_keys[id].key);
    m_keys.remove(id);
    if (wasSaved) {
        m_settings.setKeyWasStored(id, false);
        m_settings.setProfiles(m_profiles);
    }
    emit profilesChanged();
    if (m_activeId == id) {
        m_activeId.clear();
        if (m_profiles.isEmpty() || !activate(m_profiles.first().id))
            emit activeChanged();
    }
}

void Accounts::removeProfile(const QString &id, QObject *context, const Callback &callback)
{
    const std::optional<Profile> removed = profile(id);
    if (!removed || removed->sessionOnly || !m_settings.keyWasStored(id)) {
        forgetProfile(id);
        answerLater(context, callback, {.status = CredentialStatus::Ok});
        return;
    }
    const QPointer<QObject> receiver(context);
    const quint64 generation = beginRequest(id);
    m_store.remove(id, this, [this, id, generation, receiver, callback](const CredentialResult &result) {
        if (result.status == CredentialStatus::Ok)
            forgetProfile(id);
        else if (m_keys.value(id).generation == generation)
            giveUpRequest(id);
        if (receiver)
            callback(result);
    });
}

void Accounts::keyOf(const QString &id, QObject *context, const Callback &callback)
{
    const std::optional<Profile> owner = profile(id);
    const KeyState known = m_keys.value(id);
    if (!known.key.isEmpty()) {
        answerLater(context, callback, {.status = CredentialStatus::Ok, .key = known.key});
    } else if (!owner || owner->sessionOnly) {
        answerLater(context, callback, {.status = CredentialStatus::NotFound});
    } else {
        m_keys[id].waiters.append({context, callback});
        if (!known.requestPending)
            readKey(id);
    }
}

void Accounts::readKey(const QString &id)
{
    const quint64 generation = beginRequest(id);
    m_store.read(id, this, [this, id, generation](const CredentialResult &result) {
        if (m_keys.value(id).generation != generation)
            return;
        KeyState &state = m_keys[id];
        state.requestPending = false;
        if (result.status == CredentialStatus::Ok) {
            state.key = result.key;
            state.sessionOnly = false;
            if (!m_settings.keyWasStored(id))
                m_settings.setKeyWasStored(id, true);
        }
        answerWaiters(id, result);
    });
}

void Accounts::setKey(const QString &id, const QByteArray &key, QObject *context, const Callback &callback)
{
    if (const std::optional<Profile> owner = profile(id); !owner || owner->sessionOnly) {
        const bool held = useForSession(id, key);
        answerLater(context, callback, {.status = held ? CredentialStatus::Ok : CredentialStatus::BadValue});
        return;
    }
    // Set before the write, so that the setting is right even if the program ends during the write.
    const bool markedBefore = m_settings.keyWasStored(id);
    m_settings.setKeyWasStored(id, true);
    const QPointer<QObject> receiver(context);
    const quint64 generation = beginRequest(id);
    m_store.write(id, key, this, [=, this](const CredentialResult &result) {
        using enum CredentialStatus;
        const bool isWritten = result.status == Ok || result.status == Unverified;
        if (!isWritten && result.status != Superseded && !markedBefore)
            m_settings.setKeyWasStored(id, false);
        const bool isCurrent = m_keys.value(id).generation == generation;
        if (isCurrent && isWritten)
            keyNowIs(id, key, result.status == Unverified);
        else if (isCurrent)
            giveUpRequest(id);
        if (receiver)
            callback(result);
    });
}

bool Accounts::useForSession(const QString &id, const QByteArray &key)
{
    if (!isKey(key) || indexOf(id) < 0)
        return false;
    beginRequest(id); // the answer to a request that is under way will be ignored
    keyNowIs(id, key, true);
    return true;
}

void Accounts::keyNowIs(const QString &id, const QByteArray &key, bool sessionOnly)
{
    KeyState &state = m_keys[id];
    overwriteApiKey(state.key);
    state.key = key;
    state.sessionOnly = sessionOnly;
    state.requestPending = false;
    answerWaiters(id, {.status = CredentialStatus::Ok, .key = key});
    emit keyChanged(id);
    if (id == m_activeId)
        emit activeChanged();
}

/// After a failed write or removal: keyOf() calls made meanwhile get the key that the store has.
void Accounts::giveUpRequest(const QString &id)
{
    KeyState &state = m_keys[id];
    state.requestPending = false;
    if (!state.waiters.isEmpty())
        readKey(id);
}

quint64 Accounts::beginRequest(const QString &id)
{
    KeyState &state = m_keys[id];
    state.requestPending = true;
    return ++state.generation;
}

void Accounts::answerWaiters(const QString &id, const CredentialResult &result)
{
    const QList<Waiter> waiters = std::exchange(m_keys[id].waiters, {});
    for (const Waiter &waiter : waiters) {
        if (waiter.context)
            answerLater(waiter.context, waiter.callback, result);
    }
}

qsizetype Accounts::indexOf(const QString &id) const
{
    const auto found = std::ranges::find(m_profiles, id, &Profile::id);
    return found == m_profiles.cend() ? -1 : std::distance(m_profiles.cbegin(), found);
}

} // namespace pollux
