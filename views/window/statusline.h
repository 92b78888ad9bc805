// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/profile.h"

#include <QStatusBar>

class QLabel;

namespace pollux {

class FilesModel;
class UploadTotalsCounter;

enum class AccountState {
    Starting, ///< it is not known yet which account there is
    None,     ///< no account yet: the first-run page
    Waiting,  ///< its key is being read
    Ready,
    NoKey ///< its key is not available, so its files cannot be shown
};

/// The status bar of the window: how many files or documents are shown, the totals of the uploads, the storage and the
/// account.
class StatusLine final : public QStatusBar {
    Q_OBJECT

public:
    /// Both must outlive this widget.
    StatusLine(FilesModel &files, const UploadTotalsCounter &uploads, QWidget *parent);

    void setCount(const QString &text);
    QString count() const;
    /// `profile` is ignored for Starting and None.
    void setAccount(AccountState state, const Profile &profile);

signals:
    /// The user wants the list of the files that expire next: their expiry frees storage.
    void expiryListRequested();

private:
    QLabel *createLabel();

    QLabel *m_count;
    QLabel *m_account;
};

} // namespace pollux
