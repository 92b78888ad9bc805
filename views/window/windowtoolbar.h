// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QToolBar>

class QMenu;
class QToolButton;

namespace pollux {

class Accounts;
class WindowActions;
struct Profile;

/// The toolbar of the window: the active account with a menu of all accounts, an upload button that names where the
/// files go, delete, copy with a menu of what can be copied, and the details.
class WindowToolBar final : public QToolBar {
    Q_OBJECT

public:
    static constexpr int maxTargetLength = 32; ///< characters of a name on the upload button; a longer one is cut

    /// Both must outlive the toolbar.
    WindowToolBar(const WindowActions &actions, Accounts &accounts, QWidget *parent);

    /// The name of what uploads go to now; empty while there is none.
    void setTarget(const QString &target);

protected:
    void changeEvent(QEvent *event) override;

private:
    QToolButton *addButton(QAction *action, const QList<QAction *> &menuActions);
    void showAccounts();
    void updateAccount();

    const WindowActions &m_actions;
    Accounts &m_accounts;
    QToolButton *m_account;
    QMenu *m_accountMenu;
    QToolButton *m_upload;
};

/// A disc in the colour of an account, which follows from its id and is different for most accounts.
QIcon accountIcon(const Profile &profile, const QPalette &palette);

} // namespace pollux
