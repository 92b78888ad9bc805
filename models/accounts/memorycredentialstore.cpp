// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/memorycredentialstore.h"

#include "models/accounts/apikey.h"

namespace pollux {

MemoryCredentialStore::MemoryCredentialStore(QObject *parent)
    : CredentialStore(parent)
{
}

MemoryCredentialStore::~MemoryCredentialStore()
{
    for (QByteArray &key : m_keys) {
        overwriteApiKey(key);
    }
}

void MemoryCredentialStore::startRead(const Request &request)
{
    const QByteArray key = m_keys.value(request.profileId);
    finish(request, {key.isEmpty() ? CredentialStatus::NotFound : CredentialStatus::Ok, key, {}, {}});
}

void MemoryCredentialStore::startWrite(const Request &request, const QByteArray &key)
{
    m_keys.insert(request.profileId, key);
    finish(request, {CredentialStatus::Ok, {}, {}, {}});
}

void MemoryCredentialStore::startRemove(const Request &request)
{
    QByteArray key = m_keys.take(request.profileId);
    overwriteApiKey(key);
    finish(request, {CredentialStatus::Ok, {}, {}, {}});
}

} // namespace pollux
