// SPDX-License-Identifier: Apache-2.0
#include "models/text/errortext.h"

#include "models/text/format.h"
#include "models/text/untrustedtext.h"

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
    return error.subject.isEmpty() ? Texts::tr("an unnamed host") : untrustedtext::oneLine(error.subject);
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

/// One row for each kind. A table: long, and flat.
ErrorText textOfKind(const ApiError &error)
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
        return {
            Texts::tr("The file is gone, expired, or another project's"),
            Texts::tr("The service does not tell these apart. Files expire after 48 hours; a project whose bills are "
                      "not paid gets this answer too."),
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

/// The texts of reasons that are more specific than the kind (contract 1.10); else the text of the kind.
ErrorText ownText(const ApiError &error)
{
    const auto says = [&error](QLatin1StringView words) { return error.message.contains(words, Qt::CaseInsensitive); };
    const bool isRefusal = error.kind == ErrorKind::Permission || error.kind == ErrorKind::Precondition;
    if (isRefusal && (error.details.reason == "BILLING_DISABLED"_L1 || says("billing"_L1)))
        return {Texts::tr("The project's billing is not set up"),
                Texts::tr("The service does this only for projects that can be charged; nothing was changed."),
                Texts::tr("Set up billing for the project, then try again."), ErrorAction::ShowBilling};
    if (error.kind == ErrorKind::Permission && error.details.reason == "SERVICE_DISABLED"_L1)
        return {Texts::tr("The Gemini API is switched off in this project"),
                Texts::tr("The key is valid, but its project does not take part in the service."),
                Texts::tr("Switch the API on for the project, or use another key.")};
    if (error.kind == ErrorKind::Permission && error.details.reason == "CONSUMER_SUSPENDED"_L1)
        return {Texts::tr("The project is suspended"), Texts::tr("The service answers none of its requests."),
                Texts::tr("Use a key of another project.")};
    if (error.kind == ErrorKind::InvalidKey && says("expired"_L1))
        return {Texts::tr("The API key has expired"), Texts::tr("The service does not take it any longer."),
                Texts::tr("Enter a new key in Accounts.")};
    if (error.kind == ErrorKind::InvalidKey &&
        (says("leaked"_L1) || error.details.reason == "API_KEY_SERVICE_BLOCKED"_L1))
        return {Texts::tr("The API key is blocked"),
                Texts::tr("It became known to others, or it is not allowed to use this service."),
                Texts::tr("Make a new key, and enter it in Accounts.")};
    return textOfKind(error);
}

ErrorAction actionFor(ErrorRemedy remedy)
{
    switch (remedy) {
    case ErrorRemedy::Retry:
    case ErrorRemedy::AwaitLink:
    case ErrorRemedy::NewSession:
    case ErrorRemedy::Restart:
        return ErrorAction::TryAgain;
    case ErrorRemedy::AwaitQuota:
        return ErrorAction::ShowLimits;
    case ErrorRemedy::AwaitService:
        return ErrorAction::ShowServiceStatus;
    case ErrorRemedy::Refresh:
        return ErrorAction::RefreshList;
    case ErrorRemedy::ChangeKey:
    case ErrorRemedy::ChangeProject:
    case ErrorRemedy::ChangeEndpoint:
        return ErrorAction::OpenAccounts;
    case ErrorRemedy::ChangeSettings:
        return ErrorAction::OpenSettings;
    case ErrorRemedy::ChangeLocation:
        return ErrorAction::ShowLocations;
    case ErrorRemedy::FreeStorage:
        return ErrorAction::ShowExpiring;
    case ErrorRemedy::None:
        return ErrorAction::None;
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

} // namespace

ErrorText errorText(const ApiError &error)
{
    ErrorText text = ownText(error);
    if (text.action == ErrorAction::None)
        text.action = actionFor(traitsOf(error.kind).remedy);
    const QString serverText = untrustedtext::oneLine(error.message);
    if (!serverText.isEmpty())
        text.serverText = error.httpStatus > 0 ? Texts::tr("The service says: “%1”.").arg(serverText)
                                               : Texts::tr("The system says: “%1”.").arg(serverText);
    return text;
}

QString ErrorText::paragraph() const
{
    const QString own = Texts::tr("%1 %2", "explanation, next step").arg(explanation, nextStep);
    return serverText.isEmpty() ? own : own + u'\n' + serverText;
}

QString errorActionText(ErrorAction action)
{
    switch (action) {
    case ErrorAction::None:
        return {};
    case ErrorAction::TryAgain:
        return Texts::tr("Try Again");
    case ErrorAction::OpenAccounts:
        return Texts::tr("Accounts…");
    case ErrorAction::OpenSettings:
        return Texts::tr("Settings…");
    case ErrorAction::RefreshList:
        return Texts::tr("Refresh");
    case ErrorAction::ShowExpiring:
        return Texts::tr("What Expires Next…");
    case ErrorAction::ShowBilling:
        return Texts::tr("About Billing");
    case ErrorAction::ShowLimits:
        return Texts::tr("About Limits");
    case ErrorAction::ShowLocations:
        return Texts::tr("Where It Is Offered");
    case ErrorAction::ShowServiceStatus:
        return Texts::tr("State of the Service");
    }
    Q_UNREACHABLE();
}

QUrl errorActionPage(ErrorAction action)
{
    switch (action) {
    case ErrorAction::ShowBilling:
        return QUrl(u"https://ai.google.dev/gemini-api/docs/billing"_s);
    case ErrorAction::ShowLimits:
        return QUrl(u"https://ai.google.dev/gemini-api/docs/rate-limits"_s);
    case ErrorAction::ShowLocations:
        return QUrl(u"https://ai.google.dev/gemini-api/docs/available-regions"_s);
    case ErrorAction::ShowServiceStatus:
        return QUrl(u"https://aistudio.google.com/status"_s);
    default:
        return {};
    }
}

QString errorSentence(const ApiError &error)
{
    const ErrorText text = ownText(error);
    const QString serverText = needsForeignWords(error.kind) ? untrustedtext::oneLine(error.message) : QString();
    if (serverText.isEmpty())
        return Texts::tr("%1. %2", "title, next step").arg(text.title, text.nextStep);
    return Texts::tr("%1: %2. %3", "title, words of the service, next step").arg(text.title, serverText, text.nextStep);
}

QString errorDetails(const ApiError &error)
{
    QStringList lines{ownText(error).title};
    const auto add = [&lines](QLatin1StringView label, const QString &value) {
        if (!label.isEmpty() && !value.isEmpty())
            lines.append(label + ": "_L1 + untrustedtext::withoutSecrets(value));
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
    const QString serverText = untrustedtext::oneLine(status.message);
    return serverText.isEmpty() ? Texts::tr("%1: the service gave no reason", "code name").arg(code)
                                : Texts::tr("%1: %2", "code name, reason").arg(code, serverText);
}

} // namespace pollux
