// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"

#include <qt6keychain/keychain.h>

class QProcessEnvironment;

namespace pollux {

/// What QtKeychain needs on Linux and the BSDs. On other platforms both members are always true.
struct KeychainEnvironment {
    bool sessionBus = true;    ///< A D-Bus session bus is set and, if its address is a socket file, the file exists.
    bool secretLibrary = true; ///< libsecret, which QtKeychain loads at run time, can be loaded.
};

/// Checks the environment. Call it only after an error, because it may load a library.
[[nodiscard]] KeychainEnvironment keychainEnvironment(const QProcessEnvironment &environment);

/// What a result of QtKeychain means. QtKeychain reports every missing part as OtherError, and a locked keychain as
/// EntryNotFound (measured, reliability 3.1). The error text, @p dependencies and @p keyWasStored tell these cases
/// apart.
[[nodiscard]] CredentialResult keychainResult(QKeychain::Error error, const QString &errorText, bool keyWasStored,
                                              const KeychainEnvironment &dependencies);

} // namespace pollux
