// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/accounts.h"
#include "models/accounts/settings.h"
#include "views/accounts/accounteditor.h"
#include "views/messages/messagewidget.h"
#include "views/widgets/prompts.h"

#include <QDialog>
#include <QSet>

#include <functional>
#include <memory>

class QNetworkAccessManager;
class QPushButton;

namespace pollux {

class AccountList;
class KeyTest;

/// The accounts: list on the left, the chosen one in an editor on the right. Keys go from the editor into the keychain
/// through Accounts; a stored key is never shown, and is read only to test it. A new account is only saved with a key.
/// Nothing blocks: while the keychain does not answer, a message offers to use the key for this session only. Show it
/// with open().
class AccountsDialog final : public QDialog {
    Q_OBJECT

public:
    /// All must outlive the dialog. @p settings knows for which accounts a key was stored. The dialog opens with the
    /// active account, or with a new one if there is none.
    AccountsDialog(Accounts &accounts, const Settings &settings, QNetworkAccessManager &network, Prompts &prompts,
                   QWidget *parent = nullptr);

    /// See AccountEditor::setFoundCollection().
    void setFoundCollection(const QString &profileId, std::optional<StoreCollection> collection)
    {
        m_editor->setFoundCollection(profileId, collection);
    }
    /// Shows an empty account in the editor and focuses its name; asks first if there are unsaved changes.
    void addAccount();
    /// Shows this account; asks first if there are unsaved changes. Does nothing if there is no such account.
    void selectAccount(const QString &profileId);

    /// Asks first if there are unsaved changes.
    void reject() override;

private:
    using Then = std::function<void()>;

    QWidget *makeListSide();
    QWidget *makeEditorSide();
    QPushButton *makeButton(const QString &text, const QString &objectName, const Then &clicked);
    bool isNew() const { return !m_accounts.profile(m_profile.id); }
    void updateButtons();
    void unlessUnsaved(const Then &then);
    void ask(const Prompts::Question &question, const Then &then);
    void showProfile(const Profile &profile);
    void showNewProfile();
    void showFirstProfile();
    void handleEdit();

    void save();
    void saveKey(const QByteArray &key);
    void handleWritten(const CredentialResult &result);
    void useForSession();
    void handleKeyTaken(AccountEditor::KeyState keyState, MessageWidget::Kind kind, const QString &text);

    void askToRemove();
    void handleRemoved(const CredentialResult &result);

    void testKey();
    void startTest(const Profile &profile, const QByteArray &key);

    QObject *beginKeychainRequest(const QString &busyText, bool canGoOnWithout);
    void endPending();
    void showMessage(MessageWidget::Kind kind, const QString &text, const QList<MessageWidget::Action> &actions = {});
    MessageWidget::Action sessionAction();
    void showKeychainProblem(const CredentialResult &result, const Then &tryAgain);

    Accounts &m_accounts;
    const Settings &m_settings;
    Prompts &m_prompts;
    AccountList *m_list = nullptr;
    AccountEditor *m_editor = nullptr;
    MessageWidget *m_notice = nullptr;
    KeyTest *m_keyTest;
    QPushButton *m_remove = nullptr;
    QPushButton *m_activate = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_save = nullptr;

    Profile m_profile;                          ///< The account in the editor, as saved.
    bool m_hasKeychainProblem = false;          ///< The message shows one and stays while the user types.
    std::unique_ptr<QObject> m_keychainRequest; ///< Context of the running request, else null.
    QSet<QString> m_lockedIds; ///< Accounts whose stored key could not be read: overwritten only after a question.
};

} // namespace pollux
