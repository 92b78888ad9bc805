// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/profile.h"
#include "views/widgets/prompts.h"

#include <QCoreApplication>

namespace pollux {

/// What the accounts dialog asks before it does something that cannot be undone.
class AccountQuestions {
    Q_DECLARE_TR_FUNCTIONS(pollux::AccountQuestions)

public:
    /// @p name is empty for an account that has none yet.
    static Prompts::Question discardChanges(const QString &name)
    {
        return {name.isEmpty() ? tr("Discard the new account?") : tr("Discard the changes to “%1”?").arg(name),
                tr("What was entered and is not saved will be lost."), tr("Discard")};
    }

    /// The stored key could not be seen because the keychain was locked.
    static Prompts::Question replaceUnseenKey(const QString &name)
    {
        return {tr("Replace the key of “%1”?").arg(name),
                tr("The keychain was locked, so the key that may be stored there could not be seen. It will be "
                   "overwritten."),
                tr("Replace key")};
    }

    static Prompts::Question removeAccount(const Profile &profile)
    {
        return {tr("Remove the account “%1”?").arg(profile.name),
                profile.sessionOnly ? tr("It would have ended with this session. Files on the service stay.")
                                    : tr("Its key is removed from the keychain as well. Files on the service stay."),
                tr("Remove account")};
    }

    /// The keychain did not remove the key, for this reason.
    static Prompts::Question removeWithoutKey(const QString &name, const QString &reason)
    {
        return {tr("Remove “%1” although its key may stay in the keychain?").arg(name), reason, tr("Remove anyway")};
    }
};

} // namespace pollux
