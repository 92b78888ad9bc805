// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/accountsdialog.h"

#include "models/accounts/keytest.h"
#include "models/api/http/apierror.h"
#include "models/text/errortext.h"
#include "models/text/problemtext.h"
#include "views/accounts/accountlist.h"
#include "views/messages/errormessages.h"
#include "views/style/layouts.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = MessageWidget::Kind;

constexpr std::chrono::milliseconds patience = std::chrono::seconds(1); // then the keychain is probably asking the user
constexpr int listWidth = 32 * theme::grid;
constexpr int leastLines = 30; // room for the whole editor with a notice below it
constexpr int editorWidth = 52 * theme::grid;

} // namespace

AccountsDialog::AccountsDialog(Accounts &accounts, const Settings &settings, QNetworkAccessManager &network,
                               Prompts &prompts, QWidget *parent)
    : QDialog(parent)
    , m_accounts(accounts)
    , m_settings(settings)
    , m_prompts(prompts)
    , m_keyTest(new KeyTest(network, this))
{
    setWindowTitle(tr("Accounts"));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(2 * theme::grid, 2 * theme::grid, 2 * theme::grid, 2 * theme::grid);
    layout->setHorizontalSpacing(3 * theme::grid);
    layout->setVerticalSpacing(2 * theme::grid);
    layout->addWidget(makeListSide(), 0, 0);
    layout->addWidget(makeEditorSide(), 0, 1);
    auto *close = new QDialogButtonBox(QDialogButtonBox::Close, this);
    close->button(QDialogButtonBox::Close)->setAutoDefault(false);
    close->button(QDialogButtonBox::Close)->setIcon({});
    layout->addWidget(close, 1, 0, 1, 2);
    layout->setColumnStretch(1, 1);
    layout->setRowStretch(0, 1);
    setMinimumHeight(leastLines * fontMetrics().lineSpacing());

    connect(close, &QDialogButtonBox::rejected, this, &AccountsDialog::reject);
    connect(m_list, &AccountList::chosen, this, &AccountsDialog::selectAccount);
    connect(m_editor, &AccountEditor::edited, this, &AccountsDialog::handleEdit);
    connect(m_keyTest, &KeyTest::passed, this, [this](bool hasFiles) {
        showMessage(Kind::Success, hasFiles ? tr("The key works: the project has files.")
                                            : tr("The key works: the project has no files yet."));
    });
    connect(m_keyTest, &KeyTest::uploadRefused, this, [this] {
        showMessage(Kind::Warning,
                    tr("The key may read, may not upload. Give its service account the right to upload files, or use a "
                       "key that was made in Google AI Studio."),
                    {pageAction(ErrorAction::MakeKey)});
    });
    connect(m_keyTest, &KeyTest::failed, this, [this](const ApiError &error) {
        const ErrorText text = errorText(error);
        if (text.action == ErrorAction::ChangeKey) // its next step is to open this dialog
            showMessage(Kind::Error, text.title + u". "_s + text.explanation, {pageAction(ErrorAction::MakeKey)});
        else
            showMessage(Kind::Error, errorSentence(error));
    });
    connect(&m_accounts, &Accounts::profilesChanged, this, &AccountsDialog::updateButtons);
    connect(&m_accounts, &Accounts::activeChanged, this, &AccountsDialog::updateButtons);
    showFirstProfile();
}

QWidget *AccountsDialog::makeListSide()
{
    auto *side = new QWidget(this);
    m_list = new AccountList(m_accounts, side);
    m_list->setMinimumWidth(listWidth);
    QPushButton *add = makeButton(tr("&Add"), u"addButton"_s, [this] { addAccount(); });
    m_remove = makeButton(tr("Re&move…"), u"removeButton"_s, [this] { askToRemove(); });
    auto *layout = new QGridLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::grid);
    layout->addWidget(m_list, 0, 0, 1, 2);
    layout->addWidget(add, 1, 0);
    layout->addWidget(m_remove, 1, 1);
    return side;
}

QWidget *AccountsDialog::makeEditorSide()
{
    auto *side = new QWidget(this);
    side->setMinimumWidth(editorWidth);
    m_editor = new AccountEditor(side);
    m_notice = new MessageWidget(side);
    m_notice->setObjectName(u"accountNotice"_s);
    m_test = makeButton(tr("&Test key"), u"testButton"_s, [this] { testKey(); });
    m_activate = makeButton(tr("Make a&ctive"), u"activateButton"_s, [this] { m_accounts.activate(m_profile.id); });
    m_save = makeButton(tr("&Save"), u"saveButton"_s, [this] { save(); });
    m_save->setDefault(true);

    auto *buttons = new QHBoxLayout;
    layouts::fill(buttons, {m_test, m_activate, {}, m_save});
    layouts::fill(new QVBoxLayout(side), {m_editor, buttons, m_notice, {}}, 2 * theme::grid);
    return side;
}

QPushButton *AccountsDialog::makeButton(const QString &text, const QString &objectName, const Then &clicked)
{
    QPushButton *button = layouts::createButton(text, objectName, this);
    connect(button, &QPushButton::clicked, this, clicked);
    return button;
}

void AccountsDialog::addAccount()
{
    unlessUnsaved([this] { showNewProfile(); });
}

void AccountsDialog::selectAccount(const QString &profileId)
{
    if (profileId == m_profile.id || !m_accounts.profile(profileId))
        return;
    m_list->setCurrentAccount(m_profile.id); // the old one, until the question is answered
    unlessUnsaved([this, profileId] {
        if (const auto chosen = m_accounts.profile(profileId))
            showProfile(*chosen);
    });
}

void AccountsDialog::reject()
{
    unlessUnsaved([this] {
        endPending();
        QDialog::reject();
    });
}

void AccountsDialog::unlessUnsaved(const Then &then)
{
    if (!m_editor->isModified()) {
        then();
        return;
    }
    const QString name = m_editor->profile().name;
    const Prompts::Question question = {name.isEmpty() ? tr("Discard the new account?")
                                                       : tr("Discard the changes to “%1”?").arg(name),
                                        tr("What was entered and is not saved will be lost."), tr("Discard")};
    m_prompts.ask(this, question, [then](bool isAccepted) {
        if (isAccepted)
            then();
    });
}

/// Asks about the account shown; the answer is ignored if another account is shown by then.
void AccountsDialog::ask(const Prompts::Question &question, const Then &then)
{
    m_prompts.ask(this, question, [this, then, id = m_profile.id](bool isAccepted) {
        if (isAccepted && id == m_profile.id)
            then();
    });
}

void AccountsDialog::showProfile(const Profile &profile)
{
    endPending();
    m_profile = profile;
    using enum AccountEditor::KeyState;
    const bool isHeld = profile.sessionOnly || m_accounts.isSessionKey(profile.id);
    m_editor->setProfile(profile, isHeld ? ThisSession : m_settings.keyWasStored(profile.id) ? Stored : None);
    m_list->setCurrentAccount(profile.id);
    updateButtons();
}

void AccountsDialog::showNewProfile()
{
    showProfile(newProfile());
    m_editor->focusName();
}

void AccountsDialog::showFirstProfile()
{
    if (const auto active = m_accounts.activeProfile())
        showProfile(*active);
    else
        showNewProfile();
}

void AccountsDialog::updateButtons()
{
    const auto active = m_accounts.activeProfile();
    const bool isActive = active && active->id == m_profile.id;
    m_remove->setEnabled(!isNew() && !m_keychainRequest);
    m_activate->setEnabled(!isNew() && !isActive);
    m_test->setEnabled(!m_keychainRequest);
    m_test->setText(m_keyTest->isRunning() ? tr("S&top test") : tr("&Test key"));
    m_save->setEnabled(m_editor->isModified() && !m_keychainRequest);
}

void AccountsDialog::handleEdit()
{
    if (!m_keychainRequest) {
        m_keyTest->stop(); // its result would be for the values before the edit
        if (!m_hasKeychainProblem)
            m_notice->clear();
    }
    updateButtons();
}

void AccountsDialog::save()
{
    const Profile entered = m_editor->profile();
    if (m_editor->showProblem(m_accounts.problemOf(entered)))
        return;
    const ApiKeyCheck key = m_editor->keyField().check();
    if (m_editor->keyField().hasText() && key.problem != ApiKeyProblem::None) {
        m_editor->keyField().showProblem();
        return;
    }
    // The first account that is saved becomes the active one, and without a key nothing can be done with it.
    if (isNew() && key.key.isEmpty()) {
        m_editor->keyField().showProblem();
        return;
    }
    endPending();
    m_profile = entered;
    m_accounts.save(entered);
    m_editor->setSavedProfile(entered);
    if (!key.key.isEmpty())
        saveKey(key.key);
    else if (m_settings.keyWasStored(entered.id) || m_accounts.isSessionKey(entered.id))
        showMessage(Kind::Success, tr("Saved."));
    else
        showMessage(Kind::Warning, tr("Saved. The account can be used once it has a key."));
    updateButtons();
}

void AccountsDialog::saveKey(const QByteArray &key)
{
    const Then write = [this, key] {
        m_accounts.setKey(m_profile.id, key, beginKeychainRequest(tr("Saving the key…"), true),
                          [this](const CredentialResult &result) { handleWritten(result); });
    };
    if (!m_lockedIds.contains(m_profile.id)) {
        write();
        return;
    }
    ask({tr("Replace the key of “%1”?").arg(m_profile.name),
         tr("The keychain was locked, so the key that may be stored there could not be seen. It will be overwritten."),
         tr("Replace key")},
        write);
}

void AccountsDialog::handleWritten(const CredentialResult &result)
{
    endPending();
    using enum AccountEditor::KeyState;
    if (result.status == CredentialStatus::Ok)
        handleKeyTaken(Stored, Kind::Success, tr("Saved. The key is in the keychain."));
    else if (result.status == CredentialStatus::Unverified)
        handleKeyTaken(ThisSession, Kind::Warning, credentialText(result));
    else if (result.status != CredentialStatus::Superseded)
        showKeychainProblem(result, [this] { save(); });
}

void AccountsDialog::useForSession()
{
    if (!m_accounts.useForSession(m_profile.id, m_editor->keyField().check().key)) {
        m_editor->keyField().showProblem();
        return;
    }
    endPending();
    handleKeyTaken(AccountEditor::KeyState::ThisSession, Kind::Success,
                   tr("The key is used until Pollux is closed. It was not stored."));
}

void AccountsDialog::handleKeyTaken(AccountEditor::KeyState keyState, Kind kind, const QString &text)
{
    m_lockedIds.remove(m_profile.id);
    m_editor->clearKey(keyState);
    showMessage(kind, text);
}

void AccountsDialog::askToRemove()
{
    ask({tr("Remove the account “%1”?").arg(m_profile.name),
         m_profile.sessionOnly ? tr("It would have ended with this session. Files on the service stay.")
                               : tr("Its key is removed from the keychain as well. Files on the service stay."),
         tr("Remove account")},
        [this] {
            m_accounts.removeProfile(m_profile.id,
                                     beginKeychainRequest(tr("Removing the key from the keychain…"), false),
                                     [this](const CredentialResult &result) { handleRemoved(result); });
        });
}

void AccountsDialog::handleRemoved(const CredentialResult &result)
{
    endPending();
    if (result.status == CredentialStatus::Ok) {
        showFirstProfile();
        return;
    }
    ask({tr("Remove “%1” although its key may stay in the keychain?").arg(m_profile.name), credentialText(result),
         tr("Remove anyway")},
        [this] {
            m_accounts.forgetProfile(m_profile.id);
            showFirstProfile();
        });
}

void AccountsDialog::testKey()
{
    if (m_keyTest->isRunning()) {
        endPending();
        return;
    }
    const Profile entered = m_editor->profile();
    Profile named = entered; // a test needs no name
    named.name = u"test"_s;
    if (m_editor->showProblem(profileProblem(named)))
        return;
    const ApiKeyCheck key = m_editor->keyField().check();
    if (key.problem == ApiKeyProblem::None) {
        startTest(entered, key.key);
        return;
    }
    if (m_editor->keyField().hasText() || isNew()) {
        m_editor->keyField().showProblem();
        return;
    }
    const auto handleRead = [this, entered](const CredentialResult &result) {
        endPending();
        if (result.status == CredentialStatus::Ok)
            startTest(entered, result.key);
        else if (result.status == CredentialStatus::NotFound)
            m_editor->keyField().showProblem();
        else if (result.status != CredentialStatus::Superseded)
            showKeychainProblem(result, [this] { testKey(); });
    };
    m_accounts.keyOf(entered.id, beginKeychainRequest(tr("Reading the key…"), true), handleRead);
}

void AccountsDialog::startTest(const Profile &profile, const QByteArray &key)
{
    endPending();
    m_keyTest->start({profile.baseUrl, profile.apiVersion}, key);
    showMessage(Kind::Busy, tr("Asking the service…"));
}

/// Shows that the keychain is being asked. Returns the context object for the request: the answer is dropped if a newer
/// request begins or another account is chosen.
QObject *AccountsDialog::beginKeychainRequest(const QString &busyText, bool canGoOnWithout)
{
    endPending();
    m_keychainRequest = std::make_unique<QObject>();
    showMessage(Kind::Busy, busyText);
    QTimer::singleShot(patience, m_keychainRequest.get(), [this, canGoOnWithout] {
        showMessage(Kind::Busy, tr("Waiting for the keychain… It may be asking for a password."),
                    canGoOnWithout ? QList{sessionAction()} : QList<MessageWidget::Action>());
    });
    return m_keychainRequest.get();
}

void AccountsDialog::endPending()
{
    m_keychainRequest.reset();
    m_hasKeychainProblem = false;
    m_keyTest->stop();
    m_notice->clear();
    updateButtons();
}

void AccountsDialog::showMessage(Kind kind, const QString &text, const QList<MessageWidget::Action> &actions)
{
    m_notice->showMessage(kind, text, actions);
    updateButtons();
}

MessageWidget::Action AccountsDialog::sessionAction()
{
    return {tr("Use for this session only"), [this] { useForSession(); }};
}

void AccountsDialog::showKeychainProblem(const CredentialResult &result, const Then &tryAgain)
{
    if (result.status == CredentialStatus::Locked && m_settings.keyWasStored(m_profile.id))
        m_lockedIds.insert(m_profile.id);
    m_hasKeychainProblem = true;
    showMessage(Kind::Warning, credentialText(result), {{tr("Try again"), tryAgain}, sessionAction()});
}

} // namespace pollux
