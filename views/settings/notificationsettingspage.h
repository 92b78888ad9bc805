// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/settings/settingspage.h"

namespace pollux {

/// What the desktop is told, and when.
class NotificationSettingsPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit NotificationSettingsPage(Settings &settings, QWidget *parent = nullptr);

    QList<Settings::Key> keys() const override;
    void load() override;

private:
    void showNotice();

    QCheckBox *m_uploads = nullptr;
    QCheckBox *m_active = nullptr;
    QCheckBox *m_failed = nullptr;
    QCheckBox *m_expiry = nullptr;
    QComboBox *m_notice = nullptr;
};

} // namespace pollux
