// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/apikey.h"
#include "models/accounts/profile.h"

#include <QProcessEnvironment>

#include <optional>

namespace pollux {

/// The account from the environment variables, for this session only.
struct EnvironmentAccount {
    static constexpr QLatin1StringView urlVariable{"GOOGLE_GEMINI_BASE_URL"};

    /// Its name is the name of the variable with the key; its id is always the same. Its base URL may be invalid: check
    /// profileProblem() before use.
    Profile profile;
    ApiKeyCheck key;
};

/// The key from GOOGLE_API_KEY, else GEMINI_API_KEY (blank counts as absent), and the endpoint from
/// GOOGLE_GEMINI_BASE_URL if that is set: the same names and order as in Google's own clients. Nothing if both
/// variables are absent. If the key in the first variable is malformed, its problem is returned; the second variable is
/// not used.
[[nodiscard]] std::optional<EnvironmentAccount> environmentAccount(const QProcessEnvironment &environment);

/// Returns true if environmentAccount() made this account.
[[nodiscard]] bool isFromEnvironment(const Profile &profile);

} // namespace pollux
