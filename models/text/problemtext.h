// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"
#include "models/accounts/credentialstore.h"
#include "models/accounts/profile.h"
#include "models/transfer/preflight.h"

#include <QString>

/// Problems that this computer finds by itself, before a request is made, in words. Plain text.
namespace pollux {

/// What stands after the name of a file that is left out: "cannot be read".
QString skipReasonText(SkipReason reason);

/// What a keychain's answer means, and what to do; empty for Ok and Superseded.
QString credentialText(const CredentialResult &result);

/// Empty for None.
QString profileProblemText(ProfileProblem problem);

/// Empty where there is no problem. Names the position, counted from 1 as people do, but repeats nothing of the key.
QString apiKeyProblemText(const ApiKeyCheck &check);

} // namespace pollux
