// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QPointer>
#include <QString>

#include <functional>

namespace pollux {

enum class CredentialStatus {
    Ok,
    NotFound,   ///< There is no key, and none was ever stored.
    Locked,     ///< Access denied, or a key was stored but is not found: the keychain is locked or another one. The
                ///< key may still exist: ask the user before overwriting it (reliability 0.7, H02, H10).
    NoService,  ///< No keychain available: CredentialResult::missing says which part is absent.
    BadValue,   ///< The value in the keychain, or the one to write, is not a valid key (apikey.h). It is not returned.
    Unverified, ///< The keychain reported a successful write, but reading back did not give the key: it may or may
                ///< not be stored.
    Failed,     ///< Anything else, see CredentialResult::detail.
    Superseded, ///< A newer request for the same profile replaced this one: nothing to do.
};

/// Which part of a keychain is absent.
enum class MissingService {
    None,
    SessionBus,    ///< No D-Bus session bus.
    SecretService, ///< There is a bus, but no secret service on it (GNOME Keyring, KWallet, KeePassXC…).
    SecretLibrary, ///< libsecret is not installed.
    Keyring,       ///< The secret service runs, but has no keyring to store a key in.
    Backend,       ///< This platform, or this build of QtKeychain, has no keychain backend.
};

struct CredentialResult {
    CredentialStatus status = CredentialStatus::Failed;
    QByteArray key = {}; ///< Only after a read with status Ok.
    MissingService missing = MissingService::None;
    QString detail = {}; ///< Error text of the system, not translated: show as plain text. Never contains a key.
};

/// A store of keys, one per profile id. Asynchronous, because a keychain may ask the user first and take minutes.
///
/// Every callback runs exactly once, from the event loop of the store's thread, unless its context object or the store
/// is destroyed first; then it does not run. At most one request per profile is under way: a newer request ends the
/// older one with Superseded, and a late answer to the older one is dropped. Use from one thread only.
///
/// A subclass does its work in the start…() functions and ends each request with finish(). This class enforces the
/// rules above.
class CredentialStore : public QObject {
    Q_OBJECT

public:
    using Callback = std::function<void(const CredentialResult &)>;

    void read(const QString &profileId, QObject *context, Callback callback);
    /// Gives BadValue, without accessing the store, unless @p key passes checkedApiKey() unchanged.
    void write(const QString &profileId, const QByteArray &key, QObject *context, Callback callback);
    /// Ok if there is no key afterwards, whether or not there was one before.
    void remove(const QString &profileId, QObject *context, Callback callback);

signals:
    /// The request for this profile has been under way for a second: the system probably asks the user to unlock the
    /// keychain.
    void waiting(const QString &profileId);

protected:
    using QObject::QObject;

    /// Identifies one request; unique within a store.
    struct Request {
        quint64 generation = 0;
        QString profileId;
    };

    virtual void startRead(const Request &request) = 0;
    virtual void startWrite(const Request &request, const QByteArray &key) = 0;
    virtual void startRemove(const Request &request) = 0;

    /// False if the request has ended or a newer one has replaced it: do not perform its remaining steps.
    [[nodiscard]] bool isCurrent(const Request &request) const;
    /// May be called directly from a start…() function, and also for a request that is not current (no effect).
    void finish(const Request &request, const CredentialResult &result);

private:
    struct Pending {
        quint64 generation = 0;
        QPointer<QObject> context;
        Callback callback;
    };

    Request begin(const QString &profileId, QObject *context, Callback callback);
    static void deliver(const Pending &pending, const CredentialResult &result);

    quint64 m_lastGeneration = 0;
    QHash<QString, Pending> m_pending; ///< By profile id.
};

} // namespace pollux
