// SPDX-License-Identifier: Apache-2.0
#include "models/accounts/environmentaccount.h"

using namespace Qt::StringLiterals;

namespace pollux {

std::optional<EnvironmentAccount> environmentAccount(const QProcessEnvironment &environment)
{
    for (const QString &variable : {u"GOOGLE_API_KEY"_s, u"GEMINI_API_KEY"_s}) {
        const ApiKeyCheck key = checkedApiKey(environment.value(variable));
        if (key.problem == ApiKeyProblem::Empty)
            continue;
        Profile profile;
        profile.id = u"5f0c9f0e-3a55-4d0e-9a3c-6b1f4f1c7a10"_s;
        profile.name = variable;
        profile.sessionOnly = true;
        if (const QString url = environment.value(EnvironmentAccount::urlVariable).trimmed(); !url.isEmpty())
            profile.baseUrl = baseUrlFromText(url);
        return EnvironmentAccount{profile, key};
    }
    return std::nullopt;
}

bool isFromEnvironment(const Profile &profile)
{
    // environmentAccount() names the account after the variable that holds the key.
    return profile.sessionOnly && (profile.name == "GOOGLE_API_KEY"_L1 || profile.name == "GEMINI_API_KEY"_L1);
}

} // namespace pollux
