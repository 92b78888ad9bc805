// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/settings/settingspage.h"

namespace pollux {

/// How uploads run.
class TransferSettingsPage final : public SettingsPage {
    Q_OBJECT

public:
    explicit TransferSettingsPage(Settings &settings, QWidget *parent = nullptr);

    QList<Settings::Key> keys() const override;
    void load() override;

private:
    QSpinBox *m_uploadsAtOnce;
};

} // namespace pollux
