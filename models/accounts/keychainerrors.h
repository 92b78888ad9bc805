// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/credentialstore.h"

#include <qt6keychain/keychain.h>

class QProcessEnvironment;

namespace pollux {

/// What QtKeychain needs around it on Linux and the BSDs. On other platforms both are always there.
struct KeychainEnvironment {
    bool sessionBus = true;    ///< A D-Bus session bus is named and, if it is a socket file, that exists.
    bool secretLibrary = true; ///< libsecret, which QtKeychain loads at run time, can be loaded.
};

/// Looks now; meant for after an error, since it may load a library.
[[nodiscard]] KeychainEnvironment keychainEnvironment(const QProcessEnvironment &environment);

/// What an answer of QtKeychain means. QtKeychain reports all that is missing as OtherError, and a locked keychain as
/// EntryNotFound (measured, reliability 3.1): the text, the surroundings and whether @p keyWasStored tell these apart.
[[nodiscard]] CredentialResult keychainResult(QKeychain::Error error, const QString &errorText, bool keyWasStored,
                                              const KeychainEnvironment &dependencies);

} // namespace pollux
