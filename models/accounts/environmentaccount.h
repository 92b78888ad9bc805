// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"
#include "models/accounts/profile.h"

#include <QProcessEnvironment>

#include <optional>

namespace pollux {

/// The account that the environment describes, for this session only.
struct EnvironmentAccount {
    /// Its name is that of the variable that holds the key; always the same id. May have a problem (a base URL that
    /// cannot be used): ask profileProblem() before use.
    Profile profile;
    ApiKeyCheck key;
};

/// GOOGLE_API_KEY, else GEMINI_API_KEY (blank counts as absent), with GOOGLE_GEMINI_BASE_URL as the endpoint if that is
/// set: the same names and order as in Google's own clients. Nothing without a key. A malformed key in the first
/// variable is told, not passed over for the second.
[[nodiscard]] std::optional<EnvironmentAccount> environmentAccount(const QProcessEnvironment &environment);

} // namespace pollux
