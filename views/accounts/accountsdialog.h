// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/accounts.h"
#include "models/accounts/settings.h"
#include "models/api/http/apierror.h"

#include <QDialog>
#include <QSet>
#include <QTimer>

#include <functional>

class QNetworkAccessManager;
class QPushButton;

namespace pollux {

class AccountEditor;
class AccountList;
class MessageWidget;
class KeyTest;
class Prompts;

/// The accounts: list on the left, the chosen one in an editor on the right. Keys go from the editor into the keychain
/// through Accounts; a key that is stored is never shown, and is read only when it is to be tested. Nothing blocks: a
/// keychain that keeps silent is waited for in a notice that offers to go on without it. Show it with open().
class AccountsDialog final : public QDialog {
    Q_OBJECT

public:
    /// All must outlive the dialog. @p settings tells for which accounts a key was stored. The dialog opens with the
    /// active account, or with a new one where there is none.
    AccountsDialog(Accounts &accounts, const Settings &settings, QNetworkAccessManager &network, Prompts &prompts,
                   QWidget *parent = nullptr);

    /// Which collection of stores answered for an account, to be said beside it.
    void setFoundCollection(const QString &profileId, std::optional<StoreCollection> collection);
    /// Puts an empty account into the editor and the cursor into its name; asks first if there are unsaved changes.
    void addAccount();
    /// Shows this account, with the same question; nothing happens if there is none.
    void selectAccount(const QString &profileId);

    /// Asks first if there are unsaved changes.
    void reject() override;

private:
    using Then = std::function<void()>;

    QWidget *makeListSide();
    QWidget *makeEditorSide();
    QPushButton *makeButton(const QString &text, const QString &objectName, void (AccountsDialog::*clicked)());
    void updateList();
    void updateButtons();
    void unlessUnsaved(const Then &then);
    void showProfile(const Profile &profile, bool isNew);
    void showNewProfile();
    void showFirstProfile();
    void editorChanged();

    void save();
    void saveKey(const QByteArray &key);
    void writeKey(const QByteArray &key);
    void keyWritten(const CredentialResult &result);
    void useForSession();
    void keyIsTaken();
    void activate();

    void askToRemove();
    void removeProfile();
    void profileRemoved(const CredentialResult &result);

    void testKey();
    void readAndTestKey(const Profile &profile);
    void startTest(const Profile &profile, const QByteArray &key);
    void testPassed(bool hasFiles);
    void testFailed(const ApiError &error);

    Accounts::Callback askKeychain(const QString &busyText, bool canGoOnWithout, Accounts::Callback answered);
    void endPending();
    void sayWaiting();
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

    Profile m_profile; ///< The one in the editor, as it is saved.
    QString m_collectionProfileId;
    std::optional<StoreCollection> m_foundCollection; // of that profile
    bool m_isNew = false;
    bool m_hasKeychainProblem = false; ///< The notice shows one; it stays while a person types.
    quint64 m_keychainRequest = 0;     ///< Counts what was asked: answers to older requests are dropped.
    bool m_isKeychainAsked = false;
    bool m_canGoOnWithout = false;
    QTimer m_waitingDelay;
    QSet<QString> m_lockedIds; ///< Accounts whose stored key could not be seen: it is not overwritten unasked.
};

} // namespace pollux
