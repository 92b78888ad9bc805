// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/accountsdialog.h"

#include "models/accounts/keytest.h"
#include "models/text/errortext.h"
#include "models/text/problemtext.h"
#include "views/accounts/accounteditor.h"
#include "views/accounts/accountlist.h"
#include "views/accounts/accountquestions.h"
#include "views/style/theme.h"
#include "views/widgets/messagewidget.h"
#include "views/widgets/prompts.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

using Kind = MessageWidget::Kind;

constexpr std::chrono::milliseconds patience = std::chrono::seconds(1); // then the keychain is most likely asking
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

    m_waitingDelay.setSingleShot(true);
    m_waitingDelay.setInterval(patience);
    connect(&m_waitingDelay, &QTimer::timeout, this, &AccountsDialog::sayWaiting);
    connect(close, &QDialogButtonBox::rejected, this, &AccountsDialog::reject);
    connect(m_list, &AccountList::chosen, this, &AccountsDialog::selectAccount);
    connect(m_editor, &AccountEditor::edited, this, &AccountsDialog::editorChanged);
    connect(m_keyTest, &KeyTest::passed, this, &AccountsDialog::testPassed);
    connect(m_keyTest, &KeyTest::failed, this, &AccountsDialog::testFailed);
    connect(&m_accounts, &Accounts::profilesChanged, this, &AccountsDialog::updateList);
    connect(&m_accounts, &Accounts::activeChanged, this, &AccountsDialog::updateList);
    showFirstProfile();
}

QWidget *AccountsDialog::makeListSide()
{
    auto *side = new QWidget(this);
    m_list = new AccountList(side);
    m_list->setMinimumWidth(listWidth);
    QPushButton *add = makeButton(tr("&Add"), u"addButton"_s, &AccountsDialog::addAccount);
    m_remove = makeButton(tr("Re&move…"), u"removeButton"_s, &AccountsDialog::askToRemove);
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
    m_test = makeButton(tr("&Test key"), u"testButton"_s, &AccountsDialog::testKey);
    m_activate = makeButton(tr("Make a&ctive"), u"activateButton"_s, &AccountsDialog::activate);
    m_save = makeButton(tr("&Save"), u"saveButton"_s, &AccountsDialog::save);
    m_save->setDefault(true);

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::grid);
    buttons->addWidget(m_test);
    buttons->addWidget(m_activate);
    buttons->addStretch();
    buttons->addWidget(m_save);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2 * theme::grid);
    layout->addWidget(m_editor);
    layout->addLayout(buttons);
    layout->addWidget(m_notice);
    layout->addStretch();
    return side;
}

QPushButton *AccountsDialog::makeButton(const QString &text, const QString &objectName,
                                        void (AccountsDialog::*clicked)())
{
    auto *button = new QPushButton(text, this);
    button->setObjectName(objectName);
    button->setAutoDefault(false);
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
    updateList(); // stays where it was until the question is answered
    unlessUnsaved([this, profileId] {
        if (const auto chosen = m_accounts.profile(profileId))
            showProfile(*chosen, false);
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
    m_prompts.ask(this, AccountQuestions::discardChanges(m_editor->profile().name), [then](bool isAccepted) {
        if (isAccepted)
            then();
    });
}

void AccountsDialog::showProfile(const Profile &profile, bool isNew)
{
    endPending();
    m_profile = profile;
    m_isNew = isNew;
    using enum AccountEditor::KeyState;
    const bool isHeld = profile.sessionOnly || m_accounts.isSessionKey(profile.id);
    m_editor->setProfile(profile, isHeld ? ThisSession : m_settings.keyWasStored(profile.id) ? Stored : None);
    if (profile.id == m_collectionProfileId)
        m_editor->showFoundCollection(m_foundCollection);
    updateList();
    updateButtons();
}

void AccountsDialog::setFoundCollection(const QString &profileId, std::optional<StoreCollection> collection)
{
    m_collectionProfileId = profileId;
    m_foundCollection = collection;
    if (m_profile.id == profileId)
        m_editor->showFoundCollection(collection);
}

void AccountsDialog::showNewProfile()
{
    showProfile(newProfile(), true);
    m_editor->focusName();
}

void AccountsDialog::showFirstProfile()
{
    if (const auto active = m_accounts.activeProfile())
        showProfile(*active, false);
    else
        showNewProfile();
}

void AccountsDialog::updateList()
{
    const auto active = m_accounts.activeProfile();
    m_list->setAccounts(m_accounts.profiles(), active ? active->id : QString(), m_profile.id);
    updateButtons();
}

void AccountsDialog::updateButtons()
{
    const auto active = m_accounts.activeProfile();
    const bool isActive = active && active->id == m_profile.id;
    m_remove->setEnabled(!m_isNew && !m_isKeychainAsked);
    m_activate->setEnabled(!m_isNew && !isActive);
    m_test->setEnabled(!m_isKeychainAsked);
    m_test->setText(m_keyTest->isRunning() ? tr("S&top test") : tr("&Test key"));
    m_save->setEnabled(m_editor->isModified() && !m_isKeychainAsked);
}

void AccountsDialog::editorChanged()
{
    if (!m_isKeychainAsked) {
        m_keyTest->stop(); // its answer would be about what stood there before
        if (!m_hasKeychainProblem)
            m_notice->clear();
    }
    updateButtons();
}

void AccountsDialog::save()
{
    const Profile entered = m_editor->profile();
    if (const ProfileProblem problem = m_accounts.problemOf(entered); problem != ProfileProblem::None) {
        m_editor->showProblem(problem);
        return;
    }
    const ApiKeyCheck key = m_editor->key();
    if (m_editor->hasKeyText() && key.problem != ApiKeyProblem::None) {
        m_editor->showKeyProblem();
        return;
    }
    endPending();
    m_profile = entered;
    m_isNew = false;
    m_accounts.save(entered);
    m_editor->setSavedProfile(entered);
    if (!key.key.isEmpty())
        saveKey(key.key);
    else if (m_settings.keyWasStored(entered.id) || m_accounts.isSessionKey(entered.id))
        m_notice->showMessage(Kind::Success, tr("Saved."));
    else
        m_notice->showMessage(Kind::Warning, tr("Saved. The account can be used once it has a key."));
    updateButtons();
}

void AccountsDialog::saveKey(const QByteArray &key)
{
    if (!m_lockedIds.contains(m_profile.id)) {
        writeKey(key);
        return;
    }
    m_prompts.ask(this, AccountQuestions::replaceUnseenKey(m_profile.name),
                  [this, key, id = m_profile.id](bool isAccepted) {
                      if (isAccepted && id == m_profile.id)
                          writeKey(key);
                  });
}

void AccountsDialog::writeKey(const QByteArray &key)
{
    const auto answered =
        askKeychain(tr("Saving the key…"), true, [this](const CredentialResult &result) { keyWritten(result); });
    m_accounts.setKey(m_profile.id, key, this, answered);
}

void AccountsDialog::keyWritten(const CredentialResult &result)
{
    switch (result.status) {
    case CredentialStatus::Ok:
        keyIsTaken();
        m_editor->setKeyState(AccountEditor::KeyState::Stored);
        m_notice->showMessage(Kind::Success, tr("Saved. The key is in the keychain."));
        break;
    case CredentialStatus::Unverified:
        keyIsTaken();
        m_editor->setKeyState(AccountEditor::KeyState::ThisSession);
        m_notice->showMessage(Kind::Warning, credentialText(result));
        break;
    case CredentialStatus::Superseded:
        break;
    case CredentialStatus::NotFound:
    case CredentialStatus::Locked:
    case CredentialStatus::NoService:
    case CredentialStatus::BadValue:
    case CredentialStatus::Failed:
        showKeychainProblem(result, [this] { save(); });
        break;
    }
}

void AccountsDialog::useForSession()
{
    const ApiKeyCheck key = m_editor->key();
    if (!m_accounts.useForSession(m_profile.id, key.key)) {
        m_editor->showKeyProblem();
        return;
    }
    endPending();
    keyIsTaken();
    m_editor->setKeyState(AccountEditor::KeyState::ThisSession);
    m_notice->showMessage(Kind::Success, tr("The key is used until Pollux is closed. It was not stored."));
}

void AccountsDialog::keyIsTaken()
{
    m_lockedIds.remove(m_profile.id);
    m_editor->clearKey();
    updateButtons();
}

void AccountsDialog::activate()
{
    m_accounts.activate(m_profile.id);
}

void AccountsDialog::askToRemove()
{
    m_prompts.ask(this, AccountQuestions::removeAccount(m_profile), [this, id = m_profile.id](bool isAccepted) {
        if (isAccepted && id == m_profile.id)
            removeProfile();
    });
}

void AccountsDialog::removeProfile()
{
    endPending();
    const auto answered = askKeychain(tr("Removing the key from the keychain…"), false,
                                      [this](const CredentialResult &result) { profileRemoved(result); });
    m_accounts.removeProfile(m_profile.id, this, answered);
}

void AccountsDialog::profileRemoved(const CredentialResult &result)
{
    if (result.status == CredentialStatus::Ok) {
        showFirstProfile();
        return;
    }
    const Prompts::Question question = AccountQuestions::removeWithoutKey(m_profile.name, credentialText(result));
    m_prompts.ask(this, question, [this, id = m_profile.id](bool isAccepted) {
        if (!isAccepted || id != m_profile.id)
            return;
        m_accounts.forgetProfile(id);
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
    if (const ProfileProblem problem = profileProblem(named); problem != ProfileProblem::None) {
        m_editor->showProblem(problem);
        return;
    }
    const ApiKeyCheck key = m_editor->key();
    if (key.problem == ApiKeyProblem::None)
        startTest(entered, key.key);
    else if (m_editor->hasKeyText() || m_isNew)
        m_editor->showKeyProblem();
    else
        readAndTestKey(entered);
}

void AccountsDialog::readAndTestKey(const Profile &profile)
{
    const auto answered = askKeychain(tr("Reading the key…"), true, [this, profile](const CredentialResult &result) {
        if (result.status == CredentialStatus::Ok)
            startTest(profile, result.key);
        else if (result.status == CredentialStatus::NotFound)
            m_editor->showKeyProblem();
        else if (result.status != CredentialStatus::Superseded)
            showKeychainProblem(result, [this] { testKey(); });
    });
    m_accounts.keyOf(profile.id, this, answered);
}

void AccountsDialog::startTest(const Profile &profile, const QByteArray &key)
{
    endPending();
    m_keyTest->start({profile.baseUrl, profile.apiVersion}, key);
    m_notice->showMessage(Kind::Busy, tr("Asking the service…"));
    updateButtons();
}

void AccountsDialog::testPassed(bool hasFiles)
{
    m_notice->showMessage(Kind::Success, hasFiles ? tr("The key works: the project has files.")
                                                  : tr("The key works: the project has no files yet."));
    updateButtons();
}

void AccountsDialog::testFailed(const ApiError &error)
{
    m_notice->showMessage(Kind::Error, errorSentence(error));
    updateButtons();
}

/// Says what is going on, and hands on the answer unless something newer has been asked or chosen meanwhile.
Accounts::Callback AccountsDialog::askKeychain(const QString &busyText, bool canGoOnWithout,
                                               Accounts::Callback answered)
{
    endPending();
    m_isKeychainAsked = true;
    m_canGoOnWithout = canGoOnWithout;
    m_notice->showMessage(Kind::Busy, busyText);
    m_waitingDelay.start();
    updateButtons();
    return [this, request = m_keychainRequest, answered = std::move(answered)](const CredentialResult &result) {
        if (request != m_keychainRequest)
            return;
        endPending();
        answered(result);
    };
}

void AccountsDialog::endPending()
{
    ++m_keychainRequest;
    m_isKeychainAsked = false;
    m_hasKeychainProblem = false;
    m_waitingDelay.stop();
    m_keyTest->stop();
    m_notice->clear();
    updateButtons();
}

void AccountsDialog::sayWaiting()
{
    QList<MessageWidget::Action> actions;
    if (m_canGoOnWithout)
        actions.append({tr("Use for this session only"), [this] { useForSession(); }});
    m_notice->showMessage(Kind::Busy, tr("Waiting for the keychain… It may be asking for a password."), actions);
}

void AccountsDialog::showKeychainProblem(const CredentialResult &result, const Then &tryAgain)
{
    if (result.status == CredentialStatus::Locked && m_settings.keyWasStored(m_profile.id))
        m_lockedIds.insert(m_profile.id);
    m_hasKeychainProblem = true;
    m_notice->showMessage(
        Kind::Warning, credentialText(result),
        {{tr("Try again"), tryAgain}, {tr("Use for this session only"), [this] { useForSession(); }}});
}

} // namespace pollux
