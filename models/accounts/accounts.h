// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"
#include "models/accounts/profile.h"

#include <QHash>
#include <QList>

#include <optional>

namespace pollux {

class Settings;

/// The profiles, which of them is active, and the way to their keys.
///
/// Session-only profiles (environment, demo) stand before the saved ones and never touch settings or keychain. A key
/// leaves through keyOf() only; once read it is held in memory until the program ends, so a keychain that is locked
/// later does no harm (H03). Nothing is read from the keychain until a key is asked for. For the GUI thread.
class Accounts final : public QObject {
    Q_OBJECT

public:
    using Callback = CredentialStore::Callback;

    /// Both must outlive this object. @p settings keeps the list and the "a key was stored" markers.
    Accounts(Settings &settings, CredentialStore &store, QObject *parent = nullptr);
    ~Accounts() override;

    [[nodiscard]] const QList<Profile> &profiles() const { return m_profiles; }
    [[nodiscard]] std::optional<Profile> profile(const QString &id) const;
    [[nodiscard]] std::optional<Profile> profileNamed(const QString &name) const;
    /// The saved choice, else the first profile; nothing only when there are no profiles.
    [[nodiscard]] std::optional<Profile> activeProfile() const { return profile(m_activeId); }

    /// profileProblem(), and NameTaken where another profile has the same name (white space around it ignored).
    [[nodiscard]] ProfileProblem problemOf(const Profile &profile) const;

    /// Adds @p profile (made by newProfile()), or replaces the one with the same id. Does nothing but answer when there
    /// is a problem. The first profile becomes the active one.
    ProfileProblem save(const Profile &profile);

    /// Puts a session-only profile first, with its key if that is not empty; replaces one with the same id. Its name
    /// may be taken: what the environment says is not refused for that.
    ProfileProblem addSessionProfile(Profile profile, const QByteArray &key);

    /// Removes the key from the keychain, if one was ever stored, and on Ok the profile with all that is known of it.
    /// Else everything stays and the result tells why; after a warning that the key may remain in the keychain,
    /// forgetProfile() takes the profile from the list.
    void removeProfile(const QString &id, QObject *context, const Callback &callback);

    /// Takes the profile from the list, and its key from memory; the keychain is not asked.
    void forgetProfile(const QString &id);

    /// False if there is no such profile.
    bool activate(const QString &id);

    /// The key of a profile: from memory, else from the store. Callback as in CredentialStore: once, from the event
    /// loop, not after @p context died. Several calls during one read share it.
    void keyOf(const QString &id, QObject *context, const Callback &callback);

    /// Writes the key to the store; from Ok (or Unverified) on keyOf() gives it. On any other status nothing has
    /// changed, and the caller may offer useForSession(). After Locked ask before writing: it may overwrite a key.
    void setKey(const QString &id, const QByteArray &key, QObject *context, const Callback &callback);

    /// Keeps the key in memory only. Whoever waits for this profile's key gets it now, a slow keychain is not waited
    /// for. False, and nothing done, if it is no key by checkedApiKey() or there is no such profile.
    bool useForSession(const QString &id, const QByteArray &key);

    /// True while the key in memory is not known to be in the keychain: it ends with the program.
    [[nodiscard]] bool isSessionKey(const QString &id) const { return m_keys.value(id).sessionOnly; }

signals:
    void profilesChanged();
    /// Another profile is active, or the active one was edited or has another key: connections must be made anew.
    void activeChanged();
    void keyChanged(const QString &profileId);

private:
    struct Waiter {
        QPointer<QObject> context;
        Callback callback;
    };
    /// What is known and under way for the key of one profile.
    struct KeyState {
        QByteArray key;
        bool sessionOnly = false;
        bool requestPending = false;
        quint64 generation = 0; ///< Counts changes of mind: the answer to an older request is dropped.
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
