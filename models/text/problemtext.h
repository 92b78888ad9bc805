// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"
#include "models/accounts/credentialstore.h"
#include "models/accounts/profile.h"
#include "models/preflight/preflight.h"

#include <QString>

/// Texts for problems that are found before a request is sent. Plain text.
namespace pollux {

/// For a list of which `count` entries could not be read; empty for none.
QString unreadableEntriesText(int count);

/// Why a file is skipped; follows the file's name: "cannot be read".
QString skipReasonText(SkipReason reason);

/// What the result of a keychain request means, and what to do; empty for Ok and Superseded.
QString credentialText(const CredentialResult &result);

/// Empty for None.
QString profileProblemText(ProfileProblem problem);

/// Empty if there is no problem. Gives the position, counted from 1, but no part of the key.
QString apiKeyProblemText(const ApiKeyCheck &check);

} // namespace pollux
