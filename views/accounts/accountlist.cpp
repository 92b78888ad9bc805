// SPDX-License-Identifier: Apache-2.0
#include "views/accounts/accountlist.h"

#include "models/text/format.h"
#include "views/style/icons.h"

#include <QSignalBlocker>
#include <QTextDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int idRole = Qt::UserRole;

QString sessionRemark(const Profile &profile)
{
    // environmentAccount() names the account after the variable that holds the key.
    if (profile.name == "GOOGLE_API_KEY"_L1 || profile.name == "GEMINI_API_KEY"_L1)
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

AccountList::AccountList(QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("Accounts"));
    setTextElideMode(Qt::ElideRight);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *current) {
        if (current)
            emit chosen(current->data(idRole).toString());
    });
}

void AccountList::setAccounts(const QList<Profile> &profiles, const QString &activeId, const QString &currentId)
{
    const QSignalBlocker blocker(this);
    clear();
    for (const Profile &profile : profiles)
        addRow(profile.id, profile.name, remarksOn(profile, profile.id == activeId), profile.id == activeId);
    if (!currentId.isEmpty() && std::ranges::find(profiles, currentId, &Profile::id) == profiles.cend())
        addRow(currentId, tr("New account"), {tr("not saved yet")}, false);
    for (int row = 0; row < count(); ++row) {
        if (item(row)->data(idRole) == currentId)
            setCurrentRow(row);
    }
}

void AccountList::addRow(const QString &id, const QString &name, const QStringList &remarks, bool isActive)
{
    QStringList lines{format::singleLine(name)};
    if (!remarks.isEmpty())
        lines.append(remarks.join(" · "_L1));
    auto *row = new QListWidgetItem(lines.join(u'\n'), this);
    row->setIcon(icon(isActive ? IconName::Check : IconName::Account));
    row->setData(idRole, id);
    row->setData(Qt::AccessibleTextRole, lines.join(", "_L1));
    row->setToolTip(Qt::convertFromPlainText(row->text(), Qt::WhiteSpaceNormal));
}

} // namespace pollux
