// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/accounts.h"

#include <QListWidget>

namespace pollux {

/// The accounts by name; below each name: whether it is the active one, its source if it exists for this session only,
/// and its server if that is not Google's. Updates itself when the accounts change.
class AccountList final : public QListWidget {
    Q_OBJECT

public:
    /// `accounts` must outlive the list.
    explicit AccountList(const Accounts &accounts, QWidget *parent = nullptr);

    /// Selects an account without emitting chosen(). An unknown id stands for a new account, which gets its own row; an
    /// empty id selects nothing.
    void setCurrentAccount(const QString &profileId);

signals:
    /// The user went to another row.
    void chosen(const QString &profileId);

private:
    void fill();
    void addRow(const QString &id, const QString &name, const QStringList &remarks, bool isActive);

    const Accounts &m_accounts;
    QString m_currentId;
};

} // namespace pollux
