// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"
#include "models/accounts/profile.h"

#include <QHash>
#include <QList>

#include <optional>

namespace pollux {

class Settings;

/// The list of profiles, the active one, and access to their keys.
///
/// Session-only profiles (environment, demo) come before the saved ones and are never written to settings or keychain.
/// keyOf() is the only way to get a key. A key that was read stays in memory until the program ends, so it remains
/// available if the keychain is locked later (H03). The keychain is not read before the first keyOf(). For the GUI
/// thread.
class Accounts final : public QObject {
    Q_OBJECT

public:
    using Callback = CredentialStore::Callback;

    /// Both must outlive this object. @p settings stores the list and, for each profile, whether a key was stored.
    Accounts(Settings &settings, CredentialStore &store, QObject *parent = nullptr);
    ~Accounts() override;

    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<Profile> profile(const QString &id) const;
    [[nodiscard]] std::optional<Profile> profileNamed(const QString &name) const;
    /// The saved choice, else the first profile; nothing only if there are no profiles.
    [[nodiscard]] std::optional<Profile> activeProfile() const { return profile(m_activeId); }

    /// profileProblem(), or NameTaken if another profile has the same name (surrounding white space is ignored).
    [[nodiscard]] ProfileProblem problemOf(const Profile &profile) const;

    /// Adds @p profile (made by newProfile()), or replaces the one with the same id. If there is a problem, returns it
    /// and changes nothing. If no profile is active, this one becomes active.
    ProfileProblem save(const Profile &profile);

    /// Inserts a session-only profile at the front, or replaces the one with the same id, and keeps @p key in memory if
    /// it is valid. Unlike in save(), the name may be the same as that of another profile.
    ProfileProblem addSessionProfile(Profile profile, const QByteArray &key);

    /// Removes the key from the keychain, if one was ever stored. On Ok, removes the profile and its settings too; on
    /// any other status nothing changes. After a warning that the key may remain in the keychain, the caller may use
    /// forgetProfile() instead.
    void removeProfile(const QString &id, QObject *context, const Callback &callback);

    /// Removes the profile from the list and its key from memory, without accessing the keychain.
    void forgetProfile(const QString &id);

    /// False if there is no such profile.
    bool activate(const QString &id);

    /// Gets the key of a profile from memory, else from the store. The callback runs once, from the event loop, unless
    /// @p context is destroyed first. Calls during a read wait for the same read.
    void keyOf(const QString &id, QObject *context, const Callback &callback);

    /// Writes the key to the store. After Ok or Unverified, keyOf() returns it. On any other status nothing has
    /// changed, and the caller may offer useForSession(). If keyOf() gave Locked, ask the user before writing: it may
    /// overwrite a key.
    void setKey(const QString &id, const QByteArray &key, QObject *context, const Callback &callback);

    /// Keeps the key in memory only. Pending keyOf() calls for this profile are answered with it, without waiting for
    /// the keychain. Returns false and does nothing if the key does not pass checkedApiKey() or there is no such
    /// profile.
    bool useForSession(const QString &id, const QByteArray &key);

    /// True if the key in memory is not known to be in the keychain, so it is lost when the program ends.
    [[nodiscard]] bool isSessionKey(const QString &id) const { return m_keys.value(id).sessionOnly; }

signals:
    void profilesChanged();
    /// Another profile is active, or the active one was edited or has another key. Receivers must use the new endpoint
    /// and key.
    void activeChanged();
    void keyChanged(const QString &profileId);

private:
    struct Waiter {
        QPointer<QObject> context;
        Callback callback;
    };
    /// The key of one profile, and the state of the request for it.
    struct KeyState {
        QByteArray key;
        bool sessionOnly = false;
        bool requestPending = false;
        quint64 generation = 0; ///< Increased by each request: the answer to an older request is dropped.
        QList<Waiter> waiters;
    };

    [[nodiscard]] qsizetype indexOf(const QString &id) const;
    void insertOrReplace(const Profile &profile, qsizetype position);
    void keyNowIs(const QString &id, const QByteArray &key, bool sessionOnly);
    void readKey(const QString &id);
    void giveUpRequest(const QString &id);
    quint64 beginRequest(const QString &id);
    void answerWaiters(const QString &id, const CredentialResult &result);

    Settings &m_settings;
    CredentialStore &m_store;
    QList<Profile> m_profiles; ///< Session-only ones first.
    QString m_activeId;
    QHash<QString, KeyState> m_keys; ///< By profile id.
};

} // namespace pollux
