// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/keychainerrors.h"

#include <QFileInfo>
#include <QLibrary>
#include <QProcessEnvironment>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

#if defined(Q_OS_UNIX) && !defined(Q_OS_DARWIN)
constexpr bool usesSecretService = true;
#else
constexpr bool usesSecretService = false;
#endif

bool hasSessionBus(const QProcessEnvironment &environment)
{
    const QString address = environment.value(u"DBUS_SESSION_BUS_ADDRESS"_s);
    constexpr QLatin1StringView socketPrefix = "unix:path="_L1;
    if (address.startsWith(socketPrefix)) {
        const QString rest = address.mid(socketPrefix.size());
        return QFileInfo::exists(rest.section(u',', 0, 0).section(u';', 0, 0));
    }
    const QString runtimeFolder = environment.value(u"XDG_RUNTIME_DIR"_s);
    return !address.isEmpty() || (!runtimeFolder.isEmpty() && QFileInfo::exists(runtimeFolder + "/bus"_L1));
}

MissingService missingService(const QString &errorText, const KeychainEnvironment &dependencies)
{
    if (!dependencies.sessionBus)
        return MissingService::SessionBus;
    // These names are part of D-Bus error messages, which are not translated.
    if (errorText.contains("/org/freedesktop/secrets/collection"_L1))
        return MissingService::Keyring;
    if (errorText.contains("org.freedesktop.secrets"_L1) || errorText.contains("ServiceUnknown"_L1) ||
        errorText.contains("kwallet"_L1, Qt::CaseInsensitive)) {
        return MissingService::SecretService;
    }
    return dependencies.secretLibrary ? MissingService::None : MissingService::SecretLibrary;
}

} // namespace

KeychainEnvironment keychainEnvironment(const QProcessEnvironment &environment)
{
    if constexpr (!usesSecretService) {
        return {};
    }
    return {hasSessionBus(environment), QLibrary(u"secret-1"_s, 0).load()};
}

CredentialResult keychainResult(QKeychain::Error error, const QString &errorText, bool keyWasStored,
                                const KeychainEnvironment &dependencies)
{
    CredentialResult result{.status = CredentialStatus::Locked, .detail = errorText};
    switch (error) {
    case QKeychain::NoError:
        return {.status = CredentialStatus::Ok};
    case QKeychain::EntryNotFound:
        if (!keyWasStored)
            result.status = CredentialStatus::NotFound;
        return result;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return result;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        break;
    }
    const bool hasNoBackend = error == QKeychain::NoBackendAvailable || error == QKeychain::NotImplemented;
    result.missing = missingService(errorText, dependencies);
    if (hasNoBackend && result.missing == MissingService::None)
        result.missing = MissingService::Backend;
    result.status = result.missing == MissingService::None ? CredentialStatus::Failed : CredentialStatus::NoService;
    return result;
}

} // namespace pollux
