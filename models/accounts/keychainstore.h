// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"

#include <functional>

namespace QKeychain {
class Job;
}

namespace pollux {

/// Keys in the system's keychain, through QtKeychain: Secret Service or KWallet on Linux, the Keychain on macOS, the
/// Credential Manager on Windows. Never in a file of ours: QtKeychain's plain-text fallback stays off.
///
/// QtKeychain's yes is not believed: a write is read back, and a removal is only Ok when the keychain was seen to be
/// unlocked, since a locked one says yes to a removal and keeps the key (reliability 0.7, H05, H06). Nothing is asked
/// of the keychain before the first request.
class KeychainStore final : public CredentialStore {
    Q_OBJECT

public:
    /// Whether a key was stored for a profile before: Settings::keyWasStored. Asked when an answer needs it.
    using WasStored = std::function<bool(const QString &profileId)>;

    /// Keys go under the service @p applicationId and the name "<application id>/<profile id>": Windows knows no
    /// service, so the name alone must be unique (reliability 3.1).
    KeychainStore(const QString &applicationId, WasStored wasStored, QObject *parent = nullptr);

private:
    /// What a QtKeychain job said.
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
    /// Takes the next step after Ok, or ends the request with what the job said.
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
