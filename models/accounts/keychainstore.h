// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"

#include <functional>

namespace QKeychain {
class Job;
}

namespace pollux {

/// Keys in the system's keychain, through QtKeychain: Secret Service or KWallet on Linux, the Keychain on macOS, the
/// Credential Manager on Windows. Never in a file of Pollux: QtKeychain's plain-text fallback stays off.
///
/// Does not rely on success reported by QtKeychain: a write is read back, and a removal is only Ok if the keychain is
/// known to be unlocked, because a locked keychain reports success for a removal and keeps the key (reliability 0.7,
/// H05, H06). Does not access the keychain before the first request.
class KeychainStore final : public CredentialStore {
    Q_OBJECT

public:
    /// Returns whether a key was stored for a profile before: Settings::keyWasStored. Called when an answer depends on
    /// it.
    using WasStored = std::function<bool(const QString &profileId)>;

    /// Keys go under the service @p applicationId and the name "<application id>/<profile id>": Windows ignores the
    /// service, so the name alone must be unique (reliability 3.1).
    KeychainStore(const QString &applicationId, WasStored wasStored, QObject *parent = nullptr);

private:
    /// The result of a QtKeychain job.
    struct Answer {
        CredentialResult result; ///< Without the value.
        bool entryMissing = false;
        QString value;
    };
    using NextStep = std::function<void(const Answer &)>;

    void startRead(const Request &request) override;
    void startWrite(const Request &request, const QByteArray &key) override;
    void startRemove(const Request &request) override;

    void removeIfSeen(const Request &request, const Answer &answer);
    void removeUnseenKey(const Request &request);
    /// Returns a step that calls @p next after Ok, and else ends the request with the result of the job.
    NextStep orFinish(const Request &request, const std::function<void()> &next);

    void readEntry(const Request &request, const QString &name, const NextStep &next);
    void writeEntry(const Request &request, const QString &name, const QString &value, const NextStep &next);
    void deleteEntry(const Request &request, const QString &name, const NextStep &next);
    void run(QKeychain::Job *job, const Request &request, const QString &name, const NextStep &next);

    [[nodiscard]] QString entryName(const Request &request) const;

    QString m_applicationId;
    WasStored m_wasStored;
};

} // namespace pollux
