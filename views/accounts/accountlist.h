// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "models/accounts/profile.h"

#include <QListWidget>

namespace pollux {

/// The accounts by name, with what sets each apart below it: whether it is the active one, where it comes from if it is
/// there for this session only, and its server if that is not Google's.
class AccountList final : public QListWidget {
    Q_OBJECT

public:
    explicit AccountList(QWidget *parent = nullptr);

    /// Shows these and marks @p currentId, without chosen(). An id that is not among them is a new account, in a row of
    /// its own; an empty one marks nothing.
    void setAccounts(const QList<Profile> &profiles, const QString &activeId, const QString &currentId);

signals:
    /// A person went to another row.
    void chosen(const QString &profileId);

private:
    void addRow(const QString &id, const QString &name, const QStringList &remarks, bool isActive);
};

} // namespace pollux
