// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"

namespace pollux {

/// Keeps the keys in memory only.
class MemoryCredentialStore final : public CredentialStore {
public:
    explicit MemoryCredentialStore(QObject *parent = nullptr)
        : CredentialStore(parent)
    {
    }

    bool isLocked = false; ///< refuses what is to be written

private:
    void startRead(const Request &request) override
    {
        const QByteArray key = m_keys.value(request.profileId);
        finish(request, {.status = key.isEmpty() ? CredentialStatus::NotFound : CredentialStatus::Ok, .key = key});
    }

    void startWrite(const Request &request, const QByteArray &key) override
    {
        if (!isLocked)
            m_keys.insert(request.profileId, key);
        finish(request, {.status = isLocked ? CredentialStatus::Locked : CredentialStatus::Ok});
    }

    void startRemove(const Request &request) override
    {
        m_keys.remove(request.profileId);
        finish(request, {.status = CredentialStatus::Ok});
    }

    QHash<QString, QByteArray> m_keys; // by profile id
};

} // namespace pollux
