// SPDX-License-Identifier: Apache-2.0
#include "models/text/errortext.h"

#include "models/api/http/proxycheck.h"
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

/// The texts for one kind of error.
struct Row {
    ErrorKind kind;
    ErrorAction action;
    const char *title; // %1: the host or file in ApiError::subject
    const char *explanation;
    const char *nextStep; // null: tryAgain()
};

struct ActionRow {
    ErrorAction action = ErrorAction::None;
    const char *label = nullptr;
    QLatin1StringView page = {};
};

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(pollux::ErrorText)

public:
    using Kind = ErrorKind;
    using Action = ErrorAction;

    /// One row for each kind.
    static constexpr Row kinds[] = {
        {Kind::Cancelled, Action::TryAgain, QT_TR_NOOP("Cancelled"),
         QT_TR_NOOP("The action was stopped before it was complete."),
         QT_TR_NOOP("Start it again if it is still wanted.")},
        {Kind::Network, Action::TryAgain, QT_TR_NOOP("The connection to the service broke"),
         QT_TR_NOOP("It ended before the answer was complete."), QT_TR_NOOP("Check the network and try again.")},
        {Kind::Unreachable, Action::TryAgain, QT_TR_NOOP("No connection to the service"),
         QT_TR_NOOP("This computer has no network, the address is not known, or nobody answers there."),
         QT_TR_NOOP("Check the network, and the endpoint in Accounts.")},
        {Kind::Timeout, Action::TryAgain, QT_TR_NOOP("The service did not answer in time"),
         QT_TR_NOOP("The connection was silent for too long and has been closed."),
         QT_TR_NOOP("Check the network and try again.")},
        {Kind::Tls, Action::OpenSettings, QT_TR_NOOP("No secure connection"),
         QT_TR_NOOP("The server could not prove that it is the right one, so nothing was sent."),
         QT_TR_NOOP("Check this computer's date, and whether a program or proxy intercepts connections.")},
        {Kind::Proxy, Action::OpenSettings, QT_TR_NOOP("The proxy refused the connection"),
         QT_TR_NOOP("The request did not reach the service."),
         QT_TR_NOOP("Check the proxy settings of this computer.")},
        {Kind::InsecureEndpoint, Action::OpenAccounts, QT_TR_NOOP("The key would travel unencrypted to %1"),
         QT_TR_NOOP("Plain http is used within this computer only. Nothing was sent."),
         QT_TR_NOOP("Change the endpoint in Accounts to an https address.")},
        {Kind::Redirected, Action::OpenAccounts, QT_TR_NOOP("The server redirects to %1"),
         QT_TR_NOOP("Pollux does not follow, because the key would go along. Nothing was sent there."),
         QT_TR_NOOP("Check the endpoint in Accounts, and whether this network asks for a login.")},
        {Kind::ProxyPage, Action::TryAgain, QT_TR_NOOP("A gateway at %1 answered"),
         QT_TR_NOOP("Its answer came where that of the service was due. It may be the login page of this network."),
         QT_TR_NOOP("Log in to the network in a web browser, or check the endpoint in Accounts.")},
        {Kind::Protocol, Action::TryAgain, QT_TR_NOOP("The answer cannot be understood"),
         QT_TR_NOOP("It lacks what answers of the service hold, so nothing was done with it."),
         QT_TR_NOOP("Try again; if it happens again, check the endpoint in Accounts.")},
        {Kind::AnswerTooLarge, Action::OpenAccounts, QT_TR_NOOP("The answer is too large"),
         QT_TR_NOOP("More than 8 MiB came, which no answer of the service needs. It was not read."),
         QT_TR_NOOP("Check the endpoint in Accounts.")},
        {Kind::ForeignUploadUrl, Action::OpenAccounts, QT_TR_NOOP("The upload was directed to %1"),
         QT_TR_NOOP("That is not the host of the endpoint, so nothing of the file was sent."),
         QT_TR_NOOP("Check the endpoint in Accounts.")},
        {Kind::WrongEndpoint, Action::OpenAccounts, QT_TR_NOOP("%1 does not offer this part of the service"),
         QT_TR_NOOP("The address answers, but has no such list."),
         QT_TR_NOOP("Check the endpoint and the API version in Accounts.")},
        {Kind::InvalidKey, Action::ChangeKey, QT_TR_NOOP("The API key was not accepted"),
         QT_TR_NOOP("The service does not know this key, the key has been blocked, or it is of the kind that begins "
                    "with AIza, which is no longer accepted. New keys are made in Google AI Studio."),
         QT_TR_NOOP("Enter a valid key in Accounts.")},
        {Kind::MissingKey, Action::ChangeKey, QT_TR_NOOP("No API key reached the service"),
         QT_TR_NOOP("The account has none, or something on the way has removed it."),
         QT_TR_NOOP("Enter a key in Accounts.")},
        {Kind::Permission, Action::OpenAccounts, QT_TR_NOOP("The key does not permit this"),
         QT_TR_NOOP("The project that the key belongs to may not do what was asked."),
         QT_TR_NOOP("Check the project's rights and billing, or use another key.")},
        {Kind::Billing, Action::ShowBilling, QT_TR_NOOP("The project's billing is not set up"),
         QT_TR_NOOP("The service does this only for projects that can be charged; nothing was changed."),
         QT_TR_NOOP("Set up billing for the project, then try again.")},
        {Kind::Gone, Action::RefreshList, QT_TR_NOOP("The file is gone, expired, or another project's"),
         QT_TR_NOOP("The service does not tell these apart. Files expire after 48 hours; a project whose bills are "
                    "not paid gets this answer too."),
         QT_TR_NOOP("Refresh the list to see what is there.")},
        {Kind::NotReady, Action::RefreshList, QT_TR_NOOP("The file is still being processed"),
         QT_TR_NOOP("It cannot be used before that is done."), QT_TR_NOOP("Wait until it is active.")},
        {Kind::BadRequest, Action::None, QT_TR_NOOP("The service refused the request"),
         QT_TR_NOOP("Nothing was changed."),
         QT_TR_NOOP("Check what was entered; the details tell what the service objects to.")},
        {Kind::ReadRefused, Action::RefreshList, QT_TR_NOOP("This could not be read"),
         QT_TR_NOOP("The service refused the request; nothing was changed."),
         QT_TR_NOOP("Refresh the list to read it from the beginning.")},
        {Kind::UnsupportedType, Action::None, QT_TR_NOOP("The service does not take this type of file"),
         QT_TR_NOOP("The file cannot be used as it is."),
         QT_TR_NOOP("Set another type, or convert the file to one that Gemini reads, such as PDF or plain text.")},
        {Kind::TooLarge, Action::None, QT_TR_NOOP("The file is too large"),
         QT_TR_NOOP("The service takes files of up to 2 GiB."),
         QT_TR_NOOP("Split or compress the file, then upload it again.")},
        {Kind::StorageQuota, Action::ShowExpiring, QT_TR_NOOP("The project's storage is full"),
         QT_TR_NOOP("Nothing more can be uploaded, and waiting a few minutes does not help: room comes from "
                    "deleting files, or when files expire."),
         QT_TR_NOOP("Delete files that are no longer needed, then try again.")},
        {Kind::RateQuota, Action::ShowLimits, QT_TR_NOOP("Too many requests"),
         QT_TR_NOOP("The project has used up what it may ask for in this span of time."), nullptr},
        {Kind::ServerBusy, Action::ShowServiceStatus, QT_TR_NOOP("The service is busy or has a fault"),
         QT_TR_NOOP("The cause lies with the service."), nullptr},
        {Kind::LocationBlocked, Action::ShowLocations, QT_TR_NOOP("The service is not offered at this location"),
         QT_TR_NOOP("It does not answer requests from this country or network."),
         QT_TR_NOOP("Use a network at a location where the Gemini API is offered.")},
        {Kind::Precondition, Action::RefreshList, QT_TR_NOOP("The service cannot do this now"),
         QT_TR_NOOP("Something else has to happen before; nothing was changed."),
         QT_TR_NOOP("Refresh the list and try again.")},
        {Kind::Conflict, Action::RefreshList, QT_TR_NOOP("The request conflicts with what the service holds"),
         QT_TR_NOOP("Nothing was changed."), QT_TR_NOOP("Refresh the list and try again.")},
        {Kind::SessionDead, Action::TryAgain, QT_TR_NOOP("The service ended the upload"),
         QT_TR_NOOP("What was sent so far is lost; the file on this computer is untouched."),
         QT_TR_NOOP("Upload the file again.")},
        {Kind::ChunkRule, Action::TryAgain, QT_TR_NOOP("The service refused a part of the upload"),
         QT_TR_NOOP("The size of the part did not follow the rule of the service."),
         QT_TR_NOOP("Upload the file again.")},
        {Kind::LocalFile, Action::TryAgain, QT_TR_NOOP("%1 cannot be read"), QT_TR_NOOP("Nothing more of it was sent."),
         QT_TR_NOOP("Check that it is there and that you may read it, then try again.")},
        {Kind::FileChanged, Action::TryAgain, QT_TR_NOOP("%1 was changed while it was being uploaded"),
         QT_TR_NOOP("The upload was stopped, because it would have mixed old and new content."),
         QT_TR_NOOP("Wait until no program writes to the file, then upload it again.")},
        {Kind::JournalNotWritable, Action::OpenSettings, QT_TR_NOOP("The state of the upload cannot be saved"),
         QT_TR_NOOP("Nothing is sent that could not be found again after a crash."),
         QT_TR_NOOP("Make room on the disk, and check that the data folder can be written.")},
        {Kind::Damaged, Action::TryAgain, QT_TR_NOOP("The service holds other bytes than were sent"),
         QT_TR_NOOP("Size, type or checksum differ from the file on this computer, so the uploaded copy is not "
                    "to be trusted."),
         QT_TR_NOOP("Delete the uploaded file, then upload it again.")},
        {Kind::OperationFailed, Action::None, QT_TR_NOOP("The service could not make a document of it"),
         QT_TR_NOOP("The bytes arrived; the store does not hold the document, or holds it as failed."),
         QT_TR_NOOP("Check that stores take files of this type, then upload it again.")},
        {Kind::OutcomeUnknown, Action::RefreshList, QT_TR_NOOP("Everything was sent, but the answer was lost"),
         QT_TR_NOOP("The file may have arrived or not; another upload could make a second copy."),
         QT_TR_NOOP("Look at the list before uploading again.")},
    };
    static_assert(std::size(kinds) == static_cast<std::size_t>(Kind::OutcomeUnknown) + 1);

    /// One row for each action.
    static constexpr ActionRow actions[] = {
        {Action::None, nullptr},
        {Action::TryAgain, QT_TR_NOOP("Try Again")},
        {Action::OpenAccounts, QT_TR_NOOP("Accounts…")},
        {Action::ChangeKey, QT_TR_NOOP("Change Key…")},
        {Action::OpenSettings, QT_TR_NOOP("Settings…")},
        {Action::RefreshList, QT_TR_NOOP("Refresh")},
        {Action::ShowExpiring, QT_TR_NOOP("What Expires Next…")},
        {Action::ShowBilling, QT_TR_NOOP("About Billing"), "https://ai.google.dev/gemini-api/docs/billing"_L1},
        {Action::ShowLimits, QT_TR_NOOP("About Limits"), "https://ai.google.dev/gemini-api/docs/rate-limits"_L1},
        {Action::ShowLocations, QT_TR_NOOP("Where It Is Offered"),
         "https://ai.google.dev/gemini-api/docs/available-regions"_L1},
        {Action::MakeKey, QT_TR_NOOP("Get a Key"), "https://aistudio.google.com/apikey"_L1},
        {Action::ShowServiceStatus, QT_TR_NOOP("State of the Service"), "https://aistudio.google.com/status"_L1},
    };
    static_assert(std::size(actions) == static_cast<std::size_t>(Action::ShowServiceStatus) + 1);
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

/// "File" or "Host"; empty if the subject is neither, and then the details do not contain it.
QLatin1StringView labelOfSubject(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::LocalFile:
    case ErrorKind::FileChanged:
        return "File"_L1;
    case ErrorKind::InsecureEndpoint:
    case ErrorKind::Redirected:
    case ErrorKind::ForeignUploadUrl:
    case ErrorKind::ProxyPage:
    case ErrorKind::WrongEndpoint:
        return "Host"_L1;
    default:
        return {};
    }
}

ErrorText textOfKind(const ApiError &error)
{
    const Row &row = *std::ranges::find(Texts::kinds, error.kind, &Row::kind);
    QString title = Texts::tr(row.title);
    if (const QLatin1StringView label = labelOfSubject(error.kind); !label.isEmpty())
        title = title.arg(label == "File"_L1 ? fileOf(error) : hostOf(error));
    return {title, Texts::tr(row.explanation), row.nextStep ? Texts::tr(row.nextStep) : tryAgain(error), row.action};
}

ErrorText proxyText(const ApiError &error)
{
    const QString proxy = hostOf(error);
    const QString explanation = Texts::tr("The request did not reach the service.");
    const auto action = ErrorAction::OpenSettings;
    const QString &reason = error.details.reason;
    if (reason == ProxyCheck::credentialsMissing)
        return {Texts::tr("The proxy %1 asks for a user name and a password").arg(proxy), explanation,
                Texts::tr("In Settings > Network, choose HTTP, and enter the proxy with both."), action};
    if (reason == ProxyCheck::credentialsRefused)
        return {Texts::tr("The proxy %1 did not accept the user name and the password").arg(proxy), explanation,
                Texts::tr("Correct them in Settings > Network, or where the system keeps its proxy."), action};
    if (reason == ProxyCheck::methodUnsupported)
        return {Texts::tr("The proxy %1 asks for a login that Pollux does not support").arg(proxy), explanation,
                Texts::tr("Choose a proxy that needs no login, or takes a user name and a password, in Settings > "
                          "Network."),
                action};
    if (reason == ProxyCheck::noAnswer)
        return {Texts::tr("The proxy %1 does not answer").arg(proxy), explanation,
                Texts::tr("Check the network, and the proxy in Settings > Network."), action};
    return {Texts::tr("The proxy %1 refuses the connection").arg(proxy), explanation,
            Texts::tr("Ask who runs the proxy, or choose another one in Settings > Network."), action};
}

bool isLimitOfGateway(const ApiError &error)
{
    return error.kind == ErrorKind::TooLarge && !error.subject.isEmpty();
}

/// The service refuses a key of the kind that begins with AIza as if it were another credential (contract 8, item 1).
bool refusesKindOfKey(const ApiError &error)
{
    return error.kind == ErrorKind::InvalidKey &&
           (error.details.reason == "ACCESS_TOKEN_TYPE_UNSUPPORTED"_L1 ||
            (error.details.reason.isEmpty() &&
             error.message.contains("Expected OAuth 2 access token"_L1, Qt::CaseInsensitive)));
}

/// The text for the reason if there is a more specific one than for the kind (contract 1.10); else the text for the
/// kind.
ErrorText ownText(const ApiError &error)
{
    const auto says = [&error](QLatin1StringView words) { return error.message.contains(words, Qt::CaseInsensitive); };
    if (error.kind == ErrorKind::Proxy && !error.subject.isEmpty())
        return proxyText(error);
    if (error.concernsStoreStorage())
        return {Texts::tr("The store is full"),
                Texts::tr("Documents do not expire, and deleting files makes no room in a store."),
                Texts::tr("Delete documents of this store, or use another store."), ErrorAction::None};
    if (isLimitOfGateway(error))
        return {Texts::tr("A gateway at %1 refuses a file of this size").arg(hostOf(error)),
                Texts::tr("It lies between this computer and the service, which takes files of up to 2 GiB."),
                Texts::tr("Use a network or an endpoint without this limit, or split the file."), ErrorAction::None};
    if (error.kind == ErrorKind::Protocol && error.httpStatus > 0 && error.httpStatus < 200)
        return {Texts::tr("A gateway answered too early"),
                Texts::tr("It announced an answer that this program cannot wait for; the connection was closed."),
                Texts::tr("Try again; if it happens again, check the endpoint in Accounts."), ErrorAction::TryAgain};
    if (error.kind == ErrorKind::Permission && error.details.reason == "SERVICE_DISABLED"_L1)
        return {Texts::tr("The Gemini API is switched off in this project"),
                Texts::tr("The key is valid, but its project does not take part in the service."),
                Texts::tr("Switch the API on for the project, or use another key."), ErrorAction::OpenAccounts};
    if (error.kind == ErrorKind::Permission && error.details.reason == "CONSUMER_SUSPENDED"_L1)
        return {Texts::tr("The project is suspended"), Texts::tr("The service answers none of its requests."),
                Texts::tr("Use a key of another project."), ErrorAction::OpenAccounts};
    if (error.kind == ErrorKind::InvalidKey && says("expired"_L1))
        return {Texts::tr("The API key has expired"), Texts::tr("The service does not take it any longer."),
                Texts::tr("Enter a new key in Accounts."), ErrorAction::ChangeKey};
    if (refusesKindOfKey(error))
        return {Texts::tr("Keys of this kind are no longer accepted"),
                Texts::tr("The service refuses API keys that begin with AIza; newer ones begin with AQ."),
                Texts::tr("Make a new key at %1, and enter it in Accounts.")
                    .arg(errorActionPage(ErrorAction::MakeKey).toString()),
                ErrorAction::ChangeKey};
    if (error.kind == ErrorKind::InvalidKey &&
        (says("leaked"_L1) || error.details.reason == "API_KEY_SERVICE_BLOCKED"_L1))
        return {Texts::tr("The API key is blocked"),
                Texts::tr("It became known to others, or it is not allowed to use this service."),
                Texts::tr("Make a new key, and enter it in Accounts."), ErrorAction::ChangeKey};
    return textOfKind(error);
}

/// True for kinds whose text says little without the message from the service or the system.
bool needsForeignWords(ErrorKind kind)
{
    using enum ErrorKind;
    constexpr std::array kinds{
        Network,     Unreachable,     Tls,      Proxy,        ProxyPage, Permission,         BadRequest,
        ReadRefused, UnsupportedType, Conflict, Precondition, LocalFile, JournalNotWritable, OperationFailed};
    return std::ranges::find(kinds, kind) != kinds.end();
}

} // namespace

ErrorText errorText(const ApiError &error)
{
    ErrorText text = ownText(error);
    if (text.action == ErrorAction::ChangeKey)
        text.secondAction = ErrorAction::MakeKey;
    // What the service says then is about tokens that Pollux does not use, and leads nowhere.
    const QString serverText = refusesKindOfKey(error) ? QString() : untrustedtext::oneLine(error.message);
    const bool isOfProxy =
        error.kind == ErrorKind::Proxy && !error.subject.isEmpty() && error.details.reason != ProxyCheck::noAnswer;
    if (!serverText.isEmpty() && isOfProxy)
        text.serverText = Texts::tr("The proxy says: “%1”.").arg(serverText);
    else if (!serverText.isEmpty() && (error.kind == ErrorKind::ProxyPage || isLimitOfGateway(error)))
        text.serverText = Texts::tr("The gateway says: “%1”.").arg(serverText);
    else if (!serverText.isEmpty())
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
    return Texts::tr(std::ranges::find(Texts::actions, action, &ActionRow::action)->label);
}

QUrl errorActionPage(ErrorAction action)
{
    return QUrl(std::ranges::find(Texts::actions, action, &ActionRow::action)->page);
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
        add("Details"_L1, QString::fromUtf8(QJsonDocument(error.rawDetails).toJson().trimmed()));
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
