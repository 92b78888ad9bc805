// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "views/settings/settingspage.h"

namespace pollux {

/// Theme and language.
class GeneralSettingsPage final : public SettingsPage {
    Q_OBJECT

public:
    /// The catalogues "pollux_<language>.qm" in the folder are the languages offered.
    explicit GeneralSettingsPage(Settings &settings, const QString &translationsFolder, QWidget *parent = nullptr);

    QList<Settings::Key> keys() const override;
    void load() override;

private:
    QComboBox *m_theme = nullptr;
    QComboBox *m_language = nullptr;
};

} // namespace pollux
