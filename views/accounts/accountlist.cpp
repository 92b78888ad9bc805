// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/accountlist.h"

#include "models/accounts/environmentaccount.h"
#include "models/text/format.h"
#include "views/style/icons.h"

#include <QSignalBlocker>
#include <QTextDocument>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int idRole = Qt::UserRole;

QString sessionRemark(const Profile &profile)
{
    if (isFromEnvironment(profile))
        return AccountList::tr("environment, this session only");
    return AccountList::tr("this session only");
}

QStringList remarksOn(const Profile &profile, bool isActive)
{
    QStringList remarks;
    if (isActive)
        remarks.append(AccountList::tr("active", "account"));
    if (profile.sessionOnly)
        remarks.append(sessionRemark(profile));
    if (profile.baseUrl != Endpoint::standard().baseUrl)
        remarks.append(profile.baseUrl.host());
    return remarks;
}

} // namespace

AccountList::AccountList(const Accounts &accounts, QWidget *parent)
    : QListWidget(parent)
    , m_accounts(accounts)
{
    setAccessibleName(tr("Accounts"));
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *current) {
        if (current)
            emit chosen(current->data(idRole).toString());
    });
    connect(&accounts, &Accounts::profilesChanged, this, &AccountList::fill);
    connect(&accounts, &Accounts::activeChanged, this, &AccountList::fill);
}

void AccountList::setCurrentAccount(const QString &profileId)
{
    m_currentId = profileId;
    fill();
}

void AccountList::fill()
{
    const QSignalBlocker blocker(this);
    clear();
    const auto active = m_accounts.activeProfile();
    for (const Profile &profile : m_accounts.profiles()) {
        const bool isActive = active && profile.id == active->id;
        addRow(profile.id, profile.name, remarksOn(profile, isActive), isActive);
    }
    if (!m_currentId.isEmpty() && !m_accounts.profile(m_currentId))
        addRow(m_currentId, tr("New account"), {tr("not saved yet")}, false);
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(idRole) == m_currentId)
            setCurrentRow(row);
    }
}

void AccountList::addRow(const QString &id, const QString &name, const QStringList &remarks, bool isActive)
{
    QStringList lines{format::singleLine(name)};
    if (!remarks.isEmpty())
        lines.append(remarks.join(u" · "_s));
    auto *row = new QListWidgetItem(lines.join(u'\n'), this);
    row->setIcon(icon(isActive ? IconName::Check : IconName::Account));
    row->setData(idRole, id);
    row->setData(Qt::AccessibleTextRole, lines.join(", "_L1));
    row->setToolTip(Qt::convertFromPlainText(row->text(), Qt::WhiteSpaceNormal));
}

} // namespace pollux
