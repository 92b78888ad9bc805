// SPDX-License-Identifier: Apache-2.0
#include "app/cli/commands/accountchoice.h"

#include "app/cli/output/terminal.h"
#include "models/accounts/environmentaccount.h"
#include "models/text/format.h"
#include "models/text/problemtext.h"

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxKeyLineLength = 4096; // bytes

ReadyAccount readyAccount(const Profile &profile, const QByteArray &key)
{
    return {profile, RequestFactory({profile.baseUrl, profile.apiVersion}, key), key};
}

} // namespace

AccountChoice::AccountChoice(const CliOptions &options, Accounts &accounts, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_accounts(accounts)
{
}

void AccountChoice::start()
{
    const auto profile = choose() ? m_accounts.profile(m_profileId) : std::nullopt;
    if (m_isInterrupted)
        return;
    if (profile)
        m_accounts.keyOf(profile->id, this,
                         [this, profile = *profile](const CredentialResult &result) { handleKey(profile, result); });
    else
        QMetaObject::invokeMethod(
            this, [this] { emit failed(m_problem); }, Qt::QueuedConnection);
}

void AccountChoice::startOther(const QString &profileId)
{
    const auto profile = m_accounts.profile(profileId);
    if (!profile)
        return;
    ++m_keysAsked;
    m_accounts.keyOf(profileId, this, [this, profile = *profile](const CredentialResult &result) {
        --m_keysAsked;
        if (result.status == CredentialStatus::Ok)
            emit otherReady(readyAccount(profile, result.key));
    });
}

void AccountChoice::handleKey(const Profile &profile, const CredentialResult &result)
{
    if (result.status == CredentialStatus::Ok)
        emit ready(readyAccount(profile, result.key));
    else if (result.status != CredentialStatus::Superseded)
        emit failed(tr("%1: %2 Or give the key by --key-stdin or in GEMINI_API_KEY.", "account, what the keychain said")
                        .arg(format::singleLine(profile.name), credentialText(result)));
}

bool AccountChoice::choose()
{
    if (m_options.readsKey && !readKey())
        return false;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    if (!m_options.profileName.isEmpty()) {
        chooseFromEnvironment(environment, {});
        return chooseNamed();
    }
    if (m_options.readsKey) {
        environment.insert(u"GOOGLE_API_KEY"_s, QString::fromLatin1(m_keyFromInput));
        return chooseFromEnvironment(environment, tr("Standard input"));
    }
    if (chooseFromEnvironment(environment, {}) || !m_problem.isEmpty())
        return m_problem.isEmpty();
    if (const auto active = m_accounts.activeProfile()) {
        m_profileId = active->id;
        return true;
    }
    return refuse(tr("There is no account: set GEMINI_API_KEY, use --key-stdin, or add an account in Pollux."));
}

bool AccountChoice::chooseFromEnvironment(const QProcessEnvironment &environment, const QString &name)
{
    const auto found = environmentAccount(environment);
    if (!found)
        return false;
    Profile profile = found->profile;
    if (!name.isEmpty())
        profile.name = name;
    m_profileId = profile.id;
    if (const QString reason = apiKeyProblemText(found->key); !reason.isEmpty())
        return refuse(tr("%1: %2").arg(profile.name, reason));
    // Everything else in this profile is fixed, so a problem is one of the address.
    const QString reason = profileProblemText(m_accounts.addSessionProfile(profile, found->key.key));
    return reason.isEmpty() || refuse(tr("%1: %2").arg(EnvironmentAccount::urlVariable, reason));
}

bool AccountChoice::chooseNamed()
{
    const auto named = m_accounts.profileNamed(m_options.profileName);
    if (!named)
        return refuse(tr("There is no account named %1. \"pollux-cli profiles\" lists them.")
                          .arg(format::singleLine(m_options.profileName)));
    m_profileId = named->id;
    if (m_options.readsKey)
        m_accounts.useForSession(named->id, m_keyFromInput);
    return true;
}

bool AccountChoice::readKey()
{
    const auto line = terminal::readSecretLine(tr("API key: "), maxKeyLineLength);
    m_isInterrupted = !line;
    if (m_isInterrupted)
        return false;
    const ApiKeyCheck check = checkedApiKey(QString::fromUtf8(*line));
    m_keyFromInput = check.key;
    return check.problem == ApiKeyProblem::None || refuse(tr("Standard input: %1").arg(apiKeyProblemText(check)));
}

bool AccountChoice::refuse(const QString &sentence)
{
    m_problem = sentence;
    return false;
}

} // namespace pollux
