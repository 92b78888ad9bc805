// SPDX-License-Identifier: Apache-2.0
#include "models/text/problemtext.h"

#include "models/text/untrustedtext.h"

#include <QCoreApplication>

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::ProblemText)
};

QString missingServiceText(MissingService missing)
{
    switch (missing) {
    case MissingService::None:
    case MissingService::Backend:
        return Texts::tr("This system has no keychain that Pollux can use.");
    case MissingService::SessionBus:
        return Texts::tr("No system keychain is available.");
    case MissingService::SecretService:
        return Texts::tr("No keychain service runs: neither GNOME Keyring nor KWallet nor KeePassXC answers.");
    case MissingService::SecretLibrary:
        return Texts::tr("The library libsecret is not installed; the keychain is reached through it.");
    case MissingService::Keyring:
        return Texts::tr("The keychain service runs, but has no keyring to put a key into.");
    }
    Q_UNREACHABLE();
}

QString failedKeychainText(const QString &systemWords)
{
    const QString words = untrustedtext::oneLine(systemWords);
    if (words.isEmpty())
        return Texts::tr("The keychain reported a fault. Try again.");
    return Texts::tr("The keychain reported a fault: “%1”. Try again.").arg(words);
}

} // namespace

QString unreadableEntriesText(int count)
{
    if (count == 0)
        return {};
    return Texts::tr("%n entries of the list could not be read.", nullptr, count);
}

QString skipReasonText(SkipReason reason)
{
    switch (reason) {
    case SkipReason::Missing:
        return Texts::tr("is not there");
    case SkipReason::NotReadable:
        return Texts::tr("cannot be read");
    case SkipReason::NotRegular:
        return Texts::tr("is no file but a device or pipe");
    case SkipReason::TooLarge:
        return Texts::tr("is over 2 GiB, the most that the service takes");
    case SkipReason::TooLargeForStore:
        return Texts::tr("is over 100 MiB, the most that a document of a store may have");
    case SkipReason::NotForStores:
        return Texts::tr("is audio or video, which stores do not read");
    case SkipReason::Hidden:
        return Texts::tr("is hidden");
    case SkipReason::SymbolicLink:
        return Texts::tr("is a link that may lead out of the folder");
    case SkipReason::EmptyFolder:
        return Texts::tr("is a folder without files");
    case SkipReason::AlreadyQueued:
        return Texts::tr("is in the list of uploads already");
    case SkipReason::AlreadyOnServer:
        return Texts::tr("is on the server already");
    case SkipReason::Declined:
        return Texts::tr("was left out as you chose");
    case SkipReason::NoFixedSize:
        return Texts::tr("has content but no fixed size");
    case SkipReason::UnreadableName:
        return Texts::tr("has a name that is no valid text");
    case SkipReason::TooManyFiles:
        return Texts::tr("is beyond the first %L1 files").arg(maxFilesAtOnce);
    }
    Q_UNREACHABLE();
}

QString credentialText(const CredentialResult &result)
{
    switch (result.status) {
    case CredentialStatus::Ok:
    case CredentialStatus::Superseded:
        return {};
    case CredentialStatus::NotFound:
        return Texts::tr("No key is stored for this account. Enter one.");
    case CredentialStatus::Locked:
        return Texts::tr("The keychain is locked. A key that was stored is still there: unlock the keychain, then try "
                         "again.");
    case CredentialStatus::NoService:
        return Texts::tr("%1 The key will be forgotten when you quit.").arg(missingServiceText(result.missing));
    case CredentialStatus::BadValue:
        return Texts::tr("What the keychain holds for this account is no API key. Enter the key again.");
    case CredentialStatus::Unverified:
        return Texts::tr("The keychain took the key but did not show it again. The key works now; it may have to be "
                         "entered again at the next start.");
    case CredentialStatus::Failed:
        return failedKeychainText(result.detail);
    }
    Q_UNREACHABLE();
}

QString profileProblemText(ProfileProblem problem)
{
    switch (problem) {
    case ProfileProblem::None:
        return {};
    case ProfileProblem::NameMissing:
        return Texts::tr("Give the account a name.");
    case ProfileProblem::NameTaken:
        return Texts::tr("Another account has this name. Choose a different one.");
    case ProfileProblem::UrlInvalid:
        return Texts::tr("This is no address of a server. It begins with https:// and a host name.");
    case ProfileProblem::UrlNotEncrypted:
        return Texts::tr("The key would travel unencrypted. Use https; plain http works for this computer only.");
    case ProfileProblem::UrlHasUserInfo:
        return Texts::tr(
            "The address holds a user name or password, which would be sent with each request. Remove it.");
    case ProfileProblem::UrlHasQuery:
        return Texts::tr("Remove the question mark and what follows it: the endpoint is the address only.");
    case ProfileProblem::UrlHasFragment:
        return Texts::tr("Remove the # sign and what follows it: the endpoint is the address only.");
    case ProfileProblem::ApiVersionInvalid:
        return Texts::tr("An API version looks like v1beta or v1.");
    }
    Q_UNREACHABLE();
}

QString apiKeyProblemText(const ApiKeyCheck &check)
{
    switch (check.problem) {
    case ApiKeyProblem::None:
        return {};
    case ApiKeyProblem::Empty:
        return Texts::tr("Enter a key.");
    case ApiKeyProblem::TooLong:
        return Texts::tr("This is longer than any key: more than %L1 characters. Copy the key alone.")
            .arg(maxApiKeyLength);
    case ApiKeyProblem::BadCharacter:
        return Texts::tr("Character %L1 cannot be part of a key. Copy the key again, without blanks or line breaks "
                         "inside.")
            .arg(check.position + 1);
    }
    Q_UNREACHABLE();
}

} // namespace pollux
