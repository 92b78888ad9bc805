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
    NotFound,  ///< There is no key, and none was ever stored.
    Locked,    ///< Access denied, or a key was stored and now is not to be seen: a locked keychain, or another one. The
               ///< key may still be there: nothing may be overwritten without asking (reliability 0.7, H02, H10).
    NoService, ///< No keychain to talk to: CredentialResult::missing says which part is absent.
    BadValue,  ///< What stands in the keychain, or was to be written, is no key (apikey.h). It is not handed out.
    Unverified, ///< The keychain said yes to a write, and reading back did not show the key: it may or may not be
                ///< there.
    Failed,     ///< Anything else, see CredentialResult::detail.
    Superseded, ///< A newer request for the same profile took the place of this one: nothing to do.
};

/// Which part of a keychain is absent.
enum class MissingService {
    None,
    SessionBus,    ///< No D-Bus session bus.
    SecretService, ///< A bus, and no program on it that keeps secrets (GNOME Keyring, KWallet, KeePassXC…).
    SecretLibrary, ///< libsecret is not installed.
    Keyring,       ///< The service runs and holds no keyring to put a key into.
    Backend,       ///< This platform, or this build of QtKeychain, has none.
};

struct CredentialResult {
    CredentialStatus status = CredentialStatus::Failed;
    QByteArray key = {}; ///< Only after a read with status Ok.
    MissingService missing = MissingService::None;
    QString detail = {}; ///< The system's own words, untranslated by us: show as plain text. Never holds a key.
};

/// Where keys stand, one per profile id. Asynchronous: a keychain may ask a person first and take minutes.
///
/// Every callback comes exactly once, from the event loop of the store's thread, unless its context object or the store
/// is destroyed before; then it never comes. At most one request per profile is under way: a newer one ends the older
/// with Superseded, and a late answer to the older is dropped. Use from one thread only.
///
/// A subclass does the work in the start functions and ends each request through finish(); the rules above are kept
/// here.
class CredentialStore : public QObject {
    Q_OBJECT

public:
    using Callback = std::function<void(const CredentialResult &)>;

    void read(const QString &profileId, QObject *context, Callback callback);
    /// @p key must pass checkedApiKey() unchanged, else BadValue without asking the store.
    void write(const QString &profileId, const QByteArray &key, QObject *context, Callback callback);
    /// Ok if afterwards there is no key, whether or not there was one before.
    void remove(const QString &profileId, QObject *context, Callback callback);

signals:
    /// The request for this profile has been under way for a second: most likely a person is asked to unlock something.
    void waiting(const QString &profileId);

protected:
    using QObject::QObject;

    /// Names one request; unique within a store.
    struct Request {
        quint64 generation = 0;
        QString profileId;
    };

    virtual void startRead(const Request &request) = 0;
    virtual void startWrite(const Request &request, const QByteArray &key) = 0;
    virtual void startRemove(const Request &request) = 0;

    /// False once a newer request took its place: the remaining steps of this one must not be taken.
    [[nodiscard]] bool isCurrent(const Request &request) const;
    /// May be called at once from a start function, and late for a request that is no longer current.
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
