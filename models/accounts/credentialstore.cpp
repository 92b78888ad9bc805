// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/credentialstore.h"

#include "models/accounts/apikey.h"

#include <QTimer>

#include <chrono>
#include <utility>

using namespace std::chrono_literals;

namespace pollux {

void CredentialStore::read(const QString &profileId, QObject *context, Callback callback)
{
    startRead(begin(profileId, context, std::move(callback)));
}

void CredentialStore::write(const QString &profileId, const QByteArray &key, QObject *context, Callback callback)
{
    const Request request = begin(profileId, context, std::move(callback));
    if (checkedApiKey(QString::fromUtf8(key)).key != key || key.isEmpty()) {
        finish(request, {.status = CredentialStatus::BadValue});
        return;
    }
    startWrite(request, key);
}

void CredentialStore::remove(const QString &profileId, QObject *context, Callback callback)
{
    startRemove(begin(profileId, context, std::move(callback)));
}

CredentialStore::Request CredentialStore::begin(const QString &profileId, QObject *context, Callback callback)
{
    Q_ASSERT(context);
    if (const Pending older = m_pending.take(profileId); older.callback) {
        QMetaObject::invokeMethod(
            this, [older] { deliver(older, {.status = CredentialStatus::Superseded}); }, Qt::QueuedConnection);
    }
    Request request{++m_lastGeneration, profileId};
    m_pending.insert(profileId, {request.generation, context, std::move(callback)});
    QTimer::singleShot(1s, this, [this, request] {
        if (isCurrent(request))
            emit waiting(request.profileId);
    });
    return request;
}

bool CredentialStore::isCurrent(const Request &request) const
{
    return m_pending.value(request.profileId).generation == request.generation;
}

void CredentialStore::finish(const Request &request, const CredentialResult &result)
{
    const auto end = [this, request, result] {
        if (isCurrent(request))
            deliver(m_pending.take(request.profileId), result);
    };
    QMetaObject::invokeMethod(this, end, Qt::QueuedConnection);
}

void CredentialStore::deliver(const Pending &pending, const CredentialResult &result)
{
    if (pending.context)
        pending.callback(result);
}

} // namespace pollux
