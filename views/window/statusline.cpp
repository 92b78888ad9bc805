// SPDX-License-Identifier: Apache-2.0
#include "views/window/statusline.h"

#include "models/accounts/environmentaccount.h"
#include "models/items/uploads/uploadtotals.h"
#include "views/files/storagegauge.h"
#include "views/style/layouts.h"
#include "views/uploads/uploadsproxymodel.h"

#include <QLabel>

namespace pollux {

StatusLine::StatusLine(FilesModel &files, const UploadTotalsCounter &uploads, QWidget *parent)
    : QStatusBar(parent)
    , m_count(createLabel())
{
    QLabel *totals = createLabel();
    m_account = createLabel();
    auto *gauge = new StorageGauge(files, this);
    addWidget(m_count);
    addWidget(totals, 1);
    addPermanentWidget(gauge);
    addPermanentWidget(m_account);
    const auto showTotals = [totals, &uploads] { totals->setText(UploadsProxyModel::totals(uploads.totals())); };
    connect(&uploads, &UploadTotalsCounter::counted, totals, showTotals);
    connect(gauge, &QAbstractButton::clicked, this, &StatusLine::expiryListRequested);
    showTotals();
}

QLabel *StatusLine::createLabel()
{
    QLabel *label = layouts::createText({}, this);
    label->setContentsMargins(theme::grid, 0, theme::grid, 0);
    return label;
}

void StatusLine::setCount(const QString &text)
{
    m_count->setText(text);
}

QString StatusLine::count() const
{
    return m_count->text();
}

void StatusLine::setAccount(AccountState state, const Profile &profile)
{
    const QString name = isFromEnvironment(profile) ? tr("Environment key") : profile.name;
    switch (state) {
    case AccountState::Starting:
        m_account->clear();
        break;
    case AccountState::None:
        m_account->setText(tr("No account"));
        break;
    case AccountState::Waiting:
        m_account->setText(tr("%1: waiting for its key…").arg(name));
        break;
    case AccountState::Ready:
        m_account->setText(tr("%1, %2", "account, server").arg(name, profile.baseUrl.authority()));
        break;
    case AccountState::NoKey:
        m_account->setText(tr("%1: no key").arg(name));
        break;
    }
}

} // namespace pollux
