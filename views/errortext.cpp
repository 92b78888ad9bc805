// SPDX-License-Identifier: Apache-2.0
#include "views/errortext.h"

#include "models/items/format.h"
#include "views/foreignwords.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::ErrorText)
};

QString hostOf(const ApiError &error)
{
    return error.subject.isEmpty() ? Texts::tr("an unnamed host") : foreignwords::oneLine(error.subject);
}

QString fileOf(const ApiError &error)
{
    const QString name = format::singleLine(QFileInfo(error.subject).fileName());
    return name.isEmpty() ? Texts::tr("The file") : Texts::tr("“%1”").arg(name);
}

QString tryAgain(const ApiError &error)
{
    if (!error.retryAfter || error.retryAfter->count() == 0)
        return Texts::tr("Wait a moment, then try again.");
    const auto wait = std::chrono::ceil<std::chrono::seconds>(*error.retryAfter);
    return Texts::tr("Wait %1, then try again.").arg(format::timeLeft(wait));
}

QString checkEndpoint()
{
    return Texts::tr("Check the endpoint in Accounts.");
}

QString refreshList()
{
    return Texts::tr("Refresh the list and try again.");
}

QString uploadAgain()
{
    return Texts::tr("Upload the file again.");
}

/// The texts without the words that came with the error. A table: long, and flat.
ErrorText ownText(const ApiError &error)
{
    switch (error.kind) {
    case ErrorKind::Cancelled:
        return {Texts::tr("Cancelled"), Texts::tr("The action was stopped before it was complete."),
                Texts::tr("Start it again if it is still wanted.")};
    case ErrorKind::Network:
        return {Texts::tr("The connection to the service broke"), Texts::tr("It ended before the answer was complete."),
                Texts::tr("Check the network and try again.")};
    case ErrorKind::Unreachable:
        return {Texts::tr("No connection to the service"),
                Texts::tr("This computer has no network, the address is not known, or nobody answers there."),
                Texts::tr("Check the network, and the endpoint in Accounts.")};
    case ErrorKind::Timeout:
        return {Texts::tr("The service did not answer in time"),
                Texts::tr("The connection was silent for too long and has been closed."),
                Texts::tr("Check the network and try again.")};
    case ErrorKind::Tls:
        return {Texts::tr("No secure connection"),
                Texts::tr("The server could not prove that it is the right one, so nothing was sent."),
                Texts::tr("Check this computer's date, and whether a program or proxy intercepts connections.")};
    case ErrorKind::Proxy:
        return {Texts::tr("The proxy refused the connection"), Texts::tr("The request did not reach the service."),
                Texts::tr("Check the proxy settings of this computer.")};
    case ErrorKind::InsecureEndpoint:
        return {Texts::tr("The key would travel unencrypted to %1").arg(hostOf(error)),
                Texts::tr("Plain http is used within this computer only. Nothing was sent."),
                Texts::tr("Change the endpoint in Accounts to an https address.")};
    case ErrorKind::Redirected:
        return {Texts::tr("The server redirects to %1").arg(hostOf(error)),
                Texts::tr("Pollux does not follow, because the key would go along. Nothing was sent there."),
                Texts::tr("Check the endpoint in Accounts, and whether this network asks for a login.")};
    case ErrorKind::ProxyPage:
        return {Texts::tr("A login page or gateway answered"),
                Texts::tr("A web page came where the answer of the service was due."),
                Texts::tr("Log in to the network in a web browser, or check the endpoint in Accounts.")};
    case ErrorKind::Protocol:
        return {Texts::tr("The answer cannot be understood"),
                Texts::tr("It lacks what answers of the service hold, so nothing was done with it."),
                Texts::tr("Try again; if it happens again, check the endpoint in Accounts.")};
    case ErrorKind::AnswerTooLarge:
        return {Texts::tr("The answer is too large"),
                Texts::tr("More than 8 MiB came, which no answer of the service needs. It was not read."),
                checkEndpoint()};
    case ErrorKind::ForeignUploadUrl:
        return {Texts::tr("The upload was directed to %1").arg(hostOf(error)),
                Texts::tr("That is not the host of the endpoint, so nothing of the file was sent."), checkEndpoint()};
    case ErrorKind::InvalidKey:
        return {Texts::tr("The API key was not accepted"),
                Texts::tr("The service does not know this key, or the key has been blocked."),
                Texts::tr("Enter a valid key in Accounts.")};
    case ErrorKind::MissingKey:
        return {Texts::tr("No API key reached the service"),
                Texts::tr("The account has none, or something on the way has removed it."),
                Texts::tr("Enter a key in Accounts.")};
    case ErrorKind::Permission:
        return {Texts::tr("The key does not permit this"),
                Texts::tr("The project that the key belongs to may not do what was asked."),
                Texts::tr("Check the project's rights and billing, or use another key.")};
    case ErrorKind::Gone:
        return {Texts::tr("The file is gone, expired, or another project's"),
                Texts::tr("The service does not tell these apart. Files expire after 48 hours."),
                Texts::tr("Refresh the list to see what is there.")};
    case ErrorKind::NotReady:
        return {Texts::tr("The file is still being processed"), Texts::tr("It cannot be used before that is done."),
                Texts::tr("Wait until it is active.")};
    case ErrorKind::BadRequest:
        return {Texts::tr("The service refused the request"), Texts::tr("Nothing was changed."),
                Texts::tr("Check what was entered; the details tell what the service objects to.")};
    case ErrorKind::UnsupportedType:
        return {Texts::tr("The service does not take this type of file"),
                Texts::tr("The file cannot be used as it is."),
                Texts::tr("Convert it to a type that Gemini reads, such as PDF or plain text.")};
    case ErrorKind::TooLarge:
        return {Texts::tr("The file is too large"), Texts::tr("The service takes files of up to 2 GiB."),
                Texts::tr("Split or compress the file, then upload it again.")};
    case ErrorKind::StorageQuota:
        return {Texts::tr("The project's storage is full"),
                Texts::tr("Nothing more can be uploaded, and waiting a few minutes does not help: room comes from "
                          "deleting files, or when files expire."),
                Texts::tr("Delete files that are no longer needed, then try again.")};
    case ErrorKind::RateQuota:
        return {Texts::tr("Too many requests"),
                Texts::tr("The project has used up what it may ask for in this span of time."), tryAgain(error)};
    case ErrorKind::ServerBusy:
        return {Texts::tr("The service is busy or has a fault"), Texts::tr("The cause lies with the service."),
                tryAgain(error)};
    case ErrorKind::LocationBlocked:
        return {Texts::tr("The service is not offered at this location"),
                Texts::tr("It does not answer requests from this country or network."),
                Texts::tr("Use a network at a location where the Gemini API is offered.")};
    case ErrorKind::Precondition:
        return {Texts::tr("The service cannot do this now"),
                Texts::tr("Something else has to happen before; nothing was changed."), refreshList()};
    case ErrorKind::Conflict:
        return {Texts::tr("The request conflicts with what the service holds"), Texts::tr("Nothing was changed."),
                refreshList()};
    case ErrorKind::SessionDead:
        return {Texts::tr("The service ended the upload"),
                Texts::tr("What was sent so far is lost; the file on this computer is untouched."), uploadAgain()};
    case ErrorKind::ChunkRule:
        return {Texts::tr("The service refused a part of the upload"),
                Texts::tr("The size of the part did not follow the rule of the service."), uploadAgain()};
    case ErrorKind::LocalFile:
        return {Texts::tr("%1 cannot be read").arg(fileOf(error)), Texts::tr("Nothing more of it was sent."),
                Texts::tr("Check that it is there and that you may read it, then try again.")};
    case ErrorKind::FileChanged:
        return {Texts::tr("%1 was changed while it was being uploaded").arg(fileOf(error)),
                Texts::tr("The upload was stopped, because it would have mixed old and new content."),
                Texts::tr("Wait until no program writes to the file, then upload it again.")};
    case ErrorKind::JournalNotWritable:
        return {Texts::tr("The state of the upload cannot be saved"),
                Texts::tr("Nothing is sent that could not be found again after a crash."),
                Texts::tr("Make room on the disk, and check that the data folder can be written.")};
    case ErrorKind::Damaged:
        return {Texts::tr("The service holds other bytes than were sent"),
                Texts::tr("Size, type or checksum differ from the file on this computer, so the uploaded copy is not "
                          "to be trusted."),
                Texts::tr("Delete the uploaded file, then upload it again.")};
    case ErrorKind::OperationFailed:
        return {Texts::tr("The service could not make a document of it"),
                Texts::tr("The bytes arrived; the store does not hold the document, or holds it as failed."),
                Texts::tr("Check that stores take files of this type, then upload it again.")};
    case ErrorKind::OutcomeUnknown:
        return {Texts::tr("Everything was sent, but the answer was lost"),
                Texts::tr("The file may have arrived or not; another upload could make a second copy."),
                Texts::tr("Look at the list before uploading again.")};
    }
    Q_UNREACHABLE();
}

/// Kinds that say little without the words that came along.
bool needsForeignWords(ErrorKind kind)
{
    using enum ErrorKind;
    constexpr std::array kinds{Network,  Unreachable,  Tls,       Permission,         BadRequest,     UnsupportedType,
                               Conflict, Precondition, LocalFile, JournalNotWritable, OperationFailed};
    return std::ranges::find(kinds, kind) != kinds.end();
}

/// Empty for kinds whose subject is none of the two: it stays out of the details then.
QLatin1StringView labelOfSubject(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::LocalFile:
    case ErrorKind::FileChanged:
        return "File"_L1;
    case ErrorKind::InsecureEndpoint:
    case ErrorKind::Redirected:
    case ErrorKind::ForeignUploadUrl:
        return "Host"_L1;
    default:
        return {};
    }
}

QString jsonText(const QJsonArray &details)
{
    return QString::fromUtf8(QJsonDocument(details).toJson(QJsonDocument::Indented)).trimmed();
}

QString missingServiceText(MissingService missing)
{
    switch (missing) {
    case MissingService::None:
    case MissingService::Backend:
        return Texts::tr("This system has no keychain that Pollux can use.");
    case MissingService::SessionBus:
        return Texts::tr("There is no D-Bus session bus, through which the keychain is reached.");
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
    const QString words = foreignwords::oneLine(systemWords);
    if (words.isEmpty())
        return Texts::tr("The keychain reported a fault. Try again.");
    return Texts::tr("The keychain reported a fault: “%1”. Try again.").arg(words);
}

} // namespace

ErrorText errorText(const ApiError &error)
{
    ErrorText text = ownText(error);
    const QString words = foreignwords::oneLine(error.message);
    if (words.isEmpty())
        return text;
    text.explanation += u' ';
    text.explanation += error.httpStatus > 0 ? Texts::tr("The service says: “%1”.").arg(words)
                                             : Texts::tr("The system says: “%1”.").arg(words);
    return text;
}

QString errorSentence(const ApiError &error)
{
    const ErrorText text = ownText(error);
    const QString words = needsForeignWords(error.kind) ? foreignwords::oneLine(error.message) : QString();
    if (words.isEmpty())
        return Texts::tr("%1. %2", "title, next step").arg(text.title, text.nextStep);
    return Texts::tr("%1: %2. %3", "title, words of the service, next step").arg(text.title, words, text.nextStep);
}

QString errorDetails(const ApiError &error)
{
    QStringList lines{ownText(error).title};
    const auto add = [&lines](QLatin1StringView label, const QString &value) {
        if (!label.isEmpty() && !value.isEmpty())
            lines.append(label + ": "_L1 + foreignwords::withoutSecrets(value));
    };
    if (error.httpStatus > 0)
        add("HTTP status"_L1, QString::number(error.httpStatus));
    add("Code"_L1, error.rpcStatus);
    add("Reason"_L1, error.details.reason);
    add(labelOfSubject(error.kind), error.subject);
    add("Message"_L1, error.message);
    if (error.retryAfter)
        add("Retry after"_L1, u"%1 ms"_s.arg(error.retryAfter->count()));
    if (!error.rawDetails.isEmpty())
        add("Details"_L1, jsonText(error.rawDetails));
    return lines.join(u'\n');
}

QString statusText(const Status &status)
{
    const QString name = status.codeText.isEmpty() ? Status::codeName(status.code) : status.codeText;
    const QString code = name.isEmpty() ? Texts::tr("Code %1", "of google.rpc").arg(status.code) : name;
    const QString words = foreignwords::oneLine(status.message);
    return words.isEmpty() ? Texts::tr("%1: the service gave no reason", "code name").arg(code)
                           : Texts::tr("%1: %2", "code name, reason").arg(code, words);
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
    case SkipReason::UnreadableName:
        return Texts::tr("has a name that is no valid text");
    case SkipReason::TooManyFiles:
        return Texts::tr("is beyond the first %L1 files").arg(mostFilesAtOnce);
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
        return Texts::tr("%1 A key can be used for this session only.").arg(missingServiceText(result.missing));
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
            .arg(longestApiKey);
    case ApiKeyProblem::BadCharacter:
        return Texts::tr("Character %L1 cannot be part of a key. Copy the key again, without blanks or line breaks "
                         "inside.")
            .arg(check.position + 1);
    }
    Q_UNREACHABLE();
}

} // namespace pollux
