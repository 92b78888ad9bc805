// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/proxypassword.h"

#include "models/accounts/settings.h"

#include <QUrl>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

// Next to the ids of profiles, which are UUIDs.
const auto storeId = u"proxy"_s;

} // namespace

ProxyPassword::ProxyPassword(Settings &settings, CredentialStore &store, QObject *parent)
    : QObject(parent)
    , m_settings(settings)
    , m_store(store)
{
}

bool ProxyPassword::isStored() const
{
    return m_settings.keyWasStored(storeId);
}

void ProxyPassword::read()
{
    if (m_isReading)
        return;
    m_isReading = true;
    m_store.read(storeId, this, [this](const CredentialResult &result) {
        m_isReading = false;
        if (result.status == CredentialStatus::Ok)
            m_value = QUrl::fromPercentEncoding(result.key);
        else if (result.status == CredentialStatus::NotFound)
            m_value = QString();
        if (m_value)
            emit changed();
        else
            emit unreadable();
        emit finished();
    });
}

void ProxyPassword::set(const QString &password, QObject *context, const CredentialStore::Callback &callback)
{
    m_value = password;
    emit changed();
    // The result is needed even if the context is gone.
    const auto handle = [this, password, context = QPointer(context), callback](CredentialResult result) {
        const bool isKept = result.status == CredentialStatus::Ok || result.status == CredentialStatus::Unverified;
        if (isKept)
            m_settings.setKeyWasStored(storeId, !password.isEmpty());
        result.key.clear();
        if (context)
            callback(result);
    };
    if (password.isEmpty())
        m_store.remove(storeId, this, handle);
    else
        // A store takes printable ASCII without blanks only.
        m_store.write(storeId, QUrl::toPercentEncoding(password), this, handle);
}

} // namespace pollux
