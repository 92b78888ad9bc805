// SPDX-License-Identifier: Apache-2.0
#include "views/settings/transfersettingspage.h"

#include <QSpinBox>

using namespace Qt::StringLiterals;

namespace pollux {

namespace {

constexpr int maxUploadsAtOnce = 32;

} // namespace

TransferSettingsPage::TransferSettingsPage(Settings &settings, QWidget *parent)
    : SettingsPage(settings, parent)
    , m_uploadsAtOnce(addNumber(Settings::Key::UploadsAtOnce, tr("&Parallel uploads:"), 1, maxUploadsAtOnce))
{
    m_uploadsAtOnce->setObjectName(u"uploadsAtOnce"_s);
    showHint(*m_uploadsAtOnce, tr("Files that are sent at the same time, 1 to %1.").arg(maxUploadsAtOnce));
    TransferSettingsPage::load();
}

QList<Settings::Key> TransferSettingsPage::keys() const
{
    return {Settings::Key::UploadsAtOnce};
}

void TransferSettingsPage::load()
{
    showValue(Settings::Key::UploadsAtOnce, *m_uploadsAtOnce);
}

} // namespace pollux
